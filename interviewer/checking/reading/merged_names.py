"""`r = π p / (π p) 1` where both r and p may be the problem's γ: a reading in which a name is made of itself, as the line is not."""

from __future__ import annotations

from interviewer.notation.clause import Line
from interviewer.notation.tree import Node, Rel, Sym, names

MERGED = "I cannot tell what each of these letters is; write the line with the problem's letters"


def merges(line: Line, nodes: tuple[Node, ...]) -> bool:
    """Whether what a clause sets stands on its other side, too, as another name in the line."""
    return any(_is_merged(c.node, n) for c, n in zip(line.clauses, nodes, strict=True))


def _is_merged(before: Node, after: Node) -> bool:
    match before, after:
        case Rel(("=", *_), (Sym(said), *others)), Rel(_, (Sym(meant), *rest)) if said != meant:
            wrote, reads = (frozenset[str]().union(*map(names, side)) for side in (others, rest))
            return meant in reads and not {said, meant} & wrote
    return False

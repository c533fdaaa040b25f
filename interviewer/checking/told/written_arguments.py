"""`φ(x) = (x₁², √2 x₁x₂, x₂²)`: a function written out in the entries of its argument tells in which space that lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewer.checking.problem.world import World
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Call, Node, Num, Rel, Sym, walk


def with_spaces_written(problem: World, lines: Sequence[str]) -> list[str]:
    """The lines behind one for each such space, `x ∈ ℝ^2`."""
    told = dict.fromkeys(s for line in lines for c in clauses_read(line, problem.vocabulary) for s in _spaces(c.node))
    return [*told, *lines]


def _spaces(node: Node) -> Iterable[str]:
    match node:
        case Rel(("=" | ":=",), (Call(_, (Sym(name, ()),), (), ()), body)) if count := _entries(body, name):
            yield f"{name} ∈ ℝ^{count}"


def _entries(body: Node, name: str) -> int:
    """How many entries of the argument it is written out in; 0 where they are not 1, 2, …, or the argument stands there as a whole."""
    found: set[int] = set()
    for n in walk(body):
        if isinstance(n, Sym) and n.name == name:
            match n.index:
                case (Num(value),) if value.denominator == 1:
                    found.add(int(value))
                case _:
                    return 0
    return len(found) if len(found) > 1 and found == {*range(1, len(found) + 1)} else 0

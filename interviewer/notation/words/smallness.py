"""`σ(z) ≈ ½ + z/4 for small z`, `near z = 0`, `when z ≈ 0`: beside an approximation a letter that goes to zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym

_SMALL = frozenset(["small", "tiny", "infinitesimal"])
_NEAR = frozenset(["near", "around", "close"])


def with_small_letters(clauses: Sequence[Clause], words: list[str]) -> tuple[list[Clause], list[str]]:
    """The clauses with what the words call small as going to zero, and the words without saying so again."""
    if not any(isinstance(c.node, Rel) and c.role == "claim" and "≈" in c.node.ops for c in clauses):
        return list(clauses), words
    out: list[Clause] = []
    heard = set[int]()
    for clause in clauses:
        opens = (
            bool(out) and out[-1].role == "assume" and out[-1].node == _goes(out[-1].node) and clause.link == "implies"
        )
        out.append(replace(clause, link="") if opens else clause)
        if (letter := _letter(clause)) is None or clause.after is None:
            continue
        around = range(max(clause.after - 2, 0), min(clause.after + 2, len(words)))
        said = {k for k in around if words[k] in (_NEAR if isinstance(clause.node, Rel) else _SMALL)}
        if said or (isinstance(clause.node, Rel) and clause.node.ops == ("≈",)):
            out[-1] = replace(clause, role="assume", node=Rel(("→",), (letter, ZERO)))
            heard |= said
    return out, ["the" if k in heard else w for k, w in enumerate(words)]


def _goes(node: Node) -> Node | None:
    return node if isinstance(node, Rel) and node.ops == ("→",) else None


def _letter(clause: Clause) -> Sym | None:
    """What a clause that claims nothing else is about: z of `|z|`, of `z = 0` and, unless that is claimed, of `z ≈ 0`."""
    node = clause.node
    match node:
        case Rel(("=",), (Sym() as letter, right)) if right == ZERO:
            return letter
        case Rel(("≈",), (Sym() as letter, right)) if right == ZERO and clause.role != "claim":
            return letter
        case Apply("abs" | "norm", (Sym() as letter,)) if clause.role != "claim":
            return letter
        case Sym() if clause.role != "claim":
            return node
    return None

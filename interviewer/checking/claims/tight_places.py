"""`KL ≥ 0 with equality iff μ = 0 and σ = 1`: a bound, that it is strict elsewhere, and the place of several letters where it is tight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.judged import Judged
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Num, Rel, Sym

_STRICT = {">=": ">", "<=": "<"}


def at_place_of_several(clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], ...]:
    """The claims that such a line makes, each as clauses by itself; none for any other line."""
    nodes = [c.node for c in clauses]
    if len(nodes) < 5 or any(c.role != "claim" for c in clauses) or clauses[-1].link != "implies":
        return ()
    bound, strict, *places, tight = nodes
    if not (isinstance(bound, Rel) and isinstance(strict, Rel) and isinstance(tight, Rel) and len(bound.ops) == 1):
        return ()
    same = bound.operands == strict.operands == tight.operands
    if not same or tight.ops != ("=",) or strict.ops != (_STRICT.get(bound.ops[0], ""),):
        return ()
    if not all(_sets(p) for p in places):
        return ()
    supposed = tuple(replace(c, role="assume") for c in clauses[2:-1])
    elsewhere = tuple(
        (replace(c, node=Rel(("!=",), c.node.operands)), replace(clauses[1], link=""))
        for c in supposed
        if isinstance(c.node, Rel)
    )  # off the place in any of its letters
    return (clauses[:1], *elsewhere, (*supposed, replace(clauses[-1], link="")))


def worst(found: Sequence[Judged]) -> Judged:
    """What is found of a line of several claims: one that fails, else one that is open."""
    order = {"refuted": 0, "undecided": 1}
    return min(found, key=lambda j: order.get(j.kind, 2))


def _sets(node: object) -> bool:
    match node:
        case Rel(("=",), (Sym(), Num() | Sym())):
            return True
    return False


def beside_place(clauses: tuple[Clause, ...]) -> tuple[Rel, ...]:
    """Of `f < c` before `x = 0 ⇒ f = c`: f is less than c wherever x is not 0."""
    match [c.node for c in clauses], [c.link for c in clauses]:
        case [Rel(("<",) | (">",), sides), Rel(("=",), place), Rel(("=",), agreeing)], [_, _, "implies"]:
            fixed = isinstance(place[1], Num) or all(isinstance(o, Sym | Call) for o in place)
            return (Rel(("!=",), place),) if agreeing == sides and fixed else ()
    return ()

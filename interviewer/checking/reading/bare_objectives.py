"""`F(q, θ) = Q(θ, θ_t) + H(q), so argmax F = argmax Q`: an objective by its bare name is what the line writes in full."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Bound, Call, Node, Sym, transform, walk

_OPTIMA = frozenset(["argmin", "argmax", "min", "max"])


def with_objectives_in_full(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with each optimum of a bare name as that of the one call of it."""
    bare = {n.body for c in clauses for n in walk(c.node) if isinstance(n, Bound) and n.op in _OPTIMA}
    bare = {b for b in bare if isinstance(b, Sym)}
    if not bare or len(clauses) < 2:
        return clauses
    calls = {n for c in clauses for n in walk(c.node) if isinstance(n, Call) and n.fn in bare}
    full = {c.fn: c for c in calls if sum(d.fn == c.fn for d in calls) == 1}

    def change(n: Node) -> Node:
        match n:
            case Bound(op, binders, Sym() as body) if op in _OPTIMA and body in full:
                return Bound(op, binders, full[body])
        return n

    return tuple(replace(c, node=transform(c.node, change)) for c in clauses) if full else clauses

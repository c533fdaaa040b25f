"""`D(P ‖ Q) = ∫ p(x) log(p(x)/q(x)) dx`: distributions by capitals beside their densities are those of the densities."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Node, Sym, transform, walk


def with_densities_alone(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with such capitals as the densities' names, where a capital is never taken at a point."""
    nodes = [n for c in clauses for n in walk(c.node)]
    bare = {n.name for n in nodes if isinstance(n, Sym) and not n.index and len(n.name) == 1 and n.name.isupper()}
    bare = {n for n in bare if n.lower() in scope.world.distributions and not scope.knows(n)}  # Q(θ, θ_t) is no q
    if not bare:
        return clauses
    called = {n.fn.name for n in nodes if isinstance(n, Call)}
    listed = {n.name for n in nodes if isinstance(n, Sym) and not n.index}  # sum(p * log(p / q))
    same = {n for n in bare if n.lower() in called | listed and n not in called}

    def change(n: Node) -> Node:
        return Sym(n.name.lower()) if isinstance(n, Sym) and n.name in same and not n.index else n

    return tuple(replace(c, node=transform(c.node, change)) for c in clauses) if same else clauses

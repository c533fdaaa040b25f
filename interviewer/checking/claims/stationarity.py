"""`∂L/∂w = 0` as a condition, and the equation of the problem that says the same."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Deriv, Node, Rel, Sym


def sets_derivative(scope: Scope, left: Node, derivative: bool) -> bool:
    """`∂L/∂w = 0` for a variable the problem optimises over; one that is bounded or sums to one need not be stationary."""
    bound = {n for n in map(base_name, left.wrt) if n in scope.world.multipliers} if isinstance(left, Deriv) else set()
    if bound:
        return False
    if derivative:
        return True
    if not isinstance(left, Deriv):
        return False
    return all(base_name(w) in scope.world.unknowns or w == Sym("default") for w in left.wrt)


def stationary_where(scope: Scope, left: Node, right: Node, clock: Clock) -> Rel:
    """`∂L/∂w = 0` as the equation of the problem that says the same (w = …), which is met exactly; else as it stands."""
    bare = replace(scope, conditions=())
    for equation in dict.fromkeys(c for group in scope.world.conditions.values() for c in group):
        if not isinstance(equation, Rel) or equation.ops != ("=",) or free_indices(scope, (equation,)):
            continue
        if compare(bare, "=", left, right, clock, count=2, extra=(equation,)).outcome == "holds":
            return equation
    return Rel(("=",), (left, right))

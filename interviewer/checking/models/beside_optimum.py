"""`∂L/∂w = 2Xᵀ(Xw − y)` after the normal equations: a gradient is meant everywhere, not where an earlier line has it vanish."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Deriv, Node, Rel


def beside_optimum(scope: Scope, left: Node, right: Node) -> Scope:
    """Where a line says what a derivative is: the scope without the equations that its variables meet; else the scope itself."""
    unknowns = {*scope.world.unknowns}
    if not scope.conditions or not isinstance(left, Deriv) or right == ZERO or not unknowns:
        return scope

    def of_optimum(condition: Rel) -> bool:
        return condition.ops == ("=",) and bool(unknowns & dependencies(scope, condition))

    kept = tuple(c for c in scope.conditions if not of_optimum(c))
    return replace(scope, conditions=kept) if len(kept) < len(scope.conditions) else scope

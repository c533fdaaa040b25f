"""max 1/‖w‖ for min ½‖w‖²: two functions that put the same order on what is sought have the same optima.

Of one array that is sought they do where the gradients have one direction everywhere.
"""

from __future__ import annotations

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Deriv, Node, Sym, apply, num


def orders_alike(scope: Scope, body: Node, other: Node, clock: Clock) -> bool:
    """Whether one grows where the other does, of the one unknown that both depend on."""
    unknowns = {*scope.world.unknowns}
    sought = dependencies(scope, body) & unknowns
    if len(sought) != 1 or dependencies(scope, other) & unknowns != sought:
        return False
    (name,) = sought
    return slopes_alike(scope, body, other, name, clock)


def slopes_alike(scope: Scope, body: Node, other: Node, name: str, clock: Clock) -> bool:
    """Whether the gradients by one unknown have one direction everywhere."""

    def slope(of: Node) -> Node:
        return Deriv(of, (Sym(name),), "grad")

    def scaled(of: Node, by: Node) -> Node:
        return apply("mul", apply("norm", slope(by), num(2)), slope(of))

    return compare(scope, "=", scaled(body, other), scaled(other, body), clock, count=3).outcome == "holds"

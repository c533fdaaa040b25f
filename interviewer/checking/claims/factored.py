"""`Rw = Qᵀy` after X = QR: the optimum's equations in the factors of a matrix, no multiple of the gradient by a number."""

from __future__ import annotations

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Apply, Deriv, Node, Rel, Sym, apply, walk


def determines_optimum(scope: Scope, left: Node, right: Node, clock: Clock) -> bool:
    """Whether an equation linear in one unknown of the problem holds at an optimum, and nowhere else."""
    gap = apply("add", left, apply("neg", right))
    spoken = {n for n in walk(gap) if isinstance(n, Sym) and n.name in scope.world.unknowns}
    if len(spoken) != 1 or (unknown := spoken.pop()).index:
        return False
    slope = Deriv(gap, (unknown,))
    if compare(scope, "=", Apply("det", (slope,)), ZERO, clock).outcome != "fails":
        return False
    for group in scope.world.conditions.values():
        conditions = [c for c in group if isinstance(c, Rel) and c.ops == ("=",) and c.operands[0] == unknown]
        at = scope.with_condition(*conditions)
        if conditions and compare(at, "=", left, right, clock).outcome == "holds":
            return True
    return False

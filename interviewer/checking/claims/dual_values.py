"""`min_{w,b} L(w,b,α) = …`: over all that is sought, the Lagrangian's minimum is the problem's dual function where it is finite."""

from __future__ import annotations

from interviewer.checking.claims.result import Result, failure_message
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Bound, Cases, Node, Rel, Sym, walk

_STATIONARY = ("stationarity", "soft")
_OPTIMA = frozenset(["min", "max"])


def judge_dual_value(scope: Scope, game: Bound, value: Node, clock: Clock) -> Result | None:
    """The verdict on a formula for a minimum of the Lagrangian; None where it is not over all unknowns, or is none of them."""
    sought = {b.var.name for b in game.binders}
    if dependencies(scope, value) & {*scope.world.unknowns} or any(map(_leaves_open, walk(value))):
        return None
    conditions = _determining(scope, sought)
    dual = _dual(scope)
    if conditions is None or dual is None:
        return None
    found = compare(scope, "=", dual.body, value, clock, extra=conditions)
    pair = ("=", game, value)
    if found.outcome == "holds":
        return Result("verified", scope, "under the problem's conditions", pair=pair)
    if found.outcome == "fails":
        return Result("refuted", scope, failure_message(found), found.witness, pair, found.assumed)
    return None


def _leaves_open(node: Node) -> bool:
    """Another optimum, or cases: where the dual function is not finite it is no such formula."""
    return isinstance(node, Cases) or node == Sym("infty") or (isinstance(node, Bound) and node.op in _OPTIMA)


def _determining(scope: Scope, sought: set[str]) -> tuple[Rel, ...] | None:
    """The conditions of the Lagrangian's minimum over these letters, if they are all of its unknowns: it is linear in some."""
    unknowns, multipliers = {*scope.world.unknowns}, {*scope.world.multipliers}
    lagrangians = [
        d for ds in scope.world.definitions.values() for d in ds if {*d.params} & unknowns and {*d.params} & multipliers
    ]
    bodies = [body for d in lagrangians for body in (d.body, *d.alternatives)]
    groups = [scope.world.conditions[g] for g in _STATIONARY if g in scope.world.conditions]
    for body, group in zip(bodies, groups, strict=False):
        if dependencies(scope, body) & unknowns == sought:
            return tuple(c for c in group if isinstance(c, Rel))
    return None


def _dual(scope: Scope) -> Definition | None:
    """The problem's function of its multipliers that is to be maximised."""
    multipliers = {*scope.world.multipliers}
    found = (
        d for ds in scope.world.definitions.values() for d in ds if d.sense == "max" and {*d.params} <= multipliers
    )
    return next((d for d in found if d.params), None)

"""`… for all w`, `W(α) ≤ ½‖w‖²`: what is said of every value of an unknown may not lean on what determines its optimum."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.at_zero import missed_at_zero
from interviewer.checking.claims.minimax import judge_minimax
from interviewer.checking.claims.result import EQUAL, Result, failure_message
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Node, Rel, Sym

_ORDER = frozenset(["<=", ">=", "<", ">"])


def beyond_optimum(
    scope: Scope, clauses: tuple[Clause, ...], node: Node, filters: list[Rel], clock: Clock
) -> Result | None:
    """Where a claim about every value of an unknown fails, or cannot be judged, beside the optimum; None where it holds.

    Values that the problem's constraints rule out do not count.
    """
    if (missed := missed_at_zero(scope, clauses, node, clock)) is not None:
        return missed
    unknowns = {*scope.world.unknowns, *scope.world.multipliers}
    spoken = [c.node.operands[0] if isinstance(c.node, Rel) else c.node for c in clauses if c.role == "quantify"]
    ranging = {s.name for s in spoken if isinstance(s, Sym) and not s.index} & unknowns
    if not ranging or not isinstance(node, Rel) or node.operands[0] in map(Sym, ranging):
        return None  # for scalar w: w = … says which w is meant
    for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False):
        if op not in EQUAL and op not in _ORDER:
            continue
        if judge_minimax(scope, op, left, right, clock, tuple(filters)) is not None:
            continue  # said of all values as it is
        found = compare(scope, op, left, right, clock, tuple(filters))
        if found.outcome == "fails" and scope.world.constraints:
            found = compare_feasible(scope, op, left, right, clock, tuple(filters))
        if found.outcome == "fails":
            return Result("refuted", scope, failure_message(found), found.witness, (op, left, right), found.assumed)
        if found.outcome != "holds":
            return Result("undecided", scope, found.reason)
    return None


def compare_feasible(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...] = ()
) -> Comparison:
    """Whether a relation holds wherever all constraints of the problem are met."""
    constraints = [c for c in scope.world.constraints if isinstance(c, Rel)]
    equations = tuple(c for c in constraints if not free_indices(scope, (c,)))
    bounds = tuple(c for c in constraints if c not in equations)
    within = replace(scope, conditions=(*scope.conditions, *equations))
    return compare(within, op, left, right, clock, (*filters, *bounds))

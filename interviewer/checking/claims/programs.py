"""Optimisation problems: the objective must be the problem's, each constraint one of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from interviewer.checking.claims.beside_constants import addends
from interviewer.checking.claims.chains import judge_chain
from interviewer.checking.claims.constants import constant_gap
from interviewer.checking.claims.constraints import FEASIBLE, WITHIN
from interviewer.checking.claims.minimax import DUAL, PRIMAL, game_of
from interviewer.checking.claims.missing_constraints import lacks_constraint
from interviewer.checking.claims.orders import orders_alike
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.senses import sense_of
from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Witness
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Bound, Group, Node, Num, Rel, Sym, apply, names

OPTIMISED = " in what this optimises"
ANOTHER = "this is not the objective of the problem"
OWN_CONSTRAINTS = "I cannot tell whether your problem has these constraints alone"
MISSING = "a constraint of the problem is missing"
_OBJECTIVE = Sym("objective")
_EQUIVALENT = re.compile(r"\bequivalent", re.I)


def judge_program(scope: Scope, node: Node, clock: Clock) -> Result:
    """`min f s.t. g`: the objective must be the problem's up to a positive factor, each constraint one of its own."""
    objective = node.args[0] if isinstance(node, Apply) else node
    constraints: tuple[Node, ...] = (
        node.args[1].items if isinstance(node, Apply) and isinstance(node.args[1], Group) else ()
    )
    assert isinstance(objective, Bound)
    wanted = "min" if objective.op.endswith("min") else "max"
    if not any(d.sense for ds in scope.world.definitions.values() for d in ds):
        return Result("undecided", scope, "I cannot tell what this optimises; write what it equals")
    played = game_of(scope, objective, clock) in (DUAL, PRIMAL)  # max_{α≥0} min_{w,b} L
    if not played and not any(
        proportional(
            scope,
            objective.body if sense_of(scope, d, body, clock) == wanted else apply("neg", objective.body),
            body,
            clock,
            exact=False,
        )
        for name in (*scope.own, *scope.world.definitions)
        for d in scope.definitions(name)[: 1 if name in scope.own else None]
        if d.sense and not d.given
        for body in (d.body, *d.alternatives)
    ):  # min f is max −f
        if any(d.sense and d.carried for definitions in scope.own.values() for d in definitions):
            return Result("undecided", scope, "I cannot tell whether this belongs to the objective you have set up")
        if not (
            _is_dual(scope, objective, clock)
            or _orders_alike(scope, objective, wanted, clock)
            or _is_part(scope, objective, wanted, clock)
        ):
            if bound := _bound_of_its_own(scope, objective.body, constraints):
                return Result(
                    "undecided", scope, f"write the program without {bound}, as one in the problem's unknowns"
                )
            if _EQUIVALENT.search(scope.context):
                return Result("undecided", scope, "that two programs have the same solutions is said in words")
            if unknown := undeclared(scope, (objective.body,), {b.var.name for b in objective.binders})[0]:
                return Result("undecided", scope, f"I do not know what {min(unknown)} is{OPTIMISED}")
            pair = ("=", _OBJECTIVE, objective.body)
            again = partial(_optimised_again, scope, objective)
            return Result("refuted", scope, ANOTHER, Witness({}, None, None), pair, again=again)
    for constraint in (*constraints, *(b.condition for b in objective.binders)):
        if not isinstance(constraint, Rel):
            continue
        if (
            constraint.ops == ("=",)
            and isinstance(constraint.operands[0], Sym)
            and isinstance(constraint.operands[1], Num)
            and not scope.knows(constraint.operands[0].name)
        ):
            continue  # i = 1, …, n
        if constraint.ops == ("∈",) or _only_sets(scope, constraint):
            continue
        result = judge_chain(scope, constraint, clock)
        if result.kind == "refuted" and not scope.world.multipliers:
            return Result("undecided", scope, OWN_CONSTRAINTS)  # the problem has none
        if result.kind in ("refuted", "undecided"):
            return result
        if result.message == WITHIN or result.message.endswith(FEASIBLE):
            return Result("refuted", scope, "this follows from the problem's constraints, but is none of them")
    if constraints and not played and lacks_constraint(scope, objective, constraints):
        if scope.own or scope.conditions or scope.unread or scope.unsettled:  # as for a classifier without a bias
            return Result("undecided", scope, OWN_CONSTRAINTS)
        return Result("refuted", scope, MISSING, Witness({}, None, None))
    return Result("given", scope, "the problem's program")


def _optimised_again(scope: Scope, objective: Bound, _op: str, _left: Node, body: Node, clock: Clock) -> bool:
    return judge_program(scope, replace(objective, body=body), clock).kind == "given"


def _is_dual(scope: Scope, objective: Bound, clock: Clock) -> bool:
    """Whether what is maximised is the Lagrangian of a program of the candidate's own, where it is stationary."""
    body = objective.body if objective.op.endswith("max") else apply("neg", objective.body)
    found = [d for ds in scope.world.definitions.values() for d in ds if {*scope.world.multipliers} & {*d.params}]
    stationary = tuple(c for c in scope.world.conditions.get("stationarity", ()) if isinstance(c, Rel))
    return not dependencies(scope, body) & {*scope.world.unknowns} and any(
        compare(scope, "=", d.body, body, clock, extra=stationary).outcome == "holds" for d in found
    )


def _orders_alike(scope: Scope, objective: Bound, wanted: str, clock: Clock) -> bool:
    """Whether a program has the optima of the problem's: max 1/‖w‖ those of min ½‖w‖²."""
    goals = (d for ds in scope.world.definitions.values() for d in ds if d.sense and not d.given)
    return any(
        orders_alike(
            scope, objective.body, body if sense_of(scope, d, body, clock) == wanted else apply("neg", body), clock
        )
        for d in goals
        for body in (d.body, *d.alternatives)
    )


def _is_part(scope: Scope, objective: Bound, wanted: str, clock: Clock) -> bool:
    """`max_π Σ_k N_k log π_k`: what of the problem's objective depends on what is optimised over here.

    A term in which nothing of that moves, as the slacks ξ_i of a margin beside w and b, says of what else it is optimised.
    """
    over = [b.var for b in objective.binders]
    moved = {v.name for v in over}
    if not all(dependencies(scope, term) & moved for term in addends(scope, objective.body, moved)):
        return False
    goals = [d for ds in scope.world.definitions.values() for d in ds if d.sense and not d.given and over]
    return any(
        constant_gap(
            scope,
            objective.body if sense_of(scope, d, d.body, clock) == wanted else apply("neg", objective.body),
            d.body,
            clock,
            scope.filters,
            False,
            over,
        ).outcome
        == "holds"
        for d in goals
    )


def _bound_of_its_own(scope: Scope, objective: Node, constraints: tuple[Node, ...]) -> str:
    """The γ of `max γ s.t. y_i f(x_i) ≥ γ`, which is no unknown of the problem's but what its constraints bound."""
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    within = frozenset[str]().union(*(names(c) for c in constraints if isinstance(c, Rel) and c.ops != ("=",)))
    running = index_names((objective, *constraints))
    own = (n for n in names(objective) & within - sought - running if scope.letter(n) is None)
    return min(own, default="")


def _only_sets(scope: Scope, constraint: Rel) -> bool:
    """`… with C = 1/λ`: what a number of the objective is, and no constraint on what is sought."""
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    first = constraint.operands[0]
    number = scope.letter(first.name) if isinstance(first, Sym) and not first.index else None
    return constraint.ops == ("=",) and number is not None and not sought & dependencies(scope, constraint)

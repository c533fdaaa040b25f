"""One clause of a line to an outcome: a chain of relations, a program, a property."""

from __future__ import annotations

from interviewer.checking.claims.chains import judge_chain
from interviewer.checking.claims.counts import judge_count
from interviewer.checking.claims.programs import judge_program
from interviewer.checking.claims.properties import judge_property
from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Bound, Node, Rel, Sym


def judge_relation(
    scope: Scope,
    node: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    introduces: bool = False,
    sets: bool = False,
    follows: bool = False,
) -> Result:
    """Judge a clause. `introduces` allows it to define a known letter anew; `sets` that an equation is assumed, not claimed;
    `follows` says that it must follow from the stationarity condition put in force just before."""
    if isinstance(node, Rel):
        return judge_chain(scope, node, clock, filters, introduces, sets, follows)
    if (isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax")) or (
        isinstance(node, Apply) and node.op == "program"
    ):
        return judge_program(scope, node, clock)
    if isinstance(node, Apply) and node.op == "property" and isinstance(node.args[1], Sym):
        if node.args[1].name.startswith(("exact.", "order.")):
            return judge_count(scope, node.args[0], node.args[1].name, *node.args[2:4])
        return judge_property(scope, node.args[0], node.args[1].name, clock, node.args[2:])
    return Result("undecided", scope, "there is no relation to judge; write an equation")

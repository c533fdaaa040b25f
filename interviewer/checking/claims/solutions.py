"""Values of what is sought where the data are numbers: `w = (5/6, 3/2)` beside an X and a y written out is claimed, not chosen."""

from __future__ import annotations

from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result, failure_message
from interviewer.checking.claims.stepped_values import as_stepped
from interviewer.checking.claims.uses_of_conditions import names_quantity
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Deriv, Rel, Sym
from interviewer.notation.written_numbers import in_numbers

UNSOLVED = "I cannot tell whether this solves your example; write the equation that it solves"


def as_solution(pair: Pair) -> Result | None:
    """The value of an unknown or a multiplier, or of what is made of them, where the problem's conditions hold for the data."""
    scope, head = pair.scope, pair.left
    if (stepped := as_stepped(pair)) is not None:
        return stepped
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    if not pair.equal or pair.introduces or not in_numbers(pair.right) or not _has_data(scope):
        return None
    named = isinstance(head, Sym) and head.name in sought
    if not named and (
        isinstance(head, Deriv) or not dependencies(scope, head) & sought or names_quantity(scope, (head,))
    ):
        return None
    groups = [tuple(c for c in group if isinstance(c, Rel)) for group in scope.world.conditions.values()]
    found = [compare(scope, "=", head, pair.right, pair.clock, extra=g) for g in (sum(groups, ()), *groups) if g]
    if any(c.outcome == "holds" for c in found):
        return Result("verified", scope.with_condition(Rel(("=",), (head, pair.right))), "it solves your example")
    if not named:
        return None
    failed = next((c for c in found if c.outcome == "fails"), None)
    if failed is None:
        return pair.undecided(UNSOLVED)
    return Result("refuted", scope, failure_message(failed), failed.witness, pair.shown, failed.assumed)


def _has_data(scope: Scope) -> bool:
    """Whether an array of the problem that is not sought is written out in numbers."""
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    given = (d.body for name, ds in scope.own.items() if name in scope.world.letters and name not in sought for d in ds)
    return any(map(in_numbers, given))

"""What a refuted line got wrong: the one small repair that makes it hold.

The interviewer probes with the diagnosis; it is never shown as the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models import assume
from interviewer.checking.models.compare import compare
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.ordering import relation_holds
from interviewer.checking.models.sampling import FLOAT, Sampler, free_indices
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.repairs import layout_repairs, local_repairs, whole_repairs
from interviewer.notation.tree import Node, Rel

MAX_REPAIRS = 150
_NO_VALUE = (
    Unsupported,
    IllTyped,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
_FLIP = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


def diagnose(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    unfit: bool = False,
) -> str | None:
    """A phrase such as "right up to the sign", None when no single repair explains the line; `unfit` as its shapes are."""
    tried = 0
    try:
        if op in _FLIP and _holds(scope, _FLIP[op], left, right, clock, filters):
            return "the inequality points the wrong way"
        if op not in ("=", "≡", ":="):
            return None
        op = "="
        promising = _on_one_model(scope, left, right, clock)
        for phrase, repaired in whole_repairs(right):
            if promising(repaired) and _holds(scope, op, left, repaired, clock, filters):
                return phrase
        for phrase, repaired in chain(layout_repairs(right) if unfit else (), local_repairs(right)):
            tried += 1
            if tried > MAX_REPAIRS:
                break
            if promising(repaired) and _holds(scope, op, left, repaired, clock, filters):
                return phrase
    except OutOfTime:
        return None
    return None


def _on_one_model(scope: Scope, left: Node, right: Node, clock: Clock) -> Callable[[Node], bool]:
    """A first look at repairs: one model, on which what they have in common is evaluated once."""
    scope, conditions = substituted(scope, scope.conditions)
    assumed = assume.assignments(scope, (left, right, *conditions), set(free_indices(scope, (left, right))))[0]
    sampler = Sampler(scope, (left, right), clock, assumed, (), conditions)
    try:
        ev = sampler.evaluator(sampler.model(0), FLOAT)
        env = next(sampler.environments(ev, (left, right)))
        ev.value(left, env)
    except (*_NO_VALUE, Inconsistent, StopIteration):
        return lambda repaired: True

    def promising(repaired: Node) -> bool:
        clock.check()
        ev.steps = 0
        try:
            return relation_holds(ev, "=", left, repaired, env)[0]
        except _NO_VALUE:
            return False

    return promising


def _holds(scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> bool:
    return compare(scope, op, left, right, clock, filters, count=3).outcome == "holds"

"""What a refuted line got wrong: the one small repair that makes it hold.

The interviewer probes with the diagnosis; it is never shown as the answer.
"""

from __future__ import annotations

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.compare import compare
from interviewer.checking.repairs import local_repairs, whole_repairs
from interviewer.checking.scope import Scope
from interviewer.notation.tree import Node, Rel

MAX_REPAIRS = 90
_FLIP = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


def diagnose(scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...] = ()) -> str | None:
    """A phrase such as "right up to the sign", None when no single repair explains the line."""
    tried = 0
    try:
        if op in _FLIP and _holds(scope, _FLIP[op], left, right, clock, filters):
            return "the inequality points the wrong way"
        if op not in ("=", "≡", ":="):
            return None
        op = "="
        for phrase, repaired in whole_repairs(right):
            if _holds(scope, op, left, repaired, clock, filters):
                return phrase
        for phrase, repaired in local_repairs(right):
            tried += 1
            if tried > MAX_REPAIRS:
                break
            if _holds(scope, op, left, repaired, clock, filters):
                return phrase
    except OutOfTime:
        return None
    return None


def _holds(scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> bool:
    if compare(scope, op, left, right, clock, filters, count=1).outcome != "holds":
        return False
    return compare(scope, op, left, right, clock, filters, count=3).outcome == "holds"

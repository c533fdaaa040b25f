"""`a ≈ b = c`: what is claimed to be equal is judged; how good the approximation is stays open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from interviewer.checking.claims.result import Result
from interviewer.notation.tree import Num, Rel

FAR = 0.1  # of the value: no rounding of a number written out
APPROXIMATE = "I do not judge how good an approximation is; write it as an equation with its error"


def judge_around(node: Rel, judge: Callable[[Rel], Result]) -> Result:
    """A chain with ≈ in it is refuted where an equation in it fails; it follows where the approximation is exact as well."""
    found: list[Result] = []
    marks = [-1, *(k for k, op in enumerate(node.ops) if op == "≈"), len(node.ops)]
    for low, high in pairwise(marks):
        part = Rel(node.ops[low + 1 : high], node.operands[low + 1 : high + 1])
        result = judge(part) if part.ops else None
        if result is not None and result.kind == "refuted":
            return result
        found += [result] if result is not None else []
    for k in marks[1:-1]:
        around = judge(Rel(("≈",), node.operands[k : k + 2]))
        if around.kind == "refuted" and isinstance(node.operands[k + 1], Num) and _far_off(around):
            return around
        if around.kind != "verified":
            return replace(around, kind="undecided", message=around.message or APPROXIMATE)
        found.append(around)
    if all(r.kind == "verified" for r in found):
        return found[-1]  # numbers as they are rounded
    return judge(Rel(tuple("=" if op == "≈" else op for op in node.ops), node.operands))


def _far_off(result: Result) -> bool:
    """Whether a number differs from the value it is said to be about by more than rounding explains."""
    left, right = (result.witness.left, result.witness.right) if result.witness is not None else (None, None)
    if not (isinstance(left, float) and isinstance(right, float)):
        return False
    return abs(left - right) > FAR * max(abs(left), abs(right))

"""`a ≈ b = c`: what is claimed to be equal is judged; how good the approximation is stays open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from interviewer.checking.claims.result import Result
from interviewer.notation.tree import Rel

APPROXIMATE = "I do not judge how good an approximation is; write it as an equation with its error"


def judge_around(node: Rel, judge: Callable[[Rel], Result]) -> Result:
    """A chain with ≈ in it is refuted where an equation in it fails; it follows where the approximation is exact as well."""
    marks = [-1, *(k for k, op in enumerate(node.ops) if op == "≈"), len(node.ops)]
    for low, high in pairwise(marks):
        part = Rel(node.ops[low + 1 : high], node.operands[low + 1 : high + 1])
        result = judge(part) if part.ops else None
        if result is not None and result.kind == "refuted":
            return result
    for k in marks[1:-1]:
        around = judge(Rel(("≈",), node.operands[k : k + 2]))
        if around.kind != "verified":
            return replace(around, kind="undecided", message=around.message or APPROXIMATE)
    return judge(Rel(tuple("=" if op == "≈" else op for op in node.ops), node.operands))

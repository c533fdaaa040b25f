"""`ŵ = argmin_w ‖y − Xw‖² + λ‖w‖²`: the optimum of the problem's objective and a penalty of the candidate's own is one of his."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.checking.claims.constants import constant_gap
from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ZERO, Bound, Node, Sym, apply, names, transform

PENALISED = "the problem's objective with a penalty of your own"
_LABEL = re.compile(
    r"_\s*\{?\s*(?:\\(?:text|mathrm|rm)\w*\s*\{?\s*)?(?:O?LS|MLE?|MAP)\b"
)  # also where a reading has dropped it
_MARKS = frozenset(["hat", "star", "tilde", "bar"])  # and no label: w_OLS, θ_MAP say of what they are the optimum


def penalised(
    scope: Scope, left: Node, right: Bound, reference: Iterable[tuple[str, Node]], clock: Clock
) -> Result | None:
    """The estimate taken as its definition; None where no weight makes the difference, or it is no penalty."""
    if not isinstance(left, Sym) or not _is_marked(left.name) or left.name in scope.own or _LABEL.search(scope.context):
        return None
    over = [b.var for b in right.binders] or [Sym(n) for n in scope.world.unknowns]
    for op, body in reference:
        if op != right.op:
            continue
        for weight in sorted(names(right.body) - dependencies(scope, body) - {v.name for v in over}):
            letter = scope.letter(weight)
            if letter is not None and letter.shape:
                continue
            without = _without(right.body, weight)
            penalty = apply("add", right.body, apply("neg", without))
            sign = ">=" if op == "argmin" else "<="
            gaps = (constant_gap(scope, without, body, clock, scope.filters, ratio, over) for ratio in (False, True))
            if (
                any(gap.outcome == "holds" for gap in gaps)
                and compare(scope, sign, penalty, ZERO, clock).outcome == "holds"
            ):
                return Result("given", scope.with_definition(Definition(left.name, right, fixed=False)), PENALISED)
    return None


def _without(node: Node, weight: str) -> Node:
    return transform(node, lambda n: ZERO if n == Sym(weight) else n)


def _is_marked(name: str) -> bool:
    """ŵ and w*, and neither the w that a labelled estimate may be read as, nor one that a label tells apart."""
    marks = set(name.split(".")[1:])
    return bool(marks) and marks <= _MARKS

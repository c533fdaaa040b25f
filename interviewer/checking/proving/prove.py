"""Proof on explicit components: both sides in exact arithmetic on one small shape, their difference shown to vanish.

Asked after the models have agreed, and only ever to confirm them: what is not shown identically stays `numeric`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.evaluation.layouts import asked
from interviewer.checking.exact.field import ExactField
from interviewer.checking.exact.number import Exact
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.ordering import sides
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import Rel, walk

MAX_NODES = 150  # larger trees expand to thousands of terms
SMALL = 1  # the seed of the model whose shape has the fewest components
_NO_PROOF = (
    Unsupported,
    IllTyped,
    OutOfTime,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    KeyError,
    NotImplementedError,
    RecursionError,
)


def all_proved(equations: Sequence[Equation], clock: Clock) -> bool:
    """Whether each is shown for every value of the letters, at one shape, within the time; there must be one."""
    return bool(equations) and all(proved(equation, clock) for equation in equations)


def proved(equation: Equation, clock: Clock) -> bool:
    if sum(1 for side in (equation.left, equation.right) for _ in walk(side)) > MAX_NODES:
        return False
    try:
        return _vanishes(equation, clock)
    except _NO_PROOF:
        return False


def _vanishes(equation: Equation, clock: Clock) -> bool:
    """The same; raises one of `_NO_PROOF` where a part has no exact value."""
    left, right = equation.left, equation.right
    # what holds without the rest of the conditions holds with them
    scope, _ = substituted(equation.scope, equation.scope.conditions)
    sampler = Sampler(scope, (left, right), clock, equation.assumed)
    for layout in asked((left, right), scope.context):
        sampler.layout = layout
        if _shown(sampler, equation, clock):
            return True
    return False


def _shown(sampler: Sampler, equation: Equation, clock: Clock) -> bool:
    """In one layout; what is left over is tried again with SymPy's factors under logarithms and roots."""
    field = ExactField(clock.check)
    if _shown_in(field, sampler, equation, clock):
        return True
    if not any(g.kind in ("log", "root") and len(g.of[0].terms) > 2 for g in field.tower.generators):
        return False
    field = ExactField(clock.check)
    field.tower.factoring = True
    return _shown_in(field, sampler, equation, clock)


def _shown_in(field: ExactField, sampler: Sampler, equation: Equation, clock: Clock) -> bool:
    left, right, seen = equation.left, equation.right, False
    ev = sampler.evaluator(sampler.model(SMALL), field)
    for env in sampler.environments(ev, (left, right, *equation.filters)):
        clock.check()
        try:
            if any(_excludes(ev, f, env) for f in equation.filters):
                continue
            a, b = sides(ev, left, right, Env(bound=dict(env.bound)))
        except IndexError:
            continue
        seen = True
        if not all(field.tower.vanishes(d) for d in _differences(field, a, b)):
            return False
    return seen


def _excludes(ev: Evaluator, restriction: Rel, env: Env) -> bool:
    """Whether a restriction on indices leaves these out; one on values restricts nothing here, which is more to show."""
    try:
        return not ev.truth(restriction, Env(bound=dict(env.bound)))
    except (Unsupported, IllTyped):
        return False


def _differences(field: ExactField, a: Any, b: Any) -> Iterator[Exact]:
    if is_array(a) and is_array(b) and a.shape != b.shape:
        raise IllTyped("the two sides have different shapes")
    rows = list(a.flat) if is_array(a) else [a] * (b.size if is_array(b) else 1)
    others = list(b.flat) if is_array(b) else [b] * len(rows)
    return (field.lift(x) - field.lift(y) for x, y in zip(rows, others, strict=True))

"""Proof on explicit components: both sides as SymPy expressions on one small shape, their difference expanded to zero."""

from __future__ import annotations

import time
from typing import Any

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.evaluate import Env
from interviewer.checking.fields import ExactField, IllTyped, Unsupported, is_array
from interviewer.checking.ordering import sides
from interviewer.checking.sampling import Sampler
from interviewer.checking.scope import Scope
from interviewer.checking.world import Letter
from interviewer.notation.tree import Bound, Call, Divergence, Moment, Node, walk

MAX_NODES = 70  # larger trees expand to thousands of terms
MAX_OPERATIONS = 400  # of the difference, before SymPy is asked to simplify it
_exact: list[ExactField] = []


def exact_field() -> ExactField:
    if not _exact:
        _exact.append(ExactField())
    return _exact[0]


def proved(scope: Scope, left: Node, right: Node, assumed: dict[str, Letter], seconds: float) -> bool:
    """Whether SymPy shows left = right for every value of the letters, at one shape, within the time."""
    nodes = [n for side in (left, right) for n in walk(side)]
    if (
        len(nodes) > MAX_NODES
        or scope.conditions
        or any(isinstance(n, Moment | Divergence | Call) and not isinstance(n, Call) for n in nodes)
    ):
        return False
    if any(isinstance(n, Bound) and n.op not in ("sum", "prod") for n in nodes):
        return False
    deadline = time.thread_time() + seconds
    try:
        sampler = Sampler(scope, (left, right), Clock(deadline), assumed)
        model = sampler.model(1)
        ev = sampler.evaluator(model, exact_field())
        seen = False
        for env in sampler.environments(ev, (left, right)):
            if time.thread_time() > deadline:
                return False
            try:
                a, b = sides(ev, left, right, Env(bound=dict(env.bound)))
            except IndexError:
                continue
            seen = True
            if not _equal(a, b, deadline):
                return False
        return seen
    except (
        Unsupported,
        IllTyped,
        OutOfTime,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        KeyError,
        NotImplementedError,
    ):
        return False


def _equal(a: Any, b: Any, deadline: float) -> bool:
    import sympy as sp

    if is_array(a) != is_array(b):
        array, number = (a, b) if is_array(a) else (b, a)
        pairs = [(x, number) for x in array.flat]
    else:
        pairs = list(zip(a.flat, b.flat, strict=True)) if is_array(a) else [(a, b)]
    for x, y in pairs:
        difference = sp.sympify(x) - sp.sympify(y)
        if difference == 0:
            continue
        if sp.count_ops(difference) > MAX_OPERATIONS or time.thread_time() > deadline:
            return False
        expanded = sp.expand(difference)
        if expanded == 0:
            continue
        if time.thread_time() > deadline or sp.count_ops(expanded) > MAX_OPERATIONS:
            return False
        if sp.cancel(sp.together(sp.expand_log(expanded))) != 0:
            return False
    return True

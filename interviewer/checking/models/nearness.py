"""Values too near each other, or to nothing, for a tolerance alone to tell whether they agree."""

from __future__ import annotations

import numpy as np

from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import FLOAT, IllTyped, Unsupported, Value, high_field, is_array
from interviewer.checking.models.ordering import vanishing
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.notation.tree import Apply, Deriv, Node, Num, transform

ROUNDING = 1e-13  # of the terms that cancel

MOVED = 1e-7


def differs_at_other_points(sampler: Sampler, left: Node, right: Node, sample: Sample, a: Value, b: Value) -> bool:
    """Whether the gap between the sides changes when expectations are taken at other points: what both have too much cancels."""
    ev = sampler.evaluator(sample.model, FLOAT)
    ev.turned = True
    again = [ev.value(node, Env(bound=dict(sample.env.bound))) for node in (left, right)]
    (x, y), (u, v) = ((_flat(p), _flat(q)) for p, q in (again, (a, b)))
    if not x.size == u.size == y.size == v.size:
        return any(_moves(p, q) for p, q in ((x, u), (y, v)))
    return _moves(x - y, u - v, max(1.0, float(np.max(np.abs(u))), float(np.max(np.abs(v)))))


def _flat(value: Value) -> np.ndarray:
    return np.atleast_1d(np.asarray(value, dtype=complex)).ravel()


def _moves(a: np.ndarray, b: np.ndarray, scale: float = 1.0) -> bool:
    return a.size == b.size and bool(np.max(np.abs(a - b)) > MOVED * max(scale, float(np.max(np.abs(b)))))


def same(a: Value, b: Value) -> bool:
    return not is_array(a) and not is_array(b) and abs(complex(a) - complex(b)) < 1e-12


def slopes_are_nothing(sampler: Sampler, *sides: tuple[Node, Value]) -> bool:
    """Whether a derivative comes to nothing wherever it is taken: what it is of may be meant otherwise than we have it."""
    for side, value in sides:
        if isinstance(side, Deriv) and not isinstance(side.body, Num) and vanishing(value, value, 1e-30):
            values = (s.evaluator.value(side, s.env) for s in sampler.samples(4, 0))
            return all(vanishing(v, v, 1e-30) for v in values)
    return False


def agree_near_zero(sampler: Sampler, sample: Sample, a: Value, b: Value, left: Node, right: Node) -> bool:
    """Whether two sides near zero agree: by ratio, or as both are what is left of terms that cancel.

    Two that are nothing at all must be so at fifty digits too.
    """
    x, y = (np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in (a, b))
    if np.any(x) or np.any(y):
        near = float(np.max(np.abs(x - y))) <= 1e-6 * max(float(np.max(np.abs(x))), float(np.max(np.abs(y))))
        return near or (not sampler.conditions and _cancels(sample, x, left) and _cancels(sample, y, right))
    try:
        ev = sampler.evaluator(sample.model, high_field())
        sides = [ev.value(node, Env(bound=dict(sample.env.bound))) for node in (left, right)]
    except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError):
        return True
    return all(z == 0 for side in sides for z in (side.flat if is_array(side) else [side]))


def _cancels(sample: Sample, value: np.ndarray, side: Node) -> bool:
    """Whether a value is rounding beside what its formula comes to without its minus signs."""
    unsigned = transform(side, lambda n: n.args[0] if isinstance(n, Apply) and n.op == "neg" else n)
    try:
        size = np.asarray(sample.evaluator.value(unsigned, sample.env), dtype=complex)
    except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError):
        return False
    return float(np.max(np.abs(value))) <= ROUNDING * float(np.max(np.abs(size)))


def close(a: Value, b: Value) -> bool:
    """Nearer than double precision safely tells apart."""
    x, y = (np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in (a, b))
    if x.shape != y.shape and 1 not in (x.size, y.size):
        return True
    scale = max(float(np.max(np.abs(x))), float(np.max(np.abs(y))), 1e-3)
    return float(np.max(np.abs(x - y))) < 1e-4 * scale


def met(a: Value, b: Value) -> bool:
    """Whether far out two sides have come so near that no digits tell them apart: a strict bound may hold all the same."""
    return vanishing(a, b, 1e-30) or (
        not is_array(a) and not is_array(b) and abs(complex(a - b)) < 1e-15 * abs(complex(a))
    )

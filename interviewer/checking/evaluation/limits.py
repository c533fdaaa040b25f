"""Limits by evaluation: values along a geometric approach, extrapolated (Richardson 1911) and checked to settle."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.notation.tree import ZERO, Apply, Bound, Node, Rel, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

_FIRSTS, _RATIO, _POINTS = (
    (1, 64),
    4,
    6,
)  # distances 0.02, 0.005, … from the point; their inverses on the way to infinity
_SETTLED = 1e-6
_FROM_ABOVE = frozenset(["positive", "unit", "small", "nonneg"])  # no value of theirs lies below zero


def limit(ev: Evaluator, node: Bound, env: Env) -> Value:
    """The value that the body settles at. Raises Unsupported when it does not settle."""
    found = [_settled(values) for values in approaches(ev, node, env)]
    found = [f for f in found if f is not None]
    if not found or (len(found) > 1 and _gap(found[0], found[1]) > 1e-5):
        raise Unsupported("this limit does not settle at a value")
    return found[0]


def diverges(ev: Evaluator, node: Bound, env: Env, sign: int) -> bool:
    """Whether the body grows beyond every bound, at least as a logarithm does."""
    for values in approaches(ev, node, env):
        if any(is_array(v) for v in values):
            raise Unsupported("the limit of a vector; write its norm")
        numbers = [sign * ev.field.real(v) for v in values]
        steps = [float(b - a) for a, b in pairwise(numbers)]
        if steps[-1] <= 0.05 or (len(steps) > 1 and steps[-1] < 0.5 * steps[-2]) or (len(steps) == 1 and steps[0] < 10):
            return False
    return True


def approaches(ev: Evaluator, node: Bound, env: Env) -> list[list[Value]]:
    """The body's values on the way to the point, from each side that is open."""
    binder = node.binders[0] if len(node.binders) == 1 else None
    condition = binder.condition if binder is not None else None
    if binder is None or binder.var.index or not isinstance(condition, Rel) or len(condition.operands) != 2:
        raise Unsupported("this limit is not read; write it as lim_{x→a}")
    target, sides = _target(condition.operands[1])
    if target is None:
        ways = [(lambda h: sides[0] / h)]
    else:
        centre = ev.value(target, env)
        direction = _direction(ev, binder.var, env)
        letter = ev.scope.letter(binder.var.name)
        if target == ZERO and letter is not None and letter.kind in _FROM_ABOVE:
            sides = [1]
        ways = [(lambda h, s=s: centre + s * h * direction) for s in sides]
    out: list[list[Value]] = []
    for way in ways:
        for first in _FIRSTS:  # from further away where the nearer points are beyond the range of numbers
            values = _along(ev, node, binder.var, way, first, env)
            if len(values) > 1:
                out.append(values)
                break
    if not out:
        raise Unsupported("this limit leaves the range of numbers")
    return out


def _along(ev: Evaluator, node: Bound, var: Sym, way: Callable[[Any], Any], first: int, env: Env) -> list[Value]:
    """The body's values at distances first/50, a quarter of that, …, as long as they are numbers."""
    values: list[Value] = []
    h = ev.field.number(first, 50)
    for _ in range(_POINTS):
        try:
            with np.errstate(all="ignore"):
                value = ev.value(node.body, env.bind_all({}).override({(var.name, ()): way(h)}))
        except IndexError as error:
            raise Unsupported("a limit beyond the last step of the process") from error
        except (Unsupported, OverflowError):
            if not values:
                raise
            break
        if not np.all(np.isfinite(np.asarray(value, dtype=complex))):
            break
        values.append(value)
        h = h / _RATIO
    return values


def _target(node: Node) -> tuple[Node | None, list[int]]:
    """The point approached (None for infinity) with the sides it is approached from."""
    if node == Sym("infty"):
        return None, [1]
    if node == Apply("neg", (Sym("infty"),)):
        return None, [-1]
    if isinstance(node, Apply) and node.op in ("from_above", "from_below"):
        return node.args[0], [1 if node.op == "from_above" else -1]
    return node, [1, -1]


def _direction(ev: Evaluator, var: Sym, env: Env) -> Any:
    """A vector approaches along a generic direction."""
    try:
        value = ev.value(var, env)
    except Unsupported:
        return 1
    return value if is_array(value) else 1


def _settled(values: list[Value]) -> Value | None:
    if _gap(values[-1], values[-2]) < (_SETTLED if len(values) < _POINTS else 1e-12):
        return values[-1]  # at once, as e^{−1/h} does before it leaves the range of numbers
    table = list(values)
    best, before = values[-1], values[-2]
    for order in range(1, len(values)):
        factor = _RATIO**order
        table = [(factor * b - a) / (factor - 1) for a, b in pairwise(table)]
        best, before = table[-1], best
    return best if _gap(best, before) < _SETTLED or _gap(values[-1], values[-2]) < 1e-9 else None


def _gap(a: Value, b: Value) -> float:
    x, y = np.asarray(a, dtype=complex), np.asarray(b, dtype=complex)
    return float(np.max(np.abs(x - y)) / max(1.0, float(np.max(np.abs(x)))))

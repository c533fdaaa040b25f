"""Expectations of polynomials in random letters, in closed form.

The evaluator takes an expectation as a sum over points with weights. Here there is a single point, the random numbers as
letters, and its weight is the expectation itself: what is multiplied by it has those letters integrated out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.terms import BITS, Terms, exponents
from interviewer.checking.exact.tower import Tower
from interviewer.checking.fields import Unsupported

MAX_DEGREE = 8
Orders = tuple[int, ...]
Moments = Callable[[Orders], Exact]


class Expectation:
    """A weight of 1 whose product with a value is the value's mean. The later drawn is integrated out first."""

    def __init__(self, *steps: Callable[[Exact], Exact]) -> None:
        self.steps = steps

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return np.array([[self * x for x in row] for row in other], dtype=object)
        for step in reversed(self.steps):
            other = step(other) if isinstance(other, Exact) else other
        return other

    __rmul__ = __mul__


def jointly(weight: Any, then: Any) -> Any:
    """The weight of one draw after another."""
    if isinstance(weight, Expectation) or isinstance(then, Expectation):
        return Expectation(*_steps(weight), *_steps(then))
    return weight * then


def _steps(weight: Any) -> tuple[Callable[[Exact], Exact], ...]:
    return weight.steps if isinstance(weight, Expectation) else (lambda x: weight * x,)


def gaussian(tower: Tower, mean: Sequence[Exact], cov: np.ndarray) -> tuple[list[Exact], Expectation]:
    """Jointly Gaussian letters and the expectation over them (Isserlis 1918)."""
    known: dict[Orders, Exact] = {}

    def moment(orders: Orders) -> Exact:
        if not any(orders):
            return tower.one
        if orders not in known:
            i = next(k for k, e in enumerate(orders) if e)
            rest = _lowered(orders, i)
            total = mean[i] * moment(rest)
            for j, e in enumerate(rest):
                if e:
                    total = total + e * cov[i, j] * moment(_lowered(rest, j))
            known[orders] = total.whole()
        return known[orders]

    return _drawn(tower, len(mean), moment)


def standardised(tower: Tower, name: str, count: int) -> tuple[list[Exact], Expectation]:
    """Independent letters with mean 0 and variance 1, whose further moments are open."""

    def single(i: int, e: int) -> Exact:
        return tower.number(e != 1) if e < 3 else tower.letter((name, "moment", i, e))

    def moment(orders: Orders) -> Exact:
        out = tower.one
        for i, e in enumerate(orders):
            out = out * single(i, e)
        return out

    return _drawn(tower, count, moment)


def _lowered(orders: Orders, i: int) -> Orders:
    return (*orders[:i], orders[i] - 1, *orders[i + 1 :])


def _drawn(tower: Tower, count: int, moment: Moments) -> tuple[list[Exact], Expectation]:
    places = [tower.fresh() for _ in range(count)]
    bits = sum(1 << k for k in places)

    def mean(x: Exact) -> Exact:
        by_orders: dict[Orders, Terms] = {}
        for m, c in x.terms.items():
            found = dict(exponents(m))
            if any(tower.generators[k].leans & bits for k in found if k not in places):
                raise Unsupported("the expectation of such a function is not proved symbolically")
            orders = tuple(found.get(k, 0) for k in places)
            if min(orders) < 0 or sum(orders) > MAX_DEGREE:
                raise Unsupported("the expectation of such a power is not proved symbolically")
            shift = sum(e << (BITS * k) for k, e in zip(places, orders, strict=True))
            by_orders.setdefault(orders, {})[m - shift] = c
        total = tower.zero
        for orders, terms in by_orders.items():
            total = total + Exact(tower, terms, x.den) * moment(orders)
        return total

    return [tower.element(k) for k in places], Expectation(mean)

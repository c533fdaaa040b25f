"""Quadrature on the line, the half-line and the unit interval."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator

Grid = list[tuple[Any, Any]]


def real_line(ev: Evaluator) -> Grid:
    """The trapezoidal rule on a wide interval: spectrally accurate for Gaussian-like integrands."""
    return _lifted(ev, _line())


def double_exponential(ev: Evaluator, kind: str) -> Grid:
    """Nodes on (0, 1) or (0, ∞) that bear singular ends (Takahasi and Mori 1974)."""
    return _lifted(ev, _ends(kind))


def _lifted(ev: Evaluator, grid: Grid) -> Grid:
    return grid if ev.field.name == "float" else [(ev.lift(x), ev.lift(w)) for x, w in grid]


@cache
def _line() -> Grid:
    n, width = 481, 24.0
    h = 2 * width / (n - 1)
    return [(complex(-width + k * h), complex(h)) for k in range(n)]


@cache
def _ends(kind: str) -> Grid:
    h, out = 0.05, []
    for k in range(-100 if kind == "positive" else -75, 76):  # x^{a−1} of a small shape a reaches far down
        t = k * h
        s = math.pi / 2 * math.sinh(t)
        if kind == "unit":
            x, w = 1 / (1 + math.exp(-2 * s)), math.pi / 2 * math.cosh(t) / (2 * math.cosh(s) ** 2)
            if not 0 < x < 1:
                continue
        else:
            x = math.exp(s)
            w = x * math.pi / 2 * math.cosh(t)
            if not 1e-50 < x < 2000:
                continue
        out.append((complex(x), complex(w * h)))
    return out

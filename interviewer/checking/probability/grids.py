"""Quadrature on the line, the half-line and the unit interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator


def real_line(ev: Evaluator) -> list[tuple[Any, Any]]:
    """The trapezoidal rule on a wide interval: spectrally accurate for Gaussian-like integrands."""
    n, width = 481, 24.0
    h = 2 * width / (n - 1)
    return [(ev.lift(complex(-width + k * h)), ev.lift(complex(h))) for k in range(n)]


def double_exponential(ev: Evaluator, kind: str) -> list[tuple[Any, Any]]:
    """Nodes on (0, 1) or (0, ∞) that bear singular ends (Takahasi and Mori 1974)."""
    h, out = 0.05, []
    for k in range(-75, 76):
        t = k * h
        s = math.pi / 2 * math.sinh(t)
        if kind == "unit":
            x, w = 1 / (1 + math.exp(-2 * s)), math.pi / 2 * math.cosh(t) / (2 * math.cosh(s) ** 2)
            if not 0 < x < 1:
                continue
        else:
            x = math.exp(s)
            w = x * math.pi / 2 * math.cosh(t)
            if not 1e-14 < x < 2000:
                continue
        out.append((ev.lift(complex(x)), ev.lift(complex(w * h))))
    return out

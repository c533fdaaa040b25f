"""Conditions in force constrain the draw: a model is moved, as little as possible, until they hold.

Equations are solved by Gauss–Newton with a minimum-norm step over the continuous letters they mention; a complementarity
`0 ≤ a ⊥ b ≥ 0` becomes the Fischer–Burmeister equation √(a²+b²) = a + b (Fischer 1992). Values stay generic otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.model import Key, Model
from interviewer.checking.world import Letter

_MOVABLE = frozenset(
    ["scalar", "positive", "vector", "matrix", "unit", "real", "small", "negative", "simplex", "quantity", "nonneg"]
)
Residual = Callable[[], list[complex]]


class Inconsistent(Exception):
    """No model meets the conditions."""


def movable(model: Model, keys: list[tuple[Letter, tuple[int, ...]]]) -> list[tuple[Letter, Key]]:
    return [
        (letter, (letter.name, index))
        for letter, index in keys
        if letter.kind in _MOVABLE and letter.of not in ("sign", "binary")
    ]


def solve(
    model: Model,
    letters: list[tuple[Letter, tuple[int, ...]]],
    residual: Residual,
    iterations: int = 40,
    analytic: bool = True,
) -> None:
    """Move the model's letters until the residual vanishes. Raises Inconsistent when it cannot.

    `analytic` allows complex steps; a residual that differentiates by itself takes central differences.
    """
    places = movable(model, letters)
    if not places:
        if max((abs(r) for r in residual()), default=0) > 1e-9:
            raise Inconsistent
        return
    start = [model.draw(letter, key[1]) for letter, key in places]
    shapes = [v.shape if is_array(v) else None for v in start]
    x = np.concatenate([v.real.ravel() if is_array(v) else np.array([complex(v).real]) for v in start])
    signs = np.concatenate(
        [
            np.full(
                int(np.prod(s)) if s else 1,
                1.0
                if letter.kind in ("positive", "unit", "small", "simplex")
                or letter.of in ("positive", "unit", "small", "nonneg")
                else 0.0,
            )
            for (letter, _), s in zip(places, shapes, strict=True)
        ]
    )

    def put(x: np.ndarray) -> None:
        at = 0
        for (_, key), shape in zip(places, shapes, strict=True):
            size = int(np.prod(shape)) if shape else 1
            part = x[at : at + size]
            at += size
            model.fixed[key] = part.reshape(shape).astype(complex) if shape else complex(part[0])

    def evaluate(x: np.ndarray) -> np.ndarray:
        put(x)
        return np.array([complex(r) for r in residual()])

    try:
        for _ in range(iterations):
            r = evaluate(x.astype(complex)).real
            if np.max(np.abs(r), initial=0) < 1e-12:
                break
            jacobian = np.empty((len(r), len(x)))
            for k in range(len(x)):
                if not analytic:
                    step = np.zeros(len(x))
                    step[k] = 1e-5
                    jacobian[:, k] = (evaluate(x + step).real - evaluate(x - step).real) / 2e-5
                    continue
                moved = x.astype(complex)
                moved[k] += 1e-30j
                jacobian[:, k] = evaluate_complex(put_complex(places, shapes, model), moved, residual) / 1e-30
            if not jacobian.any():
                raise Inconsistent
            step = np.linalg.lstsq(jacobian, r, rcond=1e-10)[0]
            length = np.max(np.abs(step), initial=0)
            x = x - step * min(1.0, 1.5 / length if length else 1.0)
        r = evaluate(x.astype(complex)).real
    except (np.linalg.LinAlgError, FloatingPointError):
        raise Inconsistent from None
    if np.max(np.abs(r), initial=0) > 1e-9 or not np.all(np.isfinite(x)):
        raise Inconsistent
    if np.any((signs > 0) & (x < -1e-9)):
        raise Inconsistent
    put(x)


def put_complex(places: list[tuple[Letter, Key]], shapes: list[Any], model: Model) -> Callable[[np.ndarray], None]:
    def put(x: np.ndarray) -> None:
        at = 0
        for (_, key), shape in zip(places, shapes, strict=True):
            size = int(np.prod(shape)) if shape else 1
            part = x[at : at + size]
            at += size
            model.fixed[key] = part.reshape(shape) if shape else complex(part[0])

    return put


def evaluate_complex(put: Callable[[np.ndarray], None], x: np.ndarray, residual: Residual) -> np.ndarray:
    put(x)
    return np.array([complex(r) for r in residual()]).imag


def fischer_burmeister(a: complex, b: complex) -> complex:
    """Zero exactly when a ≥ 0, b ≥ 0 and ab = 0."""
    return np.sqrt(complex(a) ** 2 + complex(b) ** 2) - a - b


__all__ = ["IllTyped", "Inconsistent", "Unsupported", "fischer_burmeister", "solve"]

"""Complementarities `0 ≤ a ⊥ b ≥ 0` between sides that are affine in what moves: which side is zero where decides the rest.

A linear complementarity problem (Cottle, Pang & Stone 1992): for each choice of the sides that vanish the system is linear.
The choices are tried from the one that the current values suggest, each time changing those sides that came out negative.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from interviewer.checking.models.moving import Equation, Moving
from interviewer.checking.values.environment import Env

TURNS = 12
ALL_CHOICES = 10  # pairs: of no more of them every choice is tried
SHORT = 1e-9


def by_choice(moving: Moving, equations: list[Equation]) -> bool | None:
    """Whether the model was moved to values that meet the equations.

    None where that cannot be told: their sides are not affine, or more than the complementarities stand in the way.
    """
    related = [e for e in equations if e.pair is not None]
    if not related or moving.summed or not all(e.analytic for e in equations):
        return None
    first, second = ([_side(e, k) for e in related] for k in (0, 1))
    plain = [e for e in equations if e.pair is None and e.exact]
    x = moving.vector()
    everything = [*first, *second, *plain]
    r = moving.residual(x, everything)
    slopes = moving.slopes(x, r, everything)
    aside = x + np.linspace(0.3, 0.7, len(x))
    kept = _affine(moving, everything, x, r, slopes, aside)
    count = sum(len(part) for part in r[: len(related)])
    if not kept[: 2 * count].all():
        return None
    values = np.concatenate(r)
    a, b, rest = (slice(0, count), slice(count, 2 * count), np.flatnonzero(kept)[2 * count :])
    step = _met(values, slopes, a, b, rest)
    if step is None:
        return False if count <= ALL_CHOICES else None
    if np.any(x + step < moving.floors):
        return None
    found = moving.residual(x + step, equations)
    if max((float(np.max(np.abs(part), initial=0)) for part in found), default=0.0) > SHORT:
        return None
    return True


def _side(equation: Equation, which: int) -> Equation:
    """One side of a complementarity, as something that may vanish."""

    def value(env: Env, carried: bool) -> list[Any]:
        return equation.pair(env, carried)[which] if equation.pair is not None else []

    return Equation(value, equation.touched)


def _affine(
    moving: Moving,
    everything: list[Equation],
    x: np.ndarray,
    r: list[np.ndarray],
    slopes: np.ndarray,
    aside: np.ndarray,
) -> np.ndarray:
    """Of which numbers the values elsewhere are those that their slopes foretell."""
    foretold = np.concatenate(r) + slopes @ (aside - x)
    there = np.concatenate(moving.residual(aside, everything))
    return np.abs(there - foretold) < 1e-7 * np.maximum(1.0, np.abs(foretold))


def _met(values: np.ndarray, slopes: np.ndarray, a: slice, b: slice, rest: np.ndarray) -> np.ndarray | None:
    """A step to where all pairs are complementary and the rest is zero."""

    def at(choice: np.ndarray) -> np.ndarray:
        """The step to where the chosen sides vanish: the first where true."""
        rows = np.concatenate([np.where(choice[:, None], slopes[a], slopes[b]), slopes[rest]])
        wanted = np.concatenate([np.where(choice, values[a], values[b]), values[rest]])
        return -np.linalg.lstsq(rows, wanted, rcond=1e-10)[0]

    def sides(step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return values[a] + slopes[a] @ step, values[b] + slopes[b] @ step

    def meets(choice: np.ndarray, step: np.ndarray) -> bool:
        left, right = sides(step)
        vanish = np.abs(np.where(choice, left, right)).max(initial=0.0) < SHORT
        others = np.abs(values[rest] + slopes[rest] @ step).max(initial=0.0) < SHORT
        return bool(vanish and others and left.min() > -SHORT and right.min() > -SHORT)

    choice = values[a] < values[b]
    seen: set[bytes] = set()
    for _ in range(TURNS):
        if (key := choice.tobytes()) in seen:
            break
        seen.add(key)
        step = at(choice)
        if meets(choice, step):
            return step
        left, right = sides(step)
        choice = left < right
    if len(choice) > ALL_CHOICES:
        return None
    for picked in product((True, False), repeat=len(choice)):
        choice = np.array(picked)
        if choice.tobytes() not in seen and meets(choice, step := at(choice)):
            return step
    return None

"""Conditions in force constrain the draw: a model is moved, as little as possible, until they hold.

Equations are solved by Gauss–Newton with minimum-norm steps over the continuous letters they mention, updated after Broyden
(1965) between fresh Jacobians and projected onto the bounds; a complementarity `0 ≤ a ⊥ b ≥ 0` becomes the
Fischer–Burmeister equation √(a²+b²) = a + b (Fischer 1992). Values stay generic otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from interviewer.checking.models.complementarity import by_choice
from interviewer.checking.models.moving import Equation, Inconsistent, Moving, movable
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.model import Model

FEW, MANY = 15, 40  # steps
PATIENCE = 8  # full steps in a row that bring it no nearer


def solve(
    model: Model,
    letters: list[tuple[Letter, tuple[int, ...]]],
    equations: list[Equation],
    first: frozenset[str] = frozenset(),
    moved: Callable[[], None] = lambda: None,
    written: frozenset[str] = frozenset(),
) -> None:
    """Move the model's letters until the equations hold, telling `moved` of each move. Raises Inconsistent when it cannot.

    Letters named in `first` (the unknowns of the problem) are moved alone where that is enough, then all that are no
    matrices: the data stay as drawn. Before that, those that the equations are written in, where a number of either sign is
    among them: the λ of N_k/π_k + λ = 0 moves with π.
    """
    places = movable(letters)
    alone = [place for place in places if place[0].name in first]
    beside = [place for place in places if place[0].kind == "scalar" and not place[0].index and place not in alone]
    beside = [place for place in beside if place[0].name in written]
    together = [place for place in places if place in beside or (place in alone and place[0].name in written)]
    together = together if beside and len(together) > len(beside) else []
    light = [place for place in places if place in alone or len(place[0].shape) < 2]  # XᵀXv = 0 leaves X its rank
    before = dict(model.fixed)
    for some in dict.fromkeys((tuple(together), tuple(alone), tuple(light))):
        if some and len(some) < len(places):
            moving = Moving(model, list(some), moved)
            met = by_choice(moving, equations)
            if met:
                return
            try:
                if met is None:
                    return _descend(Moving(model, list(some), moved), equations, iterations=FEW)
            except Inconsistent:
                pass
            model.fixed.clear()
            model.fixed.update(before)
            moved()
    _descend(Moving(model, places, moved), equations, iterations=MANY if all(e.analytic for e in equations) else FEW)


def _descend(moving: Moving, equations: list[Equation], iterations: int) -> None:
    nonnegative = moving.nonnegative

    def residual(x: np.ndarray) -> list[np.ndarray]:
        return moving.residual(x, equations)

    def slopes(x: np.ndarray, r: list[np.ndarray]) -> np.ndarray:
        jacobian = moving.slopes(x, r, equations)
        if not jacobian.any() or np.any(np.abs(np.concatenate(r))[~jacobian.any(axis=1)] > 1e-9):
            raise Inconsistent  # an equation that no letter moves
        return jacobian

    def norm(r: list[np.ndarray]) -> float:
        return max((float(np.max(np.abs(part), initial=0)) for part in r), default=0.0)

    x = moving.vector()
    try:
        r = residual(x)
        jacobian, fresh = None, False
        best, patience = norm(r), PATIENCE
        for _ in range(iterations):
            if norm(r) < 1e-12 or not len(x):
                break
            if jacobian is None:
                jacobian, fresh = slopes(x, r), True
            if norm(r) < 0.9 * best:
                best, patience = norm(r), PATIENCE
            if not (np.all(np.isfinite(jacobian)) and np.all(np.isfinite(np.concatenate(r)))):
                raise Inconsistent
            step = np.linalg.lstsq(jacobian, np.concatenate(r), rcond=1e-10)[0]
            stuck = nonnegative & (x <= 0) & (step > 0)
            if np.any(stuck):
                step = np.linalg.lstsq(np.where(stuck, 0.0, jacobian), np.concatenate(r), rcond=1e-10)[0]
            length = np.max(np.abs(step), initial=0)
            step *= min(1.0, 1.5 / length if length else 1.0)
            step = np.where(nonnegative, np.minimum(step, np.maximum(x, 0.0)), step)
            if not np.any(step):
                break
            after = residual(x - step)
            if norm(after) < 0.5 * norm(r):
                # Broyden's rank-one update: one evaluation instead of one for every unknown
                gained = np.concatenate(after) - np.concatenate(r) + jacobian @ step
                jacobian = jacobian - np.outer(gained, step) / float(step @ step)
                x, r, fresh = x - step, after, False
            elif fresh:
                x, r, jacobian = x - step, after, None
                patience -= norm(r) > 0.9 * best
                if not patience:
                    break
            else:
                jacobian = None  # the updated slopes have drifted too far from the true ones
    except (np.linalg.LinAlgError, FloatingPointError):
        raise Inconsistent from None
    if norm(r) > 1e-9 or not np.all(np.isfinite(x)) or np.any(x < moving.floors):
        raise Inconsistent
    moving.put(x.astype(complex))


def fischer_burmeister(a: Any, b: Any) -> Any:
    """Zero exactly when a ≥ 0, b ≥ 0 and ab = 0."""
    return (a * a + b * b) ** 0.5 - a - b

"""Conditions in force constrain the draw: a model is moved, as little as possible, until they hold.

Equations are solved by Gauss–Newton with minimum-norm steps over the continuous letters they mention, updated after Broyden
(1965) between fresh Jacobians and projected onto the bounds; a complementarity `0 ≤ a ⊥ b ≥ 0` becomes the
Fischer–Burmeister equation √(a²+b²) = a + b (Fischer 1992). Values stay generic otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from interviewer.checking.evaluation.environment import Env
from interviewer.checking.evaluation.fields import IllTyped, Unsupported, is_array
from interviewer.checking.evaluation.model import Key, Model
from interviewer.checking.problem.world import Letter

_MOVABLE = frozenset(
    ["scalar", "positive", "vector", "matrix", "unit", "real", "small", "negative", "simplex", "quantity", "nonneg"]
)


@dataclass(frozen=True)
class Equation:
    """One condition at one choice of its indices: how far it is from holding, and the letters it depends on.

    `residual` is asked in an environment in which letters may have other values than in the model. One that differentiates
    by itself (`∂L/∂w = 0`) is not `analytic`: complex steps inside it are taken.
    """

    residual: Callable[[Env], list[complex]]
    touched: frozenset[str]
    analytic: bool = True


FEW, MANY = 15, 40  # steps
PATIENCE = 8  # full steps in a row that bring it no nearer

# how low a letter may be moved: what is positive stays clear of zero, or its model would be degenerate
_FLOOR = {"positive": 1e-3, "unit": 1e-3, "small": 1e-3, "simplex": -1e-9, "nonneg": -1e-9}


class Inconsistent(Exception):
    """No model meets the conditions."""


def movable(model: Model, keys: list[tuple[Letter, tuple[int, ...]]]) -> list[tuple[Letter, Key]]:
    return [
        (letter, (letter.name, index))
        for letter, index in keys
        if letter.kind in _MOVABLE and letter.of not in ("sign", "binary", "class")
    ]


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
    places = movable(model, letters)
    alone = [place for place in places if place[0].name in first]
    beside = [place for place in places if place[0].kind == "scalar" and not place[0].index and place not in alone]
    beside = [place for place in beside if place[0].name in written]
    together = [place for place in places if place in beside or (place in alone and place[0].name in written)]
    together = together if beside and len(together) > len(beside) else []
    light = [place for place in places if place in alone or len(place[0].shape) < 2]  # XᵀXv = 0 leaves X its rank
    before = dict(model.fixed)
    for some in dict.fromkeys((tuple(together), tuple(alone), tuple(light))):
        if some and len(some) < len(places):
            try:
                return _descend(model, list(some), equations, moved, iterations=FEW)
            except Inconsistent:
                model.fixed.clear()
                model.fixed.update(before)
    _descend(model, places, equations, moved, iterations=MANY if all(e.analytic for e in equations) else FEW)


def _descend(
    model: Model,
    places: list[tuple[Letter, Key]],
    equations: list[Equation],
    moved: Callable[[], None],
    iterations: int,
) -> None:
    start = [model.draw(letter, key[1]) for letter, key in places]
    shapes = [v.shape if is_array(v) else () for v in start]
    sizes = [int(np.prod(shape)) for shape in shapes]
    ends = np.cumsum([0, *sizes])
    owner = [letter.name for (letter, _), size in zip(places, sizes, strict=True) for _ in range(size)]
    nonnegative = np.array(
        [
            letter.kind in ("positive", "unit", "small", "simplex")
            or letter.of in ("positive", "unit", "small", "nonneg")
            for (letter, _), size in zip(places, sizes, strict=True)
            for _ in range(size)
        ],
        bool,
    )

    ranges = [
        (key, shape, int(low), int(high))
        for (_, key), shape, low, high in zip(places, shapes, ends, ends[1:], strict=False)
    ]
    home = [r for r, size in zip(ranges, sizes, strict=True) for _ in range(size)]
    summed = [r for r, (letter, _) in zip(ranges, places, strict=True) if letter.kind == "simplex"]  # stays at one

    last: list[np.ndarray] = []

    def put(x: np.ndarray) -> None:
        if last and np.array_equal(last[0], x):
            return
        last[:] = [x]
        for key, shape, low, high in ranges:
            model.fixed[key] = x[low:high].reshape(shape) if shape else complex(x[low])
        moved()

    def residual(x: np.ndarray) -> list[np.ndarray]:
        put(x.astype(complex))
        here = Env()
        sums = [np.array([x[low:high].sum() - 1]) for _, _, low, high in summed]
        return [*(np.array(e.residual(here)).real for e in equations), *sums]

    @contextmanager
    def beside(x: np.ndarray, k: int, step: complex) -> Generator[Env]:
        """The k-th number moved: what does not depend on its letter is not evaluated again."""
        key, shape, low, high = home[k]
        before = model.fixed[key]
        value = x[low:high].astype(complex)
        value[k - low] += step
        model.fixed[key] = value.reshape(shape) if shape else complex(value[0])
        try:
            yield Env(moved=frozenset([owner[k]]))
        finally:
            model.fixed[key] = before

    def slopes(x: np.ndarray, r: list[np.ndarray]) -> np.ndarray:
        put(x.astype(complex))
        columns = []
        for k in range(len(x)):
            parts = [np.zeros(len(here)) for here in r]
            touched = [(j, e) for j, e in enumerate(equations) if owner[k] in e.touched]
            if any(e.analytic for _, e in touched):
                with beside(x, k, 1e-30j) as here:
                    for j, e in touched:
                        if e.analytic:
                            parts[j] = np.array(e.residual(here)).imag / 1e-30
            for side in (1e-5, -1e-5) if not all(e.analytic for _, e in touched) else ():
                with beside(x, k, side) as here:
                    for j, e in touched:
                        if not e.analytic:
                            parts[j] = parts[j] + np.array(e.residual(here)).real / (2 * side)
            for j, (_, _, low, high) in enumerate(summed, len(equations)):
                parts[j] = np.array([float(low <= k < high)])
            columns.append(np.concatenate(parts))
        jacobian = np.array(columns).T
        if not jacobian.any() or np.any(np.abs(np.concatenate(r))[~jacobian.any(axis=1)] > 1e-9):
            raise Inconsistent  # an equation that no letter moves
        return jacobian

    def norm(r: list[np.ndarray]) -> float:
        return max((float(np.max(np.abs(part), initial=0)) for part in r), default=0.0)

    x = np.concatenate([v.real.ravel() if is_array(v) else np.array([complex(v).real]) for v in start] or [np.zeros(0)])
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
    floors = np.repeat([_FLOOR.get(letter.of or letter.kind, -np.inf) for letter, _ in places], sizes)
    if norm(r) > 1e-9 or not np.all(np.isfinite(x)) or np.any(x < floors):
        raise Inconsistent
    put(x.astype(complex))


def fischer_burmeister(a: complex, b: complex) -> complex:
    """Zero exactly when a ≥ 0, b ≥ 0 and ab = 0."""
    return np.sqrt(complex(a) ** 2 + complex(b) ** 2) - a - b


__all__ = ["IllTyped", "Inconsistent", "Unsupported", "fischer_burmeister", "solve"]

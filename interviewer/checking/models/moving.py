"""The numbers of a model that conditions may move, as one vector: put, moved one by one, and the slopes of conditions in them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from interviewer.checking.evaluation.tangents import NOT_CARRIED, seeds, slopes_of
from interviewer.checking.fields import is_array
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.environment import Env
from interviewer.checking.values.model import Key, Model

_MOVABLE = frozenset(
    ["scalar", "positive", "vector", "matrix", "unit", "real", "small", "negative", "simplex", "quantity", "nonneg"]
)
# how low a letter may be moved: what is positive stays clear of zero, or its model would be degenerate
_FLOOR = {"positive": 1e-3, "unit": 1e-3, "small": 1e-3, "simplex": -1e-9, "nonneg": -1e-9}
_NONNEGATIVE = frozenset(["positive", "unit", "small"])
Place = tuple[Letter, Key]


class Inconsistent(Exception):
    """No model meets the conditions."""


@dataclass(frozen=True)
class Equation:
    """One condition at one choice of its indices: how far it is from holding, and the letters it depends on.

    `residual` is asked in an environment in which letters may have other values than in the model, and whether these carry
    their derivatives along. One that differentiates by itself (`∂L/∂w = 0`) is not `analytic`: complex steps inside it are
    taken. A complementarity gives its `pair` of sides; a bound is not `exact`: its residual says nothing where it holds.
    """

    residual: Callable[[Env, bool], list[Any]]
    touched: frozenset[str]
    analytic: bool = True
    pair: Callable[[Env, bool], tuple[list[Any], list[Any]]] | None = None
    exact: bool = True


def movable(keys: list[tuple[Letter, tuple[int, ...]]]) -> list[Place]:
    return [
        (letter, (letter.name, index))
        for letter, index in keys
        if letter.kind in _MOVABLE and letter.of not in ("sign", "binary", "class")
    ]


class Moving:
    """The places of a model that may move. `moved` is told whenever their values change."""

    def __init__(self, model: Model, places: list[Place], moved: Callable[[], None]) -> None:
        self.model, self.places, self.moved = model, places, moved
        self.start = [model.draw(letter, key[1]) for letter, key in places]
        shapes = [v.shape if is_array(v) else () for v in self.start]
        self.sizes = [int(np.prod(shape)) for shape in shapes]
        ends = np.cumsum([0, *self.sizes])
        self.ranges = [
            (key, shape, int(low), int(high))
            for (_, key), shape, low, high in zip(places, shapes, ends, ends[1:], strict=False)
        ]
        each = [(place, r) for place, r, size in zip(places, self.ranges, self.sizes, strict=True) for _ in range(size)]
        self.owner = [letter.name for (letter, _), _ in each]
        self.home = [r for _, r in each]
        self.nonnegative = np.array([_is_nonnegative(letter) for (letter, _), _ in each], bool)
        self.floors = np.array([_FLOOR.get(letter.of or letter.kind, -np.inf) for (letter, _), _ in each], float)
        simplices = (r for r, (letter, _) in zip(self.ranges, places, strict=True) if letter.kind == "simplex")
        self.summed = list(simplices)  # stays at one
        self.last: np.ndarray | None = None
        self.carried = True  # until an equation turns out not to bear it

    def vector(self) -> np.ndarray:
        """The values that the places start from."""
        parts = [v.real.ravel() if is_array(v) else np.array([complex(v).real]) for v in self.start]
        return np.concatenate(parts or [np.zeros(0)])

    def put(self, x: np.ndarray) -> None:
        if self.last is not None and np.array_equal(self.last, x):
            return
        self.last = x
        for key, shape, low, high in self.ranges:
            self.model.fixed[key] = x[low:high].reshape(shape) if shape else complex(x[low])
        self.moved()

    def residual(self, x: np.ndarray, equations: list[Equation]) -> list[np.ndarray]:
        self.put(x.astype(complex))
        here = Env()
        sums = [np.array([x[low:high].sum() - 1]) for _, _, low, high in self.summed]
        return [*(np.array(e.residual(here, False)).real for e in equations), *sums]

    @contextmanager
    def beside(self, x: np.ndarray, k: int, step: complex) -> Generator[Env]:
        """The k-th number moved: what does not depend on its letter is not evaluated again."""
        key, shape, low, high = self.home[k]
        before = self.model.fixed[key]
        value = x[low:high].astype(complex)
        value[k - low] += step
        self.model.fixed[key] = value.reshape(shape) if shape else complex(value[0])
        try:
            yield Env(moved=frozenset([self.owner[k]]))
        finally:
            self.model.fixed[key] = before

    def slopes(self, x: np.ndarray, r: list[np.ndarray], equations: list[Equation]) -> np.ndarray:
        """One row for each number of the residuals, one column for each that moves."""
        self.put(x.astype(complex))
        together = self._all_at_once(x, equations) if self.carried and len(x) > 1 else None
        return self._one_by_one(x, r, equations) if together is None else together

    def _all_at_once(self, x: np.ndarray, equations: list[Equation]) -> np.ndarray | None:
        """The same from one evaluation in numbers that carry their derivatives; None where an equation cannot bear it."""
        unknowns, here = seeds(x), Env()
        before = {key: self.model.fixed[key] for key, _, _, _ in self.ranges}
        for key, shape, low, high in self.ranges:
            self.model.fixed[key] = unknowns[low:high].reshape(shape) if shape else unknowns[low]
        self.moved()
        try:
            rows = [slopes_of(e.residual(here, True), len(x)) for e in equations]
        except NOT_CARRIED:
            self.carried = False
            return None
        finally:
            self.model.fixed.update(before)
            self.moved()
        sums = [[float(low <= k < high) for k in range(len(x))] for _, _, low, high in self.summed]
        return np.concatenate([*rows, np.array(sums).reshape(len(sums), len(x))])

    def _one_by_one(self, x: np.ndarray, r: list[np.ndarray], equations: list[Equation]) -> np.ndarray:
        columns = []
        for k in range(len(x)):
            parts = [np.zeros(len(here)) for here in r]
            touched = [(j, e) for j, e in enumerate(equations) if self.owner[k] in e.touched]
            if any(e.analytic for _, e in touched):
                with self.beside(x, k, 1e-30j) as here:
                    for j, e in touched:
                        if e.analytic:
                            parts[j] = np.array(e.residual(here, False)).imag / 1e-30
            for side in (1e-5, -1e-5) if not all(e.analytic for _, e in touched) else ():
                with self.beside(x, k, side) as here:
                    for j, e in touched:
                        if not e.analytic:
                            parts[j] = parts[j] + np.array(e.residual(here, False)).real / (2 * side)
            for j, (_, _, low, high) in enumerate(self.summed, len(equations)):
                parts[j] = np.array([float(low <= k < high)])
            columns.append(np.concatenate(parts))
        return np.array(columns).T


def _is_nonnegative(letter: Letter) -> bool:
    return letter.kind in _NONNEGATIVE or letter.kind == "simplex" or letter.of in _NONNEGATIVE or letter.of == "nonneg"

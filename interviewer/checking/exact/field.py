"""The exact arithmetic as a field of the evaluator: letters are generators, so that what it finds holds for all their values."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.tower import Tower
from interviewer.checking.fields import Field, Unsupported
from interviewer.checking.problem.world import Letter

MAX_SIDE = 4  # of a matrix whose determinant is written out

_POSITIVE = frozenset(["positive", "quantity"])


class ExactField(Field):
    """Numbers of one tower. What is drawn at random is refused: a proof leans on no sample."""

    name = "exact"

    def __init__(self, pace: Callable[[], None] = lambda: None) -> None:
        self.tower = tower = Tower(pace)
        self.functions = {
            "exp": lambda x: tower.exp(self.lift(x)),
            "log": lambda x: tower.log(self.lift(x)),
            "sqrt": lambda x: tower.root(self.lift(x), 2),
            "sin": lambda x: tower.function("sin", self.lift(x)),
            "cos": lambda x: tower.function("cos", self.lift(x)),
            "tan": lambda x: tower.function("sin", self.lift(x)) / tower.function("cos", self.lift(x)),
            "tanh": lambda x: 1 - 2 / (tower.exp(2 * self.lift(x)) + 1),
            "sinh": lambda x: (tower.exp(self.lift(x)) - tower.exp(-self.lift(x))) / 2,
            "cosh": lambda x: (tower.exp(self.lift(x)) + tower.exp(-self.lift(x))) / 2,
            "arctan": lambda x: tower.function("arctan", self.lift(x)),
            "erf": lambda x: tower.function("erf", self.lift(x)),
            "abs": lambda x: tower.absolute(self.lift(x)),
            "sign": lambda x: tower.sign_of(self.lift(x)),
            "step": lambda x: tower.step(self.lift(x)),
            "relu": lambda x: self.lift(x) * tower.step(self.lift(x)),
            "sigmoid": lambda x: 1 / (1 + tower.exp(-self.lift(x))),
            "softplus": lambda x: tower.log(1 + tower.exp(self.lift(x))),
        }

    def lift(self, x: Any) -> Exact:
        """A number as an element. Raises Unsupported for what is rounded."""
        if isinstance(x, Exact):
            return x
        if isinstance(x, int | np.integer):
            return self.tower.number(int(x))
        raise Unsupported("a value that was drawn is not proved with")

    def number(self, p: int, q: int) -> Exact:
        return self.tower.number(p, q)

    def array(self, values: Any) -> np.ndarray:
        source = np.asarray(values, dtype=object)
        out = np.empty(source.shape, dtype=object)
        for k, x in enumerate(source.flat):
            out.flat[k] = self.lift(x)
        return out

    def det(self, m: np.ndarray) -> Exact:
        """Leibniz's formula."""
        n = m.shape[0]
        if n > MAX_SIDE:
            raise Unsupported("the determinant is too large to prove with")
        total = self.tower.zero
        for p in permutations(range(n)):
            term = self.tower.number(_parity(p))
            for i, j in enumerate(p):
                term = term * m[i, j]
            total = total + term
        return total if n > 1 else m[0, 0]

    def inv(self, m: np.ndarray) -> np.ndarray:
        """The adjugate over the determinant."""
        n = m.shape[0]
        if n == 1:
            return 1 / m
        over = 1 / self.det(m)
        out = np.empty((n, n), dtype=object)
        for i in range(n):
            for j in range(n):
                minor = np.delete(np.delete(m, i, axis=0), j, axis=1)
                out[j, i] = (-1) ** (i + j) * self.det(minor) * over
        return out

    def real(self, x: Any) -> float:
        value = self.lift(x).constant()
        if value is None:
            raise Unsupported("a comparison is not proved symbolically")
        return float(value)

    def letter(self, letter: Letter, index: tuple[int, ...], shape: tuple[int, ...]) -> Any:
        """A letter as generators that stand for any value of its type. Raises Unsupported for a type with no such reading."""
        key, tower = (letter.name, index), self.tower
        match letter.kind:
            case "vector":
                return _array([[self.entry(letter.of, (*key, i))] for i in range(shape[0])])
            case "matrix":
                return _array([[self.entry(letter.of, (*key, i, j)) for j in range(shape[1])] for i in range(shape[0])])
            case "symmetric" | "spd" | "psd":
                side = range(shape[0])
                definite = "positive" if letter.kind == "spd" else ""
                return _array(
                    [[self.entry(definite if i == j else "", (*key, *sorted((i, j)))) for j in side] for i in side]
                )
            case "diagonal":
                side = range(shape[0])
                return _array(
                    [[self.entry(letter.of, (*key, i)) if i == j else tower.zero for j in side] for i in side]
                )
            case "lower" | "upper":
                side = range(shape[0])
                kept = (lambda i, j: i > j) if letter.kind == "lower" else (lambda i, j: i < j)
                kinds = lambda i, j: "positive" if i == j else ""  # noqa: E731
                return _array(
                    [
                        [self.entry(kinds(i, j), (*key, i, j)) if i == j or kept(i, j) else tower.zero for j in side]
                        for i in side
                    ]
                )
            case "simplex":
                return _array([[p] for p in self.shares(key, shape[0])])
            case "stochastic":
                return _array([self.shares((*key, i), shape[1]) for i in range(shape[0])])
            case "onehot":
                return _array([[x] for x in tower.one_of([(*key, i) for i in range(shape[0])])])
            case "variable":
                return self.states(letter.name, shape[0])[0]  # one is as good as another
            case "noise" | "random" if shape[0] > 1:
                return _array([[self.entry("", (*key, i))] for i in range(shape[0])])
        return self.entry(letter.kind, key)

    def entry(self, kind: str, key: Any) -> Exact:
        """One number of this kind."""
        match kind:
            case "sign":
                return self.tower.sign(key)
            case "binary":
                return self.tower.indicator(key)
            case "class":
                return 1 + self.tower.indicator(key)
            case "negative":
                return -self.tower.letter(key, positive=True)
            case "" | "scalar" | "real" | "nonneg" | "noise" | "random":
                return self.tower.letter(key)
        if kind in ("unit", "small"):
            return self.tower.letter(key, unit=True)
        if kind in _POSITIVE:
            return self.tower.letter(key, positive=True)
        raise Unsupported(f"{key[0]} is not proved symbolically")

    def states(self, name: str, count: int) -> list[Exact]:
        """What the states of a finite random variable are worth."""
        return [self.tower.letter((name, "state", k)) for k in range(count)]

    def table(self, name: str, sizes: list[int], parameters: tuple[Exact, ...]) -> np.ndarray:
        """A joint table of probabilities, smooth functions of the parameters."""
        count = math.prod(sizes)
        if parameters:
            found = [self.tower.unknown((name, "table", k), parameters) for k in range(count - 1)]
            found.append(1 - sum(found, self.tower.zero))
        else:
            found = self.shares((name, "table"), count)
        return np.array(found, dtype=object).reshape(sizes)

    def shares(self, key: Any, count: int) -> list[Exact]:
        """Probabilities that sum to one."""
        found = [self.tower.letter((*key, "share", i), positive=True) for i in range(count - 1)]
        return [*found, 1 - sum(found, self.tower.zero)]


def _array(rows: list[list[Exact]]) -> np.ndarray:
    return np.array(rows, dtype=object)


def _parity(p: tuple[int, ...]) -> int:
    inversions = sum(p[i] > p[j] for i in range(len(p)) for j in range(i + 1, len(p)))
    return -1 if inversions & 1 else 1

"""Finite models: small, generic, reproducible values for everything a line mentions.

All sizes of a model differ from each other, so that a slipped transpose or a sum over the wrong range shows. Draws are keyed
by name and index, not by order, so that two readings of a line see the same numbers.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from interviewer.checking.fields import Unsupported
from interviewer.checking.problem.world import Letter, World
from interviewer.checking.values.arrays import MAX_ENTRIES, TOO_MANY

Key = tuple[str, tuple[int, ...]]

# the first size (samples) exceeds the second (features), so that full column rank is generic
_SHAPES = (
    (4, 3, 2, 5, 6, 7),
    (3, 2, 4, 5, 6, 7),
    (5, 2, 3, 4, 6, 7),
    (5, 3, 4, 2, 6, 7),
    (4, 2, 3, 5, 6, 7),
    (5, 4, 3, 2, 6, 7),
)


@dataclass
class Model:
    """One finite model. `assumed` types the letters the problem does not declare; `asked` are those whose types were needed."""

    world: World
    seed: int = 0
    assumed: dict[str, Letter] = field(default_factory=dict)
    fixed: dict[Key, Any] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    _drawn: dict[Key, Any] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)

    def rng(self, *key: object) -> np.random.Generator:
        digest = hashlib.blake2b(repr((self.seed, key)).encode(), digest_size=8).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))

    # -- sizes --------------------------------------------------------------------------------------------------------

    def size(self, name: str) -> int:
        """The value of a size; unknown names raise KeyError."""
        if name.isdigit():
            return int(name)
        if "*" in name:
            return math.prod(map(self.size, name.split("*")))
        if name in self._sizes:
            return self._sizes[name]
        if name not in self.world.sizes:
            raise KeyError(name)
        if name in self.world.size_values:
            return self.world.size_values[name]
        shapes = _SHAPES[self.seed % len(_SHAPES)]
        order = [s for s in self.world.sizes if s not in self.world.size_values].index(name)
        value = shapes[order % len(shapes)] + (order // len(shapes)) * 6
        self._sizes[name] = value
        return value

    def indexed_size(self, text: str, index: dict[str, int]) -> int:
        """`m[l-1]` at a value of l: layers differ in width."""
        if "[" not in text:
            return self.size(text)
        base, inner = text[:-1].split("[")
        if (width := self.world.size_values.get(f"{base}[]")) is not None:
            return width  # of layers that share their weights
        widths = (2, 3, 4, 2, 3, 5)
        if inner.isdigit() or inner in self.world.sizes:
            return widths[(self.size(inner) + self.seed) % len(widths)]
        for name, value in index.items():
            for offset in (-1, 0, 1):
                if inner == (name if not offset else f"{name}{offset:+d}"):
                    return widths[(value + offset + self.seed) % len(widths)]
        raise Unsupported(f"the size {base} of something without its index")

    # -- letters ------------------------------------------------------------------------------------------------------

    def letter(self, name: str) -> Letter | None:
        found = self.assumed.get(name)
        if found is None:
            return self.world.letters.get(name)
        self.asked.add(name)
        return found

    def draw(self, letter: Letter, index: tuple[int, ...]) -> Any:
        """The value of a letter: a complex number or a 2-d array; `index` is what its family and versions are keyed by."""
        key = (letter.name, index)
        if key in self.fixed:
            return self.fixed[key]
        if key not in self._drawn:
            self._drawn[key] = self._shared(letter, index)
        return self._drawn[key]

    def _shared(self, letter: Letter, index: tuple[int, ...]) -> Any:
        """Draws depend on the seed, the sizes and the letter alone, so that all models of a problem share them."""
        sizes = (self.world.sizes, tuple(self.world.size_values.items()))
        key = (self.seed, letter, index, sizes)
        if key not in _DRAWS:
            if len(_DRAWS) > MAX_DRAWS:
                _DRAWS.clear()
            value = self._fresh(letter, index)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
            _DRAWS[key] = value
        return _DRAWS[key]

    def shape(self, letter: Letter, index: tuple[int, ...]) -> tuple[int, ...]:
        at = dict(zip([letter.index], index, strict=False)) if letter.index and index else {}
        shape = tuple(self.indexed_size(s, at) for s in letter.shape)  # type: ignore[arg-type]
        if math.prod(shape) > MAX_ENTRIES:
            raise Unsupported(TOO_MANY)
        return shape

    def stretch(self, name: str) -> float:
        """How far an extreme model leaves the usual range: each letter by itself far out, close to zero, or not at all."""
        if self.seed < EXTREME:
            return 1.0
        return float(self.rng("stretch", name).choice([6.0, 0.04, 15.0, 1.0, 0.3]))

    def _fresh(self, letter: Letter, index: tuple[int, ...]) -> Any:
        value = self._ordinary(letter, index)
        resting = self.at_rest(letter) if self.seed >= REST else None
        if resting is not None:
            return value * 0 + resting
        if self.seed >= REST and letter.kind in ("simplex", "stochastic"):
            return value * 0 + 1 / value.shape[0 if letter.kind == "simplex" else 1]
        if (
            self.seed < EXTREME
            or letter.of in ("sign", "binary", "unit")
            or letter.kind
            in ("sign", "binary", "unit", "integer", "onehot", "variable", "orthogonal", "permutation", "small")
        ):
            return value
        stretch = self.stretch(letter.name)
        if letter.kind in ("simplex", "stochastic"):
            sharp = value.real ** (6 * stretch)
            return (sharp / sharp.sum(axis=0 if letter.kind == "simplex" else 1, keepdims=True)).astype(complex)
        return value * stretch

    def at_rest(self, letter: Letter) -> float | None:
        """The value at which a bound is most likely to be attained; None where a letter stays as it is drawn."""
        match letter.kind:
            case "vector" | "noise" if letter.of in ("", "scalar"):
                return 0.0
            case "scalar" | "real" if letter.of in ("", "scalar"):
                return float(self.seed % 2)
            case "positive":
                return 1.0
            case "unit":
                return 0.5
        return None

    def _ordinary(self, letter: Letter, index: tuple[int, ...]) -> Any:
        rng = self.rng(letter.name, index)
        shape = self.shape(letter, index)
        match letter.kind:
            case "vector" | "matrix":
                value = self._entries(rng, letter.of, (*shape, 1) if letter.kind == "vector" else shape)
                if max(shape) > LARGE and letter.of in ("", "scalar"):
                    value = value * (4 / max(shape)) ** 0.5  # sums over so many entries stay of order one
                return self._alternating(value, letter.of)
            case "symmetric":
                m = _generic(rng, (shape[0], shape[0]))
                return ((m + m.T) / 2).astype(complex)
            case "spd":
                m = _generic(rng, (shape[0], shape[0]))
                return (m @ m.T / 2 + 0.5 * np.eye(shape[0])).astype(complex)
            case "psd":
                m = _generic(rng, (shape[0], max(1, shape[0] - 1)))
                zero = self.seed % 3 == 1  # singular, and nothing at times: no more than it is said to be
                return (0 if zero else 1) * (m @ m.T / 2).astype(complex)
            case "diagonal":
                return np.diag(self._entries(rng, letter.of, shape))
            case "lower" | "upper":
                m = _generic(rng, (shape[0], shape[0]))
                m = np.tril(m, -1) + np.diag(np.abs(np.diag(m)) + 0.2)
                return (m if letter.kind == "lower" else m.T).astype(complex)
            case "permutation":
                return np.roll(np.eye(shape[0]), 1 + self.seed % max(shape[0] - 1, 1), axis=0).astype(complex)
            case "orthogonal":
                return np.linalg.qr(_generic(rng, (shape[0], shape[0])))[0].astype(complex)
            case "simplex":
                p = rng.uniform(0.2, 1.5, (shape[0], 1))
                return (p / p.sum()).astype(complex)
            case "stochastic":
                p = rng.uniform(0.2, 1.5, shape)
                return (p / p.sum(axis=1, keepdims=True)).astype(complex)
            case "onehot":
                e = np.zeros((shape[0], 1), complex)
                e[int(rng.integers(shape[0]))] = 1
                return e
            case "variable":
                support = self.support(letter.name, shape[0])
                return support[int(rng.integers(shape[0]))]
            case "label":
                return int(rng.integers(1, shape[0] + 1))
            case "noise" | "random":
                return _generic(rng, (shape[0], 1)).astype(complex) if shape[0] > 1 else complex(_generic(rng, ()))
            case "wide":  # far above other numbers in size, and far below them, of either sign
                size = np.exp((3 if self.seed % 2 else -3) + rng.uniform(-0.5, 0.5))
                return complex(-size if self.seed >> 1 & 1 else size)
            case "integer":
                return int(rng.integers(1, 4))
            case "real":
                return complex(_generic(rng, ()))
        return complex(self._entries(rng, letter.kind, ()))

    def _alternating(self, value: Any, of: str) -> Any:
        """The first two labels take all four pairs of values over four models: what holds for y₁ = 1 alone shows."""
        if of not in ("sign", "binary") or value.size < 3:
            return value
        low, high = (-1.0, 1.0) if of == "sign" else (0.0, 1.0)
        out = value.real.copy()
        out.flat[0], out.flat[1] = (high if self.seed >> k & 1 else low for k in range(2))
        if np.all(out == out.flat[0]):
            out.flat[-1] = low if out.flat[0] == high else high
        return out + 0j

    @staticmethod
    def _entries(rng: np.random.Generator, of: str, shape: tuple[int, ...]) -> Any:
        match of:
            case "positive" | "quantity":
                return rng.uniform(0.4, 2.2, shape) + 0j
            case "nonneg":
                v = np.asarray(rng.uniform(0.4, 2.2, shape)) * (rng.uniform(0, 1, shape) > 0.3)
                if v.size > 1:
                    v.flat[0], v.flat[-1] = 1.3, 0.0
                if rng.uniform() < 0.4:
                    v = v + 0.2  # none is at its bound
                return v + 0j
            case "negative":
                return -rng.uniform(0.4, 2.2, shape) + 0j
            case "small":
                return rng.uniform(0.02, 0.3, shape) + 0j
            case "unit":
                return rng.uniform(0.12, 0.88, shape) + 0j
            case "sign":
                v = np.asarray(rng.choice([-1.0, 1.0], shape))
                return _both_present(v, -1.0, 1.0) + 0j
            case "class":
                return np.asarray(rng.integers(1, 3, shape), float) + 0j
            case "binary":
                v = np.asarray(rng.choice([0.0, 1.0], shape))
                return _both_present(v, 0.0, 1.0) + 0j
        return _generic(rng, shape) + 0j

    def support(self, name: str, size: int) -> list[complex]:
        """The states of a finite random variable: generic distinct numbers."""
        key = ("support", self.seed, name, size)
        if key not in _DRAWS:
            rng = self.rng("support", name)
            values = np.sort(rng.uniform(-1.5, 1.5, size)) + np.arange(size) * 0.7
            _DRAWS[key] = [complex(round(float(v), 6)) for v in values]
        return _DRAWS[key]

    def function_parameters(self, name: str, kind: str) -> tuple[float, ...]:
        key = ("function", self.seed, name, kind)
        if key not in _DRAWS:
            _DRAWS[key] = tuple(float(x) for x in self.rng("function", name, kind).uniform(0.4, 1.3, 6))
        return _DRAWS[key]


def _both_present(v: np.ndarray, low: float, high: float) -> np.ndarray:
    """Labels of one class only would make sums vanish that need not."""
    if v.size > 1 and np.all(v == v.flat[0]):
        v = v.copy()
        v.flat[0] = low if v.flat[0] == high else high
    return v


def _generic(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    """Numbers of order one, away from zero and from each other's simple multiples."""
    return rng.uniform(0.25, 1.6, shape) * rng.choice([-1.0, 1.0], shape)


MAX_DRAWS = 50_000
LARGE = 12  # sizes beyond those of ordinary models, as a candidate may set them
_DRAWS: dict[Any, Any] = {}
REST = 200  # and from here on models at rest: vectors are zero, numbers zero or one, distributions the same
EXTREME = 100  # seeds from here on draw extreme models, which test how tight a bound is

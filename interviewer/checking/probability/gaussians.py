"""Jointly Gaussian vectors: conditioning, densities, exact points; the coordinates are independent and share a covariance."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.exact.expectation import gaussian
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Unsupported, Value, is_array

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator

MAX_DIMENSION = 16
WIDE = 5  # so many dimensions take many points


@dataclass(frozen=True)
class Law:
    """k Gaussian vectors: a mean each (a column or a number) and the k×k covariance that every coordinate has."""

    mean: list[Value]
    cov: np.ndarray
    conditionals: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def width(self) -> int:
        """Coordinates of each vector."""
        return self.mean[0].shape[0] if is_array(self.mean[0]) else 1

    def marginal(self, which: list[int]) -> Law:
        return Law([self.mean[i] for i in which], self.cov[np.ix_(which, which)])


def conditional(ev: Evaluator, law: Law, free: list[int], given: list[int], values: list[Value]) -> Law:
    """The law of `free` once `given` have taken their values (Bishop 2006, eq. 2.81 and 2.82)."""
    if not given:
        return law.marginal(free)
    gain, rest = _gain(ev, law, tuple(free), tuple(given))
    gaps = [value - law.mean[g] for value, g in zip(values, given, strict=True)]
    mean = []
    for row, i in enumerate(free):
        shifted = law.mean[i]
        for column, gap in enumerate(gaps):
            shifted = shifted + gain[row, column] * gap
        mean.append(shifted)
    return Law(mean, rest)


def _gain(ev: Evaluator, law: Law, free: tuple[int, ...], given: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """What a law's conditional mean is led by, and its covariance: the same for all values that are given."""
    if (free, given) not in law.conditionals:
        gain = law.cov[np.ix_(free, given)] @ ev.field.inv(law.cov[np.ix_(given, given)])
        law.conditionals[free, given] = gain, law.cov[np.ix_(free, free)] - gain @ law.cov[np.ix_(given, free)]
    return law.conditionals[free, given]


def log_density(ev: Evaluator, law: Law, values: list[Value]) -> Value:
    """log of the joint density at the values."""
    log, total = ev.field.functions["log"], ev.field.number(0, 1)
    inverse, det = ev.field.inv(law.cov), ev.field.det(law.cov)
    two_pi = 2 * ev.constant("pi", (), None)
    gaps = [v - m for v, m in zip(values, law.mean, strict=True)]
    for i, a in enumerate(gaps):
        for j, b in enumerate(gaps):
            total = total - inverse[i, j] * ((a.T @ b)[0, 0] if is_array(a) else a * b) / 2
    return total - law.width * (log(det) + len(gaps) * log(two_pi)) / 2


def stacked(ev: Evaluator, law: Law) -> tuple[Value, Value]:
    """Mean and covariance of all coordinates as one vector; numbers for a single number."""
    if len(law.mean) == 1 and not is_array(law.mean[0]):
        return law.mean[0], law.cov[0, 0]
    columns = [m if is_array(m) else np.array([[m]], dtype=ev.field.dtype) for m in law.mean]
    return np.vstack(columns), np.kron(law.cov, ev.field.eye(law.width))


def points(ev: Evaluator, law: Law) -> list[tuple[list[Value], Any]]:
    """Values of the vectors with weights: exact means for polynomials of degree five."""
    if isinstance(ev.field, ExactField):
        mean, cov = stacked(ev, law)
        flat, square = (list(mean.flat), cov) if is_array(mean) else ([mean], law.cov)
        letters, weight = gaussian(ev.field.tower, flat, square)
        parts = np.array(letters, dtype=object).reshape(len(law.mean), law.width, 1)
        return [([part if is_array(m) else part[0, 0] for m, part in zip(law.mean, parts, strict=True)], weight)]
    root, width = cholesky(ev, law.cov), law.width
    out = []
    for z, weight in cubature(ev, len(law.mean) * width):
        noise = z.reshape(len(law.mean), width, 1)
        values: list[Value] = []
        for i, mean in enumerate(law.mean):
            value = mean
            for j in range(i + 1):
                value = value + root[i, j] * (noise[j] if is_array(mean) else noise[j][0, 0])
            values.append(value)
        out.append((values, ev.lift(complex(weight))))
    return out


def cholesky(ev: Evaluator, m: np.ndarray) -> np.ndarray:
    """The lower factor, in any field (complex steps pass through)."""
    n = m.shape[0]
    out = ev.field.zeros(n, n)
    for i in range(n):
        for j in range(i + 1):
            rest = m[i, j] - sum((out[i, k] * out[j, k] for k in range(j)), 0 * m[i, j])
            out[i, j] = ev.field.functions["sqrt"](rest) if i == j else rest / out[j, j]
    return out


def cubature(ev: Evaluator, n: int) -> list[tuple[np.ndarray, float]]:
    """Points of the standard normal in n dimensions. Turned another way on demand, to see whether they are exact."""
    if n > MAX_DIMENSION:
        raise Unsupported("an expectation over too many numbers")
    ev.approximated = True
    if ev.coarse and n >= WIDE:
        ev.coarsened = True
        nodes, weights = _crossing(n, ev.turned)
        lifted = nodes.astype(complex) if ev.field.name == "float" else ev.field.array(nodes)
        return list(zip(lifted, weights, strict=True))
    nodes, weights = _gauss(n) if n == 1 else _stroud(n)
    if ev.turned:
        nodes = nodes @ _rotation(n) if n > 1 else _gauss(1, 17)[0]
        weights = weights if n > 1 else _gauss(1, 17)[1]
    lifted = nodes.astype(complex) if ev.field.name == "float" else ev.field.array(nodes)
    return list(zip(lifted, weights, strict=True))


@lru_cache(maxsize=32)
def _gauss(n: int, count: int = 0) -> tuple[np.ndarray, np.ndarray]:
    x, w = np.polynomial.hermite_e.hermegauss(count or 24)
    w = w / w.sum()
    return np.array(list(product(x, repeat=n))), np.array([float(np.prod(q)) for q in product(w, repeat=n)])


@lru_cache(maxsize=32)
def _stroud(n: int) -> tuple[np.ndarray, np.ndarray]:
    """2n² + 1 points, exact to degree five (Stroud 1971, E_n^{r²} 5-2)."""
    nodes, weights = [np.zeros(n)], [2 / (n + 2)]
    for i in range(n):
        for sign in (1, -1):
            nodes.append(sign * (n + 2) ** 0.5 * np.eye(n)[i])
            weights.append((4 - n) / (2 * (n + 2) ** 2))
    for i, j in combinations(range(n), 2):
        for a, b in product((1, -1), repeat=2):
            nodes.append(((n + 2) / 2) ** 0.5 * (a * np.eye(n)[i] + b * np.eye(n)[j]))
            weights.append(1 / (n + 2) ** 2)
    return np.array(nodes), np.array(weights)


@lru_cache(maxsize=32)
def _crossing(n: int, turned: bool) -> tuple[np.ndarray, np.ndarray]:
    """2n + 1 points on axes that are turned, each at a distance of its own: exact to degree three, and visibly no further."""
    rng = np.random.default_rng(2 * n + turned)
    axes = np.linalg.qr(rng.normal(size=(n, n)))[0]
    radii = (n + rng.uniform(0.5, 3.0, n)) ** 0.5
    nodes = [np.zeros(n), *(sign * r * axis for r, axis in zip(radii, axes, strict=True) for sign in (1, -1))]
    weights = [1 - float(np.sum(radii**-2.0)), *(0.5 / r**2 for r in radii for _ in range(2))]
    return np.array(nodes), np.array(weights)


@lru_cache(maxsize=32)
def _rotation(n: int) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(n).normal(size=(n, n)))[0]

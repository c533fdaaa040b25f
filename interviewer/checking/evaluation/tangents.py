"""Numbers that carry their derivatives along: one evaluation gives a formula's slopes in all unknowns at once.

Forward-mode differentiation (Griewank and Walther 2008, chapter 3) over complex doubles, exact to rounding. A number that
would lose its derivatives on the way raises TypeError instead.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import FloatField, IllTyped, Unsupported, Value, is_array

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator


class Tangent:
    """A number and its derivatives, a vector with one entry an unknown."""

    __slots__ = ("d", "x")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, x: complex, d: np.ndarray) -> None:
        self.x, self.d = x, d

    @property
    def real(self) -> Tangent:
        return Tangent(complex(self.x.real), self.d.real.astype(complex))

    @property
    def imag(self) -> Tangent:
        return Tangent(complex(self.x.imag), self.d.imag.astype(complex))

    def __add__(self, other: Any) -> Any:
        if isinstance(other, Tangent):
            return Tangent(self.x + other.x, self.d + other.d)
        return NotImplemented if isinstance(other, np.ndarray) else Tangent(self.x + complex(other), self.d)

    __radd__ = __add__

    def __neg__(self) -> Tangent:
        return Tangent(-self.x, -self.d)

    def __pos__(self) -> Tangent:
        return self

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Tangent):
            return Tangent(self.x - other.x, self.d - other.d)
        return NotImplemented if isinstance(other, np.ndarray) else Tangent(self.x - complex(other), self.d)

    def __rsub__(self, other: Any) -> Any:
        return NotImplemented if isinstance(other, np.ndarray) else Tangent(complex(other) - self.x, -self.d)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Tangent):
            return Tangent(self.x * other.x, self.d * other.x + other.d * self.x)
        if isinstance(other, np.ndarray):
            return NotImplemented
        factor = complex(other)
        return Tangent(self.x * factor, self.d * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Tangent):
            ratio = self.x / other.x
            return Tangent(ratio, (self.d - other.d * ratio) / other.x)
        if isinstance(other, np.ndarray):
            return NotImplemented
        divisor = complex(other)
        return Tangent(self.x / divisor, self.d / divisor)

    def __rtruediv__(self, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented
        ratio = complex(other) / self.x
        return Tangent(ratio, self.d * (-ratio / self.x))

    def __pow__(self, exponent: Any) -> Any:
        if isinstance(exponent, Tangent):
            value = self.x**exponent.x
            return Tangent(
                value, self.d * (exponent.x * self.x ** (exponent.x - 1)) + exponent.d * (value * cmath.log(self.x))
            )
        if exponent == 0:
            return Tangent(1 + 0j, 0 * self.d)
        return Tangent(self.x**exponent, self.d * (exponent * self.x ** (exponent - 1)))

    def __rpow__(self, base: Any) -> Tangent:
        value = complex(base) ** self.x
        return Tangent(value, self.d * (value * cmath.log(complex(base))))

    def __eq__(self, other: object) -> bool:
        return self.x == (other.x if isinstance(other, Tangent) else other)

    def __lt__(self, other: Any) -> bool:
        return self.x.real < _real(other)

    def __le__(self, other: Any) -> bool:
        return self.x.real <= _real(other)

    def __gt__(self, other: Any) -> bool:
        return self.x.real > _real(other)

    def __ge__(self, other: Any) -> bool:
        return self.x.real >= _real(other)

    def __bool__(self) -> bool:
        return bool(self.x) or bool(self.d.any())

    def __abs__(self) -> Tangent:
        return self if self.x.real >= 0 else -self


_SLOPES: dict[str, Callable[[complex, complex], complex]] = {
    "exp": lambda x, value: value,
    "log": lambda x, value: 1 / x,
    "sqrt": lambda x, value: 0.5 / value,
    "sin": lambda x, value: cmath.cos(x),
    "cos": lambda x, value: -cmath.sin(x),
    "tan": lambda x, value: 1 + value * value,
    "tanh": lambda x, value: 1 - value * value,
    "sinh": lambda x, value: cmath.cosh(x),
    "cosh": lambda x, value: cmath.sinh(x),
    "arctan": lambda x, value: 1 / (1 + x * x),
    "arccos": lambda x, value: -1 / (1 - x * x) ** 0.5,
    "arcsin": lambda x, value: 1 / (1 - x * x) ** 0.5,
    "erf": lambda x, value: 2 / math.sqrt(math.pi) * cmath.exp(-x * x),
    "abs": lambda x, value: 1.0 if x.real >= 0 else -1.0,
    "sign": lambda x, value: 0.0,
    "relu": lambda x, value: 1.0 if x.real > 0 else 0.0,
    "sigmoid": lambda x, value: value * (1 - value),
    "softplus": lambda x, value: _sigmoid(x),
}


class TangentField(FloatField):
    """Double precision in which any number may carry its derivatives."""

    name = "tangent"
    dtype = object

    def __init__(self) -> None:
        super().__init__()
        plain = dict(self.functions)

        def lifted(
            fn: Callable[[complex], complex], slope: Callable[[complex, complex], complex]
        ) -> Callable[[Any], Any]:
            def at(x: Any) -> Any:
                if not isinstance(x, Tangent):
                    return fn(x)
                value = fn(x.x)
                return Tangent(value, x.d * slope(x.x, value))

            return at

        self.functions = {name: lifted(plain[name], slope) for name, slope in _SLOPES.items()}

    def array(self, values: Any) -> np.ndarray:
        return np.array(values, dtype=object)

    def real(self, x: Any) -> float:
        return _real(x)

    def inv(self, m: np.ndarray) -> np.ndarray:
        value, slopes = _apart(m)
        inverse = super().inv(value)
        return inverse if slopes is None else _together(inverse, -np.einsum("ij,jkn,kl->iln", inverse, slopes, inverse))

    def det(self, m: np.ndarray) -> Any:
        value, slopes = _apart(m)
        found = super().det(value)
        if slopes is None:
            return found
        return Tangent(found, found * np.einsum("ij,jin->n", np.linalg.inv(value), slopes))


TANGENTS = TangentField()

# what may break where numbers carry derivatives, and does not where they do not
NOT_CARRIED = (
    Unsupported, IllTyped, TypeError, ValueError, AttributeError, IndexError, KeyError, ArithmeticError,
)  # fmt: skip


def carrying(ev: Evaluator) -> Evaluator:
    """The evaluator in numbers that carry derivatives; what it finds out it keeps apart."""
    twin = copy(ev)
    twin.field, (twin.known, twin.tables) = TANGENTS, ev.carried
    return twin


def imaginary(value: Value) -> Value:
    """The imaginary part, a number of the same field; NumPy's own is zero for arrays of objects."""
    if not is_array(value):
        return value.imag if isinstance(value, Tangent) else complex(value.imag)
    if value.dtype != object:
        return value.imag.astype(complex)
    out = np.empty(value.shape, dtype=object)
    for k, x in enumerate(value.flat):
        out.flat[k] = imaginary(x)
    return out


def derivative_in(value: Value, k: int) -> Value:
    """The derivative of a value in the k-th unknown."""
    if is_array(value):
        return np.array([x.d[k] if isinstance(x, Tangent) else 0j for x in value.flat]).reshape(value.shape)
    return complex(value.d[k]) if isinstance(value, Tangent) else 0j


def seeds(x: np.ndarray) -> np.ndarray:
    """The unknowns as numbers whose derivatives are the unit vectors."""
    out, directions = np.empty(len(x), dtype=object), np.eye(len(x), dtype=complex)
    for k, (value, direction) in enumerate(zip(x, directions, strict=True)):
        out[k] = Tangent(complex(value), direction)
    return out


def values_of(values: list[Any]) -> np.ndarray:
    return np.array([x.x if isinstance(x, Tangent) else complex(x) for x in values])


def slopes_of(values: list[Any], size: int) -> np.ndarray:
    """The derivatives of some numbers, a row for each."""
    rows = [x.d.real if isinstance(x, Tangent) else np.zeros(size) for x in values]
    return np.array(rows).reshape(len(rows), size)


def _apart(m: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """The values of a matrix and their derivatives, None where no entry carries any."""
    entries = list(m.flat)
    values = np.array([x.x if isinstance(x, Tangent) else complex(x) for x in entries]).reshape(m.shape)
    size = next((len(x.d) for x in entries if isinstance(x, Tangent)), None)
    if size is None:
        return values, None
    slopes = np.array([x.d if isinstance(x, Tangent) else np.zeros(size, complex) for x in entries])
    return values, slopes.reshape(*m.shape, size)


def _together(values: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    out = np.empty(values.shape, dtype=object)
    for place in np.ndindex(values.shape):
        out[place] = Tangent(complex(values[place]), slopes[place])
    return out


def _real(x: Any) -> float:
    return x.x.real if isinstance(x, Tangent) else complex(x).real


def _sigmoid(x: complex) -> complex:
    return 1 / (1 + cmath.exp(-x)) if x.real > -30 else cmath.exp(x)

"""Three arithmetics behind one interface, so that one evaluator refutes, confirms and proves.

`FLOAT` is complex double precision (fast, complex-step derivatives), `HIGH` mpmath at 50 digits (confirms a refutation),
and `exact.field` expressions in the letters themselves, on explicit components (proves). Scalars are plain numbers of the field; vectors are columns,
so every array is two-dimensional and a slipped transpose cannot hide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Value = Any  # a scalar of the field or a 2-d numpy array of them


class Absent(IndexError):
    """An index before the first: what it counts from is a convention, so nothing is refuted by it."""


class IllTyped(Exception):
    """Shapes do not fit: the message names them."""


class Unsupported(Exception):
    """The line means something we do not evaluate; never evidence against it."""


class Hopeless(Unsupported):
    """What no other types of unknown letters would mend."""


class NoOptimum(Hopeless):
    """What is optimised has no optimum to be found, whatever else the line speaks of."""


class Endless(Hopeless):
    """A definition that refers to itself without end."""

    def __init__(self) -> None:
        super().__init__("a definition that refers to itself without end")


def is_array(value: Value) -> bool:
    return isinstance(value, np.ndarray)


def settle(value: Value) -> Value:
    """A 1×1 array is a number."""
    return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value


class OutOfDomain(Unsupported):
    """A sample at which a function has no value: another sample may have one."""


class Field:
    """Elementary functions and linear algebra over one kind of number."""

    name: str
    as_drawn = False  # whether its numbers are those that models are drawn in
    mp: Any = None
    functions: dict[str, Callable[[Any], Any]]

    def number(self, p: int, q: int) -> Any:
        raise NotImplementedError

    def array(self, values: Any) -> np.ndarray:
        raise NotImplementedError

    def map(self, name: str, value: Value) -> Value:
        fn = self.functions[name]
        if not is_array(value):
            return fn(value)
        out = np.empty(value.shape, dtype=self.dtype)
        for k, x in enumerate(value.flat):
            out.flat[k] = fn(x)
        return out

    dtype: Any = object

    def inv(self, m: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    def det(self, m: np.ndarray) -> Any:
        raise NotImplementedError

    def eigenvalues(self, m: np.ndarray) -> Sequence[Any]:
        """Those of a symmetric matrix, the smallest first."""
        raise Unsupported("eigenvalues in exact arithmetic")

    def real(self, x: Any) -> float:
        return float(x)

    def zeros(self, rows: int, cols: int) -> np.ndarray:
        return self.array([[0] * cols for _ in range(rows)])

    def eye(self, n: int) -> np.ndarray:
        return self.array([[1 if i == j else 0 for j in range(n)] for i in range(n)])


def _of_symmetric(m: np.ndarray) -> None:
    """Raises where the eigenvalues may not be real."""
    if m.shape[0] != m.shape[1]:
        raise IllTyped(f"a {m.shape[0]}×{m.shape[1]} matrix has no eigenvalues")
    if max(abs(x) for x in (m - m.T).flat) > 1e-9 * (1 + max(abs(x) for x in m.flat)):
        raise Unsupported("eigenvalues of a matrix that is not symmetric")


def _number(x: Any) -> complex:
    try:
        return complex(x)
    except TypeError:
        raise Unsupported("a function of numbers, taken of a vector") from None


def _complex_abs(x: complex) -> complex:
    return x if x.real >= 0 else -x


MAX_INVERSES = 2_000


class FloatField(Field):
    name = "float"
    as_drawn = True
    dtype = np.complex128

    def __init__(self) -> None:
        self._inverses: dict[tuple[str, int, bytes], np.ndarray] = {}

        def guard(fn: Callable[[complex], complex]) -> Callable[[complex], complex]:
            def guarded(x: complex) -> complex:
                return complex(fn(_number(x)))

            return guarded

        import cmath

        def log(x: complex) -> complex:
            x = _number(x)
            if x == 0:
                raise OutOfDomain("a logarithm of zero")
            if x.real < 0 and abs(x.imag) < 1e-9:
                raise OutOfDomain("a logarithm of a negative number")
            return cmath.log(x)

        def sqrt(x: complex) -> complex:
            x = _number(x)
            if x.real < -1e-12 and abs(x.imag) < 1e-9:
                raise OutOfDomain("a square root of a negative number")
            return cmath.sqrt(x)

        def exp(x: complex) -> complex:
            if _number(x).real > 700:
                raise Unsupported("a number too large")
            return cmath.exp(x)

        def erf(x: complex) -> complex:
            x = _number(x)
            return complex(math.erf(x.real), 2 / math.sqrt(math.pi) * math.exp(-(x.real**2)) * x.imag)

        self.functions = {
            "exp": exp,
            "log": log,
            "sqrt": sqrt,
            "sin": guard(cmath.sin),
            "cos": guard(cmath.cos),
            "tan": guard(cmath.tan),
            "tanh": guard(cmath.tanh),
            "sinh": guard(cmath.sinh),
            "cosh": guard(cmath.cosh),
            "arctan": guard(cmath.atan),
            "arccos": guard(cmath.acos),
            "arcsin": guard(cmath.asin),
            "erf": erf,
            "abs": lambda x: _complex_abs(_number(x)),
            "sign": lambda x: complex(np.sign(_number(x).real)),
            "relu": lambda x: x if _number(x).real > 0 else 0j * x,
            "sigmoid": lambda x: 1 / (1 + exp(-x)) if _number(x).real > -30 else exp(x),
            "softplus": lambda x: cmath.log(1 + exp(x)),
        }

    def number(self, p: int, q: int) -> Any:
        try:
            return complex(p / q)
        except OverflowError:
            raise Unsupported("a number too large") from None

    def array(self, values: Any) -> np.ndarray:
        return np.array(values, dtype=np.complex128)

    def inv(self, m: np.ndarray) -> np.ndarray:
        """The same covariance is inverted for every sample."""
        key = m.dtype.char, m.shape[0], m.tobytes()
        found = self._inverses.get(key)
        if found is None:
            if np.linalg.cond(m) > 1e11:
                raise IllTyped(f"a singular {m.shape[0]}×{m.shape[1]} matrix has no inverse")
            if len(self._inverses) > MAX_INVERSES:
                self._inverses.clear()
            found = self._inverses[key] = np.linalg.inv(m)
        return found.copy()

    def det(self, m: np.ndarray) -> Any:
        return complex(np.linalg.det(m))

    def eigenvalues(self, m: np.ndarray) -> Sequence[Any]:
        _of_symmetric(m)
        if np.abs(m.imag).max() > 0:
            raise Unsupported("a derivative of eigenvalues")
        return [complex(x) for x in np.linalg.eigvalsh(m.real)]

    def real(self, x: Any) -> float:
        return complex(x).real


class HighField(Field):
    name = "high"
    digits = 50

    def __init__(self) -> None:
        import mpmath

        self.mp = mpmath.mp.clone() if hasattr(mpmath.mp, "clone") else mpmath.MPContext()
        self.mp.dps = self.digits
        mp = self.mp

        def log(x: Any) -> Any:
            if x <= 0:
                raise OutOfDomain("a logarithm of a number that is not positive")
            return mp.log(x)

        def sqrt(x: Any) -> Any:
            if x < 0:
                raise OutOfDomain("a square root of a negative number")
            return mp.sqrt(x)

        self.functions = {
            "exp": mp.exp,
            "log": log,
            "sqrt": sqrt,
            "sin": mp.sin,
            "cos": mp.cos,
            "tan": mp.tan,
            "tanh": mp.tanh,
            "sinh": mp.sinh,
            "cosh": mp.cosh,
            "arctan": mp.atan,
            "arccos": mp.acos,
            "arcsin": mp.asin,
            "erf": mp.erf,
            "abs": abs,
            "sign": lambda x: mp.sign(x),
            "relu": lambda x: x if x > 0 else x * 0,
            "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
            "softplus": lambda x: mp.log(1 + mp.exp(x)),
        }

    def number(self, p: int, q: int) -> Any:
        return self.mp.mpf(p) / q

    def array(self, values: Any) -> np.ndarray:
        source = np.asarray(values)
        out = np.empty(source.shape, dtype=object)
        for k, x in enumerate(source.flat):
            out.flat[k] = self.mp.mpf(x.real if isinstance(x, complex | np.complexfloating) else x)
        return out

    def inv(self, m: np.ndarray) -> np.ndarray:
        try:
            inverse = self.mp.matrix(m.tolist()) ** -1
        except ZeroDivisionError:
            raise Unsupported("an inverse of a singular matrix") from None
        return np.array(inverse.tolist(), dtype=object).reshape(m.shape)

    def det(self, m: np.ndarray) -> Any:
        return self.mp.det(self.mp.matrix(m.tolist()))

    def eigenvalues(self, m: np.ndarray) -> Sequence[Any]:
        _of_symmetric(m)
        return sorted(self.mp.eigsy(self.mp.matrix(m.tolist()), eigvals_only=True))


FLOAT = FloatField()


_high: list[HighField] = []


def high_field() -> HighField:
    if not _high:
        _high.append(HighField())
    return _high[0]

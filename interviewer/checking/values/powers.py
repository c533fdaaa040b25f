"""Powers of numbers, of square matrices and of each entry."""

from __future__ import annotations

from typing import Any

import numpy as np

from interviewer.checking.fields import Field, IllTyped, OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.values.arrays import describe, inverse, is_zero


def power(field: Field, base: Value, exponent: Value) -> Value:
    if is_array(exponent):
        raise Unsupported("a vector in an exponent")
    if is_array(base):
        if base.shape[1] == 1:
            return _elementwise_power(field, base, exponent)
        n = _as_int(exponent)
        if n == 2 and base.shape[0] != base.shape[1]:
            return _elementwise_power(field, base, exponent)  # 1 − A², of tanh units
        if n is None and _as_half(exponent) and base.shape[0] == base.shape[1]:
            return _matrix_root(field, base, round(2 * field.real(exponent)))
        if n is not None and n < 0 and base.shape[0] == base.shape[1]:
            base, n = inverse(field, base), -n
        if n is None or base.shape[0] != base.shape[1] or n > 8:
            if n is None and base.shape[0] == base.shape[1]:
                raise Unsupported("a matrix to a power that is no whole number")
            raise IllTyped(f"{describe(base)} has no such power")
        out = field.eye(base.shape[0])
        for _ in range(n):
            out = out @ base
        return out
    return scalar_power(field, base, exponent)


def _matrix_root(field: Field, base: Value, halves: int) -> Value:
    """A symmetric matrix to half a whole power, on its eigenvectors; a diagonal one entry by entry."""
    size = base.shape[0]
    if all(is_zero(base[i, j]) for i in range(size) for j in range(size) if i != j):
        out = field.zeros(size, size)
        for k in range(size):
            out[k, k] = field.functions["sqrt"](base[k, k]) ** halves
        return out
    real = np.asarray(base, dtype=complex).real
    if field.name != "float" or not np.allclose(real, real.T) or np.linalg.eigvalsh(real).min() <= 0:
        raise Unsupported("a root of this matrix")
    values, vectors = np.linalg.eigh(real)
    return ((vectors * values ** (halves / 2)) @ vectors.T).astype(complex)


def _elementwise_power(field: Field, base: Value, exponent: Value) -> Value:
    out = np.empty(base.shape, dtype=base.dtype)
    for k, x in enumerate(base.flat):
        out.flat[k] = scalar_power(field, x, exponent)
    return out


def scalar_power(field: Field, base: Any, exponent: Any) -> Any:
    n = _as_int(exponent)
    if n is not None:
        if abs(n) > 4096:
            raise Unsupported("an exponent too large to evaluate")
        if n < 0 and is_zero(base):
            raise OutOfDomain("a division by zero")
        try:
            return base**n
        except OverflowError:
            raise Unsupported("a number too large") from None
        except ZeroDivisionError:  # of what is too small for its power, though not zero
            raise OutOfDomain("a division by zero") from None
    if field.name == "exact":
        return base**exponent
    if _as_half(exponent):
        return field.functions["sqrt"](base) ** round(2 * field.real(exponent))
    if field.real(base) <= 0:
        raise OutOfDomain("a fractional power of a number that is not positive")
    return field.functions["exp"](exponent * field.functions["log"](base))


def _as_int(x: Any) -> int | None:
    if isinstance(x, int):
        return x
    try:
        c = complex(x)
    except (TypeError, ValueError):
        return None
    if abs(c.imag) > 1e-15 or c.imag != 0:
        return None
    return round(c.real) if abs(c.real - round(c.real)) < 1e-12 and abs(c.real) < 1e6 else None


def _as_half(x: Any) -> bool:
    try:
        c = complex(x)
    except (TypeError, ValueError):
        return False
    return c.imag == 0 and abs(2 * c.real - round(2 * c.real)) < 1e-12 and abs(c.real) < 50

"""Operations on values with strict shapes: vectors are columns, and what does not fit is said, not broadcast away."""

from __future__ import annotations

from typing import Any

import numpy as np

from interviewer.checking.fields import Absent, Field, IllTyped, OutOfDomain, Unsupported, Value, is_array, settle

MAX_ENTRIES = 200_000  # of a letter or a product
TOO_MANY = "so many entries are too many to try"
INDEXED_NUMBER = "a number with an index; say what the index means"


def describe(value: Value) -> str:
    if not is_array(value):
        return "a number"
    rows, cols = value.shape
    return f"a vector of length {rows}" if cols == 1 else f"a {rows}×{cols} matrix"


def is_column(value: Value) -> bool:
    return is_array(value) and value.shape[1] == 1


def add(left: Value, right: Value) -> Value:
    """Sum; a number may be added to a vector (a bias, `1 − p`) or a batch (`1 − A`), to a square matrix only as λI."""
    if is_array(left) and is_array(right):
        if left.shape != right.shape:
            rows, column = (right, left) if is_column(left) else (left, right)
            if is_column(column) and rows.shape[0] != rows.shape[1] == column.shape[0] > 1:
                raise Unsupported("a vector beside each row of a matrix; write X − 1 μᵀ")
            raise IllTyped(f"{describe(left)} and {describe(right)} cannot be added")
        return left + right
    if is_array(left) != is_array(right):
        array, number = (left, right) if is_array(left) else (right, left)
        if array.shape[0] == array.shape[1] > 1 and not (not is_array(number) and number == 0):
            raise IllTyped(f"{describe(left)} and {describe(right)} cannot be added")
    return left + right


def mul(left: Value, right: Value) -> Value:
    if type(left) is np.ndarray and type(right) is np.ndarray:
        if left.shape[1] != right.shape[0]:
            raise IllTyped(f"{describe(left)} cannot be multiplied by {describe(right)}")
        if left.shape[0] * right.shape[1] > MAX_ENTRIES:  # scores of 2048 tokens
            raise Unsupported(TOO_MANY)
        product = left @ right
        return product.item() if product.size == 1 else product
    return left * right


def inner(a: Value, b: Value) -> Value:
    """⟨a, b⟩: of two arrays of one shape, or of numbers."""
    if not (is_array(a) and is_array(b)):
        return a * b
    if a.shape != b.shape:
        raise IllTyped(f"{describe(a)} and {describe(b)} have no inner product")
    return sum((x * y for x, y in zip(a.flat, b.flat, strict=True)), 0 * a.flat[0])


def dot(left: Value, right: Value) -> Value:
    """`q·k`: the inner product of two vectors, that of `a @ X` with each column; otherwise an ordinary product."""
    if is_column(left) and is_array(right) and left.shape[0] == right.shape[0] > 1:
        return settle(right.T @ left)
    return mul(left, right)


def times(left: Value, right: Value) -> Value:
    """`*` between arrays of one shape that have no other product is elementwise, as code writes it."""
    if is_column(left) and is_array(right) and right.shape[1] == left.shape[0] != right.shape[0] > 1:
        return left.T * right  # of each row, as arrays are spread
    alike = is_array(left) and is_array(right) and left.shape == right.shape and left.size > 1
    return left * right if alike and left.shape[0] != left.shape[1] else mul(left, right)


def hadamard(left: Value, right: Value) -> Value:
    if is_array(left) and is_array(right) and left.shape != right.shape:
        if left.shape[0] == right.shape[0] and 1 in (left.shape[1], right.shape[1]):
            raise IllTyped(f"{describe(left)} and {describe(right)} have no elementwise product")
        raise IllTyped(f"{describe(left)} and {describe(right)} have no elementwise product")
    return left * right


def spherical(value: Value) -> Value:
    """The v of a matrix v I; any other value as it is."""
    if not is_array(value) or value.shape[0] != value.shape[1] or value.shape[0] == 1:
        return value
    off = [value[i, j] for i in range(value.shape[0]) for j in range(value.shape[1]) if i != j]
    apart = [value[i, i] - value[0, 0] for i in range(value.shape[0])]
    return value[0, 0] if all(abs(complex(x)) < 1e-12 for x in (*off, *apart)) else value


def divide(left: Value, right: Value) -> Value:
    """A quotient, by an array entry by entry. Raises OutOfDomain at a zero, IllTyped where shapes have no quotient."""
    if is_array(right) and not _divides(right, left):
        raise IllTyped(f"one cannot divide by {describe(right)}")
    if any(map(is_zero, right.flat)) if is_array(right) else is_zero(right):
        raise OutOfDomain("a division by zero")
    return left / right


def _divides(right: Value, left: Value) -> bool:
    """Whether an array divides entries alike in shape, each row or column by its sum as code normalises, or a number."""
    if not is_array(left):
        return is_column(right)
    rows = left.shape[1] > 1 and right.shape in ((left.shape[0], 1), (1, left.shape[1]))
    return left.shape == right.shape or rows


def is_zero(value: Any) -> bool:
    try:
        return abs(complex(value)) == 0
    except TypeError:
        return value == 0


def transpose(value: Value) -> Value:
    return value.T if is_array(value) else value


def inverse(field: Field, value: Value) -> Value:
    if not is_array(value):
        if is_zero(value):
            raise OutOfDomain("a division by zero")
        return 1 / value
    if value.shape[0] != value.shape[1]:
        raise IllTyped(f"{describe(value)} has no inverse")
    return field.inv(value)


def pseudo_inverse(field: Field, value: Value) -> Value:
    """Moore and Penrose's, of a matrix of full rank."""
    if not is_array(value):
        return 0 * value if is_zero(value) else 1 / value
    rows, cols = value.shape
    if rows >= cols:
        return field.inv(value.T @ value) @ value.T
    return value.T @ field.inv(value @ value.T)


def norm(field: Field, value: Value, order: str) -> Value:
    """`2` (Euclidean; Frobenius for matrices), `1`, `inf`, `op` (largest singular value)."""
    if not is_array(value):
        return field.functions["abs"](value)
    if order == "op":
        return field.functions["sqrt"](field.eigenvalues(mul(transpose(value), value))[-1])
    if order == "1":
        return sum(field.functions["abs"](x) for x in value.flat)
    if order == "0":
        return field.number(sum(1 for x in value.flat if not is_zero(x)), 1)
    if order == "inf":
        return max((field.functions["abs"](x) for x in value.flat), key=field.real)
    return field.functions["sqrt"](sum((x * x for x in value.flat), 0 * value.flat[0]))


def diag(field: Field, value: Value) -> Value:
    """The diagonal matrix of a vector, the diagonal of a matrix."""
    if not is_array(value):
        return value
    if value.shape[1] == 1:
        out = field.zeros(value.shape[0], value.shape[0])
        for k in range(value.shape[0]):
            out[k, k] = value[k, 0]
        return out
    return value.diagonal().reshape(-1, 1).copy()


def trace(value: Value) -> Value:
    if not is_array(value):
        return value
    if value.shape[0] != value.shape[1]:
        raise IllTyped(f"{describe(value)} has no trace")
    return value.trace()


def softmax(field: Field, value: Value) -> Value:
    """Over a vector, or over each row of a matrix."""
    if not is_array(value):
        raise Unsupported("a softmax of a number")
    e = field.map("exp", value)
    if value.shape[1] == 1:
        return e / sum(e.flat)
    out = np.empty(e.shape, dtype=e.dtype)
    for k in range(e.shape[0]):
        total = sum(e[k])
        if not total:
            raise Unsupported("a softmax over a row that is masked as a whole")
        out[k] = e[k] / total
    return out


def pick(value: Value, index: tuple[int, ...]) -> Value:
    """Entries by 1-based indices: `v_i`, `M_ij`; `M_i` is row i as a column."""
    if not index:
        return value
    if not isinstance(value, np.ndarray):
        raise Unsupported(INDEXED_NUMBER)
    if value.shape[1] == 1 and len(index) > 1 and index[1:] != (1,):
        raise IllTyped("a vector has one index")
    for i, size in zip(index, value.shape, strict=False):
        if not 1 <= i <= size:
            raise (IndexError if i > size else Absent)(f"index {i} is outside 1…{size}")
    if value.shape[1] == 1:
        return value.item(index[0] - 1)
    if len(index) == 1:
        return value[index[0] - 1].reshape(-1, 1)
    if len(index) == 2:
        return value.item(index[0] - 1, index[1] - 1)
    raise IllTyped("a matrix has two indices")


def length_of_unit(after: Value, before: Value) -> int | None:
    """How long a unit vector in a product is: `eᵀM` has the rows of M, `M e` its columns; None when nothing tells."""
    if is_array(after):
        return after.shape[0]
    return before.shape[1] if is_array(before) else None

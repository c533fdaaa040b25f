"""Matrices of blocks, `[X; √λ I]`, `[y; 0]`: an identity or a zero takes the room that the blocks beside it leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from interviewer.checking.fields import IllTyped, Value, is_array
from interviewer.notation.tree import ONE, ZERO, Node, Sym, walk

_NOTHING = (ZERO, Sym("zeros"))


def block_matrix(
    field: Any, nodes: Sequence[Sequence[Node]], values: Sequence[Sequence[Value]], sizes: list[int]
) -> Value:
    """The blocks as one array. `sizes` are those of the problem: zeros below a vector that nothing measures are as many as
    the first of them that the vector has not. Raises IllTyped where they do not fit."""
    columns = range(len(values[0]))
    if any(len(row) != len(columns) for row in values):
        raise IllTyped("the rows of the matrix differ in length")
    high = [next((x.shape[0] for x in row if is_array(x)), 0) for row in values]
    wide = [next((row[j].shape[1] for row in values if is_array(row[j])), 0) for j in columns]
    for i, row in enumerate(nodes):
        for j, node in enumerate(row):
            if _is_identity(node) and not is_array(values[i][j]):
                high[i], wide[j] = high[i] or wide[j], wide[j] or high[i]
    taken = set(high) | set(wide)
    for i, row in enumerate(nodes):
        if not high[i] and all(node in _NOTHING for node in row):
            high[i] = next((s for s in sizes if s not in taken), 1)
    rows = [
        [_filled(field, nodes[i][j], values[i][j], (high[i] or 1, wide[j] or 1)) for j in columns]
        for i in range(len(values))
    ]
    try:
        return np.block(rows)
    except ValueError:
        raise IllTyped("the blocks of the matrix do not fit together") from None


def _filled(field: Any, node: Node, value: Value, shape: tuple[int, int]) -> Value:
    if is_array(value):
        return value
    if _is_identity(node) and shape[0] == shape[1]:
        return field.eye(shape[0]) * value
    if node in _NOTHING:
        return field.zeros(*shape)
    if node in (Sym("ones"), ONE):  # [1, X]
        return field.zeros(*shape) + value
    return np.array([[value]], dtype=field.dtype)


def _is_identity(node: Node) -> bool:
    return any(n == Sym("I") for n in walk(node))

"""Kinds of square matrices, as words and conditions tell them."""

from __future__ import annotations

_TYPES = {
    "symmetric": "symmetric {}",
    "pd": "spd {}",
    "psd": "psd {}",
    "orthogonal": "orthogonal {}",
    "diagonal": "diagonal {}",
    "positive diagonal": "diagonal {} of positive",
    "permutation": "permutation {}",
    "lower triangular": "lower {}",
    "upper triangular": "upper {}",
    "invertible": "matrix {0} {0}",
    "square": "matrix {0} {0}",
}
SQUARE = frozenset(_TYPES)


def square_matrix(trait: str, size: str) -> str:
    """The type, in words, of a square matrix that is said to be so."""
    return _TYPES.get(trait, "matrix {0} {0}").format(size)

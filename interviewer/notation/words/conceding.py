"""Words that widen a claim, and restrict nothing: `also when no q equals p`, `whether or not`, `feasible or not`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

_CONCEDING = frozenset(product(["also", "even"], ["when", "if", "for", "though", "where"]))


def concedes(words: Sequence[str]) -> bool:
    """Whether words say that something holds of more than one would think."""
    return "whether" in words or list(words[-2:]) == ["or", "not"] or any(p in _CONCEDING for p in pairwise(words))

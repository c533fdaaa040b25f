"""`X is N × (p + 1) with a column of ones, β ∈ ℝ^{p+1}`: the constant is one of the features, whatever their number is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_SHAPE = r"(?:(?:×|\\times|\bx|\bby)\s*\$?|(?:ℝ|R|\\mathbb\s*\{?R\}?|\\Reals)\s*\^\s*\{?)"
_MORE = re.compile(rf"({_SHAPE}(?:[^{{}}]*?(?:×|\\times)\s*)?)\(?\s*([pdDM])\s*\+\s*1\s*\)?")
_BARE = re.compile(rf"{_SHAPE}\s*([pdDM])\b(?!\s*\+)")


def with_constant_among(problem: World, lines: Sequence[str]) -> list[str]:
    """The lines with such a number of features as one letter, where none of them speaks of the features without it."""
    counted = {name for size in problem.sizes for name in (size, *problem.other_names(size))}
    found = {m[2] for line in lines for m in _MORE.finditer(line)} & counted
    if len(found) != 1 or any(_BARE.search(line) for line in lines):
        return list(lines)
    return [_MORE.sub(r"\1\2", line) for line in lines]

"""`variance s2`, `N(x; m, s2)`, `Sigma_k = s2 * I` of code: s2 is s², where no s1 stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOLD = re.compile(
    r"\b[vV]ar(?:iance)?s?\s+(?:is\s+|=\s*)?(?P<a>[st])2(?![\w^])|[,;]\s*(?P<b>[st])2(?:\s*\*?\s*I)?\s*\)|=\s*(?P<c>[st])2\s*\*?\s*I\b"
)


def with_squares_of_code(lines: Sequence[str]) -> list[str]:
    """The lines with such variances as squares."""
    letters = {m["a"] or m["b"] or m["c"] for line in lines for m in _TOLD.finditer(line)}
    for letter in sorted(letters):
        if any(
            re.search(rf"(?<![A-Za-z\\]){letter}_?\{{?[13]|(?<![A-Za-z\\]){letter}_\{{?2|{letter}[₁₂]", line)
            for line in lines
        ):
            continue
        lines = [re.sub(rf"(?<![\w\\]){letter}2(?![\w^])", f"{letter}^2", line) for line in lines]
    return list(lines)

"""Samples that stand in the columns of X, `X ∈ ℝ^{d×n}`: what the candidate calls X is Xᵀ where they are the problem's rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_THINGS = r"(?:samples?|examples?|inputs?|data(?:\s+points?)?|observations?|points|feature\s+vectors|x_?i|xᵢ)"
_BEFORE = rf"\b{_THINGS}\b[^.;:=]{{0,30}}?\b(?:as|in|are|form|into)\s+(?:the\s+|its\s+|their\s+)?columns\b"
_AFTER = rf"\bcolumns\b[^.;:=]{{0,20}}?\b(?:are|hold|contain|is)\s+(?:the\s+)?{_THINGS}"
_TRANSPOSED = r"(?:ᵀ|'(?!')|\.T\b|\^\s*(?:\{\s*)?(?:\\(?:top|intercal|mathsf\s*\{?\s*T\s*\}?|mathrm\s*\{?\s*T\s*\}?)|T(?![A-Za-z]))(?:\s*\})?)"


def in_rows(world: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with such a matrix as the transpose of the problem's."""
    for family, matrix in world.row_families.items():
        letter = world.letters.get(matrix)
        if family.islower() and letter is not None and len(letter.shape) == 2 and len(matrix) == 1:
            if any(_stands_in_columns(world, line, matrix, letter.shape) for line in setup):
                lines = [_turned(line, matrix) for line in (*setup, text)]
                return ([*setup], text) if None in lines else ([x or "" for x in lines[:-1]], lines[-1] or "")
    return [*setup], text


def _stands_in_columns(world: World, line: str, matrix: str, shape: tuple[str, ...]) -> bool:
    if re.search(_BEFORE, line, re.I) or re.search(_AFTER, line, re.I):
        return re.search(rf"(?<![A-Za-z\\]){matrix}(?![A-Za-z])", line) is not None
    rows, columns = ("|".join(map(re.escape, (s, *(a for a, ts in world.aliases.items() if s in ts)))) for s in shape)
    space = r"(?:∈|\\in\b|is|of\s+shape|of\s+size|\()\s*(?:\\mathbb\s*\{?\s*R\s*\}?\s*\^|ℝ\s*\^?|R\s*\^)?\s*[({]?\s*"
    turned = rf"(?<![A-Za-z\\]){matrix}\s*\}}?\s*{space}(?:{columns})\s*(?:×|\\times|x|by|,|\\cdot)\s*(?:{rows})\b"
    return re.search(turned, line) is not None


def _turned(line: str, matrix: str) -> str | None:
    """The line with the matrix transposed wherever it stands; None where its entries are spoken of."""
    found = rf"(?<![A-Za-z\\])(?P<bold>\\(?:mathbf|boldsymbol|bm)\s*\{{\s*)?{matrix}(?(bold)\s*\}})(?![A-Za-z\u0300-\u036f])(?P<turned>\s*{_TRANSPOSED})?"
    if any(re.match(r"\s*(?:_|\[|[₀-₉ᵢⱼ]|\^|\*\*)", line[m.end() :]) for m in re.finditer(found, line)):
        return None
    mark = ".T" if "@" in line else "^T"
    return re.sub(found, lambda m: matrix if m["turned"] else matrix + mark, line)

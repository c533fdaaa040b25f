"""Samples that stand in the columns of X, `X ∈ ℝ^{d×n}`: what the candidate calls X is Xᵀ where they are the problem's rows.

So is what he calls y where `y is a row`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_THINGS = r"(?:samples?|examples?|inputs?|data(?:\s+points?)?|observations?|points|feature\s+vectors|x_?i|xᵢ)"
_BEFORE = rf"\b{_THINGS}\b[^.;:=]{{0,30}}?\b(?:as|in|are|form|into)\s+(?:the\s+|its\s+|their\s+)?columns\b"
_AFTER = (
    rf"\bcolumns\b[^.;:=]{{0,20}}?\b(?:are|hold|contain|is)\s+(?:the\s+)?{_THINGS}|\bcolumns\s+(?:x_?\{{?[1i]|x[ᵢ₁])"
    rf"|\b(?:one|a|each)\s+{_THINGS}\s+(?:a|per|in\s+each|in\s+a|as\s+a|for\s+each|is\s+a)\s+column\b"
    rf"|\b(?:a|one|each)\s+column\s+(?:\w+\s+)?(?:a|per|for\s+each|is\s+(?:a|one))\s+{_THINGS}|\bcolumn\s+i\s+(?:of\s+X\s+)?(?:is|=)\s+x"
)
_LETTERS = r"(?<![A-Za-z\\])([A-Za-z])(?:\s*(?:,|and|&)\s*([A-Za-z]))?(?:\s*,?\s*and\s+([A-Za-z]))?"
_ROW = re.compile(
    rf"{_LETTERS}\s*,?\s+(?:is|are|as|being)?\s*(?:an?\s+|both\s+)?rows?(?:\s+vectors?)?(?=\s*(?:[,.;:)]|$|and\b|so\b|with\b))"
)
_FLAT = re.compile(
    r"(?<![A-Za-z\\])([A-Za-z])(?:\s*(?:,|and)\s*([A-Za-z]))?()\s*(?:∈|\\in)\s*(?:ℝ|R|\\mathbb\s*\{?\s*R\s*\}?)"
    r"\s*\^\s*[({]?\s*1\s*(?:×|\\times|x)"
)
_TRANSPOSED = r"(?:ᵀ|'(?!')|\.T\b|\^\s*(?:\{\s*)?(?:\\(?:top|intercal|mathsf\s*\{?\s*T\s*\}?|mathrm\s*\{?\s*T\s*\}?)|T(?![A-Za-z]))(?:\s*\})?)"


def in_rows(world: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with such a matrix, and with what is told to be a row, as the transpose of the problem's."""
    turned = _rows_told(world, setup)
    lines: list[str] = [*setup, text]
    for family, matrix in world.row_families.items():
        letter = world.letters.get(matrix)
        if family.islower() and letter is not None and len(letter.shape) == 2 and len(matrix) == 1:
            beside = _side_by_side(matrix, family)
            told = [re.sub(beside, " ", line) for line in lines[:-1]]
            if told != lines[:-1] or any(_stands_in_columns(world, line, matrix, letter.shape) for line in setup):
                turned = [matrix, *turned]
                lines = [*(t.lstrip(" ,;") for t in told), text]
    for name in turned:
        other = [_turned(line, name) for line in lines]
        lines = lines if None in other else [x or "" for x in other]
    return lines[:-1], lines[-1]


def _rows_told(world: World, setup: Sequence[str]) -> list[str]:
    """The letters of columns of the problem's that earlier lines say are rows."""
    found = (
        n for line in setup for way in (_ROW, _FLAT) for m in way.finditer(line) for n in m.groups() if n and n != "a"
    )
    return [n for n in dict.fromkeys(found) if any(_is_column(world, t) for t in (n, *world.aliases.get(n, ())))]


def _is_column(world: World, name: str) -> bool:
    """Whether the problem has a vector of that name, or a value for each sample."""
    letter = world.letters.get(name)
    if letter is not None:
        return letter.kind not in ("matrix", "symmetric") and len(letter.shape) == 1
    return any(len(d.index) == 1 and not d.is_call for d in world.definitions.get(name, ()))


def _side_by_side(matrix: str, family: str) -> str:
    """`X = [x₁, …, xₙ]`: vectors beside each other."""
    bold = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?"
    one = rf"{bold}{family}\s*\}}?\s*(?:_\s*\{{?\s*[\w]+\s*\}}?|[₀-₉ₙₘ])"
    dots = r"(?:…|\.\.\.|\\[lc]?dots)"
    comma = r"\s*(?:,|&|\\[,;]|\\quad|\s)\s*"
    return (
        rf"(?<![A-Za-z\\]){bold}{matrix}\s*\}}?\s*:?=\s*(?:\\left)?\s*[\[(]\s*(?:{one}{comma}){{1,2}}{dots}{comma}{one}"
        rf"\s*(?:\\right)?\s*[\])](?!\s*(?:{_TRANSPOSED}))"
    )


def _stands_in_columns(world: World, line: str, matrix: str, shape: tuple[str, ...]) -> bool:
    if re.search(_BEFORE, line, re.I) or re.search(_AFTER, line, re.I):
        capitals = re.findall(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z])", line)
        return matrix in capitals or not capitals  # the one matrix that there is
    rows, columns = ("|".join(map(re.escape, (s, *(a for a, ts in world.aliases.items() if s in ts)))) for s in shape)
    space = r"(?:∈|\\in\b|is|of\s+shape|of\s+size|\()\s*(?:\\mathbb\s*\{?\s*R\s*\}?\s*\^|ℝ\s*\^?|R\s*\^)?\s*[({]?\s*"
    turned = rf"(?<![A-Za-z\\]){matrix}\s*\}}?\s*{space}(?:{columns})\s*(?:×|\\times|x|by|,|\\cdot)\s*(?:{rows})\b"
    return re.search(turned, line) is not None


def _turned(line: str, matrix: str) -> str | None:
    """The line with the matrix transposed wherever it stands; None where its entries are spoken of."""
    line = re.sub(
        rf"(?<![A-Za-z\\])(?=[A-SU-Za-z]*{matrix})[A-SU-Za-z]{{2,3}}(?![A-Za-z\u0300-\u036f])",
        lambda m: " ".join(m[0]),
        line,
    )
    found = rf"(?<![A-Za-z\\])(?P<bold>\\(?:mathbf|boldsymbol|bm)\s*\{{\s*)?{matrix}(?(bold)\s*\}})(?![A-Za-z\u0300-\u036f])(?P<turned>\s*{_TRANSPOSED})?"
    if any(re.match(r"\s*(?:_|\[|[₀-₉ᵢⱼ]|\^|\*\*)", line[m.end() :]) for m in re.finditer(found, line)):
        return None
    mark = ".T" if "@" in line else "^T "
    return re.sub(found, lambda m: f"{matrix} " if m["turned"] else matrix + mark, line)

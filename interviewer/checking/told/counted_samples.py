"""`x_1, …, x_4 ~ N(μ, σ²)` of so many samples: what it says of each of them, and their number; `D = {(x_i, y_i)}`, whose members alone matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LISTED = re.compile(
    r"(?<![\\\w])(?P<name>\\?[A-Za-zα-ω]+?)(?:_?\{?1\}?|₁)\s*,?\s*(?:…|\.{2,3}|\\[lc]?dots)\s*,?\s*(?P=name)"
    r"(?:_?\{?(?P<count>\d{1,3})\}?|(?P<lowered>[₀-₉]{1,3}))(?=[^=~∼]{0,40}(?:~|∼|\\sim\b))"
)
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


_CALLED = r"(?<![\w\\])(?:\\mathcal\s*\{?\s*D\s*\}?|D|𝒟)\s*(?::?=|\\equiv)\s*"
_LIST = (  # and no {0, 1}
    r"(?:\\left\s*)?\\?\{\s*\(?\s*(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?[xy]\}?\s*(?:_|\^|[₁ᵢⱼₙ⁽])"
)
_DATA = re.compile(f"{_CALLED}(?={_LIST})")
_ALONE = re.compile(
    r"\W*(?:(?:given|the|an?|our|training|labell?ed|observed|data|data\s?set|set|samples?|pairs|points|examples)\s+)*"
    rf"\$?{_LIST}(?:[^{{}}~∼|=]|\{{[^{{}}]*\}})*\}}(?:\s*_\s*\{{?\s*\w\s*=\s*1\s*\}}?\s*\^\s*\{{?\s*\w+\s*\}}?)?\W*"
)


def with_samples_counted(line: str) -> str:
    """The line with `x_1, …, x_4` that follow a law as `x_i`, and how many they are before it."""
    found = _LISTED.search(line)
    if found is None or re.search(r"(?<![\w\\])n\s*=", line):
        return line
    count = found["count"] or found["lowered"].translate(_DIGITS)
    return f"n = {count}, {line[: found.start()]}{found['name']}_i{line[found.end() :]}"


def without_data_named(lines: Iterable[str]) -> list[str]:
    """The lines with `D = {(x_i, y_i)}_{i=1}^n` as the members alone, none of them that says no more."""
    bare = (_DATA.sub("", line) for line in lines)
    return [line for line in bare if not _ALONE.fullmatch(line)]

"""`x_1, …, x_4 ~ N(μ, σ²)` of so many samples: what it says of each of them, and their number."""

from __future__ import annotations

import re

_LISTED = re.compile(
    r"(?<![\\\w])(?P<name>\\?[A-Za-zα-ω]+?)(?:_?\{?1\}?|₁)\s*,?\s*(?:…|\.{2,3}|\\[lc]?dots)\s*,?\s*(?P=name)"
    r"(?:_?\{?(?P<count>\d{1,3})\}?|(?P<lowered>[₀-₉]{1,3}))(?=[^=~∼]{0,40}(?:~|∼|\\sim\b))"
)
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def with_samples_counted(line: str) -> str:
    """The line with `x_1, …, x_4` that follow a law as `x_i`, and how many they are before it."""
    found = _LISTED.search(line)
    if found is None or re.search(r"(?<![\w\\])n\s*=", line):
        return line
    count = found["count"] or found["lowered"].translate(_DIGITS)
    return f"n = {count}, {line[: found.start()]}{found['name']}_i{line[found.end() :]}"

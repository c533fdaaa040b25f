"""`x_i ~ Bern(θ), N_1 heads in N tosses`: of outcomes with a law of their own, the count as their sum, a prior as that of their θ;
and `x_1, x_2, x_3 ~ …` as three of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = r"\$?([A-Za-z](?:_\{?\w+\}?|[₀-₉])?|\d+)\$?"
_COUNTED = re.compile(
    rf"(?:\\text\w*\{{\s*)?(?<![\w\\]){_NAME}\s*(?:\\text\w*\{{)?\s*(?:heads?|successes|ones|positives|hits)\s+(?:in|out\s+of|among)\s*\}}?\s*"
    rf"{_NAME}\s*(?:\\text\w*\{{)?\s*(?:tosses|flips|trials|draws|throws|observations|samples)\s*\}}?",
    re.I,
)
_COIN = re.compile(
    r"([xy])_?\{?([in])\}?\s*(?:~|∼|\\sim)\s*\\?(?:mathrm|text|operatorname)?\{?\s*(?:Ber|Bern|Bernoulli)\b\}?\s*\(\s*(\\?\w+)",
    re.I,
)
_PRIOR = re.compile(r"\b(?:with\s+)?(?:a\s+|the\s+)?prior\s+(?:is\s+)?(?=Beta\s*\()", re.I)
_LISTED = re.compile(r"([xy])_1\s*,\s*(?:\1_2\s*,\s*)(?:\1_3\s*,\s*)?(?:\1_4\s*,\s*)?\1_([2-6])\s*(?=~|∼|\\sim)")


def with_counts_as_sums(lines: Sequence[str]) -> list[str]:
    """The lines with `N_1 = Σ_{i=1}^N x_i` for such words, and with `x_i, n = 3` for such a list."""
    coin = next((m for line in lines if (m := _COIN.search(line))), None)
    out: list[str] = []
    for line in lines:
        if coin is not None:
            outcome, index = coin[1], coin[2]
            line = _COUNTED.sub(lambda m, o=outcome, i=index: _sum(m[1], m[2], o, i), line)
            line = _PRIOR.sub(f"{coin[3]} ~ ".replace("\\", r"\\"), line)
        out.append(_listed(line))
    return out


def _sum(count: str, of: str, outcome: str, index: str) -> str:
    """The count as what the outcomes sum to; a number of them is told as such."""
    if of.isdigit():
        return f"n = {of}, Σ_{{{index}=1}}^n {outcome}_{index} = {count}"
    return f"{count} = Σ_{{{index}=1}}^{{{of}}} {outcome}_{index}"


def _listed(line: str) -> str:
    """A list of all members in turn, with how many they are behind."""
    match = _LISTED.search(line)
    if match is None or [*re.findall(rf"{match[1]}_(\d)", match[0])] != [str(k) for k in range(1, int(match[2]) + 1)]:
        return line
    return f"{line[: match.start()]}{match[1]}_i {line[match.end() :]}, n = {match[2]}"

"""`prior ∝ θ^{a−1}(1 − θ)^{b−1}, likelihood θ^h (1 − θ)^t`: the densities that a noun and a formula beside it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_UNKNOWN = r"(?P<unknown>\\?(?:theta|lambda|mu)|θ|λ|μ|th|[pw])"
_TOLD = re.compile(
    r"(?P<opening>^\s*|[,;:]\s*|\band\s+|\bwith\s+)(?:the\s+|an?\s+)?(?P<noun>prior|likelihood|posterior)(?:\s+(?:density|is|then))?"
    rf"\s*(?P<relation>∝|\\propto|=|:)?\s*\$?(?={_UNKNOWN}\s*(?:\^|\*\*))",
    re.I,
)
_DENSITY = {"prior": "p({0})", "likelihood": "p(D|{0})", "posterior": "p({0}|D)"}


def with_formulas_of_nouns(problem: World, lines: Sequence[str]) -> list[str]:
    """The lines with such nouns as the densities they name, where the problem has a prior and a posterior."""
    if not _DENSITY.keys() <= dict(problem.vocabulary.nouns).keys():
        return list(lines)
    return [_TOLD.sub(_density, line) if line.count("$") < 2 else line for line in lines]


def _density(match: re.Match[str]) -> str:
    relation = match["relation"] if match["relation"] not in (None, ":") else "∝"
    return f"{match['opening']}{_DENSITY[match['noun'].lower()].format(match['unknown'])} {relation} "

"""`∂L/∂w_j = −2 x_jᵀ(y − Xw)`: beside the weight w_j, x_j is the feature that it weighs, a column of X and no sample."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_FONT = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*)?"
_SUBSCRIPTS = {"ⱼ": "j", "ₖ": "k", "ᵢ": "i"}
_INDEX = r"(?:_\s*\{?\s*([ijk])\s*\}?|([ᵢⱼₖ]))(?!\s*[0-9{,]|[A-Za-z])"
_COLUMN = re.compile(
    r",?\s*(?:where\s+)?\S+\s+(?:is|denotes|being)\s+(?:the\s+)?(?:\$?[ijk]\$?-?(?:th|ᵗʰ)\s+)?(?:feature\s+)?column(?:\s+\$?[ijk]\$?)?(?:\s+of\s+\$?X\$?)?",
    re.I,
)


def with_feature_columns(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str] | None:
    """The lines with X_{:,j} for such an x_j; None where nothing speaks of one."""
    rows = [name for name in problem.row_families if len(name) == 1 and name in "xφ"]
    matrix = "X" if "X" in problem.letters else ""
    unknowns = {
        u for n in problem.unknowns for u in (n, *(a for a, t in problem.aliases.items() if n in t)) if len(u) == 1
    }
    if not (rows and matrix and unknowns):
        return None
    weights = re.compile(
        rf"(?<![A-Za-z\\]){_FONT}\{{?(?:{'|'.join(map(re.escape, sorted(unknowns)))}|\\beta|\\theta)\}}?{_INDEX}"
    )
    features = re.compile(rf"(?<![A-Za-z\\∂]){_FONT}\{{?x\}}?{_INDEX}")
    weighed = {_letter(m) for m in weights.finditer(text)}
    spoken = {_letter(m) for m in features.finditer(text)} & weighed
    if not spoken:
        return None

    def put(line: str) -> str:
        line = _COLUMN.sub("", line)
        return features.sub(lambda m: f"{matrix}_{{:,{_letter(m)}}}" if _letter(m) in spoken else m[0], line)

    return [told for line in setup if re.search(r"\w", told := put(line))], put(text)


def _letter(match: re.Match[str]) -> str:
    return match[1] or _SUBSCRIPTS[match[2]]

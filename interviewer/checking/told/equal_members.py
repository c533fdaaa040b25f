"""Things of a kind that words say are all the same: `if all keys are equal` as the formula that the problem has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_SAME = r"(?:are|were|be)\s+(?:all\s+)?(?:equal|the\s+same|identical)\b(?!\s+(?:to|in|for)\b)"


_INDEXED = r"\$?(?P<letter>\\?[^\W\d_]+)(?P<index>_\{?[a-z]\}?|[ₜᵢⱼₖ])\$?"
_TO_ONE = re.compile(  # all β_t equal to b, the β_t are all equal to β
    rf"\b(?:(?:all|every)\s+(?:of\s+)?(?:the\s+)?|the\s+){_INDEXED}\s+(?:(?:are|is|being)\s+)?(?:all\s+)?(?:equal\s+to|the\s+same\s+(?:number|constant|value))\s+(?P<value>\$?\\?[^\W\d_]+\$?)(?=\s*(?:[,;.]|$))"
)


def with_equal_members(world: World, lines: Sequence[str]) -> list[str]:
    """The lines with such words as formulas."""
    out = [_TO_ONE.sub(lambda m: f"{m['letter']}{m['index']} = {m['value']}", line) for line in lines]
    for noun, formula in world.members.items():
        said = re.compile(rf"\b(?:all\s+(?:of\s+)?)?(?:the\s+)?{noun}\s+(?:vectors\s+)?{_SAME}", re.I)
        out = [said.sub(lambda _, formula=formula: formula, line) for line in out]
    return out

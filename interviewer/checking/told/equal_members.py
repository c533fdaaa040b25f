"""Things of a kind that words say are all the same: `if all keys are equal` as the formula that the problem has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_SAME = r"(?:are|were|be)\s+(?:all\s+)?(?:equal|the\s+same|identical)\b(?!\s+(?:to|in|for)\b)"


def with_equal_members(world: World, lines: Sequence[str]) -> list[str]:
    """The lines with such words as formulas."""
    out = list(lines)
    for noun, formula in world.members.items():
        said = re.compile(rf"\b(?:all\s+(?:of\s+)?)?(?:the\s+)?{noun}\s+(?:vectors\s+)?{_SAME}", re.I)
        out = [said.sub(lambda _, formula=formula: formula, line) for line in out]
    return out

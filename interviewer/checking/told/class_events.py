"""`p(C₁|x) = σ(wᵀx)`: of two classes that are told by their names the event is that of a label, y = 1 or y = 0."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_C = r"(?:\\mathcal\s*\{?\s*C\s*\}?|C)"
_BAR = r"\s*(?:\||\\mid\b|∣)"
_EVENT = re.compile(
    rf"(?P<law>(?<![A-Za-z\\])(?:p|P|\\Pr|Pr)\s*\(\s*){_C}\s*(?:_\s*\{{?\s*(?P<class>[12])\s*\}}?|(?P<low>[₁₂]))(?={_BAR})"
)
_GENERATIVE = re.compile(rf"{_BAR}\s*{_C}\s*(?:_|[₁₂ₖ])|(?:p|P|Pr)\s*\(\s*{_C}\s*(?:_\s*\{{?\s*\w\s*\}}?|[₁₂ₖ])\s*\)")


def with_class_events(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with such events as those of the problem's binary label; the same where classes have densities of their own."""
    lines = [*setup, text]
    letter = problem.letters.get("y")
    binary = letter is not None and "binary" in (letter.kind, letter.of)
    if not binary or not any(map(_EVENT.search, lines)) or any(map(_GENERATIVE.search, lines)):
        return list(setup), text
    label = "t" if any(re.search(r"(?<![A-Za-z\\])y\s*(?:\(|_)", line) for line in lines) else "y"
    lines = [_EVENT.sub(lambda m: f"{m['law']}{label}={_value(m)}", line) for line in lines]
    return lines[:-1], lines[-1]


def _value(match: re.Match[str]) -> int:
    return 1 if (match["class"] or match["low"]) in ("1", "₁") else 0

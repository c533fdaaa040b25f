"""Suppositions told in words and then spelt out: `if the posterior collapses, i.e. μ = 0 and σ = 1, then …`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.segments import THEN, Segment, has_relation

_SPELT = frozenset(["ie", "that", "is", "namely", "say", "and", ""])


def spelt_out_until_then(segments: Sequence[Segment], opening: int) -> set[int]:
    """The formulas between what is supposed in words and the `then` behind it; none where no `then` follows."""
    found: set[int] = set()
    for k in range(opening + 1, len(segments)):
        words = segments[k].words
        if "then" in words or (THEN - {"ie"}) & set(words):
            return found
        if segments[k].tokens and has_relation(segments[k].tokens) and _SPELT.issuperset(words):
            found.add(k)
    return set()

"""Places that a line leaves out: `except at z = 0`, `away from the kink z = 0`. What is drawn does not lie there."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.segments import Segment
from interviewer.notation.tree import Node, Rel

_OUT = (("except",), ("away", "from"), ("apart", "from"), ("aside", "from"), ("everywhere", "but"))


def leaves_out(segment: Segment) -> bool:
    """Whether the words before a formula say that it tells where the line is not meant."""
    return bool(segment.tokens) and any(_within(phrase, segment.words) for phrase in _OUT)


def is_thin(node: Node) -> bool:
    """An equation or a value: a place that no generic model meets."""
    return not isinstance(node, Rel) or set(node.ops) == {"="}


def _within(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[k : k + len(phrase)]) == tuple(phrase) for k in range(len(words)))

"""A formula beside the noun that it spells out: `for the squared loss ½‖a − y‖²` supposes that this is the loss."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.notation.segments import Segment
from interviewer.notation.tree import Apply, Bound, Node, Rel

SETTING = frozenset(["for", "with", "under", "using", "given", "in", "at"])


def beside_noun(segment: Segment, node: Node, called: Mapping[str, Node]) -> Rel | None:
    """The equation that a noun and the formula behind it say together; None where the noun names nothing."""
    words = segment.words
    if not words or words[0] not in SETTING or not isinstance(node, Apply | Bound):
        return None
    if words[-2:-1] == ["of"] and (noun := f"{words[-3]} {words[-1]}") in called:
        return Rel(("=",), (called[noun], node))  # for noise of variance σ²
    for length in (2, 1):
        noun = " ".join(words[-length:])
        if len(words) > length and noun in called:
            return Rel(("=",), (called[noun], node))
    return None

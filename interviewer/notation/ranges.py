"""`i = 1, …, n` and `l = L−1, …, 1`: a range that commas cut apart, as what its index is held to."""

from __future__ import annotations

from interviewer.notation.segments import Segment
from interviewer.notation.tree import Group, Node, Num, Rel, Sym


def _is_dots(segment: Segment) -> bool:
    """A piece that consists of dots alone."""
    return not segment.words and [t.text for t in segment.tokens] == ["…"]


def end_of_range(segments: list[Segment], k: int) -> int | None:
    """Where the range ends that begins at piece `k`, `i = 1` of `i = 1, 2, …, n`; None when none does."""
    dots = k + 1
    while dots < len(segments) and [t.kind for t in segments[dots].tokens] == ["num"] and not segments[dots].words:
        dots += 1
    last = dots + 1
    if last >= len(segments) or not _is_dots(segments[dots]) or segments[last].words or not segments[last].tokens:
        return None
    return last


def as_range(node: Node, last: Node) -> Rel | None:
    """The range of an index as a chain of bounds, `2 ≤ t ≤ T`; a full one, from 1 to a size, as a set."""
    if not (isinstance(node, Rel) and node.ops == ("=",) and isinstance(node.operands[0], Sym)):
        return None
    first = node.operands[1]
    if isinstance(last, Rel):
        return None
    if isinstance(first, Num) and first.value <= 1 and isinstance(last, Sym) and not last.index:
        return Rel(("∈",), (node.operands[0], Group("{", (first, Sym("ellipsis"), last))))
    falling = isinstance(last, Num) and not (isinstance(first, Num) and first.value <= last.value)
    low, high = (last, first) if falling else (first, last)
    return Rel(("<=", "<="), (low, node.operands[0], high))

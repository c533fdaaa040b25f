"""How much of a point an answer says: the weight of its claims, of which the same few words do not say two.

worth = Σ weight over the claims met; where fewer stand apart than were met, over the heaviest of that many
level = full from the point's `full`, partial above nothing
"""

from __future__ import annotations

from collections.abc import Collection

from interviewer.judging import patterns
from interviewer.judging.doc import Doc
from interviewer.judging.patterns import Match
from rubrics import Point


def worth(point: Point, met: Collection[str], apart: int | None = None) -> float:
    """The weight of the claims met, or of the heaviest of them, as many as stand `apart`."""
    weights = sorted((claim.weight for claim in point.claims if claim.id in met), reverse=True)
    return sum(weights[:apart])


def count_apart(point: Point, doc: Doc, places: dict[str, Match]) -> int:
    """How many claims are said. One of them may share its words with the others."""
    return max(_apart(point, doc, places), len(places) - 1)


def _apart(point: Point, doc: Doc, places: dict[str, Match]) -> int:
    """How many of the claims stand apart: the same few words do not say two things. A claim that is said in several ways
    stands where it is apart from the others."""
    count = _disjoint(list(places.items()))
    if count == len(places) or worth(point, places, count) >= point.full:
        return count
    ways = [
        (claim.id, match)
        for claim in point.claims
        if claim.id in places
        for pattern in claim.says
        if (match := patterns.find(pattern, doc, point.subjects, claim.share)) is not None
    ]
    return max(count, _disjoint(ways))


def _disjoint(ways: list[tuple[str, Match]]) -> int:
    taken: set[str] = set()
    end = -1
    for name, match in sorted(ways, key=lambda way: way[1].last):
        if match.first > end and name not in taken:
            taken.add(name)
            end = match.last
    return len(taken)

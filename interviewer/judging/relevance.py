"""Does an answer deny a part to what plays one?

"The likelihood has no bearing on it", "the contours are not to blame": each word may be right, and a claim's words stand in the
sentence, but it says that the reason is none. The rubric names what matters to its point (`matters`); a denial is said of
the last such thing before it in its clause, or of what follows it. "Other points don't matter" is said of no such thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.judging.doc import Doc, is_negator
from interviewer.judging.patterns import Place, mentions
from interviewer.judging.words import lists
from rubrics import Point

REACH = 8  # words from a thing to what denies it a part
OBJECT = 5  # words from "nothing to do with" to the thing
AFTER = 3  # from a preposition that denies to the thing


def idle(point: Point, doc: Doc) -> Iterator[Place]:
    """The places where a thing that matters is denied any part."""
    things = mentions(doc, point.matters) if point.matters else []
    if not things:
        return
    denials = [p for p in mentions(doc, "@idle") if not _undone(doc, p)]
    denials += [p for p in mentions(doc, "@active") if doc.negated(p[0])]
    for denial in denials:
        thing = _subject(doc, things, denial)
        if thing is not None and not _narrowed(doc, thing):
            yield thing[0], denial[1]
    for before in mentions(doc, "@regardless"):
        near = [p for p in things if 0 < p[0] - before[1] <= AFTER and doc.clause[p[0]] == doc.clause[before[1]]]
        if near and not _undone(doc, before) and not _narrowed(doc, near[0]):
            yield before[0], near[0][1]


def _subject(doc: Doc, things: list[Place], denial: Place) -> Place | None:
    """The thing that a denial is said of: the one nearest before it in its clause, or what it "has nothing to do with"."""
    before = [
        p
        for p in things
        if p[1] < denial[0]
        and doc.clause[p[0]] == doc.clause[denial[0]]
        and doc.ordinal[denial[0]] - doc.ordinal[p[1]] <= REACH
    ]
    if before or doc.tokens[denial[0]].word not in ("nothing", "no"):
        return max(before, default=None)
    after = [p for p in things if 0 < p[0] - denial[1] <= OBJECT and doc.clause[p[0]] == doc.clause[denial[0]]]
    return min(after, default=None)


def _undone(doc: Doc, place: Place) -> bool:
    """Whether the denial is itself denied, "it is not irrelevant", is a noun, or is said of things among themselves."""
    first, last = place
    mutual = last + 1 < len(doc.tokens) and doc.tokens[last + 1].word in ("each", "one")
    return (
        doc.negated(first)
        or (first > 0 and is_negator(doc.tokens[first - 1].word))
        or doc.tokens[first].word == "independence"
        or mutual
    )


def _narrowed(doc: Doc, thing: Place) -> bool:
    """Whether it is said of some only, or of how much of it there is."""
    first = thing[0]
    return any(t.word in lists()["narrowing"] for t in doc.tokens[max(0, first - 3) : first])

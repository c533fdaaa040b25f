"""Does an answer say of one thing what is true of another alone?

"The M-step computes the responsibilities": a rubric names the subjects of a point and the traits that belong to one of them
(`roles`). Where both are named, "trading bias for lower variance", a sentence says nothing of that kind; nor where the owner stands
in apposition, "my belief afterwards, the posterior", unless something is said of it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.judging import patterns
from interviewer.judging.doc import Doc
from interviewer.judging.patterns import Match, Place
from rubrics import Point

REACH = 12  # words from a subject to what is said of it
APPOSED = 3  # tokens to a name that stands in apposition


def mixed_up(point: Point, doc: Doc) -> Iterator[tuple[str, str, Place]]:
    """The owners of traits, the subjects they are said of instead, and where."""
    for owner, traits in point.roles.items():
        for other, names in point.subjects.items():
            if other == owner:
                continue
            match = patterns.find([names, {other: traits}], doc, point.subjects, reach=REACH, breath=True)
            if match is not None and not any(
                _with(doc, match, p) or _apposed(doc, match.last, p)
                for p in patterns.mentions(doc, point.subjects[owner])
            ):
                yield owner, other, (match.first, match.last)


def _with(doc: Doc, match: Match, name: Place) -> bool:
    """Whether a name stands in the assertion."""
    return doc.assertion[match.first] <= doc.assertion[name[0]] <= doc.assertion[match.last]


def _apposed(doc: Doc, last: int, name: Place) -> bool:
    """Whether a name stands in apposition to what ends at `last`; with something said of it, it is a subject of its own."""
    near = 0 < name[0] - last <= APPOSED and doc.sentence[name[0]] == doc.sentence[last]
    after = doc.tokens[name[1] + 1].word if name[1] + 1 < len(doc.tokens) else ""
    return near and not (len(after) > 1 and after.isalpha())

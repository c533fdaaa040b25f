"""Is an answer without a result a way to go about the question?

Who says that he does not remember earns part of a point by an approach, if it is the right one: most of what one claim of the point
speaks of, and more ideas of the point than the question has named. Ideas here and there are in any talk of the matter.
"""

from __future__ import annotations

from interviewer.judging import patterns
from interviewer.judging.doc import Doc
from interviewer.judging.echo import Asked
from interviewer.judging.patterns import Group, Place
from interviewer.judging.protocol import Question

IDEAS = 3  # of the point
MOST = 0.6  # of the ideas of one claim


def is_approach(question: Question, doc: Doc) -> bool:
    """Whether an answer touches enough of what the claims of the point speak of, in words that were not asked in."""
    asked = Asked(f"{question.question} {question.point.title}")
    touched: set[Place] = set()
    said = False
    for pattern in (pattern for claim in question.point.claims for pattern in claim.says):
        ideas = [group for group in pattern if not patterns.is_absent(group)]
        places = [place for group in ideas for place in _own(doc, group, asked)[:1]]
        touched.update(places)
        said |= len(set(places)) > 1 and len(places) >= MOST * len(ideas)
    return said and len(touched) >= IDEAS


def _own(doc: Doc, group: Group, asked: Asked) -> list[Place]:
    """Where an idea stands in other words than those of the question."""
    text = group if isinstance(group, str) else next(iter(group.values()))
    return [
        (first, last)
        for first, last in patterns.mentions(doc, text)
        if any(doc.tokens[k].stem not in asked for k in range(first, last + 1))
    ]

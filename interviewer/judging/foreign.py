"""Does an answer explain itself by something that has nothing to do with its point?

The rubric of a point knows the techniques and causes of the field that belong to it. One that it never names as such,
asserted where no claim of the point is found, is another explanation than the right one: "EM never lowers the likelihood
since each step is a Newton step". A remark beside a claim is none, nor is what the question itself names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from interviewer.judging.coverage import unread
from interviewer.judging.doc import Doc, read
from interviewer.judging.patterns import Place, mentions, occurrences
from interviewer.judging.protocol import Question
from interviewer.judging.words import lists
from rubrics import Point, mechanisms


def foreign(question: Question, doc: Doc) -> Iterator[tuple[str, Place]]:
    """The foreign mechanisms that an answer asserts, each by its name with the place of it."""
    named = [(group, place) for group in mechanisms() for place in mentions(doc, group)[:1]]
    if not named:
        return
    where = set(unread(question.point, doc))
    known = [read(question.question), *_known(question.point.model_dump_json())]
    for group, place in named:
        if doc.assertion[place[0]] in where and _asserted(doc, place) and not any(occurrences(k, group) for k in known):
            yield doc.text[doc.tokens[place[0]].start : doc.tokens[place[1]].end], place


@lru_cache(maxsize=256)
def _known(point: str) -> tuple[Doc, ...]:
    """What the rubric of a point says, read once."""
    return tuple(read(text) for text in _texts(Point.model_validate_json(point)))


def _asserted(doc: Doc, place: Place) -> bool:
    first = place[0]
    before = {t.word for k, t in enumerate(doc.tokens[:first]) if doc.clause[k] == doc.clause[first]}
    compared = {t.word for t in doc.tokens[max(0, first - 4) : first]} & lists()["beside_comparison"]
    return not (doc.negated(first) or doc.averted(place) or compared or before & lists()["supposed"])


def _texts(point: Point) -> Iterator[str]:
    """What the rubric of a point says, the words of its patterns included."""
    yield " . ".join([point.title, point.answer, *point.questions, *point.deeper, *point.simpler])
    for claim in point.claims:
        yield claim.text
        for pattern in claim.says:
            yield _spoken(*(group if isinstance(group, str) else next(iter(group.values())) for group in pattern))
    for fact in point.facts:
        yield _spoken(fact.of, fact.right, fact.near, fact.unless, fact.axis.replace(".", "/"))
        if fact.given:
            yield _spoken(fact.given.of, fact.given.right)
    for ask in point.asks:
        yield _spoken(ask.about, ask.told)
    yield _spoken(*point.subjects.values())


def _spoken(*groups: str) -> str:
    """The words of groups as sentences of a word or phrase each."""
    return " . ".join(" . ".join(groups).replace("*", "").replace("!", "").replace("~", "").split("/"))

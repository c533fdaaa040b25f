"""Does an answer speak to everything that its question asks?

"What does C control, and what becomes of the dual?" asks for two things: who tells one of them well has answered in part. A
rubric names what its questions may ask for, in whatever wording, and what answers it. A question of two parts one of
which is in no wording of the rubric asks for what the first question of the point does: that one names its halves. Silence
is evidence only where what was said was understood: assertions that no claim was found in may be one of the answers, in
words that the rubric does not know; a single one is as likely a remark.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from interviewer.judging.coverage import unread
from interviewer.judging.doc import Doc, read
from interviewer.judging.patterns import mentions
from interviewer.judging.protocol import Question
from interviewer.judging.words import lists
from rubrics import Ask, Point

HALVES = 2  # parts of a question that is another wording of the first one
EXCUSE = 2  # assertions not understood, from which one of them may be what is missing

_PART = re.compile(r"[?;:,.!]|\band\b|—", re.IGNORECASE)


def passed_over(question: Question, doc: Doc, met: Collection[str], excuse: int = EXCUSE) -> list[Ask]:
    """What the question asks for and the answer neither meets with a claim nor speaks of at all; nothing, when there are
    `excuse` assertions for each that were not understood."""
    silent = [
        ask
        for ask in _asked(question.question, question.point)
        if not any(name in met for name in ask.claims) and not (ask.told and mentions(doc, ask.told))
    ]
    return silent if silent and len(unread(question.point, doc)) < excuse * len(silent) else []


def asks_for_something(question: Question) -> bool:
    """Whether the question asks for anything that the rubric knows."""
    return bool(_asked(question.question, question.point))


def _asked(question: str, point: Point) -> list[Ask]:
    """What a question asks for."""
    found = _named(question, point)
    parts = [part for part in _PART.split(question) if _asks(part)]
    if len(parts) == HALVES and not all(_named(part, point) for part in parts):
        found += [ask for ask in _named(point.questions[0], point) if ask not in found]
    return found


def _named(text: str, point: Point) -> list[Ask]:
    said = _read(text)
    return [ask for ask in point.asks if not ask.about or mentions(said, ask.about)]


def _asks(part: str) -> bool:
    """Whether a part of a question asks for something of its own."""
    return not lists()["asking"].isdisjoint(re.findall(r"[a-z]+", part.lower()))


@lru_cache(maxsize=1_000)
def _read(text: str) -> Doc:
    return read(text)

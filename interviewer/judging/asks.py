"""Does an answer speak to everything that its question asks?

"What does C control, and what becomes of the dual?" asks for two things: who tells one of them well has answered in part. A
rubric names what its questions may ask for, in whatever wording, and what answers it. Silence is evidence only where
what was said was understood: each assertion that no claim was found in may be one of the answers, in words that the rubric
does not know.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewer.judging.coverage import unread
from interviewer.judging.doc import Doc, read
from interviewer.judging.patterns import mentions
from interviewer.judging.protocol import Question
from rubrics import Ask


def passed_over(question: Question, doc: Doc, met: Collection[str]) -> list[Ask]:
    """What the question asks for and the answer neither meets with a claim nor speaks of at all."""
    asked = read(question.question)
    silent = [
        ask
        for ask in question.point.asks
        if (not ask.about or mentions(asked, ask.about))
        and not any(name in met for name in ask.claims)
        and not (ask.told and mentions(doc, ask.told))
    ]
    return silent if len(unread(question.point, doc)) < len(silent) else []

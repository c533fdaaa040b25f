"""Judging why a step is taken: its motivation as a question, and fairness to who says it in the catalogue's own words.

Claims drawn from a sentence or two are coarse. Whoever has most of the telling words of the motivation, denied where it denies
them and nowhere else, has said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.judging import guards
from interviewer.judging.builtin import verbatim
from interviewer.judging.coverage import is_telling
from interviewer.judging.doc import Doc, read
from interviewer.judging.protocol import Judgement, Question, motivation_point

if TYPE_CHECKING:
    from derivations.model import Milestone

SAME_WORDS = 0.6  # of the telling words of a motivation
ALL_WORDS = 0.8  # from which nothing is missing
MOST_QUOTES = 3


def reason_question(derivation: str, milestone: Milestone, question: str, answer: str) -> Question:
    """The motivation of a key step, as something to judge an answer by."""
    m = milestone
    point = motivation_point(m.id, m.title, m.why, m.motivation_claims, m.motivation)
    return Question(derivation, point, question, answer)


def fairly(question: Question, judged: Judgement) -> Judgement:
    """The judgement, raised where the answer says the catalogue's own motivation and is no pile of its words."""
    if judged.level == "full" or judged.misconception is not None or guards.is_pile(question.answer):
        return judged
    answer = guards.harmless(question.answer)
    spans = [(a, b) for a, b in read(answer).spans if not guards.is_order(answer[a:b])]
    said, wanted = read(answer, spans), _telling(read(question.point.answer))
    shared = {stem: denied for stem, denied in _telling(said).items() if stem in wanted}
    share = len(shared) / len(wanted) if wanted else 0.0
    if share < SAME_WORDS or any(wanted[stem] != denied for stem, denied in shared.items()):
        return judged
    level = "full" if share >= ALL_WORDS else "partial"
    if level == judged.level:
        return judged
    quotes = judged.evidence or tuple(
        dict.fromkeys(quote for a, b in spans if (quote := verbatim(question.answer, answer[a:b])))
    )
    return replace(judged, level=level, evidence=quotes[:MOST_QUOTES], rationale="said in the words of the motivation")


def _telling(doc: Doc) -> Mapping[str, bool]:
    """The stems of the telling words, each with whether it is denied."""
    return {t.stem: doc.negated(k) for k, t in enumerate(doc.tokens) if is_telling(t.word)}

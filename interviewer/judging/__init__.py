"""Prose to levels with verbatim evidence: one protocol, two judges."""

from interviewer.judging.builtin import BuiltinJudge
from interviewer.judging.choose import choose_judge
from interviewer.judging.protocol import Judge, Judgement, Question, judged, motivation_point
from interviewer.judging.reasons import fairly, reason_question

__all__ = [
    "BuiltinJudge",
    "Judge",
    "Judgement",
    "Question",
    "choose_judge",
    "fairly",
    "judged",
    "motivation_point",
    "reason_question",
]

"""Prose to levels with verbatim evidence: one protocol, two judges."""

from interviewer.judging.builtin import BuiltinJudge
from interviewer.judging.choose import choose_judge
from interviewer.judging.protocol import Judge, Judgement, Question, judged, motivation_point

__all__ = ["BuiltinJudge", "Judge", "Judgement", "Question", "choose_judge", "judged", "motivation_point"]

"""A transcript to its report: the algebra decides the steps, a judge the words, the score follows by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.checking import check
from interviewer.grading.advice import summary_of
from interviewer.grading.asked import asked
from interviewer.grading.passages import Formula, passages
from interviewer.grading.practice import practise
from interviewer.grading.prose import prose_of
from interviewer.grading.recognition import Topic
from interviewer.grading.report import MotivationReport, PointReport, Report
from interviewer.grading.scoring import milestones_of, recommend, score_of
from interviewer.grading.steps import Checker, judge_steps
from interviewer.grading.transcript import Transcript

if TYPE_CHECKING:
    from derivations import Derivation
    from interviewer.judging import Judge, Judgement
    from rubrics import Point, Rubric

VOLUNTEERED_WORDS = 12  # prose shorter than this covers no point that nobody asked about


def grade(transcript: Transcript, judge: Judge, checker: Checker = check, rubric: Rubric | None = None) -> Report:
    """The report on a transcript. Deterministic with the built-in judge; the same for an exported interview.

    `checker` judges the formula lines; an interview passes the verdicts it has reached already. `rubric` stands for the
    shipped one, for those who try another."""
    from derivations import catalogue
    from rubrics import rubrics

    derivation = catalogue()[transcript.derivation]
    formulas = [f for turn in transcript.said for f in passages(turn.text, turn.line) if isinstance(f, Formula)]
    steps = judge_steps(derivation, formulas, checker)
    milestones = milestones_of([m.id for m in derivation.milestones], steps)
    rubric = rubric or rubrics().get(transcript.derivation)
    points, motivations = _answers(transcript, derivation, rubric.points if rubric else (), judge)
    hints = sum(mark.kind == "hint" for turn in transcript.turns for mark in turn.marks)
    score = score_of(milestones, points, hints, steps)
    practice = practise(derivation, rubric.points if rubric else (), steps, milestones, points)
    return Report(
        file=transcript.file,
        derivation=transcript.derivation,
        candidate=transcript.candidate,
        steps=steps,
        milestones=milestones,
        points=points,
        motivations=motivations,
        hints=hints,
        score=score,
        recommendation=recommend(score),
        judge=judge.name,
        tokens=sum(one.tokens for one in (*points, *motivations)),
        summary=summary_of(milestones, points, hints, steps) + _stand_ins(points, judge),
        practice_next=[f"{one.title}: {one.exercise}" for one in practice],
        practice=practice,
    )


def _stand_ins(points: list[PointReport], judge: Judge) -> str:
    """Says for how many points the built-in judge stood in for a model that failed."""
    asked = [point for point in points if point.level != "not-asked" and not point.rationale.startswith("volunteered")]
    count = sum(point.judge != judge.name for point in asked)
    return f" The built-in judge stood in for {judge.name} on {count} of {len(asked)} points." if count else ""


def _answers(
    transcript: Transcript, derivation: Derivation, points: Sequence[Point], judge: Judge
) -> tuple[list[PointReport], list[MotivationReport]]:
    """What was said to each point and of the motivation of each key step asked about, judged together."""
    from interviewer.judging import BuiltinJudge, Question, fairly, judged, reason_question

    put = asked(transcript, derivation, points)
    named = {p.id: p for p in points}
    steps = {m.id: m for m in derivation.milestones}
    questions = {
        topic: Question(derivation.id, named[topic.about], one.question, one.answer)
        if topic.kind == "point"
        else reason_question(derivation.id, steps[topic.about], one.question, one.answer)
        for topic, one in put.items()
    }
    found = dict(zip(questions, judged(judge, list(questions.values())), strict=True))
    verdicts = {topic.about: verdict for topic, verdict in found.items() if topic.kind == "point"}
    prose = "\n".join(map(prose_of, transcript.said))
    if len(prose.split()) >= VOLUNTEERED_WORDS:  # what was explained unasked counts where it says everything
        for point in points:
            if point.id not in verdicts:
                unasked = Question(derivation.id, point, point.questions[0], prose, asked=False)
                verdict = BuiltinJudge().judge(unasked)
                if verdict.level == "full":
                    verdicts[point.id] = replace(verdict, rationale=f"volunteered; {verdict.rationale}")
    reasons = [
        _motivation(m.id, questions[topic].point, fairly(questions[topic], found[topic]))
        for m in derivation.milestones
        if (topic := Topic("why", m.id)) in found
    ]
    return [_point(point, verdicts.get(point.id)) for point in points], reasons


def _point(point: Point, verdict: Judgement | None) -> PointReport:
    if verdict is None:
        return PointReport(id=point.id, level="not-asked", rationale="not asked", weight=point.weight)
    return PointReport(
        id=point.id,
        level=verdict.level,
        evidence=list(verdict.evidence),
        rationale=verdict.rationale,
        missing=_missing(point, verdict),
        judge=verdict.judge,
        weight=point.weight,
        tokens=verdict.tokens,
    )


def _motivation(milestone: str, point: Point, verdict: Judgement) -> MotivationReport:
    return MotivationReport(
        milestone=milestone,
        level=verdict.level,
        evidence=list(verdict.evidence),
        rationale=verdict.rationale,
        missing=_missing(point, verdict),
        judge=verdict.judge,
        tokens=verdict.tokens,
    )


def _missing(point: Point, verdict: Judgement) -> list[str]:
    return [c.text for c in point.claims if c.id not in verdict.claims] if verdict.level != "full" else []

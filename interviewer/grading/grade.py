"""A transcript to its report: the algebra decides the steps, a judge the words, the score follows by formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.checking import check
from interviewer.grading.advice import summary_of
from interviewer.grading.formulas import tail_of
from interviewer.grading.passages import Formula, Prose, passages
from interviewer.grading.practice import practise
from interviewer.grading.report import PointReport, Report
from interviewer.grading.scoring import milestones_of, recommend, score_of
from interviewer.grading.steps import Checker, judge_steps
from interviewer.grading.transcript import Transcript, Turn

if TYPE_CHECKING:
    from interviewer.judging import Judge, Judgement
    from rubrics import Point, Rubric

VOLUNTEERED_WORDS = 12  # prose shorter than this covers no point that nobody asked about


@dataclass(frozen=True, slots=True)
class _Asked:
    """A point with the question put and everything answered to it."""

    question: str
    answer: str


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
    points = _points(transcript, rubric.points if rubric else (), judge)
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
        hints=hints,
        score=score,
        recommendation=recommend(score),
        judge=judge.name,
        tokens=sum(point.tokens for point in points),
        summary=summary_of(milestones, points, hints, steps) + _stand_ins(points, judge),
        practice_next=[f"{one.title}: {one.exercise}" for one in practice],
        practice=practice,
    )


def _stand_ins(points: list[PointReport], judge: Judge) -> str:
    """Says for how many points the built-in judge stood in for a model that failed."""
    asked = [point for point in points if point.level != "not-asked" and not point.rationale.startswith("volunteered")]
    count = sum(point.judge != judge.name for point in asked)
    return f" The built-in judge stood in for {judge.name} on {count} of {len(asked)} points." if count else ""


def _points(transcript: Transcript, points: tuple[Point, ...] | list[Point], judge: Judge) -> list[PointReport]:
    from interviewer.judging import BuiltinJudge, Question, judged

    asked = _asked(transcript, points)
    put = [p for p in points if p.id in asked]
    questions = [Question(transcript.derivation, p, asked[p.id].question, asked[p.id].answer) for p in put]
    verdicts = {p.id: verdict for p, verdict in zip(put, judged(judge, questions), strict=True)}
    prose = "\n".join(_prose(turn) for turn in transcript.said)
    if len(prose.split()) >= VOLUNTEERED_WORDS:  # what was explained unasked counts where it says everything
        for point in points:
            if point.id not in asked:
                unasked = Question(transcript.derivation, point, point.questions[0], prose, asked=False)
                verdict = BuiltinJudge().judge(unasked)
                if verdict.level == "full":
                    verdicts[point.id] = replace(verdict, rationale=f"volunteered; {verdict.rationale}")
    return [_point(point, verdicts.get(point.id)) for point in points]


def _point(point: Point, verdict: Judgement | None) -> PointReport:
    if verdict is None:
        return PointReport(id=point.id, level="not-asked", rationale="not asked", weight=point.weight)
    return PointReport(
        id=point.id,
        level=verdict.level,
        evidence=list(verdict.evidence),
        rationale=verdict.rationale,
        missing=[c.text for c in point.claims if c.id not in verdict.claims] if verdict.level != "full" else [],
        judge=verdict.judge,
        weight=point.weight,
        tokens=verdict.tokens,
    )


def _asked(transcript: Transcript, points: tuple[Point, ...] | list[Point]) -> dict[str, _Asked]:
    """Which points the interviewer asked, by his marks or by his words, and what was answered before he spoke again."""
    found: dict[str, _Asked] = {}
    open_point: str | None = None
    question = ""
    marked = any(turn.marks for turn in transcript.turns)
    for turn in transcript.turns:
        if turn.speaker == "interviewer":
            named = next((m.about for m in turn.marks if m.kind == "point"), None)
            if named is None and not marked:  # an export says what each question was about: nothing to guess
                named = _recognised(turn.text, points)
            if named is not None or turn.marks or (not marked and "?" in turn.text):
                open_point, question = named, turn.text
            if open_point is not None and any(p.id == open_point for p in points) and open_point not in found:
                found[open_point] = _Asked(question, "")
        elif open_point in found:
            before = found[open_point]
            found[open_point] = _Asked(before.question, f"{before.answer}\n{turn.text}".strip())
    return found


def _recognised(text: str, points: tuple[Point, ...] | list[Point]) -> str | None:
    """The point whose question the interviewer put, by its words."""
    said = _words(text)
    best: tuple[float, str] | None = None
    for point in points:
        for question in (*point.questions, *point.deeper, *point.simpler):
            wanted = _words(question)
            share = len(said & wanted) / max(1, len(wanted))
            if share >= 0.75 and (best is None or share > best[0]):
                best = (share, point.id)
    return best[1] if best else None


def _words(text: str) -> set[str]:
    return {
        w
        for w in re.findall(r"[a-z]{3,}", text.lower())
        if w not in ("the", "and", "what", "how", "why", "does", "you", "your", "for", "that", "this", "with", "are")
    }


def _prose(turn: Turn) -> str:
    """The words of a turn, those behind a formula too."""
    parts = (p.text if isinstance(p, Prose) else tail_of(p.text) for p in passages(turn.text, turn.line))
    return "\n".join(filter(None, parts))

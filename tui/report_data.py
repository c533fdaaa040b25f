"""What the report screen shows, put together from the report, the turns and the catalogue: plain values, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivations import Derivation
from interviewer.agent.view import Turn
from interviewer.grading.report import PointReport, Report, StepReport
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class Written:
    """Something the candidate wrote: prose, or a formula with its step in the report and the model answer to it."""

    text: str
    step: StepReport | None = None
    model: str | None = None
    title: str = ""
    answers: tuple[str, ...] = ()  # the key steps whose model answer stands beside it


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its title and the rubric's answer."""

    report: PointReport
    title: str
    answer: str


def written(report: Report, turns: Sequence[Turn], derivation: Derivation) -> list[Written]:
    """The candidate's own text in order: prose from the turns, formulas with their verdicts. A model answer stands
    beside the first line that works at its step."""
    out: list[Written] = []
    waiting = list(report.steps)
    answered: set[str] = set()
    for turn in turns:
        for line in turn.lines:
            if not line.formula:
                if line.text.strip():
                    out.append(Written(line.text.strip()))
            elif waiting:
                out.append(_step(waiting.pop(0), derivation, answered))
    return out + [_step(step, derivation, answered) for step in waiting]


def _step(step: StepReport, derivation: Derivation, answered: set[str]) -> Written:
    names = (step.milestone, *step.also)
    at = [milestone for milestone in derivation.milestones if milestone.id in names]
    if not at:
        return Written(step.text.strip(), step)
    fresh = [milestone for milestone in at if milestone.id not in answered]
    answered.update(milestone.id for milestone in at)
    titles, formulas = " · ".join(m.title for m in at), ",  ".join(m.formulas[0] for m in fresh)
    return Written(step.text.strip(), step, formulas or None, titles, tuple(m.id for m in fresh))


def missing(report: Report, derivation: Derivation, shown: Sequence[Written]) -> list[tuple[str, str]]:
    """Title and model answer of the key steps that stand beside no line."""
    beside = {name for item in shown for name in item.answers}
    wanted = {m.id for m in report.milestones if m.status != "reached"}
    return [(m.title, m.formulas[0]) for m in derivation.milestones if m.id in wanted - beside]


def points(report: Report, rubric: Rubric | None) -> list[Point]:
    """The report's points with what the rubric says of them."""
    known = {p.id: p for p in rubric.points} if rubric else {}
    return [
        Point(p, known[p.id].title if p.id in known else p.id, known[p.id].answer if p.id in known else "")
        for p in report.points
    ]


def counts(report: Report) -> str:
    """The figures behind the score in one line."""
    reached = sum(m.status == "reached" for m in report.milestones)
    asked = [p for p in report.points if p.level != "not-asked"]
    full = sum(p.level == "full" for p in asked)
    slips = sum(s.verdict == "refuted" and not s.carried for s in report.steps)
    return (
        f"{reached} of {len(report.milestones)} key steps · {full} full of {len(asked)} points asked · "
        f"{report.hints} hint{'s' * (report.hints != 1)} · {slips} slip{'s' * (slips != 1)} · judge: {report.judge}"
    )

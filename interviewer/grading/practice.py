"""What to practise next: which key step, point or neighbouring derivation, why, and a concrete exercise.

Exercises are drawn from the catalogue: the hint that gives least away, the rubric's simpler and deeper questions, the
bridges to other derivations. What gains most comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivations import Derivation
from interviewer.grading.report import MilestoneReport, PointReport, Practice, StepReport
from interviewer.grading.scoring import worth_of_milestone, worth_of_point
from rubrics import Point

MOST = 5  # more is not practised
MOST_MISSING = 2  # the steps after them need these first
READY = 0.6  # of the key steps reached: the next derivation is worth a look


def practise(
    derivation: Derivation,
    rubric: Sequence[Point],
    steps: Sequence[StepReport],
    milestones: Sequence[MilestoneReport],
    points: Sequence[PointReport],
) -> list[Practice]:
    """At most five exercises, what gains most first, a bridge to another derivation last."""
    known = {point.id: point for point in rubric}
    worth = worth_of_milestone(milestones, points)
    wrong = [_wrong(derivation, m, steps, worth) for m in milestones if m.status == "wrong"]
    missing = [_missing(derivation, m, worth) for m in milestones if m.status == "missing"][:MOST_MISSING]
    shown = [(p, known[p.id], worth_of_point(p, points)) for p in points if p.id in known]
    failed = [_failed(derivation.id, p, point, gain) for p, point, gain in shown if p.level == "none"]
    partial = [_partial(derivation.id, p, point, gain) for p, point, gain in shown if p.level == "partial"]
    found = sorted([*wrong, *missing, *failed, *partial], key=lambda one: -one.worth)
    reached = sum(m.status == "reached" for m in milestones)
    bridge = _bridge(derivation, points) if reached >= READY * len(milestones) else []
    return [*found[: MOST - len(bridge)], *bridge]


def _wrong(derivation: Derivation, found: MilestoneReport, steps: Sequence[StepReport], worth: float) -> Practice:
    step = next((s for s in reversed(steps) if s.milestone == found.id and s.verdict == "refuted"), None)
    milestone = derivation.milestone(found.id)
    try_it = _case(step)
    exercise = f"Derive it again {_from(derivation, found.id)} before you look at line {found.line}, then compare."
    exercise += f" Try your line at {try_it}: the two sides differ." if try_it else ""
    why = f"line {found.line} does not hold" + (f" ({step.diagnosis})" if step and step.diagnosis else "")
    return _practice(
        derivation.id, "milestone", found.id, milestone.title, why, f"{exercise} {_hint(milestone.hints[0])}", worth
    )


def _missing(derivation: Derivation, found: MilestoneReport, worth: float) -> Practice:
    milestone = derivation.milestone(found.id)
    exercise = f"Derive it without looking, {_from(derivation, found.id)}, and say aloud: {milestone.why[0]}"
    return _practice(
        derivation.id,
        "milestone",
        found.id,
        milestone.title,
        "it was not written",
        f"{exercise} {_hint(milestone.hints[0])}",
        worth,
    )


def _failed(derivation: str, found: PointReport, point: Point, worth: float) -> Practice:
    why = found.rationale if found.rationale.startswith("a misconception") else "the answer showed none of it"
    exercise = f"Answer aloud in two sentences: {point.simpler[0]} Then: {point.questions[0]}"
    return _practice(derivation, "point", point.id, point.title, why, exercise, worth)


def _partial(derivation: str, found: PointReport, point: Point, worth: float) -> Practice:
    left = found.missing[0] if found.missing else ""
    why = f"left out, for example: {left}" if left else "half of it was said"
    exercise = f"Say in one sentence what was left out, with its reason. Then: {point.deeper[0]}"
    return _practice(derivation, "point", point.id, point.title, why, exercise, worth)


def _bridge(derivation: Derivation, points: Sequence[PointReport]) -> list[Practice]:
    """A neighbouring derivation; which of them, what was shown decides, so that not each report names the same."""
    if not derivation.connections:
        return []
    chosen = derivation.connections[sum(point.level == "full" for point in points) % len(derivation.connections)]
    why = f"it is connected: {chosen.text.rstrip('.')}"
    return [
        _practice(
            chosen.to, "connection", chosen.to, chosen.to.replace("-", " ").capitalize(), why, chosen.question, 0.0
        )
    ]


def _from(derivation: Derivation, name: str) -> str:
    after = derivation.milestone(name).after
    return f"from “{derivation.milestone(after[-1]).title}”" if after else "from the problem's statement"


def _case(step: StepReport | None) -> str:
    """The counterexample as values to put in; nothing when it is too much to do by hand."""
    values = (step.counterexample or {}) if step else {}
    plain = [f"{name} = {value:g}" for name, value in values.items() if isinstance(value, int | float)]
    return ", ".join(plain) if plain and len(plain) == len(values) <= 4 else ""


def _hint(hint: str) -> str:
    return f"If stuck: {hint}"


def _practice(derivation: str, kind, about: str, title: str, why: str, exercise: str, worth: float) -> Practice:
    return Practice(
        derivation=derivation, kind=kind, about=about, title=title, why=why, exercise=exercise, worth=round(worth, 1)
    )

"""A report in a sentence, and what to practise next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewer.grading.report import MilestoneReport, PointReport, StepReport

MOST_ADVICE = 4  # more is not practised


def summary_of(
    milestones: Sequence[MilestoneReport], points: Sequence[PointReport], hints: int, steps: Sequence[StepReport]
) -> str:
    """What happened, in a few plain sentences."""
    reached = sum(m.status == "reached" for m in milestones)
    wrong = [m for m in milestones if m.status == "wrong"]
    asked = [point for point in points if point.level != "not-asked"]
    undecided = sum(step.verdict == "undecided" and not step.carried for step in steps)
    parts = [f"{reached} of {len(milestones)} key steps reached" if steps else "No formula was written"]
    if wrong:
        parts.append("wrong and not repaired: " + ", ".join(f"{m.id} (line {m.line})" for m in wrong))
    if asked:
        full = sum(point.level == "full" for point in asked)
        parts.append(f"{full} of {_count(len(asked), 'point')} asked answered in full")
    else:
        parts.append("no assessment point was asked or shown")
    if hints:
        parts.append(f"{_count(hints, 'hint')} taken")
    if undecided:
        parts.append(f"{_count(undecided, 'line')} could not be judged")
    return "; ".join(parts) + "."


def practise_next(
    titles: Mapping[str, str], milestones: Sequence[MilestoneReport], points: Sequence[PointReport]
) -> list[str]:
    """What to do next, the most telling first: wrong steps, missing steps, points that failed, points half shown."""
    wrong = [f"{_title(titles, m.id)}: find the slip on line {m.line}" for m in milestones if m.status == "wrong"]
    missing = [f"{_title(titles, m.id)}: derive it without looking" for m in milestones if m.status == "missing"]
    failed = [f"{_title(titles, p.id)}: explain it aloud in two sentences" for p in points if p.level == "none"]
    partial = [f"{_title(titles, p.id)}: say what was left out" for p in points if p.level == "partial"]
    return [*wrong, *missing[:2], *failed, *partial][:MOST_ADVICE]


def _title(titles: Mapping[str, str], name: str) -> str:
    return titles.get(name) or name.replace("-", " ").capitalize()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

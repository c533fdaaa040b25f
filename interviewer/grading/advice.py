"""A report in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.report import MilestoneReport, PointReport, StepReport


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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

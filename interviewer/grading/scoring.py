"""The score, a pure function of the report's other fields, so that whoever has the report can recompute it.

    D       = milestones reached / all milestones
    A       = Σ weight · value / Σ weight over the points asked;  value: full 1, partial ½, none 0
    slips   = refuted steps that are not carried forward from an earlier one
    base    = 60 D + 40 A,  or 80 D when no point was asked
    score   = base − min(20, 3 · hints + 2 · slips), at least 0, rounded half up

    strong-hire from 85, hire from 70, lean-no-hire from 50, no-hire below.

A milestone counts by the algebra alone: no judge can raise D. Not asked is not held against anyone, but a derivation
without a single reason given is worth 80 at most. The motivations of key steps that were asked for are judged and shown, and stand
outside the score: how many are asked is the interviewer's choice, and their claims are drawn from a sentence or two. The weights
are those of the rubric and stand in the report.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewer.grading.report import MilestoneReport, PointReport, Recommendation, StepReport

DERIVATION_SHARE, ANSWERS_SHARE = 60.0, 40.0
DERIVATION_ALONE = 80.0
HINT_COST, SLIP_COST, MOST_COST = 3, 2, 20
VALUE = {"full": 1.0, "partial": 0.5, "none": 0.0}
THRESHOLDS: tuple[tuple[int, Recommendation], ...] = ((85, "strong-hire"), (70, "hire"), (50, "lean-no-hire"))


def milestones_of(ids: Sequence[str], steps: Sequence[StepReport]) -> list[MilestoneReport]:
    """The status of each milestone: reached by any line that holds, wrong when every attempt was refuted."""
    return [_milestone(name, [step for step in steps if name in (step.milestone, *step.also)]) for name in ids]


def _milestone(name: str, attempts: Sequence[StepReport]) -> MilestoneReport:
    reached = next((step.line for step in attempts if step.verdict in ("verified", "given")), None)
    if reached is not None:
        return MilestoneReport(id=name, status="reached", line=reached)
    failed = [step.line for step in attempts if step.verdict == "refuted"]
    return MilestoneReport(id=name, status="wrong" if failed else "missing", line=failed[-1] if failed else None)


def score_of(
    milestones: Sequence[MilestoneReport], points: Sequence[PointReport], hints: int, steps: Sequence[StepReport]
) -> int:
    """The score from 0 to 100 by the formula above."""
    derived = sum(m.status == "reached" for m in milestones) / len(milestones) if milestones else 0.0
    asked = [(point.weight, VALUE[point.level]) for point in points if point.level in VALUE]
    weight = sum(share for share, _ in asked)
    base = DERIVATION_ALONE * derived
    if weight > 0:
        base = DERIVATION_SHARE * derived + ANSWERS_SHARE * sum(share * value for share, value in asked) / weight
    slips = sum(step.verdict == "refuted" and not step.carried for step in steps)
    return max(0, math.floor(base - min(MOST_COST, HINT_COST * hints + SLIP_COST * slips) + 0.5))


def worth_of_milestone(milestones: Sequence[MilestoneReport], points: Sequence[PointReport]) -> float:
    """What one more milestone would add to the score."""
    share = DERIVATION_SHARE if any(p.level in VALUE for p in points) else DERIVATION_ALONE
    return share / len(milestones) if milestones else 0.0


def worth_of_point(point: PointReport, points: Sequence[PointReport]) -> float:
    """What a full answer to a point that was asked would add to the score."""
    weight = sum(p.weight for p in points if p.level in VALUE)
    return ANSWERS_SHARE * point.weight * (1.0 - VALUE[point.level]) / weight if point.level in VALUE else 0.0


def recommend(score: int) -> Recommendation:
    """What an interviewer would write under that score."""
    return next((word for least, word in THRESHOLDS if score >= least), "no-hire")

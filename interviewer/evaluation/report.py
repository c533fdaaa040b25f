"""The evaluation's report: one plain value for the terminal, the JSON and the HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from interviewer.evaluation.advice import Advice, advise
from interviewer.evaluation.statistics import agreement, calibration, comparison, psychometrics
from interviewer.evaluation.statistics.measures import Group, groups
from interviewer.evaluation.statistics.outcomes import FAILED, Outcome
from interviewer.evaluation.statistics.transcript_measures import scores_by_level, transcript_groups
from rubrics import Rubric

SCHEMA = 1
WHOLE = ("transcript", "simulation")  # kinds that are whole interviews


@dataclass(frozen=True, slots=True)
class Spent:
    """What the results of one kind and judge cost to make, whenever they were made. `ms` in milliseconds; `money` in the
    unit of `--price`, None without one."""

    kind: str
    judge: str
    n: int
    ms_median: float
    ms_95: float
    seconds: float
    tokens: int
    money: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found. `outcomes` are what its numbers are computed from."""

    suite: str
    groups: list[Group]
    scores: dict[str, dict[str, dict[str, float | int]]]
    judges: list[agreement.Agreement]
    runs: list[agreement.Agreement]
    calibration: list[calibration.Said]
    confidence: list[calibration.Confidence]
    points: list[psychometrics.PointStudy]
    derivations: dict[str, psychometrics.Analysis]
    comparisons: list[comparison.Comparison]
    advice: list[Advice]
    spent: list[Spent]
    failures: list[str]
    outcomes: list[Outcome]
    shortfalls: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON's own kinds."""
        return {"schema": SCHEMA, **asdict(self)}


def build(
    suite: str,
    rows: Sequence[Outcome],
    rubrics: dict[str, Rubric],
    baseline: Sequence[Outcome] = (),
    price: float | None = None,
) -> Report:
    """The report on these outcomes; `price` of a million tokens."""
    counted = [row for row in rows if row.found != FAILED]
    first = [row for row in counted if row.counted]
    split = _split(first)
    wholes = {name: own for name, own in split.items() if name[0] in WHOLE}
    studies = psychometrics.study_points(counted, rubrics)
    analyses = psychometrics.study_derivations(counted, rubrics)
    return Report(
        suite=suite,
        groups=[
            group
            for name, own in split.items()
            for group in (transcript_groups(own) if name in wholes else groups(own))
        ],
        scores={f"{kind}, {judge}": scores_by_level(own) for (kind, judge), own in wholes.items()},
        judges=agreement.between_judges(counted),
        runs=agreement.over_runs(counted),
        calibration=calibration.by_what_was_said(first),
        confidence=calibration.by_confidence(counted),
        points=studies,
        derivations=analyses,
        comparisons=[*_between_judges(split), *_with_baseline(split, baseline)],
        advice=advise(studies, analyses),
        spent=_spent(rows, price),
        failures=[f"{row.source}: {row.item}: {row.note}" for row in rows if row.found == FAILED],
        outcomes=list(rows),
    )


def _split(rows: Sequence[Outcome]) -> dict[tuple[str, str], list[Outcome]]:
    """By kind and judge. Steps do not depend on the judge of the prose: they count once."""
    found: dict[tuple[str, str], list[Outcome]] = {}
    judges = list(dict.fromkeys(row.judge for row in rows if row.kind == "step"))
    for row in rows:
        if row.kind == "step" and row.judge != judges[0]:
            continue
        found.setdefault((row.kind, "checker" if row.kind == "step" else row.judge), []).append(row)
    return found


def _between_judges(split: dict[tuple[str, str], list[Outcome]]) -> list[comparison.Comparison]:
    found = []
    for kind in ("answer", "point"):
        judges = [judge for k, judge in split if k == kind]
        for at, b in enumerate(judges):
            for a in judges[:at]:
                found.append(comparison.compare(split[kind, a], split[kind, b], a, b))
    return [c for c in found if c is not None]


def _with_baseline(
    split: dict[tuple[str, str], list[Outcome]], baseline: Sequence[Outcome]
) -> list[comparison.Comparison]:
    """Each judge with itself in the baseline, or with its only judge when the names differ."""
    before = _split([row for row in baseline if row.found != FAILED and row.counted])
    found = []
    for (kind, judge), own in split.items():
        others = [j for k, j in before if k == kind]
        other = judge if judge in others else others[0] if len(others) == 1 else None
        if other is not None and kind not in WHOLE:
            found.append(comparison.compare(before[kind, other], own, f"baseline {other}", judge))
    return [c for c in found if c is not None]


def _spent(rows: Sequence[Outcome], price: float | None) -> list[Spent]:
    import numpy as np

    found = []
    for kind, judge in dict.fromkeys((row.kind, row.judge) for row in rows if row.kind not in ("step", "point")):
        own = [row for row in rows if row.kind == kind and row.judge == judge]
        ms = np.array([row.ms for row in own])
        tokens = sum(row.tokens for row in own)
        money = None if price is None else round(tokens * price / 1e6, 6)
        median, high = np.quantile(ms, [0.5, 0.95])
        seconds = round(float(ms.sum()) / 1000, 3)
        found.append(Spent(kind, judge, len(own), round(median, 2), round(high, 2), seconds, tokens, money))
    return found

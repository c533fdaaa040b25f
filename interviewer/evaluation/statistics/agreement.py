"""Agreement without looking at labels: between judges, and of a judge with itself over runs."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from interviewer.evaluation.statistics.outcomes import ACCEPTED, REFUTED, UNDECIDED, Outcome
from interviewer.evaluation.suite.items import LEVELS

NOMINAL = (ACCEPTED, REFUTED, UNDECIDED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is Krippendorff's (2004), ordinal for levels and nominal for verdicts, None where it is not defined;
    `same` the share of items on which all said the same."""

    kind: str
    what: str
    raters: tuple[str, ...]
    n: int
    alpha: float | None
    same: float


def between_judges(rows: Sequence[Outcome]) -> list[Agreement]:
    """Between all judges, by kind, on their first runs."""
    first = [row for row in rows if row.run == 1 and row.detail.get("own_question", True)]
    return _agreements(first, "judges", lambda row: row.judge)


def over_runs(rows: Sequence[Outcome]) -> list[Agreement]:
    """Test-retest: each judge with itself."""
    found: list[Agreement] = []
    for judge in dict.fromkeys(row.judge for row in rows):
        own = [row for row in rows if row.judge == judge and row.detail.get("own_question", True)]
        found += _agreements(own, f"runs of {judge}", lambda row: f"run {row.run}")
    return found


def _agreements(rows: Sequence[Outcome], what: str, rater) -> list[Agreement]:
    found = []
    for kind, scale in (("line", NOMINAL), ("answer", LEVELS), ("step", NOMINAL), ("point", LEVELS)):
        said: dict[Hashable, dict[str, int]] = {}
        raters: dict[str, None] = {}
        for row in rows:
            if row.kind == kind and row.found in scale:
                raters[rater(row)] = None
                said.setdefault((row.item, row.point, row.source), {})[rater(row)] = scale.index(row.found)
        if len(raters) < 2:
            continue
        data = np.array([[by.get(name, math.nan) for by in said.values()] for name in raters], dtype=float)
        complete = [by for by in said.values() if len(by) > 1]
        same = float(np.mean([len(set(by.values())) == 1 for by in complete])) if complete else math.nan
        alpha = krippendorff_alpha(data, "ordinal" if scale is LEVELS else "nominal")
        found.append(Agreement(kind, what, tuple(raters), len(complete), alpha, round(same, 6)))
    return found


def krippendorff_alpha(data: np.ndarray, scale: Literal["nominal", "ordinal"]) -> float | None:
    """Krippendorff's alpha of raters × items, NaN for what a rater did not judge; None when all values are the same."""
    import krippendorff

    if len(np.unique(data[np.isfinite(data)])) < 2:
        return None
    return round(float(krippendorff.alpha(reliability_data=data, level_of_measurement=scale)), 6)

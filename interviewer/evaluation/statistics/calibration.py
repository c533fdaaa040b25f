"""Whether what is said holds as often as it is said to: by what was said, and by stated confidence where there is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.evaluation.statistics.outcomes import Outcome
from interviewer.evaluation.suite.items import VALUE

BINS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """Of `n` items of which a judge said `said`, the share `holds` (with Wilson's 95% interval) is labelled so."""

    kind: str
    judge: str
    said: str
    n: int
    holds: float
    low: float
    high: float
    labelled: float | None = None


@dataclass(frozen=True, slots=True)
class Confidence:
    """Stated confidence against the share that was right. `source` is the judge's own, or its vote over runs.

    `brier` is the mean squared difference; `curve` holds (mean confidence, share right) by bin.
    """

    kind: str
    judge: str
    source: str
    n: int
    brier: float
    curve: tuple[tuple[float, float], ...]


def by_what_was_said(rows: Sequence[Outcome]) -> list[Said]:
    """How often each thing said is right; a verdict is told apart by its method."""
    groups: dict[tuple[str, str, str], list[Outcome]] = {}
    for row in rows:
        if row.kind in ("line", "answer", "step", "point"):
            groups.setdefault((row.kind, row.judge, said_of(row)), []).append(row)
    return [_reliability(*name, group) for name, group in sorted(groups.items())]


def said_of(row: Outcome) -> str:
    """What was said of an item: its level, or its verdict with the method behind it."""
    method = row.detail.get("method")
    return (
        f"{row.detail['verdict']} ({method})"
        if method and method != "none"
        else str(row.detail.get("verdict") or row.found)
    )


def _reliability(kind: str, judge: str, said: str, rows: Sequence[Outcome]) -> Said:
    from scipy.stats import binomtest

    right = sum(row.right for row in rows)
    bounds = binomtest(right, len(rows)).proportion_ci(method="wilson")
    values = [VALUE[row.label] for row in rows if row.label in VALUE]
    labelled = round(float(np.mean(values)), 6) if values else None
    return Said(
        kind, judge, said, len(rows), round(right / len(rows), 6), round(bounds.low, 6), round(bounds.high, 6), labelled
    )


def by_confidence(rows: Sequence[Outcome]) -> list[Confidence]:
    """From the confidence a judge states, else from its votes over several runs."""
    found = []
    for kind, judge in dict.fromkeys((row.kind, row.judge) for row in rows if row.kind in ("line", "answer", "point")):
        own = [row for row in rows if row.kind == kind and row.judge == judge]
        stated = [
            (float(row.detail["confidence"]), row.right) for row in own if row.detail.get("confidence") is not None
        ]
        pairs, source = (stated, "stated") if stated else (_votes(own), "votes over runs")
        if len(pairs) >= 2:
            found.append(_confidence(kind, judge, source, pairs))
    return found


def _votes(rows: Sequence[Outcome]) -> list[tuple[float, bool]]:
    """Each item's most frequent finding with its share of the runs; nothing when there was one run."""
    by_item: dict[tuple[str, str], list[Outcome]] = {}
    for row in rows:
        if row.detail.get("own_question", True):
            by_item.setdefault((row.item, row.point), []).append(row)
    if max(map(len, by_item.values()), default=0) < 2:
        return []
    pairs = []
    for votes in by_item.values():
        said, count = Counter(row.found for row in votes).most_common(1)[0]
        pairs.append((count / len(votes), next(row for row in votes if row.found == said).right))
    return pairs


def _confidence(kind: str, judge: str, source: str, pairs: list[tuple[float, bool]]) -> Confidence:
    from sklearn.calibration import calibration_curve
    from sklearn.metrics import brier_score_loss

    said = np.clip([p for p, _ in pairs], 0.0, 1.0)
    right = np.array([int(r) for _, r in pairs])
    shares, means = calibration_curve(right, said, n_bins=BINS)
    curve = tuple((round(float(m), 4), round(float(s), 4)) for m, s in zip(means, shares, strict=True))
    brier = brier_score_loss(right, said, labels=[0, 1])
    return Confidence(kind, judge, source, len(pairs), round(float(brier), 6), curve)

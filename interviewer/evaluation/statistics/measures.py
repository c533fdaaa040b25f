"""Named measures with their intervals: the vocabulary of the report, of `--min` and of `suite.yaml`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from interviewer.evaluation.statistics import tables
from interviewer.evaluation.statistics.outcomes import ACCEPTED, REFUTED, UNDECIDED, Outcome
from interviewer.evaluation.suite.items import LEVELS


@dataclass(frozen=True, slots=True)
class Measure:
    """A value with its bootstrap interval; None where it is not defined. `n` items are behind it."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of some outcomes. `by` is "all", "derivation", "point" or "group", `name` its value."""

    kind: str
    judge: str
    by: str
    name: str
    n: int
    measures: dict[str, Measure]
    labels: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    confusion: list[list[int]] = field(default_factory=list)


def measure(value: float, interval: tuple[float, float] = (math.nan, math.nan), n: int = 0) -> Measure:
    """A measure of numbers, NaN standing for "not defined"."""
    return Measure(_known(value), _known(interval[0]), _known(interval[1]), n)


def _known(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None


VERDICTS = ("right", "wrong")
FOUND = (ACCEPTED, REFUTED, UNDECIDED)


def of_lines(rows: Sequence[Outcome]) -> tuple[dict[str, Measure], tables.Tables]:
    """How well errors are detected, the wrong lines being the positives. What is undecided is neither found wrong nor
    counted as a right decision."""
    labels = ["right" if row.label == "right" else "wrong" for row in rows]
    found = [row.found if row.found in FOUND else UNDECIDED for row in rows]
    counts = tables.table(labels, found, VERDICTS, FOUND)
    flags = tables.table(labels, ["wrong" if f == REFUTED else "right" for f in found], VERDICTS, VERDICTS)
    n = len(rows)
    right, detected = _detection(labels, found)
    wrong, good = labels.count("wrong"), labels.count("right")
    return {
        "accuracy": measure(right, tables.interval(counts, tables.share([(0, 0), (1, 1)])), n),
        "precision": measure(detected[0], tables.interval(flags, tables.precision), found.count(REFUTED)),
        "recall": measure(detected[1], tables.interval(flags, tables.recall), wrong),
        "f1": measure(detected[2], tables.interval(flags, tables.f1), n),
        "wrong-accepted": _share(counts, [(1, 0)], 1, wrong),
        "right-refuted": _share(counts, [(0, 1)], 0, good),
        "undecided": _share(counts, [(0, 2), (1, 2)], None, n),
    }, counts


def _detection(labels: list[str], found: list[str]) -> tuple[float, tuple[float, float, float]]:
    from sklearn.metrics import accuracy_score, precision_recall_fscore_support

    said = ["right" if f == ACCEPTED else "wrong" if f == REFUTED else "undecided" for f in found]
    flags = ["wrong" if s == "wrong" else "right" for s in said]
    p, r, f, _ = precision_recall_fscore_support(
        labels, flags, labels=list(VERDICTS), pos_label="wrong", average="binary", zero_division=0.0
    )
    return float(accuracy_score(labels, said)), (float(p), float(r), float(f))


def _share(counts: tables.Tables, cells: list[tuple[int, int]], row: int | None, n: int) -> Measure:
    statistic = tables.share(cells, row)
    return measure(float(statistic(counts)), tables.interval(counts, statistic), n)


def of_levels(rows: Sequence[Outcome]) -> tuple[dict[str, Measure], tables.Tables]:
    """How well levels agree with the labels. Only rows with a level on both sides count."""
    kept = [row for row in rows if row.label in LEVELS and row.found in LEVELS]
    counts = tables.table([r.label for r in kept], [r.found for r in kept], LEVELS, LEVELS)
    n = len(kept)
    if not n:
        return {name: Measure(None) for name in ("accuracy", "kappa", "weighted-kappa")}, counts
    labels, found = [LEVELS.index(r.label) for r in kept], [LEVELS.index(r.found) for r in kept]
    return {
        "accuracy": measure(tables.accuracy(counts).item(), tables.interval(counts, tables.accuracy), n),
        "kappa": measure(_kappa(labels, found, None), tables.interval(counts, tables.kappa), n),
        "weighted-kappa": measure(
            _kappa(labels, found, "quadratic"), tables.interval(counts, tables.weighted_kappa), n
        ),
    }, counts


def _kappa(labels: list[int], found: list[int], weights: str | None) -> float:
    import warnings

    from sklearn.metrics import cohen_kappa_score

    if len({*labels, *found}) < 2:
        return math.nan  # one class only: agreement by chance is certain
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(cohen_kappa_score(labels, found, labels=[0, 1, 2], weights=weights))


Measuring = Callable[[Sequence[Outcome]], tuple[dict[str, Measure], tables.Tables]]
MEASURING: dict[str, tuple[Measuring, tuple[str, ...], tuple[str, ...]]] = {
    "line": (of_lines, VERDICTS, FOUND),
    "step": (of_lines, VERDICTS, FOUND),
    "answer": (of_levels, LEVELS, LEVELS),
    "point": (of_levels, LEVELS, LEVELS),
}


def groups(rows: Sequence[Outcome]) -> list[Group]:
    """The measures of all rows of one kind and one judge, then by derivation, by point and by the files' folder."""
    if not rows:
        return []
    found = [_group("all", "all", rows)]
    for by in ("derivation", "point", "group"):
        parts: dict[str, list[Outcome]] = {}
        for row in rows:
            parts.setdefault(_part(row, by), []).append(row)
        if set(parts) != {""} and (by != "group" or len(parts) > 1):
            found += [_group(by, name, own) for name, own in parts.items()]
    return found


def _part(row: Outcome, by: str) -> str:
    """The name of the part that an outcome belongs to; two derivations may each have a point of the same id."""
    return f"{row.derivation}/{row.point}" if by == "point" and row.point else str(getattr(row, by))


def _group(by: str, name: str, rows: Sequence[Outcome]) -> Group:
    measuring, labels, columns = MEASURING[rows[0].kind]
    values, counts = measuring(rows)
    table = counts.astype(int).tolist()
    return Group(rows[0].kind, rows[0].judge, by, name, len(rows), values, labels, columns, table)

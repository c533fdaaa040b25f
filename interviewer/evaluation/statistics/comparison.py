"""Two judges, two versions of a rubric, two days: the same items judged twice, and whether the difference is chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.evaluation.statistics import tables
from interviewer.evaluation.statistics.outcomes import Outcome
from interviewer.evaluation.suite.items import LEVELS

PERMUTATIONS = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """`b` against `a` on the `n` items that both judged.

    `accuracy_p` is McNemar's exact test (1947) on the items of which only one is right: `fixed` by b, `broken` by b.
    `kappa_*` is quadratic weighted kappa, for levels only, with a paired permutation test.
    """

    kind: str
    a: str
    b: str
    n: int
    accuracy_a: float
    accuracy_b: float
    low: float | None
    high: float | None
    accuracy_p: float
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    kappa_a: float | None = None
    kappa_b: float | None = None
    kappa_p: float | None = None


def compare(a: Sequence[Outcome], b: Sequence[Outcome], name_a: str, name_b: str) -> Comparison | None:
    """The comparison of outcomes of one kind, paired by item; None when they share none."""
    before = {_identity(row): row for row in a if _counts(row)}
    pairs = [(before[_identity(row)], row) for row in b if _counts(row) and _identity(row) in before]
    if not pairs:
        return None
    right_a = np.array([x.right for x, _ in pairs], dtype=float)
    right_b = np.array([y.right for _, y in pairs], dtype=float)
    fixed = tuple(y.item for x, y in pairs if y.right and not x.right)
    broken = tuple(y.item for x, y in pairs if x.right and not y.right)
    low, high = _difference_interval(right_b - right_a)
    kind = pairs[0][1].kind
    kappas = _kappas(pairs) if kind in ("answer", "point") else (None, None, None)
    return Comparison(
        kind,
        name_a,
        name_b,
        len(pairs),
        round(float(right_a.mean()), 6),
        round(float(right_b.mean()), 6),
        low,
        high,
        mcnemar(len(fixed), len(broken)),
        fixed,
        broken,
        *kappas,
    )


def _identity(row: Outcome) -> tuple[str, str, str, int]:
    return row.item, row.point, row.source.rpartition(":")[2] if row.kind == "step" else "", row.run


def _counts(row: Outcome) -> bool:
    return row.kind not in ("transcript", "simulation") and row.detail.get("own_question", True)


def mcnemar(fixed: int, broken: int) -> float:
    """The exact two-sided p-value that changes go both ways alike."""
    from scipy.stats import binomtest

    return round(float(binomtest(fixed, fixed + broken).pvalue), 6) if fixed + broken else 1.0


def _difference_interval(difference: np.ndarray) -> tuple[float | None, float | None]:
    from scipy.stats import bootstrap

    if len(difference) < 2 or np.ptp(difference) == 0:
        return None, None
    found = bootstrap(
        (difference,),
        np.mean,
        n_resamples=tables.RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(tables.SEED),
    ).confidence_interval
    return round(float(found.low), 6), round(float(found.high), 6)


def _kappas(pairs: Sequence[tuple[Outcome, Outcome]]) -> tuple[float | None, float | None, float | None]:
    from scipy.stats import permutation_test

    kept = [(x, y) for x, y in pairs if {x.label, x.found, y.found} <= set(LEVELS)]
    if len(kept) < 2:
        return None, None, None
    size = len(LEVELS)
    a = np.array([LEVELS.index(x.label) * size + LEVELS.index(x.found) for x, _ in kept])
    b = np.array([LEVELS.index(y.label) * size + LEVELS.index(y.found) for _, y in kept])

    def kappa(codes: np.ndarray) -> np.ndarray:
        counts = np.stack([(codes == code).sum(-1) for code in range(size * size)], -1)
        return tables.weighted_kappa(counts.reshape(*counts.shape[:-1], size, size).astype(float))

    def difference(first: np.ndarray, second: np.ndarray, axis: int = -1) -> np.ndarray:
        return np.nan_to_num(kappa(np.moveaxis(second, axis, -1)) - kappa(np.moveaxis(first, axis, -1)))

    p = 1.0
    if (a != b).any():
        p = permutation_test(
            (a, b),
            difference,
            permutation_type="samples",
            vectorized=True,
            n_resamples=PERMUTATIONS,
            batch=250,
            rng=np.random.default_rng(tables.SEED),
        ).pvalue
    return _known(kappa(a).item()), _known(kappa(b).item()), round(float(p), 6)


def _known(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None

"""Statistics of contingency tables, for thousands of tables at once.

scikit-learn computes the values in the report; a bootstrap needs them on every resample, which takes it milliseconds
each. Resampling items with replacement and counting them is drawing the table from a multinomial, so that intervals
need only these few lines on stacked tables (shape (..., labels, found)). The tests hold them against scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Tables = NDArray[np.float64]
OnTables = Callable[[Tables], NDArray[np.float64]]
RESAMPLES = 2000
LEVEL = 0.95
SEED = 20


def table(labels: Sequence[str], found: Sequence[str], rows: Sequence[str], columns: Sequence[str]) -> Tables:
    """Counts of `found` (columns) by label (rows); what is not among them is left out."""
    counts = np.zeros((len(rows), len(columns)))
    for label, value in zip(labels, found, strict=True):
        if label in rows and value in columns:
            counts[rows.index(label), columns.index(value)] += 1
    return counts


def interval(counts: Tables, statistic: OnTables) -> tuple[float, float]:
    """The percentile bootstrap interval (Efron 1979) of a statistic of a table, over its items; NaN where undefined."""
    total = int(counts.sum())
    if total == 0:
        return float("nan"), float("nan")
    draws = np.random.default_rng(SEED).multinomial(total, counts.ravel() / total, size=RESAMPLES)
    values = statistic(draws.reshape(RESAMPLES, *counts.shape).astype(float))
    values = values[np.isfinite(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def accuracy(t: Tables) -> NDArray[np.float64]:
    """Share on the diagonal."""
    return _ratio(np.trace(t, axis1=-2, axis2=-1), t.sum((-2, -1)))


def precision(t: Tables) -> NDArray[np.float64]:
    """Of what was found to be the last class, the share that is; 0 when nothing was found, as scikit-learn says."""
    return _ratio(t[..., -1, -1], t[..., :, -1].sum(-1), empty=0.0)


def recall(t: Tables) -> NDArray[np.float64]:
    """Of what is the last class, the share that was found to be."""
    return _ratio(t[..., -1, -1], t[..., -1, :].sum(-1), empty=0.0)


def f1(t: Tables) -> NDArray[np.float64]:
    """The harmonic mean of precision and recall."""
    return _ratio(2 * t[..., -1, -1], t[..., :, -1].sum(-1) + t[..., -1, :].sum(-1), empty=0.0)


def kappa(t: Tables) -> NDArray[np.float64]:
    """Cohen's kappa (1960)."""
    size = t.shape[-1]
    return _kappa(t, 1.0 - np.eye(size))


def weighted_kappa(t: Tables) -> NDArray[np.float64]:
    """Cohen's kappa with quadratic weights (1968)."""
    place = np.arange(t.shape[-1])
    return _kappa(t, (place[:, None] - place[None, :]) ** 2.0)


def _kappa(t: Tables, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    total = t.sum((-2, -1))
    expected = t.sum(-1)[..., :, None] * t.sum(-2)[..., None, :]
    return 1.0 - _ratio((weights * t).sum((-2, -1)) * total, (weights * expected).sum((-2, -1)))


def share(cells: Sequence[tuple[int, int]], row: int | None = None) -> OnTables:
    """The share of those cells in all items, or in the items of one row."""

    def statistic(t: Tables) -> NDArray[np.float64]:
        whole = t.sum((-2, -1)) if row is None else t[..., row, :].sum(-1)
        return _ratio(sum((t[..., i, j] for i, j in cells), np.zeros(t.shape[:-2])), whole)

    return statistic


def _ratio(over: NDArray[np.float64], under: NDArray[np.float64], empty: float = float("nan")) -> NDArray[np.float64]:
    under = np.asarray(under, dtype=float)
    return np.where(under > 0, over / np.where(under > 0, under, 1.0), empty)

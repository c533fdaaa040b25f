"""What only whole transcripts show: where the first error is found, and whether the score ranks candidates by strength."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from interviewer.evaluation.statistics.measures import Group, Measure, measure
from interviewer.evaluation.statistics.outcomes import Outcome
from interviewer.evaluation.statistics.tables import LEVEL, SEED
from interviewer.evaluation.suite.items import STRENGTHS

RESAMPLES = 1000
ENOUGH = 8  # interviews below which resampling them says nothing


def of_transcripts(rows: Sequence[Outcome]) -> dict[str, Measure]:
    """First-error location and rank agreement, with bootstrap intervals over transcripts."""
    located = [row for row in rows if row.detail["labelled_steps"]]
    first = np.array([row.detail["first_wrong"] or 0 for row in located], dtype=float)
    told = np.array([row.detail["first_refuted"] or 0 for row in located], dtype=float)
    return {
        "first-error-f1": _bootstrapped(first_error_f1, first, told),
        "first-error-found": _bootstrapped(_located, first[first > 0], told[first > 0]),
        "flawless-passed": _bootstrapped(_located, first[first == 0], told[first == 0]),
        **ranking(rows),
    }


def of_simulations(rows: Sequence[Outcome]) -> dict[str, Measure]:
    """Rank agreement, and what a good interviewer does: probe slips, ask for missing reasons, come to a close in time,
    repeat no question, give no formula away."""
    counts = {
        name: np.array([row.detail["interviewer"][name] for row in rows], dtype=float)
        for name in ("slips", "probed", "bare", "asked", "closed", "in_time", "repeated", "leaked")
    }
    ones = np.ones(len(rows))
    return {
        **ranking(rows),
        "slips-probed": _bootstrapped(_ratio, counts["probed"], counts["slips"]),
        "reasons-asked": _bootstrapped(_ratio, counts["asked"], counts["bare"]),
        "closed": _bootstrapped(_ratio, counts["closed"], ones),
        "in-time": _bootstrapped(_ratio, counts["in_time"], ones),
        "repeated": measure(float(counts["repeated"].sum()), n=len(rows)),
        "leaked": measure(float(counts["leaked"].sum()), n=len(rows)),
    }


def ranking(rows: Sequence[Outcome]) -> dict[str, Measure]:
    """Whether the score ranks candidates as their levels do; candidates without a level do not count."""
    ranked = [row for row in rows if row.label in STRENGTHS]
    scores = np.array([row.detail["score"] for row in ranked], dtype=float)
    levels = np.array([STRENGTHS.index(row.label) for row in ranked], dtype=float)
    return {
        "rank-kendall": _bootstrapped(kendall, scores, levels),
        "rank-spearman": _bootstrapped(spearman, scores, levels),
    }


def _ratio(over: np.ndarray, under: np.ndarray) -> float:
    return float(over.sum() / under.sum()) if under.sum() else math.nan


def first_error_f1(first: np.ndarray, told: np.ndarray) -> float:
    """ProcessBench's F1 (Zheng et al. 2024): the harmonic mean of how often the first wrong step is the one found, in
    derivations with an error, and how often none is found, in those without (0 stands for none)."""
    erroneous, flawless = _located(first[first > 0], told[first > 0]), _located(first[first == 0], told[first == 0])
    if math.isnan(erroneous) or math.isnan(flawless):
        return math.nan
    return 2 * erroneous * flawless / (erroneous + flawless) if erroneous + flawless else 0.0


def _located(first: np.ndarray, told: np.ndarray) -> float:
    return float(np.mean(first == told)) if len(first) else math.nan


def kendall(scores: np.ndarray, levels: np.ndarray) -> float:
    """Kendall's tau-b between score and level."""
    from scipy.stats import kendalltau

    return _varied(lambda: kendalltau(scores, levels).statistic, scores, levels)


def spearman(scores: np.ndarray, levels: np.ndarray) -> float:
    """Spearman's rank correlation between score and level."""
    from scipy.stats import spearmanr

    return _varied(lambda: spearmanr(scores, levels).statistic, scores, levels)


def _varied(statistic: Callable[[], Any], *samples: np.ndarray) -> float:
    return float(statistic()) if all(len(np.unique(s)) > 1 for s in samples) else math.nan


def _bootstrapped(statistic: Callable[[np.ndarray, np.ndarray], float], a: np.ndarray, b: np.ndarray) -> Measure:
    from scipy.stats import bootstrap

    if len(a) < ENOUGH:
        return measure(statistic(a, b), n=len(a))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SciPy warns where all resamples are alike; then the interval is a point
        draws = bootstrap(
            (a, b),
            statistic,
            paired=True,
            vectorized=False,
            n_resamples=RESAMPLES,
            method="percentile",
            rng=np.random.default_rng(SEED),
        ).bootstrap_distribution
    draws = draws[np.isfinite(draws)]  # a resample without a flawless derivation has no first-error F1
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) if len(draws) else (math.nan, math.nan)
    return measure(statistic(a, b), (float(low), float(high)), len(a))


def transcript_groups(rows: Sequence[Outcome]) -> list[Group]:
    """The measures of all transcripts of one kind and one judge, then by derivation."""
    if not rows:
        return []
    kind, judge = rows[0].kind, rows[0].judge
    measures = of_simulations if kind == "simulation" else of_transcripts
    names = dict.fromkeys(row.derivation for row in rows)
    found = [Group(kind, judge, "all", "all", len(rows), measures(rows))]
    for name in names:
        own = [row for row in rows if row.derivation == name]
        found.append(Group(kind, judge, "derivation", name, len(own), measures(own)))
    return found


def scores_by_level(rows: Sequence[Outcome]) -> dict[str, dict[str, float | int]]:
    """Mean and range of the score for each level of candidate."""
    found: dict[str, dict[str, float | int]] = {}
    for level in STRENGTHS:
        scores = [row.detail["score"] for row in rows if row.label == level]
        if scores:
            found[level] = {
                "n": len(scores),
                "mean": round(float(np.mean(scores)), 1),
                "least": min(scores),
                "most": max(scores),
            }
    return found

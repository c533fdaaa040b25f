"""The rubrics as tests of people: classical item analysis (Lord and Novick 1968) of points and of the claims in them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.evaluation.statistics.outcomes import Outcome
from interviewer.evaluation.suite.items import VALUE
from rubrics import Point, Rubric

REDUNDANT = 0.9  # correlation from which two parts tell the same
ENOUGH = 8  # answers below which a correlation says nothing


@dataclass(frozen=True, slots=True)
class Part:
    """A claim among the claims of its point, or a point among those of its derivation.

    `difficulty` is the mean share earned (so that 1 is easy, as psychometrics has it); `discrimination` the corrected
    item-total correlation; None where it is not defined.
    """

    name: str
    n: int
    difficulty: float | None
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """An item analysis: the parts, Cronbach's alpha (1951), and pairs that tell the same with their correlation."""

    parts: tuple[Part, ...]
    alpha: float | None
    redundant: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class PointStudy:
    """One rubric point over the suite's answers.

    `separation` is the mean value earned by answers labelled full less that of those labelled none; `agreement` the
    correlation of value earned with value labelled. `wordings` has each question with the number of answers and the mean
    of value earned less value labelled; `wordings_p` tests that they are alike (Kruskal and Wallis 1952); `changed` is the
    share of answers whose level depends on the wording under which they were judged.
    """

    derivation: str
    point: str
    judge: str
    n: int
    difficulty: float | None
    separation: float | None
    agreement: float | None
    reached: bool
    expected: bool
    claims: Analysis
    silent_claims: tuple[str, ...]
    silent_misconceptions: tuple[str, ...]
    wordings: tuple[tuple[str, int, float], ...]
    wordings_p: float | None
    changed: float | None


def analyse(names: Sequence[str], scores: np.ndarray) -> Analysis:
    """The analysis of respondents × parts, values from 0 to 1, NaN for what a respondent was not asked."""
    parts = tuple(_part(name, scores, at) for at, name in enumerate(names))
    pairs = [
        (names[i], names[j], r)
        for i in range(len(names))
        for j in range(i)
        if (r := _correlation(scores[:, i], scores[:, j])) is not None and r >= REDUNDANT
    ]
    return Analysis(parts, cronbach_alpha(scores), tuple(pairs))


def _part(name: str, scores: np.ndarray, at: int) -> Part:
    own = scores[:, at]
    asked = np.isfinite(own)
    others = np.delete(scores, at, axis=1)
    counted = np.isfinite(others).sum(1)
    rest = np.where(counted > 0, np.nansum(others, axis=1) / np.maximum(counted, 1), np.nan)
    difficulty = round(float(own[asked].mean()), 6) if asked.any() else None
    return Part(name, int(asked.sum()), difficulty, _correlation(own, rest))


def _correlation(a: np.ndarray, b: np.ndarray) -> float | None:
    """Pearson's correlation over the respondents who have both; None where too few, or all alike."""
    from scipy.stats import pearsonr

    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    if len(a) < ENOUGH or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    return round(float(pearsonr(a, b).statistic), 6)


def cronbach_alpha(scores: np.ndarray) -> float | None:
    """Cronbach's alpha over the respondents who were asked everything; None below two parts or without variance."""
    whole = scores[np.isfinite(scores).all(axis=1)] if scores.size else scores
    parts = scores.shape[1] if scores.ndim == 2 else 0
    if parts < 2 or len(whole) < 2 or whole.sum(1).var(ddof=1) == 0:
        return None
    return round(float(parts / (parts - 1) * (1 - whole.var(axis=0, ddof=1).sum() / whole.sum(1).var(ddof=1))), 6)


def study_points(rows: Iterable[Outcome], rubrics: dict[str, Rubric]) -> list[PointStudy]:
    """Each point for which the suite has answers, by judge."""
    by_point: dict[tuple[str, str, str], list[Outcome]] = {}
    for row in rows:
        if row.kind == "answer" and row.found in VALUE and row.derivation in rubrics:
            by_point.setdefault((row.judge, row.derivation, row.point), []).append(row)
    return [
        _study(judge, derivation, rubrics[derivation].point(name), own)
        for (judge, derivation, name), own in by_point.items()
    ]


def _study(judge: str, derivation: str, point: Point, rows: list[Outcome]) -> PointStudy:
    once = [row for row in rows if row.run == 1 and row.detail["own_question"]]
    earned = np.array([VALUE[row.found] for row in once])
    labelled = np.array([VALUE[row.label] for row in once])
    claims = [claim.id for claim in point.claims]
    met = np.array([[float(claim in row.detail["claims"]) for claim in claims] for row in once]).reshape(
        -1, len(claims)
    )
    fired = {row.detail["misconception"] for row in once}
    wordings, p = _wordings(rows)
    return PointStudy(
        derivation=derivation,
        point=point.id,
        judge=judge,
        n=len(once),
        difficulty=round(float(earned.mean()), 6) if len(once) else None,
        separation=_separation(earned, labelled),
        agreement=_correlation(earned, labelled),
        reached=bool((earned == 1.0).any()),
        expected=bool((labelled == 1.0).any()),
        claims=analyse(claims, met),
        silent_claims=tuple(claim for claim, column in zip(claims, met.T, strict=True) if not column.any()),
        silent_misconceptions=tuple(m.id for m in point.misconceptions if m.id not in fired),
        wordings=wordings,
        wordings_p=p,
        changed=_changed(rows),
    )


def _separation(earned: np.ndarray, labelled: np.ndarray) -> float | None:
    strong, weak = earned[labelled == 1.0], earned[labelled == 0.0]
    return round(float(strong.mean() - weak.mean()), 6) if len(strong) and len(weak) else None


def _wordings(rows: list[Outcome]) -> tuple[tuple[tuple[str, int, float], ...], float | None]:
    from scipy.stats import kruskal

    errors: dict[str, list[float]] = {}
    for row in rows:
        errors.setdefault(row.detail["question"], []).append(VALUE[row.found] - VALUE[row.label])
    told = tuple((question, len(e), round(float(np.mean(e)), 6)) for question, e in errors.items())
    several = [e for e in errors.values() if len(e) >= 3]
    if len(several) < 2 or len({value for e in several for value in e}) < 2:
        return told, None
    p = float(kruskal(*several).pvalue)
    return told, round(p, 6) if math.isfinite(p) else None


def _changed(rows: list[Outcome]) -> float | None:
    """The share of answers, judged under several wordings in one run, whose level is not the same under all."""
    levels: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.run == 1:
            levels.setdefault(row.item, {})[row.detail["question"]] = row.found
    crossed = [set(by.values()) for by in levels.values() if len(by) > 1]
    return round(sum(len(s) > 1 for s in crossed) / len(crossed), 6) if crossed else None


def study_derivations(rows: Iterable[Outcome], rubrics: dict[str, Rubric]) -> dict[str, Analysis]:
    """The points of each derivation as items, the graded interviews as respondents; by "judge: derivation"."""
    by_derivation: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        if row.kind in ("transcript", "simulation") and row.run == 1 and row.detail["points"]:
            by_derivation.setdefault((row.judge, row.derivation), []).append(row.detail["points"])
    found = {}
    for (judge, derivation), respondents in by_derivation.items():
        names = [point.id for point in rubrics[derivation].points]
        scores = np.array([[VALUE.get(levels.get(name, ""), math.nan) for name in names] for levels in respondents])
        found[f"{judge}: {derivation}"] = analyse(names, scores)
    return found

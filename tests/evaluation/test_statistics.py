"""Every statistic on a case computed by hand, and the ones of whole tables against scikit-learn on any sample."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_score, recall_score

from interviewer.evaluation.statistics import tables
from interviewer.evaluation.statistics.agreement import between_judges, krippendorff_alpha, over_runs
from interviewer.evaluation.statistics.calibration import by_confidence, by_what_was_said
from interviewer.evaluation.statistics.comparison import compare, mcnemar
from interviewer.evaluation.statistics.measures import groups, of_levels, of_lines
from interviewer.evaluation.statistics.transcript_measures import first_error_f1, kendall, of_transcripts, spearman
from interviewer.evaluation.suite.items import LEVELS
from tests.evaluation.rig import outcome

# Agreement on 20 + 15 of 50 with margins 25/25 and 30/20: observed 0.7, by chance 0.5, kappa 0.4 (Fleiss 1981, p. 213 ff.)
HAND = np.array([[20.0, 5.0], [10.0, 15.0]])


def test_kappa_by_hand():
    assert tables.kappa(HAND).item() == pytest.approx(0.4)
    assert tables.accuracy(HAND).item() == pytest.approx(0.7)


def test_quadratic_weighted_kappa_by_hand():
    t = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 2.0]])
    # one answer is two levels off: disagreement observed 1 × 4; expected from the margins: rows (2,0,2), columns (1,0,3): (2·3 + 2·1)/4 × 4 = 8
    assert tables.weighted_kappa(t).item() == pytest.approx(1 - 4 / 8)


def test_error_detection_by_hand():
    rows = [outcome("wrong", "refuted", kind="line")] * 3 + [outcome("wrong", "accepted", kind="line")]
    rows += [outcome("right", "refuted", kind="line")] + [outcome("right", "accepted", kind="line")] * 4
    rows += [outcome("right", "undecided", kind="line")]
    found, counts = of_lines(rows)
    assert counts.tolist() == [[4, 1, 1], [1, 3, 0]]
    assert found["accuracy"].value == pytest.approx(0.7)
    assert found["precision"].value == pytest.approx(3 / 4)
    assert found["recall"].value == pytest.approx(3 / 4)
    assert found["f1"].value == pytest.approx(3 / 4)
    assert found["wrong-accepted"].value == pytest.approx(1 / 4)
    assert found["right-refuted"].value == pytest.approx(1 / 6, abs=1e-6)
    assert found["undecided"].value == pytest.approx(1 / 10)
    assert all(m.low <= m.value <= m.high for m in found.values())


PAIRS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_levels_agree_with_scikit_learn(pairs):
    labels, found = [LEVELS.index(a) for a, _ in pairs], [LEVELS.index(b) for _, b in pairs]
    counts = tables.table([a for a, _ in pairs], [b for _, b in pairs], LEVELS, LEVELS)
    assert tables.accuracy(counts) == pytest.approx(accuracy_score(labels, found))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for ours, weights in ((tables.kappa, None), (tables.weighted_kappa, "quadratic")):
            theirs = cohen_kappa_score(labels, found, labels=[0, 1, 2], weights=weights)
            assert ours(counts).item() == pytest.approx(theirs, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_detection_agrees_with_scikit_learn(pairs):
    labels, found = [a for a, _ in pairs], [b for _, b in pairs]
    names = ("no", "yes")
    counts = tables.table([names[a] for a in labels], [names[b] for b in found], names, names)
    assert tables.precision(counts) == pytest.approx(precision_score(labels, found, zero_division=0.0))
    assert tables.recall(counts) == pytest.approx(recall_score(labels, found, zero_division=0.0))
    assert tables.f1(counts) == pytest.approx(f1_score(labels, found, zero_division=0.0))


def test_an_interval_is_that_of_resampled_items():
    """The multinomial draw against SciPy's bootstrap of the same share: 30 of 40."""
    from scipy.stats import bootstrap

    values = np.array([1.0] * 30 + [0.0] * 10)
    theirs = bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(1)).confidence_interval
    low, high = tables.interval(np.array([[30.0, 10.0]]), tables.share([(0, 0)]))
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=0.026)  # one item more or less


def test_intervals_cover_at_their_level():
    """Of 200 samples of 60 with share 0.7, about 95% of the intervals hold 0.7; fewer than 88% would be chance < 1e-4."""
    rng = np.random.default_rng(5)
    covered = 0
    for right in rng.binomial(60, 0.7, size=200):
        low, high = tables.interval(np.array([[float(right), 60.0 - right]]), tables.share([(0, 0)]))
        covered += low <= 0.7 <= high
    assert covered >= 176


def test_one_class_only_has_no_kappa():
    found, _ = of_levels([outcome("full", "full")] * 3)
    assert found["accuracy"].value == 1.0
    assert found["kappa"].value is None


def test_groups_by_derivation_point_and_folder():
    rows = [
        outcome("full", "full", item="1", group="a"),
        outcome("none", "full", item="2", derivation="attention", point="kv-cache", group="b"),
    ]
    found = {(group.by, group.name): group for group in groups(rows)}
    assert set(found) == {
        ("all", "all"),
        *(("derivation", name) for name in ("svm-dual", "attention")),
        *(("point", name) for name in ("svm-dual/why-dual", "attention/kv-cache")),
        *(("group", name) for name in "ab"),
    }
    assert found["all", "all"].measures["accuracy"].value == 0.5
    assert found["point", "attention/kv-cache"].confusion == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]


def test_first_error_f1_by_hand():
    # errors on steps 3, 5, 2: found at 3 and 2, the other at 4; without error (0): two of four passed
    first = np.array([3, 5, 2, 0, 0, 0, 0])
    told = np.array([3, 4, 2, 0, 0, 7, 1])
    assert first_error_f1(first, told) == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))
    assert math.isnan(first_error_f1(first[:3], told[:3]))


def test_ranks_by_hand():
    # scores 10, 20, 30, 40 against levels 0, 1, 1, 2: five pairs in order, one tied in the levels
    scores, levels = np.array([10.0, 20.0, 30.0, 40.0]), np.array([0.0, 1.0, 1.0, 2.0])
    assert kendall(scores, levels) == pytest.approx(5 / math.sqrt(6 * 5))
    # ranks 1, 2, 3, 4 and 1, 2.5, 2.5, 4: covariance 4.5, variances 5 and 4.5
    assert spearman(scores, levels) == pytest.approx(4.5 / math.sqrt(5 * 4.5))


def test_transcripts_are_located_and_ranked():
    def transcript(item, label, score, wrong, refuted):
        detail = {"score": score, "labelled_steps": True, "first_wrong": wrong, "first_refuted": refuted, "points": {}}
        return outcome(label, "hire", kind="transcript", item=item, detail=detail)

    rows = [
        transcript("a", "strong", 90, None, None),
        transcript("b", "middle", 60, 12, 12),
        transcript("c", "weak", 10, 11, 13),
        transcript("d", "strong", 80, None, 9),
    ]
    found = of_transcripts(rows)
    assert found["first-error-found"].value == 0.5
    assert found["flawless-passed"].value == 0.5
    assert found["first-error-f1"].value == 0.5
    assert found["rank-kendall"].value == pytest.approx(5 / math.sqrt(6 * 5), abs=1e-6)


def test_krippendorffs_alpha_by_hand():
    # two raters, nominal, ten items, one disagreement: 1 − (n − 1) · 2·1 / (2 · n_a · n_b), n = 20, values 11 and 9
    data = np.array([[0, 0, 0, 0, 0, 1, 1, 1, 1, 0], [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]], dtype=float)
    assert krippendorff_alpha(data, "nominal") == pytest.approx(1 - 19 * 2 / (2 * 11 * 9), abs=1e-6)
    assert krippendorff_alpha(np.zeros((2, 4)), "ordinal") is None


def test_agreement_between_judges_and_over_runs():
    rows = [outcome("full", found, item=str(at), judge="a") for at, found in enumerate(["full", "none", "partial"])]
    rows += [outcome("full", found, item=str(at), judge="b") for at, found in enumerate(["full", "none", "none"])]
    rows += [outcome("full", "full", item=str(at), judge="a", run=2) for at in range(3)]
    (judges,) = between_judges(rows)
    assert (judges.raters, judges.n, judges.same) == (("a", "b"), 3, pytest.approx(2 / 3, abs=1e-6))
    (runs,) = over_runs(rows)
    assert (runs.what, runs.raters, runs.same) == ("runs of a", ("run 1", "run 2"), pytest.approx(1 / 3, abs=1e-6))


def test_calibration_by_what_was_said():
    rows = [outcome("full", "full")] * 3 + [outcome("partial", "full")]
    (said,) = by_what_was_said(rows)
    assert (said.said, said.n, said.holds) == ("full", 4, 0.75)
    assert said.labelled == pytest.approx(3.5 / 4)
    assert said.low < 0.75 < said.high


def test_calibration_by_stated_confidence_and_by_votes():
    stated = [outcome("full", "full", item="1", detail={"confidence": 0.8, "own_question": True})]
    stated += [outcome("full", "none", item="2", detail={"confidence": 0.6, "own_question": True})]
    (found,) = by_confidence(stated)
    assert (found.source, found.brier) == ("stated", pytest.approx((0.2**2 + 0.6**2) / 2))
    votes = [outcome("full", f, item="1", run=r) for r, f in enumerate(["full", "full", "none"], 1)]
    votes += [outcome("none", "none", item="2", run=r) for r in (1, 2, 3)]
    (found,) = by_confidence(votes)
    assert (found.source, found.brier) == ("votes over runs", pytest.approx((1 / 3) ** 2 / 2, abs=1e-6))


def test_mcnemar_by_hand():
    # 1 against 5 changes: 2 · (C(6,0) + C(6,1)) / 2⁶
    assert mcnemar(1, 5) == pytest.approx(2 * 7 / 64)
    assert mcnemar(0, 0) == 1.0


def test_a_comparison_pairs_the_same_items():
    a = [outcome("full", "none", item=str(at)) for at in range(8)] + [outcome("none", "none", item="x")]
    b = [outcome("full", "full", item=str(at)) for at in range(8)] + [outcome("none", "none", item="y")]
    found = compare(a, b, "old", "new")
    assert (found.n, found.accuracy_a, found.accuracy_b) == (8, 0.0, 1.0)
    assert found.fixed == tuple(map(str, range(8)))
    assert found.accuracy_p == pytest.approx(2 / 2**8, abs=1e-6)
    assert compare(a, [outcome("none", "none", item="z")], "old", "new") is None


def test_equal_judges_do_not_differ():
    rows = [outcome(label, found, item=f"{label}{found}") for label in LEVELS for found in LEVELS]
    found = compare(rows, rows, "a", "b")
    assert (found.accuracy_p, found.kappa_p, found.kappa_a) == (1.0, 1.0, 0.0)

"""The rubric as a test of people: item analysis by hand, and the advice that follows from it."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.evaluation.advice import advise
from interviewer.evaluation.statistics.psychometrics import analyse, cronbach_alpha, study_derivations, study_points
from rubrics import rubrics
from tests.evaluation.rig import outcome

CLAIMS = [claim.id for claim in rubrics()["svm-dual"].point("why-dual").claims]


def answer(item, label, found, claims=(), question="Why?", own=True, **more):
    detail = {
        "question": question,
        "own_question": own,
        "claims": list(claims),
        "misconception": None,
        "confidence": None,
    }
    return outcome(label, found, item=str(item), detail=detail, **more)


def test_cronbachs_alpha_by_hand():
    # three parts, four respondents; variances 1/3, 1/3, 1/4 and of the sums 1.5833…
    scores = np.array([[1.0, 1, 1], [1, 1, 1], [0, 0, 1], [0, 1, 0]])
    variances = scores.var(axis=0, ddof=1).sum()
    assert variances == pytest.approx(1 / 3 + 1 / 4 + 1 / 4)
    assert scores.sum(1).tolist() == [3, 3, 1, 1]
    assert cronbach_alpha(scores) == pytest.approx(3 / 2 * (1 - (5 / 6) / (4 / 3)))
    assert cronbach_alpha(np.ones((4, 3))) is None
    assert cronbach_alpha(scores[:, :1]) is None


def test_item_analysis_by_hand():
    """Eight respondents: `a` and `b` tell the same, `c` the opposite; corrected item-total correlations follow."""
    a = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])
    scores = np.stack([a, a, 1 - a], axis=1)
    found = analyse(["a", "b", "c"], scores)
    assert [part.difficulty for part in found.parts] == [0.5, 0.5, 0.5]
    # the rest of `a` is b + c = 1 for all: no correlation; the rest of `c` is 2a
    assert [part.discrimination for part in found.parts] == [None, None, -1.0]
    assert found.redundant == (("b", "a", 1.0),)


def test_a_point_that_does_not_separate_is_told():
    rows = [answer(f"f{at}", "full", "partial") for at in range(5)]
    rows += [answer(f"n{at}", "none", "partial") for at in range(5)]
    (study,) = study_points(rows, rubrics())
    assert (study.n, study.difficulty, study.separation) == (10, 0.5, 0.0)
    texts = [advice.text for advice in advise([study], {})]
    assert any("does not separate strong from weak" in text for text in texts)
    assert any("no answer in the suite reaches full marks" in text for text in texts)


def test_claims_that_never_fire_are_named():
    rows = [answer(at, "full", "full", CLAIMS[:2]) for at in range(3)]
    (study,) = study_points(rows, rubrics())
    assert study.silent_claims == tuple(CLAIMS[2:])
    texts = [advice.text for advice in advise([study], {})]
    assert all(any(f"'{claim}' never fires" in text for text in texts) for claim in CLAIMS[2:])
    assert not any(f"'{CLAIMS[0]}' never fires" in text for text in texts)


def test_a_good_point_gets_no_advice_but_on_what_the_suite_lacks():
    rows = [answer(f"f{at}", "full", "full", CLAIMS) for at in range(5)]
    rows += [answer(f"n{at}", "none", "none") for at in range(5)]
    (study,) = study_points(rows, rubrics())
    assert (study.separation, study.agreement) == (1.0, 1.0)
    assert [a.text for a in advise([study], {}) if "misconception" not in a.text and "same" not in a.text] == []


def test_wordings_that_change_the_level_are_told():
    rows = []
    for at in range(10):
        rows.append(answer(at, "full", "full", question="First?"))
        rows.append(answer(at, "full", "none" if at < 4 else "full", question="Second?", own=False))
    (study,) = study_points(rows, rubrics())
    assert study.n == 10
    assert study.changed == pytest.approx(0.4)
    assert {(q, n) for q, n, _ in study.wordings} == {("First?", 10), ("Second?", 10)}
    assert any("how the question is worded in 40%" in advice.text for advice in advise([study], {}))


def test_points_over_whole_interviews():
    points = [point.id for point in rubrics()["svm-dual"].points]
    rows = [
        outcome(
            "strong",
            "hire",
            kind="transcript",
            item=str(at),
            detail={"points": dict.fromkeys(points, level), "score": 1},
        )
        for at, level in enumerate(["full", "none", "partial", "full"] * 3)
    ]
    (found,) = study_derivations(rows, rubrics()).values()
    assert [part.name for part in found.parts] == points
    assert all(part.difficulty == 0.625 for part in found.parts)
    assert found.alpha == pytest.approx(1.0)

"""Claims and points weigh what the rubric says: the crux more, a remark beside it less."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from interviewer.grading.report import PointReport
from interviewer.grading.scoring import score_of
from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.counting import worth
from interviewer.judging.protocol import level_of
from interviewer.lint import Problem, lint
from rubrics import Claim, Point, rubrics
from rubrics.loader import SHIPPED

SHRINKS = "The penalty makes the matrix invertible and so there is always one solution of the whole problem."
PRIOR = "And beside that it can be read as a Gaussian prior on all of the weights that one wants to estimate."
BIAS = "It trades a little bias for a variance that is a good deal lower than that of least squares was."
NAMES = {"invertible": SHRINKS, "prior": PRIOR, "bias": BIAS}


def point(**weights: float) -> Point:
    claims = [Claim(id=name, text=name, says=[[name]], weight=weight) for name, weight in weights.items()]
    return Point(
        id="ridge",
        title="Ridge",
        questions=["What does the penalty do?", "Explain ridge."],
        deeper=["Why?"],
        simpler=["What?"],
        claims=claims,
        answer="-",
    )


def level(of: Point, *said: str) -> str:
    answer = " ".join(NAMES[name] for name in said)
    return BuiltinJudge(by_example=False).judge(Question("linear-regression", of, of.questions[0], answer)).level


def test_claims_of_one_weight_are_counted():
    assert level(point(invertible=1, prior=1, bias=1), "invertible", "prior") == "full"
    assert level(point(invertible=1, prior=1, bias=1), "invertible") == "partial"


def test_a_remark_beside_it_does_not_make_an_answer_full_and_the_crux_with_it_does():
    weighed = point(bias=1.5, invertible=1, prior=0.5)
    assert level(weighed, "invertible", "prior") == "partial"
    assert level(weighed, "bias", "prior") == "full"
    assert level(weighed, "bias") == "partial"
    assert level(weighed, "bias", "invertible") == "full"


def test_the_worth_is_the_weight_of_the_claims_met_and_of_the_heaviest_that_stand_apart():
    weighed = point(bias=1.5, invertible=1, prior=0.5)
    assert worth(weighed, []) == 0
    assert worth(weighed, ["bias", "prior"]) == 2
    assert worth(weighed, ["bias", "prior", "invertible"], apart=2) == 2.5
    assert [level_of(weighed, w) for w in (0, 0.5, 1.5, 2)] == ["none", "partial", "partial", "full"]


def test_a_heavier_point_moves_the_score_more():
    heavy, light = PointReport(id="a", level="full", weight=1.5), PointReport(id="b", level="none", weight=0.5)
    assert score_of([], [heavy, light], 0, []) == 30
    assert (
        score_of([], [heavy.model_copy(update={"level": "none"}), light.model_copy(update={"level": "full"})], 0, [])
        == 10
    )


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_is_a_positive_number(weight: float):
    with pytest.raises(ValidationError):
        Claim(id="a", text="a", weight=weight)
    with pytest.raises(ValidationError):
        Point.model_validate(point(bias=1, prior=1).model_dump() | {"weight": weight})


def test_every_shipped_point_has_a_crux_and_every_derivation_points_that_count_more():
    for rubric in rubrics().values():
        assert len({p.weight for p in rubric.points}) > 1
        for one in rubric.points:
            assert len({c.weight for c in one.claims}) > 1, one.id
            assert max(c.weight for c in one.claims) < one.full  # no claim alone is a full answer


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'formulas:\n          - "Var(q·k) = d_k"',
            'formulas:\n          - "Var(q·k) = d_k²"',
            "does not check: refuted",
        ),
        ("weight: 1.5\n        formulas", "weight: 2.5\n        formulas", "a claim alone weighs as much"),
        ("full: 2", "full: 4", "weigh less than its 'full' of 4"),
        ("derivation: attention", "derivation: attentive", "there is no derivation 'attentive'"),
    ],
)
def test_lint_finds_what_is_wrong_with_formulas_and_weights(tmp_path, old, new, said):
    shipped = (SHIPPED / "attention.yaml").read_text("utf-8")
    assert old in shipped
    path = tmp_path / "attention.yaml"
    path.write_text(shipped.replace(old, new).replace("weight: 0.5", "weight: 0.1"), "utf-8")
    problems = [str(item) for item in lint([path]) if isinstance(item, Problem)]
    assert any(said in problem for problem in problems)


def test_lint_finds_nothing_wrong_with_a_shipped_rubric():
    assert not [item for item in lint([SHIPPED / "attention.yaml"]) if isinstance(item, Problem)]

"""Facts of the rubrics: whatever says the opposite of one is found, in whatever words, and what agrees is not."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.doc import read
from interviewer.judging.facts import contradicted
from rubrics import Fact, Value, poles, rubrics

FACTS = [(name, point, fact) for name, rubric in rubrics().items() for point in rubric.points for fact in point.facts]


def first(group: str) -> str:
    return group.split("/")[0].rstrip("*")


def sentence(fact: Fact, word: str) -> str:
    """The fact's thing with a word said of it, under its condition."""
    condition = f"{fact.given.of and first(fact.given.of)} {first(poles(fact.given)[0])} " if fact.given else ""
    return f"{first(fact.near)}. {condition}{first(fact.of)} {word}."


@pytest.mark.parametrize(("name", "point", "fact"), FACTS)
def test_the_opposite_of_a_fact_contradicts_it(name, point, fact):
    right, wrong = poles(fact)
    assert fact in [f for f, _, _ in contradicted(point, read(sentence(fact, first(wrong))))]
    assert fact not in [f for f, _, _ in contradicted(point, read(sentence(fact, first(right))))]


def says(*facts: dict, answer: str) -> bool:
    point = rubrics()["kl-divergence"].points[0].model_copy(update={"facts": [Fact(**f) for f in facts]})
    return any(contradicted(point, read(answer)))


BOUND = {"of": "elbo/bound", "axis": "bound.lower"}
VARIANCE = {"of": "variance", "axis": "amount.low", "given": {"of": "lambda", "axis": "amount.high"}}
OVERFIT = {"of": "map", "right": "regularizes", "wrong": "prone to overfit*"}
BIAS = {"of": "bias", "axis": "amount.high"}


@pytest.mark.parametrize(
    ("fact", "answer", "wrong"),
    [
        (BOUND, "The ELBO is an upper bound.", True),
        (BOUND, "The ELBO is bounded from above by nothing, it is a lower bound.", True),
        (BOUND, "The ELBO isn't a lower bound of the evidence.", True),
        (BOUND, "The ELBO is a lower bound, not an upper bound.", False),
        (BOUND, "The ELBO is a lower bound rather than an upper bound.", False),
        (BOUND, "Take the ELBO. It is an upper bound.", True),
        (BOUND, "If the ELBO were an upper bound we would minimise it.", False),
        (BOUND, "The ELBO avoids an upper bound.", False),
        (BOUND, "The ELBO, a lower bound, not a lower bound of the KL.", False),
        (OVERFIT, "MAP is prone to overfitting.", True),
        (OVERFIT, "MAP is less prone to overfitting.", False),
        (BOUND, "The ELBO is not always a tight lower bound.", False),
        (VARIANCE, "A larger lambda increases the variance.", True),
        (VARIANCE, "A larger lambda reduces the variance.", False),
        (VARIANCE, "A smaller lambda increases the variance.", False),
        (VARIANCE, "If lambda is small, the variance gets smaller.", True),
        (VARIANCE, "A larger lambda does not increase the variance.", False),
        (VARIANCE, "If lambda is larger than one it increases the variance.", True),
        (VARIANCE, "With more lambda the variance falls, and if lambda is small it rises.", False),
        (VARIANCE, "With more lambda the variance rises, and if lambda is small it falls.", True),
    ],
)
def test_polarity_negation_and_condition(fact, answer, wrong):
    assert says(fact, answer=answer) is wrong


def test_a_word_is_said_of_the_nearest_thing():
    variance = {"of": "variance", "axis": "amount.low"}
    assert not says(BIAS, variance, answer="We trade some bias for lower variance.")
    assert says(BIAS, variance, answer="We get lower bias and higher variance.")


def test_an_answer_that_is_right_but_for_one_assertion_is_not_full():
    point = rubrics()["em-algorithm"].point("monotonicity")
    right = (
        "The E-step makes the bound tight at the current parameters and the M-step maximises it, and the likelihood lies "
        "above the bound, so it cannot decrease."
    )
    judge = BuiltinJudge()

    def judged(answer: str):
        return judge.judge(Question("em-algorithm", point, point.questions[0], answer))

    assert judged(right).level == "full"
    wrong = judged(right + " So EM always converges to the global maximum.")
    assert wrong.level != "full"
    assert wrong.misconception
    assert wrong.reply


def test_a_fact_says_what_is_so_and_what_is_not():
    with pytest.raises(ValueError, match="axis"):
        Value(of="bound", right="lower bound")

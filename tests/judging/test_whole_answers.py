"""What an answer must say as a whole to be full: all that was asked, in words of its own, and no other explanation beside it."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from rubrics import Ask, mechanisms, rubrics

BOTH, CLAIMS = BuiltinJudge(), BuiltinJudge(by_example=False)


def judged(derivation: str, point: str, question: str, answer: str, judge: BuiltinJudge = BOTH):
    return judge.judge(Question(derivation, rubrics()[derivation].point(point), question, answer))


RELU = (
    "ReLU has slope one for positive inputs, so gradients do not vanish as in the saturated sigmoid, and it is cheap."
)


def test_a_question_of_two_parts_is_answered_in_both():
    one, both = "Why did ReLU replace the sigmoid?", "Why did ReLU replace the sigmoid, and what is its main drawback?"
    assert judged("backpropagation", "why-relu", one, RELU).level == "full"
    half = judged("backpropagation", "why-relu", both, RELU)
    assert half.level == "partial"
    assert "units can die" in half.rationale
    assert judged("backpropagation", "why-relu", both, RELU + " A drawback is that units can die.").level == "full"


def test_what_was_not_understood_may_be_the_answer_to_the_other_part():
    both = "Why did ReLU replace the sigmoid, and what is its main drawback?"
    unknown = RELU + " Sadly some fellows fall asleep for good, no alarm clock ever reaching their bedroom."
    assert judged("backpropagation", "why-relu", both, unknown).level == "full"


def test_an_ask_names_claims_of_its_point_or_words():
    point = rubrics()["backpropagation"].point("why-relu")
    with pytest.raises(ValueError, match="names no claim"):
        type(point).model_validate(point.model_dump() | {"asks": [{"about": "why", "claims": ["nope"]}]})
    with pytest.raises(ValueError, match="what answers it"):
        Ask(about="why")


@pytest.mark.parametrize(
    ("derivation", "point", "question", "answer"),
    [
        (
            "backpropagation",
            "computation-graph",
            "What is a computation graph, and why do we go through it in reverse order when training a network?",
            "We go through the computation graph in reverse order since, when training a network, reverse is the order "
            "of the computation.",
        ),
        (
            "diffusion",
            "closed-form-forward",
            "Show how to sample x_t directly from x_0 and say why that matters.",
            "One can sample x_t directly from x_0, and to sample x_t directly from x_0 matters.",
        ),
    ],
)
def test_the_question_given_back_earns_nothing(derivation, point, question, answer):
    assert judged(derivation, point, question, answer).level == "none"


def test_true_remarks_that_nothing_ties_together_earn_nothing():
    remarks = (
        "Shannon founded information theory. GANs have two networks. Log 2 is about 0.693, a bound. Mode collapse is "
        "frequent. Wasserstein proposed a metric."
    )
    assert judged("kl-divergence", "js-divergence", "What is the JS divergence?", remarks).level == "none"


def test_another_explanation_than_the_right_one_is_a_mistake():
    question = "Why does EM never decrease the likelihood?"
    wrong = judged(
        "em-algorithm",
        "monotonicity",
        question,
        "The M-step maximises the bound. That works since a backtracking line search is done along the natural direction.",
    )
    assert (wrong.level, wrong.misconception) == ("none", "foreign")
    assert "line search" in wrong.reply or "backtracking" in wrong.reply


@pytest.mark.parametrize(
    "remark", ["No line search is needed at all here.", "Unlike a line search it costs nothing extra."]
)
def test_a_foreign_technique_that_is_denied_or_compared_is_none(remark):
    right = (
        "The E-step makes the bound tight at the current parameters and the M-step raises it; the likelihood lies above "
        "the bound, so it cannot fall. "
    )
    question = "Why does EM never decrease the likelihood?"
    # terse as it is, the labelled answers, which say more, make it partial: only the claims are asked
    assert judged("em-algorithm", "monotonicity", question, right + remark, CLAIMS).level == "full"


def test_mechanisms_have_names():
    assert all(name.strip() for group in mechanisms() for name in group.split("/"))
    assert len(mechanisms()) == len(set(mechanisms()))


SLIP = "Ridge shrinks the weights, makes the matrix invertible and trades a bit of bias for less overfitting."


def test_a_wrong_sentence_beside_a_whole_answer_is_a_slip_and_one_that_carries_it_is_a_misconception():
    question = "What does the L2 penalty do?"
    assert judged("linear-regression", "ridge", question, SLIP + " The variance is unaffected.").level == "partial"
    only = "Ridge shrinks the weights. It makes the matrix invertible because the variance increases with λ on the diagonal."
    assert judged("linear-regression", "ridge", question, only).level == "none"


@pytest.mark.parametrize(
    "answer",
    [
        "It shrinks the weights and makes the matrix invertible, at the price of a little bias for lower variance.",
        "The weights shrink and λI makes the matrix invertible. It costs bias, but buys us a lot less jitter and overfitting.",
    ],
)
def test_some_of_a_thing_and_less_of_another_say_nothing_against_it(answer):
    assert judged("linear-regression", "ridge", "What does the L2 penalty do?", answer).level == "full"


def test_a_relative_clause_denies_what_it_follows():
    answer = (
        "The expectation is under p, so swapping the arguments changes the value. A distance would obey the triangle "
        "inequality, which KL doesn't."
    )
    question = "Why is the KL divergence not symmetric, and why is it no distance?"
    assert judged("kl-divergence", "asymmetry", question, answer).level == "full"

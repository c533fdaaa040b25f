"""Who says of each, or of whatever it is, what hinges on which it is has it wrong; who says what it hinges on has not."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.doc import read
from interviewer.judging.relevance import idle
from interviewer.judging.universals import whatever
from rubrics import rubric


def said(derivation, point, answer, question=""):
    point = rubric(derivation).point(point)
    return list(whatever(Question(derivation, point, question or point.questions[0], answer), read(answer)))


WRONG = [
    ("em-algorithm", "jensen-equality", "Equality doesn't depend on q at all."),
    ("em-algorithm", "jensen-equality", "The bound is always tight."),
    ("em-algorithm", "jensen-equality", "It is tight no matter which q you take."),
    ("em-algorithm", "monotonicity", "It reaches the global maximum regardless of the initialisation."),
    ("attention", "causal-mask", "Without the mask the decoder would still be autoregressive."),
    ("backpropagation", "batch-norm", "The output of an example does not depend on the rest of the batch."),
    ("kl-divergence", "asymmetry", "The value doesn't depend on the order of the arguments."),
    ("kl-divergence", "vae-regularizer", "You get the same lower bound whatever the direction."),
    ("linear-regression", "invertibility", "Every Gram matrix is invertible."),
    ("linear-regression", "invertibility", "XᵀX always has an inverse."),
    (
        "logistic-regression",
        "gradient-intuition",
        "Each point has the same weight in the gradient, regardless of its error.",
    ),
    ("map-estimation", "naive-bayes", "Bayes' rule turns this product into the likelihood p(x | y)."),
    ("map-estimation", "bayes-intuition", "The posterior is independent of the prior."),
    ("map-estimation", "bayes-intuition", "Bayes' rule turns the posterior into a prior with the data."),
    ("svm-dual", "support-vectors", "In the dual each multiplier is strictly positive."),
    ("svm-dual", "support-vectors", "Every single training point is a support vector."),
    ("svm-dual", "support-vectors", "All of them."),
    ("svm-dual", "kkt-conditions", "At the optimum all constraints are tight."),
]
RIGHT = [
    ("em-algorithm", "jensen-equality", "The bound holds for any q, and it is tight for the posterior alone."),
    ("em-algorithm", "jensen-equality", "Equality means that the ratio doesn't depend on z."),
    ("em-algorithm", "jensen-equality", "The evidence does not depend on q, so the gap alone shrinks."),
    (
        "em-algorithm",
        "monotonicity",
        "Wherever you start, it converges to some stationary point, and which one hinges on the start.",
    ),
    (
        "attention",
        "causal-mask",
        "Without the mask the decoder would still see the future, so it wouldn't be autoregressive.",
    ),
    ("backpropagation", "batch-norm", "At test time the output doesn't depend on the rest of the batch."),
    ("linear-regression", "invertibility", "Not every Gram matrix is invertible."),
    ("linear-regression", "invertibility", "With λ > 0 the matrix XᵀX + λI is always invertible."),
    ("linear-regression", "invertibility", "If the columns are independent, it always has an inverse."),
    (
        "map-estimation",
        "naive-bayes",
        "Bayes' rule turns the likelihood and the class prior into the posterior p(y | x).",
    ),
    ("map-estimation", "bayes-intuition", "Bayes' rule turns the prior into a posterior."),
    ("svm-dual", "support-vectors", "Every point on the margin is a support vector."),
    ("svm-dual", "support-vectors", "Not all points determine the solution."),
    ("svm-dual", "support-vectors", "All multipliers are non-negative."),
    ("svm-dual", "support-vectors", "Those on the margin, all of them."),
    ("svm-dual", "kkt-conditions", "All constraints hold, and those with positive multipliers are tight."),
]


@pytest.mark.parametrize(("derivation", "point", "answer"), WRONG)
def test_what_is_so_whatever_it_hinges_on_is_found(derivation, point, answer):
    assert said(derivation, point, answer)


@pytest.mark.parametrize(("derivation", "point", "answer"), RIGHT)
def test_what_hinges_on_it_is_let_be(derivation, point, answer):
    assert not said(derivation, point, answer)


def test_a_bare_all_answers_wrongly_what_asks_which():
    assert not said("svm-dual", "support-vectors", "All of them.", "Do the support vectors lie on the margin?")


@pytest.mark.parametrize(
    ("derivation", "point", "answer", "wrong"),
    [
        ("em-algorithm", "jensen-equality", "Taking the posterior is only a convention.", True),
        ("em-algorithm", "jensen-equality", "Taking the posterior isn't just a convention.", False),
        ("map-estimation", "naive-bayes", "That is why the class prior isn't needed.", True),
        ("map-estimation", "naive-bayes", "The class prior is needed too.", False),
    ],
)
def test_what_matters_is_no_convention_and_not_needless(derivation, point, answer, wrong):
    assert bool(list(idle(rubric(derivation).point(point), read(answer)))) is wrong


def test_a_universal_is_never_full():
    point = rubric("svm-dual").point("support-vectors")
    answer = (
        "All of them. The stationarity condition gives w as a sum over the training points with weights α_i, and by "
        "complementary slackness the multipliers are non-zero on the margin; each x_i is a support vector, so they alone "
        "determine the hyperplane."
    )
    found = BuiltinJudge(by_example=False).judge(Question("svm-dual", point, point.questions[0], answer))
    assert found.level != "full"
    assert found.misconception

"""What is said of what: a right sentence is no misconception because a wrong one has its words, and the other way round."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from rubrics import rubric

JUDGE = BuiltinJudge()


def judged(derivation, point, answer, question=""):
    point = rubric(derivation).point(point)
    return JUDGE.judge(Question(derivation, point, question or point.questions[0], answer))


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        (
            "logistic-regression",
            "sigmoid-derivative",
            "σ(1 − σ): it peaks when the two are equal, s = ½, giving a quarter.",
        ),
        ("logistic-regression", "sigmoid-derivative", "It's σ(1 − σ), maximum one quarter."),
        (
            "map-estimation",
            "priors-as-regularizers",
            "The log of a bell gives the squared penalty. Swap the bell for the pointy exp(−|w|/b) and you get the lasso.",
        ),
        ("attention", "causal-mask", "Future scores are set to −∞, so they get a weight of zero after the softmax."),
        ("attention", "causal-mask", "e^−∞ = 0, each row spreads its weight over itself and the past."),
        (
            "map-estimation",
            "map-vs-mle",
            "They are the same for a constant prior, and asymptotically, as the data term grows with n and the prior doesn't.",
        ),
        (
            "map-estimation",
            "bayes-intuition",
            "Prior times likelihood, normalised by the evidence, that's my belief afterwards, the posterior.",
        ),
        (
            "backpropagation",
            "why-relu",
            "Slope one for positive inputs, so gradients don't vanish as with the sigmoid's quarter.",
        ),
        ("linear-regression", "ridge", "The penalty shrinks the weights towards zero but not exacly to zero."),
        ("linear-regression", "ridge", "Weights are held small where data give little information: some bias."),
        ("svm-dual", "support-vectors", "They're the points with αᵢ > 0, the other points have αᵢ = 0."),
        ("diffusion", "classifier-free-guidance", "At w = 1 that is just the conditional model."),
        ("svm-dual", "soft-margin", "A large C tolerates few violations, a small one gives a wide margin."),
        (
            "svm-dual",
            "kkt-conditions",
            "A point not touching the margin exerts zero force, and only those leaning on it can have a nonzero one.",
        ),
    ],
)
def test_a_right_sentence_is_no_misconception(derivation, point, answer):
    assert judged(derivation, point, answer).misconception is None


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("logistic-regression", "sigmoid-derivative", "σ(1 − σ): its maximum is one half."),
        ("svm-dual", "soft-margin", "A large C tolerates many violations."),
        ("attention", "causal-mask", "It's put on the value vectors: those of later tokens become zero."),
        ("attention", "scaling-factor", "d_k is the number of keys, and the root makes up for it."),
        ("em-algorithm", "jensen-equality", "q should be spread out, with the posterior as the worst possible choice."),
        ("backpropagation", "vanishing-exploding", "This hits the layers next to the output hardest."),
        ("logistic-regression", "gradient-intuition", "The better the prediction, the larger the step."),
        ("map-estimation", "map-vs-mle", "With more data the prior grows with n."),
        ("svm-dual", "support-vectors", "They're the points with αᵢ = 0, outside of the margin."),
        (
            "logistic-regression",
            "softmax-extension",
            "One sigmoid a class against the rest, and then softmax picks the largest.",
        ),
        ("attention", "causal-mask", "The scores of the past positions are set to minus infinity."),
        ("linear-regression", "matrix-differentiation", "The gradient vanishes where Xw = y, so w = X⁻¹y."),
    ],
)
def test_what_is_wrong_of_its_own_thing_is_one(derivation, point, answer):
    assert judged(derivation, point, answer).misconception is not None


def test_the_left_side_of_an_equation_is_all_of_it():
    answer = "The gradient is 2Xᵀ(Xw − y), which is zero where XᵀX w = Xᵀy."
    assert judged("linear-regression", "matrix-differentiation", answer).misconception is None


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        (
            "diffusion",
            "classifier-free-guidance",
            "It's guidance without a classifier: so instead of a classifier to guide you, you are guided without one, and w guides how strongly it guides.",
        ),
        (
            "backpropagation",
            "batch-norm",
            "It normalises the batch, hence the name, in the batch normalisation of a batch.",
        ),
        (
            "linear-regression",
            "ridge",
            "Ridge adds the ridge penalty, which penalises it, so the solution is a penalised one.",
        ),
    ],
)
def test_the_name_of_a_thing_in_other_forms_of_its_words_earns_nothing(derivation, point, answer):
    assert judged(derivation, point, answer).level == "none"


def test_what_a_density_is_conditioned_on_is_no_update_of_it():
    answer = "The E-step takes the responsibilities π_k N(x|μ_k, Σ_k), normalised; the M-step updates the parameters given these."
    assert judged("em-algorithm", "gmm-em", answer).level == "partial"


@pytest.mark.parametrize("filler", ["Let me think. " * 3000, "well, " * 5000, "um so\n" * 9000, "so I mean " * 8000])
def test_no_repetition_pushes_an_answer_out_of_sight(filler):
    answer = rubric("attention").point("scaling-factor").answer
    found = judged("attention", "scaling-factor", filler + answer)
    assert found.level == "full"
    assert all(quote in answer for quote in found.evidence)

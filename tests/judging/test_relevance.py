"""Who denies a part to what plays one is mistaken, however right the words around it."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.doc import read
from interviewer.judging.relevance import idle
from rubrics import rubric


def denied(derivation, point, answer):
    return list(idle(rubric(derivation).point(point), read(answer)))


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("vae-elbo", "blurry-images", "The Gaussian likelihood and the KL term have no bearing on it."),
        ("vae-elbo", "blurry-images", "It's the network; the squared error isn't to blame."),
        ("svm-dual", "why-dual", "Kernels have nothing to do with it."),
        ("svm-dual", "soft-margin", "In the dual C does not matter at all."),
        ("backpropagation", "vanishing-exploding", "They vanish regardless of the depth."),
        ("backpropagation", "vanishing-exploding", "The depth of the network is irrelevant."),
        ("map-estimation", "priors-as-regularizers", "The strength has nothing to do with the variance of the prior."),
        ("logistic-regression", "gradient-intuition", "Every example counts the same, no matter the error."),
    ],
)
def test_a_denied_part_is_found(derivation, point, answer):
    assert denied(derivation, point, answer)


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("vae-elbo", "blurry-images", "The Gaussian likelihood matters, and the resolution has no bearing on it."),
        ("svm-dual", "support-vectors", "Deleting other points (outside the margin) doesn't affect the solution."),
        ("map-estimation", "naive-bayes", "Within a class the words have nothing to do with each other."),
        ("map-estimation", "naive-bayes", "It assumes independence of the features given the class."),
        ("map-estimation", "bayes-intuition", "With plenty of observations, it hardly matters where I started."),
        ("svm-dual", "why-dual", "Kernels are not irrelevant: inner products are all we need."),
        ("svm-dual", "why-dual", "There are n unknowns, regardless of how wide the inputs are."),
    ],
)
def test_what_plays_no_part_may_be_called_idle(derivation, point, answer):
    assert not denied(derivation, point, answer)


def test_a_denied_part_is_never_full():
    answer = (
        "The reconstruction is a pixel-wise squared error, so the decoder outputs the average of plausible images, and averages "
        "are blurred. But the overlap of the posteriors and the Gaussian likelihood have no bearing on it."
    )
    point = rubric("vae-elbo").point("blurry-images")
    found = BuiltinJudge().judge(Question("vae-elbo", point, point.questions[0], answer))
    assert found.level != "full"
    assert found.misconception == "irrelevant"
    assert found.reply

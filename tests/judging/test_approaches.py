"""Who does not remember earns a part by a right approach, and nothing by a wrong or an empty one."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from rubrics import rubrics


def level(derivation: str, point: str, answer: str) -> str:
    asked = rubrics()[derivation].point(point)
    return BuiltinJudge(by_example=False).judge(Question(derivation, asked, asked.questions[0], answer)).level


@pytest.mark.parametrize(
    ("derivation", "point", "approach"),
    [
        ("linear-regression", "matrix-differentiation", "write xᵀAx as a double sum, differentiate by one component and collect the terms in a matrix product"),
        ("svm-dual", "why-dual", "eliminate w so that the data come in only through inner products, which a kernel can replace"),
        ("vae-elbo", "reparameterization", "move the randomness into a noise input so that the sample is a differentiable function of the encoder's outputs"),
        ("em-algorithm", "monotonicity", "show that the bound touches the likelihood after the E-step, and that the M-step can only raise the bound"),
        ("kl-divergence", "js-divergence", "average the two distributions and take the KL of each to that average"),
    ],
)  # fmt: skip
def test_a_right_approach_is_a_part(derivation, point, approach):
    assert level(derivation, point, f"I don't remember the formula, but the approach is to {approach}.") == "partial"


@pytest.mark.parametrize(
    ("derivation", "point", "approach"),
    [
        ("svm-dual", "why-dual", "swap the two classes and minimise the margin instead, which gives a smaller number of constraints"),
        ("vae-elbo", "reparameterization", "replace the sample by its most likely value, so that no noise is left in training"),
        ("diffusion", "closed-form-forward", "run the learned denoiser backwards t times and fit a line through the results"),
        ("kl-divergence", "js-divergence", "subtract the two KL divergences from each other so that the asymmetry cancels"),
        ("map-estimation", "map-vs-mle", "average the likelihood over all parameters and divide by the prior, which is how MAP gets rid of it"),
        ("logistic-regression", "gradient-intuition", "see that samples which are already classified with certainty push the weights most"),
        ("attention", "scaling-factor", "just compute it"),
    ],
)  # fmt: skip
def test_a_wrong_approach_or_an_empty_one_is_nothing(derivation, point, approach):
    assert level(derivation, point, f"I don't remember the formula, but the approach is to {approach}.") == "none"

"""Integrals without bounds; objectives named behind their slope; the constant among the features."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, the line, whether it is right
    "an antiderivative": ("logistic-regression", [], "∫ σ(z) dz = log(1 + e^z) + C", True),
    "another function": ("logistic-regression", [], "∫ σ(z) dz = log(1 − e^z) + C", False),
    "in LaTeX": ("logistic-regression", [], r"\int \sigma(z)(1-\sigma(z))\,dz = \sigma(z) + \text{const}", True),
    "a square too many": (
        "logistic-regression",
        [],
        r"\int \sigma(z)(1-\sigma(z))\,dz = \sigma(z)^2 + \text{const}",
        False,
    ),
    "an expectation is none": ("kl-divergence", [], "∫ p(x) log(p(x)/q(x)) dx = E_p[log p(x) − log q(x)]", True),
    "the slope of what stands behind": (
        "logistic-regression",
        [],
        "the gradient is Xᵀ(y − p) for the log-likelihood",
        True,
    ),
    "and its sign": ("logistic-regression", [], "the gradient is Xᵀ(p − y) for the log-likelihood", False),
    "a column of ones among the features": (
        "linear-regression",
        ["Hastie: RSS(β) = (y − Xβ)ᵀ(y − Xβ), X is N × (p+1) with a column of ones"],
        "∂RSS/∂β = −2Xᵀ(y − Xβ)",
        True,
    ),
    "and the sign of the slope": (
        "linear-regression",
        ["Hastie: RSS(β) = (y − Xβ)ᵀ(y − Xβ), X is N × (p+1) with a column of ones"],
        "∂RSS/∂β = 2Xᵀ(y − Xβ)",
        False,
    ),
}


@pytest.mark.parametrize(("derivation", "before", "line", "right"), LINES.values(), ids=LINES)
def test_line(derivation: str, before: list[str], line: str, right: bool):
    verdict = check(derivation, before, line, seconds=5).verdict
    assert verdict in ("verified", "given") if right else verdict == "refuted"


LIMITS = {
    "as τ → ∞, w_MAP = w_MLE": True,
    "as τ → 0, w_MAP = w_MLE": False,
    "τ → ∞ gives λ → 0 and w_MAP = w_MLE": True,
}


@pytest.mark.parametrize(("line", "right"), LIMITS.items(), ids=LIMITS)
def test_what_is_reached_in_the_limit(line: str, right: bool):
    assert check("map-estimation", [], line, seconds=5).verdict == ("verified" if right else "refuted")


def test_a_constant_feature_is_not_forgotten():
    line = "1ᵀ(y − Xŵ) = 0"
    assert check("linear-regression", ["X has a column of ones"], line, seconds=5).verdict == "undecided"
    assert check("linear-regression", [], "Σ_i (y_i − ŷ_i) = 0", seconds=5).verdict == "refuted"


def test_outputs_that_saturate_are_not_tried_far_out():
    before = ["hidden relu, output sigmoid with cross-entropy"]
    assert check("backpropagation", before, "dz1 = (W2.T @ (a2 - y)) * (z1 > 0)", seconds=5).verdict == "verified"
    assert check("backpropagation", before, "dz1 = (W2.T @ (y - a2)) * (z1 > 0)", seconds=5).verdict == "refuted"

"""Approximations as what they claim exactly: expansions to the order written, estimates by their mean, networks by their target."""

import pytest

from interviewer.checking import check

PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "small in words": (
        "diffusion",
        [],
        "\\sqrt{1-\\beta_t} \\approx 1 - \\frac{\\beta_t}{2} for small \\beta_t",
        "\\sqrt{1-\\beta_t} \\approx 1 - \\beta_t for small \\beta_t",
    ),
    "near a point is not at it": (
        "logistic-regression",
        [],
        "near z = 0: sigma(z) ~= 1/2 + z/4",
        "near z = 0: sigma(z) ~= 1/2 - z/4",
    ),
    "a letter nobody knows": (
        "kl-divergence",
        [],
        "log(1+u) ≈ u − u²/2 when |u| is small",
        "log(1+u) ≈ u + u²/2 when |u| is small",
    ),
    "to second order in a step": (
        "logistic-regression",
        [],
        "L(w + d) ≈ L(w) + ∇L(w)^T d + 1/2 d^T H d",
        "L(w + d) ≈ L(w) + ∇L(w)^T d + d^T H d",
    ),
    "to first order": ("linear-regression", [], "J(w + d) ≈ J(w) + ∇J(w)ᵀd", "J(w + d) ≈ J(w) − ∇J(w)ᵀd"),
    "a difference quotient": (
        "backpropagation",
        [],
        "∂L/∂w ≈ (L(w+ε) − L(w−ε))/(2ε)",
        "∂L/∂w ≈ (L(w+ε) − L(w−ε))/ε",
    ),
    "a mean over samples": (
        "kl-divergence",
        ["x_1, ..., x_n ~ p i.i.d."],
        "KL(p||q) ≈ (1/n) sum_i log(p(x_i)/q(x_i))",
        "KL(p||q) ≈ (1/n) sum_i log(q(x_i)/p(x_i))",
    ),
    "what the samples are drawn from": (
        "vae-elbo",
        [],
        "\\mathbb{E}_{q_\\phi(z|x)}[\\log p_\\theta(x|z)] \\approx \\frac1L\\sum_{l=1}^L \\log p_\\theta(x|z^{(l)}), "
        "\\quad z^{(l)} \\sim q_\\phi(z|x)",
        "\\mathbb{E}_{q_\\phi(z|x)}[\\log p_\\theta(x|z)] \\approx \\frac1L\\sum_{l=1}^L \\log p_\\theta(x|z^{(l)}), "
        "\\quad z^{(l)} \\sim p(z)",
    ),
    "a sum is no mean": (
        "kl-divergence",
        [],
        "KL(p‖q) ≃ (1/N) Σₙ {−ln q(xₙ) + ln p(xₙ)}, xₙ ~ p",
        "KL(p‖q) ≃ Σₙ {−ln q(xₙ) + ln p(xₙ)}, xₙ ~ p",
    ),
    "importance weights": (
        "vae-elbo",
        [],
        "p(x) ≈ (1/K) Σ_k p(x, z_k)/q(z_k|x), z_k ~ q(z|x)",
        "p(x) ≈ (1/K) Σ_k p(x|z_k)/q(z_k|x), z_k ~ q(z|x)",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_approximations_are_judged_by_what_they_claim(name: str) -> None:
    derivation, setup, right, wrong = PAIRS[name]
    assert check(derivation, setup, right).verdict == "verified"
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_network_stands_for_what_it_is_trained_to_give() -> None:
    assert check("diffusion", [], "x_0 ≈ (x_t − √(1−ᾱ_t) ε_θ(x_t,t))/√ᾱ_t").verdict == "verified"
    assert check("diffusion", [], "x_0 ≈ (x_t − (1−ᾱ_t) ε_θ(x_t,t))/√ᾱ_t").verdict == "undecided"

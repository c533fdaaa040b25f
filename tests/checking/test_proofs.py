"""`symbolic` is said of what was shown identically, and of nothing else."""

from __future__ import annotations

import pytest

from interviewer.checking import check

PROVED = [
    ("linear-regression", [], "∇_w ‖Xw − y‖² = 2Xᵀ(Xw − y)"),
    ("linear-regression", [], "‖Xw − y‖² = wᵀXᵀXw − 2yᵀXw + yᵀy"),
    ("linear-regression", [], "∇²_w ‖Xw − y‖² = 2XᵀX"),
    ("logistic-regression", [], "σ'(z) = σ(z)(1 − σ(z))"),
    ("logistic-regression", [], "log(p_i/(1 − p_i)) = wᵀx_i"),
    ("svm-dual", [], "∂L/∂w = w − Σᵢ αᵢyᵢxᵢ"),
    ("svm-dual", ["w = Σᵢ αᵢyᵢxᵢ"], "wᵀw = Σᵢ Σⱼ αᵢαⱼyᵢyⱼxᵢᵀxⱼ"),
    ("attention", [], "Var(q·k) = d_k"),
    ("backpropagation", [], "z^{(l)}_j = Σ_k W^{(l)}_{jk} a^{(l−1)}_k + b^{(l)}_j"),
    ("vae-elbo", [], "log p(x) = ELBO + KL(q(z|x) ‖ p(z|x))"),
    ("kl-divergence", [], "KL(p‖q) = H(p, q) − H(p)"),
    ("kl-divergence", [], "for Gaussians KL(p‖q) = log(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/(2σ₂²) − 1/2"),
    ("em-algorithm", [], "log p(X;θ) = Σ_Z q(Z) log[p(X,Z;θ)/q(Z)] + KL(q(Z) ‖ p(Z|X;θ))"),
    ("map-estimation", [], "θ_MAP = (XᵀX + (σ²/τ²) I)⁻¹ Xᵀ y"),
]
SLIPS = [
    ("linear-regression", [], "‖Xw − y‖² = wᵀXᵀXw − 2yᵀXw + yᵀX w"),
    ("logistic-regression", [], "σ'(z) = σ(z)(1 + σ(z))"),
    ("logistic-regression", [], "log(p_i/(1 − p_i)) = −wᵀx_i"),
    ("svm-dual", [], "∂L/∂w = w − Σᵢ αᵢxᵢ"),
    ("attention", [], "Var(q·k) = d_k²"),
    ("vae-elbo", [], "log p(x) = ELBO + KL(p(z|x) ‖ q(z|x))"),
    ("kl-divergence", [], "KL(p‖q) = H(q, p) − H(p)"),
    ("kl-divergence", [], "for Gaussians KL(p‖q) = log(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/(2σ₁²) − 1/2"),
    ("map-estimation", [], "θ_MAP = (XᵀX + (τ²/σ²) I)⁻¹ Xᵀ y"),
]
NUMERIC = [
    ("kl-divergence", [], "KL(p‖q) = Σᵢ pᵢ log(pᵢ/qᵢ) ≥ 0"),  # the bound was tried, not shown
    ("kl-divergence", [], "KL(p‖q) = 0 ⇔ p = q"),
]


@pytest.mark.parametrize(("derivation", "setup", "step"), PROVED)
def test_a_right_equation_is_proved(derivation: str, setup: list[str], step: str):
    verdict = check(derivation, setup, step)
    assert (verdict.verdict, verdict.method) == ("verified", "symbolic")


@pytest.mark.parametrize(("derivation", "setup", "step"), SLIPS)
def test_a_slip_is_not(derivation: str, setup: list[str], step: str):
    verdict = check(derivation, setup, step)
    assert verdict.verdict == "refuted"


@pytest.mark.parametrize(("derivation", "setup", "step"), NUMERIC)
def test_a_line_is_proved_as_a_whole_or_not(derivation: str, setup: list[str], step: str):
    verdict = check(derivation, setup, step)
    assert (verdict.verdict, verdict.method) == ("verified", "numeric")

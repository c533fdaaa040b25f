"""What earlier words and lines leave in force: variances told, a loss of one's own, members of samples and components, signs."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT = [
    ("map-estimation", [], "θ_MAP = (XᵀX + (s²/v)I)⁻¹Xᵀy with prior variance v and noise variance s²"),
    ("map-estimation", [], "with noise variance s² and prior variance v: θ_MAP = (XᵀX + (s²/v)I)⁻¹Xᵀy"),
    ("map-estimation", ["noise N(0, s²)"], "θ_MAP = (XᵀX + (s²/τ²)I)⁻¹Xᵀy"),
    ("map-estimation", ["σ² = s²"], "θ_MAP = (XᵀX + (s²/τ²)I)⁻¹Xᵀy"),
    (
        "logistic-regression",
        ["ℓ_i(w) = y_i log p_i + (1-y_i) log(1-p_i)"],
        "ℓ_i(w) = y_i wᵀx_i − log(1+e^{wᵀx_i})",
    ),
    ("svm-dual", [], "∂L/∂w_j = w_j − Σᵢ αᵢyᵢx_{ij} = 0 ⇒ w = Σᵢ αᵢyᵢxᵢ"),
    ("backpropagation", ["C = Σ_k (a_k^{(L)} − y_k)⁴"], "δ^{(L)} = 4 (a^{(L)} − y)³ ⊙ σ'(z^{(L)})"),
    ("backpropagation", ["J = ½‖a^{(L)} − y‖² + (λ/2) Σ_l ‖W^{(l)}‖²"], "∂L/∂W^{(l)} = δ^{(l)} (a^{(l−1)})ᵀ"),
    ("linear-regression", ["J(w) = ‖y − Xw‖² + λ‖w‖²"], "∇L(w) = 2Xᵀ(Xw − y)"),
    ("linear-regression", ["J(w) = ‖y − Xw‖² + λ‖w‖²"], "∇J(w) = 2Xᵀ(Xw − y) + 2λw"),
    ("diffusion", [], "x_{t-1} = 1/sqrt(a_t) * (x_t - b_t/sqrt(1 - abar_t) * eps_theta(x_t,t)) + s_t*xi"),
    ("em-algorithm", ["μ_k = Σ_i γ_ik x_i / N_k"], "π_k = N_k / n"),
    ("em-algorithm", [], "log p(X|θ) − log p(X|θ_t) ≥ Q(θ|θ_t) − Q(θ_t|θ_t)"),
    ("svm-dual", ["min ½‖w‖² s.t. y_i(wᵀx_i+b) ≥ 1, α_i ≥ 0"], "L = ½‖w‖² − Σ_i α_i (y_i(wᵀx_i+b) − 1)"),
]
WRONG = [
    ("map-estimation", [], "with noise variance s² and prior variance v: θ_MAP = (XᵀX + (v/s²)I)⁻¹Xᵀy"),
    ("map-estimation", ["noise N(0, s²)"], "θ_MAP = (XᵀX + (τ²/s²)I)⁻¹Xᵀy"),
    (
        "logistic-regression",
        ["ℓ_i(w) = y_i log p_i + (1-y_i) log(1-p_i)"],
        "ℓ_i(w) = y_i wᵀx_i + log(1+e^{wᵀx_i})",
    ),
    ("svm-dual", [], "∂L/∂w_j = w_j − Σᵢ αᵢyᵢx_{ij} = 0 ⇒ w = −Σᵢ αᵢyᵢxᵢ"),
    ("backpropagation", ["C = Σ_k (a_k^{(L)} − y_k)⁴"], "δ^{(L)} = (a^{(L)} − y) ⊙ σ'(z^{(L)})"),
    ("backpropagation", ["C = ‖a^L − y‖⁴"], "δ^L = a^L − y"),
    ("linear-regression", ["J(w) = ‖y − Xw‖² + λ‖w‖²"], "∇J(w) = 2Xᵀ(Xw − y)"),
    ("linear-regression", ["J(w) = ‖y − Xw‖² + λ‖w‖²"], "∇L(w) = 2Xᵀ(y − Xw)"),
    ("diffusion", [], "x_{t-1} = 1/sqrt(a_t) * (x_t - b_t/sqrt(1 - a_t) * eps_theta(x_t,t)) + s_t*xi"),
    ("em-algorithm", ["μ_k = Σ_i γ_ik x_i / N_k"], "μ_k = Σ_i γ_ik x_i / n"),
    ("em-algorithm", [], "log p(X|θ) − log p(X|θ_t) ≤ Q(θ|θ_t) − Q(θ_t|θ_t)"),
    ("svm-dual", ["min ½‖w‖² s.t. y_i(wᵀx_i+b) ≥ 1, α_i ≥ 0"], "L = ½‖w‖² − Σ_i α_i (1 − y_i(wᵀx_i+b))"),
    ("kl-divergence", [], "argmin_Q KL(P‖Q) = argmax_Q E_{x~Q} log P(x)"),
]


@pytest.mark.parametrize(("derivation", "setup", "step"), RIGHT)
def test_right(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "step"), WRONG)
def test_wrong(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step).verdict == "refuted"

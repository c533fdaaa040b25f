"""Names of a writer's own mean what stands where they stand: a weight, an estimate, a multiplier, another objective."""

from __future__ import annotations

import pytest

from interviewer.checking import check

ROLES = {  # derivation, what is written before, a right line, a wrong one
    "a weight calls for no reading that has its letter": (
        "logistic-regression",
        ["positives weighted by c > 0, c ≠ 1: L = −Σᵢ [c yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]"],
        "∇L = Σᵢ [(1 − yᵢ) pᵢ − c yᵢ (1 − pᵢ)] xᵢ",
        "∇L = c Σᵢ (pᵢ − yᵢ) xᵢ",
    ),
    "two weights of one letter": (
        "logistic-regression",
        ["class weights c1, c0: J = -sum_i [c1 y_i log p_i + c0 (1-y_i) log(1-p_i)]"],
        "dJ/dz_i = c0 (1-y_i) p_i - c1 y_i (1-p_i)",
        "dJ/dz_i = c1 (1-y_i) p_i - c0 y_i (1-p_i)",
    ),
    "a loss by the letter of a density, labels in a set": (
        "logistic-regression",
        ["f(w) = Σₙ log(1 + exp(−ỹₙ wᵀxₙ)),  ỹₙ ∈ {−1, +1}"],
        "∇f(w) = −Σₙ ỹₙ σ(−ỹₙ wᵀxₙ) xₙ",
        "∇f(w) = −Σₙ ỹₙ σ(ỹₙ wᵀxₙ) xₙ",
    ),
    "labels of estimates in code": (
        "linear-regression",
        [],
        "w_hat_ridge = inv(X.T @ X + lam*I) @ (X.T @ X) @ w_hat_ols",
        "w_hat_ridge = inv(X.T @ X + lam*I) @ w_hat_ols",
    ),
    "the label of least squares, raised": (
        "linear-regression",
        ["X^TX = I"],
        r"\hat\beta^{ridge} = \hat\beta^{ls}/(1+\lambda)",
        r"\hat\beta^{ridge} = \hat\beta^{ls}/(1-\lambda)",
    ),
    "a variance that is fitted": (
        "linear-regression",
        ["y = X w + eps, eps ~ N(0, sigma2 I)"],
        "sigma2_hat = (1/n) * ||y - X w_hat||^2",
        "sigma2_hat = (1/n) * ||y - X w_hat||",
    ),
    "the likeliest variance": (
        "linear-regression",
        ["y = Xw + ε, ε ~ N(0, σ²I)"],
        "σ²_ML = (1/n) Σᵢ (yᵢ − ŵᵀxᵢ)²",
        "σ²_ML = Σᵢ (yᵢ − ŵᵀxᵢ)²",
    ),
    "the mean of a prior is no entry": (
        "map-estimation",
        ["general prior θ ~ N(θ₀, Λ⁻¹), Λ ≻ 0, noise variance σ²"],
        "(XᵀX/σ² + Λ) θ_MAP = Xᵀy/σ² + Λθ₀",
        "(XᵀX/σ² + Λ) θ_MAP = Xᵀy/σ² + Λ⁻¹θ₀",
    ),
    "a prior in place of the problem's": (
        "map-estimation",
        ["θ ~ N(θ₀, τ²I) instead of N(0, τ²I)"],
        "θ_MAP = θ₀ + (XᵀX + λI)⁻¹Xᵀ(y − Xθ₀), λ = σ²/τ²",
        "θ_MAP = θ₀ + (XᵀX + λI)⁻¹Xᵀ(y + Xθ₀), λ = σ²/τ²",
    ),
    "moments after those of the prior": (
        "map-estimation",
        [r"\theta\sim\mathcal N(m_0,S_0),\ y\mid\theta\sim\mathcal N(X\theta,\sigma^2I)"],
        r"S_N^{-1}=S_0^{-1}+\frac1{\sigma^2}X^TX,\quad m_N=S_N(S_0^{-1}m_0+\frac1{\sigma^2}X^Ty)",
        r"S_N^{-1}=S_0^{-1}+\frac1{\sigma^2}X^TX,\quad m_N=S_N(S_0m_0+\frac1{\sigma^2}X^Ty)",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), ROLES.values(), ids=ROLES)
def test_names_by_role(derivation: str, setup: list[str], right: str, wrong: str) -> None:
    assert check(derivation, setup, right).verdict == "verified"
    assert check(derivation, setup, wrong).verdict == "refuted"


@pytest.mark.parametrize("claim", ["w_{OLS} = (XᵀX + λI)⁻¹Xᵀy", r"\hat\beta^{LS} = (X^TX + \lambda I)^{-1}X^Ty"])
def test_least_squares_has_no_penalty(claim: str) -> None:
    assert check("linear-regression", [], claim).verdict == "refuted"


def test_several_of_a_letter_are_no_square() -> None:
    said = "KL(N(0, sigma1^2) || N(0, sigma2^2)) = log(sigma2/sigma1) + sigma1^2/(2*sigma2^2) - 1/2"
    assert check("kl-divergence", [], said).verdict == "verified"
    assert check("kl-divergence", [], said.replace("log(sigma2/sigma1)", "log(sigma1/sigma2)")).verdict == "refuted"

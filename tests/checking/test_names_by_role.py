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
    "multipliers by letters of his own": (
        "svm-dual",
        [
            "soft margin: min 1/2||w||^2 + C*sum_i xi_i, y_i(w'x_i+b) >= 1 - xi_i, xi_i >= 0",
            "multipliers a_i >= 0 and m_i >= 0",
        ],
        "dL/dxi_i = C - a_i - m_i = 0  =>  a_i <= C",
        "dL/dxi_i = C - a_i - m_i = 0  =>  a_i >= C",
    ),
    "a multiplier that the problem has another use for": (
        "svm-dual",
        ["soft margin"],
        "with multipliers λ_i ≥ 0 for the margins and γ_i ≥ 0 for ξ_i ≥ 0: ∂L/∂ξ_i = C − λ_i − γ_i = 0",
        "with multipliers λ_i ≥ 0 for the margins and γ_i ≥ 0 for ξ_i ≥ 0: ∂L/∂ξ_i = C − λ_i + γ_i = 0",
    ),
    "multipliers told in the other order": (
        "svm-dual",
        ["soft margin with multipliers μ_i ≥ 0 for ξ_i ≥ 0 and α_i ≥ 0 for the margins"],
        "C = α_i + μ_i",
        "C = α_i − μ_i",
    ),
    "the solution under hats": (
        "svm-dual",
        ["f(x) = wᵀx + b"],
        "f̂(x) = Σ_i α̂_i y_i x_iᵀx + b̂",
        "f̂(x) = Σ_i α̂_i x_iᵀx + b̂",
    ),
    "points on the margins": (
        "svm-dual",
        [],
        "margin width = (x_+ - x_-)^T w / ||w|| = 2/||w||",
        "margin width = (x_+ - x_-)^T w / ||w||^2 = 2/||w||",
    ),
    "a loss by another letter, as a function": (
        "diffusion",
        [],
        "J(θ) = E_{t,x₀,ε} ‖ε − ε_θ(√ᾱ_t x₀ + √(1−ᾱ_t) ε, t)‖²",
        "J(θ) = E_{t,x₀,ε} ‖ε − ε_θ(√(1−ᾱ_t) x₀ + √ᾱ_t ε, t)‖²",
    ),
    "another letter under the label of the problem's": (
        "diffusion",
        [],
        "J_{simple}(θ) = E_{t,x₀,ε}[‖ε − ε_θ(√ᾱ_t x₀ + √(1−ᾱ_t) ε, t)‖²]",
        "J_{simple}(θ) = E_{t,x₀,ε}[‖ε − ε_θ(√ᾱ_t x₀ + (1−ᾱ_t) ε, t)‖²]",
    ),
    "an objective built on the problem's by another name of it": (
        "logistic-regression",
        ["penalised: R(w) = NLL(w) + (κ/2)‖w‖²"],
        "∇R = Xᵀ(p − y) + κ w",
        "∇R = Xᵀ(p − y) + (κ/2) w",
    ),
    "a part of the problem's objective": (
        "linear-regression",
        ["E(w) = ½ RSS(w)"],
        "∇E = Xᵀ(Xw − y)",
        "∇E = 2Xᵀ(Xw − y)",
    ),
    "what he has defined is no new name": (
        "linear-regression",
        ["ridge with penalty k: b_k = (X'X + kI)^{-1}X'y"],
        "b_k = (I + k(X'X)^{-1})^{-1} b_ols",
        "b_k = (I - k(X'X)^{-1}) b_ols",
    ),
    "fitted probabilities": (
        "logistic-regression",
        [r"Let \hat p_i = \sigma(\hat w^T x_i) be the fitted probabilities"],
        r"\sum_i \hat p_i x_i = \sum_i y_i x_i",
        r"\sum_i \hat p_i x_i = -\sum_i y_i x_i",
    ),
    "primes on a value": (
        "logistic-regression",
        ["s = σ(z), s′ = s(1−s)"],
        "s″ = s′(1−s) − s s′ = s(1−s)(1−2s)",
        "s″ = s′(1−s) + s s′",
    ),
    "a prime on an activation": ("backpropagation", ["h = tanh(u)"], "h' = 1 − h²", "h' = 1 + h²"),
    "a step of the weights, and no layer": (
        "backpropagation",
        [],
        "W^{(t+1)} = W^{(t)} − η ∂L/∂W^{(t)}",
        "W^{(t+1)} = W^{(t)} + η ∂L/∂W^{(t)}",
    ),
    "a new version in each layer": (
        "backpropagation",
        [],
        "W^{(l)}_{new} = W^{(l)} − η ∂L/∂W^{(l)}",
        "W^{(l)}_{new} = W^{(l)} + η ∂L/∂W^{(l)}",
    ),
    "the next parameters by a plus": (
        "em-algorithm",
        [],
        "μ_k⁺ = Σ_i γ_ik x_i / Σ_i γ_ik",
        "μ_k⁺ = Σ_i γ_ik x_i / n",
    ),
    "all under hats": (
        "em-algorithm",
        [],
        "r̂_ik = π̂_k N(x_i; μ̂_k, Σ̂_k) / Σ_j π̂_j N(x_i; μ̂_j, Σ̂_j)",
        "r̂_ik = π̂_k N(x_i; μ̂_k, Σ̂_k) / Σ_i π̂_k N(x_i; μ̂_k, Σ̂_k)",
    ),
    "a penalty by a letter of his own": (
        "svm-dual",
        ["L2-SVM: min ½‖w‖² + (c/2) Σ ξ_i², y_i(wᵀx_i + b) ≥ 1 − ξ_i"],
        "ξ_i = α_i/c",
        "ξ_i = c α_i",
    ),
    "multipliers told beside a program": (
        "svm-dual",
        ["min ½‖w‖² + C Σ ξ_i; multipliers u_i ≥ 0 for the margin constraints, v_i ≥ 0 for ξ_i ≥ 0"],
        "u_i + v_i = C",
        "u_i − v_i = C",
    ),
    "noise by a letter of his own": (
        "linear-regression",
        ["y = Xθ + u, E[u] = 0, Var(u) = τ²I"],
        "Var(θ̂) = τ²(XᵀX)⁻¹",
        "Var(θ̂) = τ²XᵀX",
    ),
    "the weights by a letter that others have for the targets": (
        "linear-regression",
        ["y = Xb + ε, Var(ε) = s² I"],
        "Cov(b̂) = s² (XᵀX)⁻¹",
        "Cov(b̂) = s² X(XᵀX)⁻¹Xᵀ",
    ),
    "an optimum that a line names": (
        "logistic-regression",
        ["θ* minimises J"],
        "Xᵀ(σ(Xθ*) − y) = 0",
        "Xᵀ(σ(Xθ*) + y) = 0",
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


def test_a_distance_is_no_number_of_features() -> None:
    assert check("svm-dual", [], "d = 2/||w||").verdict == "undecided"


def test_precisions_after_that_of_the_prior() -> None:
    before = ["w ~ N(μ₀, Λ₀⁻¹), y ~ N(Xw, σ²I)"]
    assert check("map-estimation", before, "Λ_n = Λ₀ + XᵀX/σ²").verdict == "verified"
    assert check("map-estimation", before, "Λ_n = Λ₀⁻¹ + XᵀX/σ²").verdict != "verified"


def test_hats_of_what_only_other_readings_know_stay() -> None:
    said = r"\hat u = y - X\hat\beta_{ols} \Rightarrow X^T\hat u = 0"
    assert check("linear-regression", [], said).verdict == "verified"
    assert check("linear-regression", [], said.replace("X^T", "X")).verdict != "verified"
    tosses = ["k heads in n tosses, prior Beta(a, b)"]
    assert check("map-estimation", tosses, "p̂ = (k + a)/(n + a + b) is the MAP estimate").verdict == "refuted"

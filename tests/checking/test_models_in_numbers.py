"""Bayesian models, machines and mixtures whose data or parameters are numbers."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "map-estimation",
        ["x_1,…,x_n ~ N(μ, s²) iid, prior μ ~ N(m, t²)"],
        ["μ_MAP = (n x̄/s² + m/t²)/(n/s² + 1/t²)"],
        [],
    ),
    (
        "map-estimation",
        ["x_i ~ N(μ, 4), i = 1..4, prior μ ~ N(1, 1), x̄ = 3"],
        ["μ_MAP = 2"],
        [],
    ),
    (
        "map-estimation",
        ["x_1,…,x_4 ~ N(μ, 4) iid, prior μ ~ N(1, 1)"],
        ["μ_MAP = (x̄ + 1)/2", "μ_MAP = (Σ_i x_i/4 + 1)/2"],
        [],
    ),
    (
        "map-estimation",
        ["x_1,…,x_4 ~ N(μ, 4) iid, x̄ = 3, prior μ ~ N(1, 1)"],
        ["μ_MAP = 2"],
        ["μ_MAP = 13/5"],
    ),
    (
        "map-estimation",
        ["n = 4, x_i ~ N(μ, 4), prior μ ~ N(1, 1)", "x̄ = 3"],
        ["μ_MAP = 2"],
        [],
    ),
    (
        "map-estimation",
        ["one observation x = 3, x ~ N(μ, 1), prior μ ~ N(0, 1)"],
        ["μ_MAP = 3/2"],
        ["μ_MAP = 3"],
    ),
    (
        "map-estimation",
        ["x ~ N(μ, 1), μ ~ N(0, 2)", "x = 3"],
        ["μ_MAP = 2"],
        [],
    ),
    (
        "map-estimation",
        ["x_i ~ N(μ, 1), i = 1, 2, x_1 = 1, x_2 = 5, μ ~ N(0, 1)"],
        ["μ_MAP = 2"],
        ["μ_MAP = 3"],
    ),
    (
        "map-estimation",
        ["x_i ~ Poisson(λ), λ ~ Gamma(2, 1), n = 3, Σx_i = 10"],
        ["λ_MAP = 11/4"],
        ["λ_MAP = 12/4"],
    ),
    (
        "map-estimation",
        ["x_i ~ Bern(θ), θ ~ Beta(3, 2), n = 5, Σ_i x_i = 4"],
        ["θ_MAP = 6/8 = 3/4"],
        ["θ_MAP = 7/10"],
    ),
    (
        "map-estimation",
        ["k = 7, n = 10, k ~ Bin(n, θ), θ ~ Beta(2, 2)"],
        ["θ_MAP = 8/12"],
        ["θ_MAP = 9/14"],
    ),
    (
        "map-estimation",
        ["7 heads in 10 tosses, prior Beta(2, 2)"],
        ["θ_MLE = 0.7, θ_MAP = 2/3 ≈ 0.667"],
        ["θ_MLE = 0.7, θ_MAP = 9/14 ≈ 0.643"],
    ),
    (
        "map-estimation",
        ["X = (1, 2)^T, y = (1, 3)^T, σ² = 2, τ² = 1"],
        ["θ_MAP = 7/(5 + 2) = 1"],
        ["θ_MAP = 7/(5 + 1/2) = 14/11"],
    ),
    (
        "map-estimation",
        ["X = (1, 2)^T, y = (1, 3)^T", "σ = 1, τ = 1"],
        ["θ_MAP = 7/6"],
        [],
    ),
    (
        "map-estimation",
        ["X = (1, 2)^T, y = (1, 3)^T"],
        ["θ_MAP = 7/(5 + σ²/τ²)"],
        [],
    ),
    (
        "map-estimation",
        ["X = (1, 2)^T, y = (1, 3)^T", "σ² = 2, τ² = 1"],
        ["θ_MAP = 7/(5 + 2)", "θ_MAP = 1", "θ_MAP = XᵀY/(XᵀX + 2)"],
        ["θ_MAP = 7/5"],
    ),
    (
        "svm-dual",
        ["w = (3, 4)^T, b = -5, x = (3, 4)^T"],
        ["|w^T x + b|/||w|| = 4"],
        [],
    ),
    (
        "svm-dual",
        ["w = (2, 1)^T, b = -1, x = (1, 1)^T, y = 1"],
        ["y(w^T x + b) = 2"],
        ["y(w^T x + b) = 3"],
    ),
    (
        "svm-dual",
        ["w = (2, 1)^T, b = -1, x = (1, 0.5)^T, y = -1"],
        ["y(w^T x + b) = -1.5"],
        [],
    ),
    (
        "svm-dual",
        ["w = (2, 1)^T, b = -1"],
        ["margin = 2/||w|| = 2/sqrt(5)"],
        ["margin = 2/||w|| = 2/5"],
    ),
    (
        "svm-dual",
        ["w = (2, 1)^T, b = -1, x_1 = (1, 0.5)^T, y_1 = -1"],
        ["ξ_1 = max(0, 1 - y_1(w^T x_1 + b)) = 2.5"],
        [],
    ),
    (
        "svm-dual",
        ["y = -1, f(x) = 0.5"],
        ["hinge loss max(0, 1 - y f(x)) = 1.5"],
        ["hinge loss max(0, 1 - y f(x)) = 0.5"],
    ),
    (
        "svm-dual",
        ["1-d data: x_1 = 1, y_1 = -1, x_2 = 3, y_2 = 1"],
        ["a_1 = a_2 = 1/2, w = 1, b = -2"],
        ["a_1 = a_2 = 1, w = 2, b = -4", "with a_1 = a_2 = a: W(a) = 2a - a^2"],
    ),
    (
        "svm-dual",
        ["x_1 = (0, 0), y_1 = -1; x_2 = (1, 0), y_2 = 1; x_3 = (2, 0), y_3 = 1"],
        ["w = (2, 0), b = -1, alpha_3 = 0"],
        ["w = (1, 0), b = -1/2"],
    ),
    (
        "svm-dual",
        ["x₁ = (1, 0)ᵀ, y₁ = +1, x₂ = (−1, 0)ᵀ, y₂ = −1"],
        ["W(α) = α₁ + α₂ − ½(α₁ + α₂)²"],
        ["W(α) = α₁ + α₂ − ½(α₁ − α₂)²"],
    ),
    (
        "svm-dual",
        ["K(x, z) = (1 + xᵀz)², x = (1, 2)ᵀ, z = (3, 0)ᵀ"],
        ["K(x, z) = 16"],
        ["K(x, z) = 10"],
    ),
    (
        "svm-dual",
        ["a_1 = a_2 = a, n = 2"],
        ["sum_i a_i = 2a"],
        [],
    ),
    (
        "svm-dual",
        ["x_1 = 1, y_1 = -1, x_2 = 3, y_2 = 1", "a_1 = a_2 = a"],
        ["W(α) = 2a - 2a^2"],
        [],
    ),
    (
        "svm-dual",
        ["x_1 = 1, y_1 = -1, x_2 = 3, y_2 = 1"],
        ["α_1 = α_2 = a: W = 2a - 2a^2"],
        [],
    ),
    (
        "svm-dual",
        ["x_1 = 1, y_1 = -1, x_2 = 3, y_2 = 1", "α_1 = α_2"],
        ["W(α) = 2 α_1 - 2 α_1^2"],
        [],
    ),
    (
        "em-algorithm",
        ["two 1-d components, pi_1 = pi_2 = 1/2, same variance s2, means m1, m2"],
        ["gamma_i1 = 1/(1 + exp(-[(m1 - m2) x_i - (m1^2 - m2^2)/2]/s2))"],
        ["gamma_i1 = 1/(1 + exp([(m1 - m2) x_i - (m1^2 - m2^2)/2]/s2))"],
    ),
    (
        "em-algorithm",
        ["two 1-d components, equal weights, same variance s^2, means m_1, m_2"],
        ["γ_{i1} = 1/(1 + exp(-((m_1 - m_2) x_i - (m_1^2 - m_2^2)/2)/s^2))"],
        [],
    ),
    (
        "em-algorithm",
        ["π₁ = π₂ = ½, σ₁ = σ₂ = 1, μ₁ = 0, μ₂ = 2"],
        ["γ_{i1} = 1/(1 + e^{2x_i − 2})"],
        ["γ_{i1} = 1/(1 + e^{2 − 2x_i})"],
    ),
    (
        "em-algorithm",
        ["π₁ = π₂ = ½, σ₁ = σ₂ = 1, μ₁ = 0, μ₂ = 2, x_1 = 1"],
        ["γ_{11} = 1/2"],
        ["γ_{11} = 0.6"],
    ),
    (
        "em-algorithm",
        ["two components, π₁ = π₂ = ½, p(x|1) = N(x; 0, 1), p(x|2) = N(x; 2, 1)"],
        ["γ₁(x) = 1/(1 + e^{2x − 2})"],
        ["γ₁(x) = 1/(1 + e^{2 − 2x})"],
    ),
    (
        "em-algorithm",
        ["p(x) = ½ N(x; 0, 1) + ½ N(x; 2, 1)"],
        ["p(z=1|x) = 1/(1 + e^{2x − 2})", "γ₁(1) = ½", "p(z=1|x=1) = ½", "p(z=1|x=0) = 1/(1 + e^{-2}) ≈ 0.881"],
        ["p(z=1|x) = 1/(1 + e^{2 − 2x})", "p(z=1|x=0) = 1/(1 + e^{2})"],
    ),
    (
        "em-algorithm",
        ["coins A and B, theta_A = 0.6, theta_B = 0.5, 5 heads and 5 tails"],
        [],
        ["P(A) = 0.6^5/(0.6^5 + 0.5^5) ≈ 0.713"],
    ),
    (
        "em-algorithm",
        ["K = 1"],
        ["γ_{i1} = 1", "μ_1 = (1/n) Σ_i x_i"],
        [],
    ),
    (
        "em-algorithm",
        ["equal weights, K = 2, all variances s^2"],
        ["γ_{i1} = 1/(1 + exp(-((μ_1 - μ_2) x_i - (μ_1^2 - μ_2^2)/2)/s^2))"],
        [],
    ),
    (
        "em-algorithm",
        ["1-d, K = 2, π_1 = π_2 = 1/2, σ_1 = σ_2 = s"],
        ["γ_{i1} = 1/(1 + exp(-((μ_1 - μ_2) x_i - (μ_1^2 - μ_2^2)/2)/s^2))"],
        [],
    ),
    (
        "em-algorithm",
        ["two 1-d components, equal weights, same variance s^2"],
        ["γ_{i1} = 1/(1 + exp(-((μ_1 - μ_2) x_i - (μ_1^2 - μ_2^2)/2)/s^2))"],
        [],
    ),
    (
        "em-algorithm",
        ["two components, equal weights, same variance σ^2"],
        ["γ_{i1} = 1/(1 + exp(-((μ_1 - μ_2) x_i - (μ_1^2 - μ_2^2)/2)/σ^2))"],
        [],
    ),
    (
        "em-algorithm",
        ["p(x) = ½ N(x; 0, 1) + ½ N(x; 2, 1)", "x_1 = 1"],
        ["γ_{11} = ½"],
        [],
    ),
    (
        "em-algorithm",
        ["p(x) = ½ N(x; 0, 1) + ½ N(x; 2, 1)", "x = 1"],
        ["p(z=1|x) = ½"],
        [],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step

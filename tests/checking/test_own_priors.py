"""Priors and laws of the candidate's own: in the problem's objective, with named arguments, with letters below letters."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT, WRONG, OPEN = ("verified", "given"), ("refuted",), ("undecided",)
CAUCHY = "Cauchy prior: p(θ) ∝ Πⱼ 1/(1 + θⱼ²/c²), J = −log p(D|θ) − log p(θ)"
DATA = "−(1/σ²) Σᵢ (yᵢ − θᵀxᵢ) xᵢⱼ"

# derivation, lines before, line, how it is judged
LINES = [
    # a prior that is no Gaussian in the problem's objective
    ("map-estimation", [CAUCHY], f"∂J/∂θⱼ = {DATA} + 2θⱼ/(c² + θⱼ²)", RIGHT),
    ("map-estimation", [CAUCHY], f"∂J/∂θⱼ = {DATA} + θⱼ/(c² + θⱼ²)", WRONG),
    ("map-estimation", ["p(θ) ∝ exp(−Σⱼ θⱼ⁴/4)"], "J(θ) = ‖y − Xθ‖²/(2σ²) + Σⱼ θⱼ⁴/4", RIGHT),
    ("map-estimation", ["p(θ) ∝ exp(−Σⱼ θⱼ⁴/4)"], "J(θ) = ‖y − Xθ‖²/(2σ²) + Σⱼ θⱼ⁴/2", WRONG),
    ("map-estimation", ["θ ~ N(m, S), noise variance σ²"], "θ_MAP = (XᵀX + σ²S⁻¹)⁻¹ (Xᵀy + σ²S⁻¹m)", RIGHT),
    (
        "map-estimation",
        ["general prior θ ~ N(m, S), S positive definite, noise variance σ²"],
        "θ_MAP = (XᵀX + σ²S⁻¹)⁻¹ (Xᵀy + S⁻¹m)",
        WRONG,
    ),
    # arguments by their names
    (
        "map-estimation",
        ["x_i ~ N(0, 1/lam), i = 1..n, prior lam ~ Gamma(shape a, rate b)"],
        "lam_MAP = (a + n/2 - 1)/(b + sum_i x_i^2/2)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["x_i ~ N(0, 1/lam), i = 1..n, prior lam ~ Gamma(shape a, scale b)"],
        "lam_MAP = (a + n/2 - 1)/(b + sum_i x_i^2/2)",
        WRONG,
    ),
    (
        "map-estimation",
        ["x_i ~ N(θ, sd σ), i = 1..n, θ ~ N(mean m, sd τ)"],
        "θ_MAP = (τ² Σ_i x_i + σ² m)/(n τ² + σ²)",
        RIGHT,
    ),
    # what an earlier line settles is no assumption
    (
        "map-estimation",
        ["x_i ~ N(0, 1/lam), i = 1..n, prior lam ~ Gamma(a, b)"],
        "lam | x ~ Gamma(a + n/2, b + sum_i x_i^2)",
        (*WRONG, *OPEN),
    ),
    ("map-estimation", ["counts n_1, …, n_K, Dirichlet prior p(π) ∝ Π_k π_k^{α_k − 1}"], "π_k = n_k/K", OPEN),
    (
        "svm-dual",
        ["k(x, z) = (x^T z + 1)^2 = phi(x)^T phi(z) with x ∈ R^2"],
        "phi(x) = (1, x1, x2, x1^2, x2^2, x1 x2)",
        (*WRONG, *OPEN),
    ),
    ("svm-dual", ["RBF kernel k(x, z) = exp(−γ‖x − z‖²)"], "‖φ(x)‖ = 1", OPEN),
    # letters below letters
    (
        "map-estimation",
        ["x_i ~ N(μ, σ_v²), μ ~ N(μ_0, σ_m²)"],
        "μ_MAP = (σ_m² Σ_i x_i + σ_v² μ_0)/(σ_m² n + σ_v²)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["x_i ~ N(μ, σ_v²), μ ~ N(μ_0, σ_m²)"],
        "μ_MAP = (σ_v² Σ_i x_i + σ_m² μ_0)/(σ_m² n + σ_v²)",
        WRONG,
    ),
    # fractions of differentials, and the best value by a letter of its own
    (
        "map-estimation",
        [],
        "\\frac{d \\log p(θ|X,y)}{dθ} = \\frac{d \\log p(y|X,θ)}{dθ} + \\frac{d \\log p(θ)}{dθ}",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "\\frac{d \\log p(θ|X,y)}{dθ} = \\frac{d \\log p(y|X,θ)}{dθ} - \\frac{d \\log p(θ)}{dθ}",
        WRONG,
    ),
    ("map-estimation", [], "ŷ = argmax_c log P(y=c) + Σ_j log P(x_j|y=c)", RIGHT),
    ("map-estimation", [], "ŷ = argmax_c P(y=c) + Π_j P(x_j|y=c)", WRONG),
    ("map-estimation", [], "ŷ = argmax_y P(y|x)", RIGHT),
    ("map-estimation", [], "ŷ = argmin_y P(y|x)", WRONG),
    # chains that go on about the optimum, the margin as an objective, bounds of their own
    ("svm-dual", ["margin ρ = 1/‖w‖"], "1/ρ² = ‖w‖² = Σₙ aₙ = 2 L̃(a)", RIGHT),
    ("svm-dual", [], "‖w‖² = Σ_i α_i = D(α)", WRONG),
    ("svm-dual", [], "max_{w,b} (1/‖w‖) min_i y_i(wᵀx_i + b)", RIGHT),
    ("svm-dual", [], "max_{w,b} min_i y_i(wᵀx_i + b)", WRONG),
    ("svm-dual", [], "max_{γ,w,b} γ s.t. y_i(wᵀx_i + b) ≥ γ, ‖w‖ = 1", (*RIGHT, *OPEN)),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]) -> None:
    assert check(derivation, before, line).verdict in judged

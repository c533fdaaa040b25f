"""`∂L/∂ξ_i = 0 ⇒ …`: what follows from a condition at each index, and steps along the objective that the candidate has set."""

import pytest

from interviewer.checking import check

SQUARED = ["𝓛 = ½‖w‖² + (C/2) Σᵢ ξᵢ² − Σᵢ αᵢ[yᵢ(wᵀxᵢ + b) − 1 + ξᵢ]"]
WHOLE_SQUARES = ["L = ½‖w‖² + C Σ_i ξ_i² − Σ_i α_i[y_i(wᵀx_i + b) − 1 + ξ_i]"]
RIDGE = [r"L = -\sum_i [y_i \log p_i + (1-y_i) \log(1-p_i)] + \frac{\lambda}{2}\|w\|^2"]

RIGHT = [
    ("svm-dual", SQUARED, "∂𝓛/∂ξᵢ = 0 ⇒ ξᵢ = αᵢ/C"),
    ("svm-dual", WHOLE_SQUARES, "dL/dxi_i = 0 => alpha_i = 2 C xi_i"),
    ("svm-dual", [], r"\frac{\partial L}{\partial \xi_i} = 0 \Rightarrow \alpha_i + \mu_i = C"),
    ("svm-dual", [], "∂D/∂α_i = 0 ⇒ y_i Σ_j α_j y_j x_jᵀx_i = 1"),
    ("em-algorithm", [], "∂Q/∂π_k + λ = 0 ⇒ π_k = -N_k/λ"),
    ("map-estimation", [], "∂L/∂w_j = 0 ⇒ w_j = -(τ²/σ²) Σ_i (x_iᵀw − y_i) x_ij"),
    ("linear-regression", [], "∂/∂w_j(‖y − Xw‖² + λ‖w‖²) = 0 ⇒ w_j = (1/λ) Σ_i (y_i − x_iᵀw) x_ij"),
    ("logistic-regression", RIDGE, "w <- w - eta (X^T (p - y) + lambda w)"),
    ("logistic-regression", ["L = -(1/n) sum_i [y_i log p_i + (1-y_i) log(1-p_i)]"], "w <- w - eta X^T (p - y)"),
]
WRONG = [
    ("svm-dual", SQUARED, "∂𝓛/∂ξᵢ = 0 ⇒ ξᵢ = C αᵢ"),
    ("svm-dual", SQUARED, "∂𝓛/∂ξᵢ = 0 ⇒ ξᵢ = αᵢ for all i"),
    ("svm-dual", WHOLE_SQUARES, "dL/dxi_i = 0 => alpha_i = C xi_i"),
    ("svm-dual", [], r"\frac{\partial L}{\partial \xi_i} = 0 \Rightarrow \alpha_i = C + \mu_i"),
    ("svm-dual", [], "∂D/∂α_i = 0 ⇒ y_i Σ_j α_j y_j x_jᵀx_i = 0"),
    ("map-estimation", [], "∂L/∂w_j = 0 ⇒ w_j = (τ²/σ²) Σ_i (x_iᵀw − y_i) x_ij"),
    ("linear-regression", [], "∂/∂w_j(‖y − Xw‖² + λ‖w‖²) = 0 ⇒ w_j = (2/λ) Σ_i (y_i − x_iᵀw) x_ij"),
    ("logistic-regression", RIDGE, "w <- w - eta X^T (p - y)"),
    (
        "logistic-regression",
        ["L_c = -sum_i c_i [y_i log p_i + (1-y_i) log(1-p_i)]"],
        "w <- w - eta X^T (p - y)",
    ),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_right_consequences_are_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_wrong_consequences_are_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"


def test_a_step_is_not_taken_for_one_of_the_problems_where_the_candidates_objective_is_not_understood() -> None:
    before = [
        "L_c = -sum_i c_i [y_i log p_i + (1-y_i) log(1-p_i)]",
        "C = diag(c_i), R = diag(p_i(1-p_i))",
    ]
    line = "Newton step: w <- w - (X^T C R X)^-1 X^T (p - y)"
    assert check("logistic-regression", before, line).verdict == "undecided"

"""`∂L/∂w_j = −2 x_jᵀ(y − Xw)`: x_j as the column of X that the weight w_j belongs to."""

import pytest

from interviewer.checking import check

PENALTIES = ["J = ‖y − Xw‖² + λ₁‖w‖₁ + λ₂‖w‖²"]
RIDGE = ["J = ‖y − Xw‖² + λ‖w‖²"]
RIGHT = [
    ("linear-regression", [], "∂L/∂w_j = −2 x_jᵀ(y − Xw)"),
    ("linear-regression", [], r"\frac{\partial L}{\partial w_j} = -2\mathbf{x}_j^\top(\mathbf{y} - X\mathbf{w})"),
    ("linear-regression", [], "∂²L/∂w_j² = 2 x_jᵀx_j"),
    ("linear-regression", RIDGE, "∂J/∂w_j = −2 x_jᵀ(y − Xw) + 2λw_j"),
    ("linear-regression", PENALTIES, "∂J/∂w_j = −2 x_jᵀ(y − Xw) + λ₁ sign(w_j) + 2λ₂w_j"),
    ("linear-regression", ["x_j denotes the jth column of X"], "∂L/∂w_j = −2 x_jᵀ(y − Xw)"),
    ("linear-regression", ["x_j is column j of X"], "∂L/∂w_j = −2 x_jᵀ(y − Xw)"),
    ("linear-regression", [], "∂L/∂w_j = −2 Σ_i (y_i − x_iᵀw) x_ij"),
    ("logistic-regression", [], "∂L/∂w_j = x_jᵀ(p − y)"),
    ("logistic-regression", [], "∂L/∂w_j = (p − y) x_j"),
]
WRONG = [
    ("linear-regression", [], "∂L/∂w_j = 2 x_jᵀ(y − Xw)"),
    ("linear-regression", [], "∂L/∂w_j = −2 x_j(y − Xw)"),
    ("linear-regression", [], "∂²L/∂w_j² = x_jᵀx_j"),
    ("linear-regression", RIDGE, "∂J/∂w_j = −2 x_jᵀ(y − Xw) + λw_j"),
    ("linear-regression", ["x_j denotes the jth column of X"], "∂L/∂w_j = 2 x_jᵀ(y − Xw)"),
    ("linear-regression", [], "∂L/∂w_j = −2 Σ_j x_j (y_j − wᵀx_j)"),
    ("logistic-regression", [], "∂L/∂w_j = x_jᵀ(y − p)"),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_right_slopes_are_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_wrong_slopes_are_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"

"""η is the step size of an update, and the linear predictor of generalised linear models."""

import pytest

from interviewer.checking import check

RIGHT = [
    "η_i = βᵀx_i",
    "η_k = w^T x_k + b, p_k = sigmoid(η_k)",
    "η = Xβ",
    r"\eta = X\beta,\ p = \sigma(\eta),\ \nabla\ell = X^\top(y-p)",
    "log(p_i/(1−p_i)) = η_i",
    "∂p_i/∂η_i = p_i(1−p_i)",
    "η_i = w^T x_i + b, p_i = σ(η_i), ∂L/∂η_i = p_i − y_i",
    r"\ell(\beta)=\sum_i\{t_i\eta_i-\log(1+e^{\eta_i})\},\ \eta_i=\beta^\top x_i"
    r"\implies \nabla^2\ell=-\sum_i \frac{e^{\eta_i}}{(1+e^{\eta_i})^2}x_ix_i^\top",
    "β ← β − η Σ_i (p_i − y_i) x_i",
]
WRONG = [
    "η_i = −βᵀx_i",
    "p_i = 1/(1 + e^{η_i})",
    "η = xᵀβ, p = 1/(1+e^{−η}), dp/dη = p(1+p)",
    "η_i = w^T x_i + b, p_i = σ(η_i), ∂L/∂η_i = y_i − p_i",
    r"\ell(\beta)=\sum_i\{t_i\eta_i-\log(1+e^{\eta_i})\},\ \eta_i=\beta^\top x_i"
    r"\implies \nabla^2\ell=-\sum_i \frac{e^{\eta_i}}{1+e^{\eta_i}}x_ix_i^\top",
    "β ← β + η Σ_i (p_i − y_i) x_i",
]


@pytest.mark.parametrize("line", RIGHT)
def test_right_lines_are_verified(line: str) -> None:
    assert check("logistic-regression", [], line).verdict == "verified"


@pytest.mark.parametrize("line", WRONG)
def test_wrong_lines_are_refuted(line: str) -> None:
    assert check("logistic-regression", [], line).verdict == "refuted"

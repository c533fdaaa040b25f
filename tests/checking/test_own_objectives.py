"""Objectives and functions of the candidate's own in place of the problem's; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

WEIGHTED = "L_c(w) = \\sum_i c_i (y_i - x_i^\\top w)^2,\\quad C = \\mathrm{diag}(c_1,\\dots,c_n),\\ c_i > 0"
SHRUNK = "J(w) = ‖y − Xw‖² + λ‖w − m‖²"
PENALISED = "J(w) = -sum_i (y_i log p_i + (1-y_i) log(1-p_i)) + (mu/2) ||w||^2"
ENERGY = "F(w) = ‖y − Xw‖² + wᵀGw with G symmetric positive definite"
SQUARED = "J(w,b) = 1/2 |w|^2 + C/2 sum_i (1 - y_i (w.x_i + b))^2"

OWN = {  # derivation, what is written before, a right line, a wrong one
    "equations of a weighted loss": (
        "linear-regression",
        [WEIGHTED],
        "X^\\top C X\\, w = X^\\top C y",
        "X^\\top C X\\, w = X^\\top y",
    ),
    "with the optimum named": (
        "linear-regression",
        [WEIGHTED],
        "X^\\top C X\\,\\hat w = X^\\top C y",
        "X^\\top C X\\,\\hat w = X^\\top y",
    ),
    "a prior mean": ("linear-regression", [SHRUNK], "(XᵀX + λI) w = Xᵀy + λm", "(XᵀX + λI) w = Xᵀy − λm"),
    "moved to the other side": ("linear-regression", [SHRUNK], "Xᵀ(y − Xw) = λ(w − m)", "Xᵀ(y − Xw) = −λ(w − m)"),
    "the problem's equations are not his": (
        "linear-regression",
        [SHRUNK],
        "(XᵀX + λI) w − λm = Xᵀy",
        "XᵀX w = Xᵀy",
    ),
    "another name that losses have": ("linear-regression", [ENERGY], "(XᵀX + G) ŵ = Xᵀy", "(XᵀX + 2G) ŵ = Xᵀy"),
    "a letter that the penalty holds": (
        "logistic-regression",
        [PENALISED],
        "X^T (y - p) = mu w",
        "X^T (y - p) = 2 mu w",
    ),
    "what w is still to be found from": (
        "svm-dual",
        [SQUARED],
        "w = C sum_i y_i (1 - y_i (w.x_i + b)) x_i",
        "w = 2 C sum_i y_i (1 - y_i (w.x_i + b)) x_i",
    ),
    "the problem's sigmoid at an argument of his own": (
        "logistic-regression",
        ["p = \\sigma(z/T),\\ T > 0,\\ z = w^\\top x"],
        "\\frac{\\partial p}{\\partial z} = \\frac{1}{T} p(1-p)",
        "\\frac{\\partial p}{\\partial z} = T p(1-p)",
    ),
    "a function of his own made of the sigmoid": (
        "logistic-regression",
        ["s(z) = z σ(z)"],
        "s'(z) = σ(z) + z σ(z)(1 − σ(z))",
        "s'(z) = σ(z) + σ(z)(1 − σ(z))",
    ),
    "what he has defined is not defined anew": (
        "logistic-regression",
        ["u = 2 sigma(2z) - 1"],
        "u = tanh(z)",
        "u = tanh(2z)",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), OWN.values(), ids=OWN.keys())
def test_own_objective(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"

"""Quantities whose formula stands right behind their name, and what a gradient is of."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "logistic-regression",
        ["L_reg(w) = −Σ_i [y_i log p_i + (1 − y_i) log(1 − p_i)] + (μ/2)‖w‖²"],
        ["Hessian XᵀSX + μI with S = diag(p_i(1 − p_i))", "the gradient is Xᵀ(p − y) + μw"],
        [
            "Hessian XᵀSX + 2μI with S = diag(p_i(1 − p_i))",
            "the gradient is Xᵀ(p − y) − μw",
            "the gradient is Xᵀ(p − y)",
        ],
    ),
    (
        "svm-dual",
        [],
        ["dual objective Σᵢ aᵢ − ½ Σᵢⱼ aᵢ aⱼ yᵢ yⱼ xᵢ·xⱼ", "grad_w of the Lagrangian = 0  =>  w = sum_i a_i y_i x_i"],
        ["dual objective Σᵢ aᵢ − Σᵢⱼ aᵢ aⱼ yᵢ yⱼ xᵢ·xⱼ", "grad_w of the Lagrangian = 0  =>  w = -sum_i a_i y_i x_i"],
    ),
    (
        "svm-dual",
        ["margin rho: minimize 1/2 |w|^2 s.t. y_i (w.x_i + b) >= rho, rho > 0 fixed"],
        ["Lagrangian 1/2 |w|^2 - sum_i a_i (y_i (w.x_i + b) - rho)"],
        ["dual objective sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i.x_j"],
    ),
    (
        "svm-dual",
        ["Z = diag(y) X, so row i of Z is y_i x_i'"],
        ["w = Z' a, dual objective 1'a - 1/2 a' Z Z' a"],
        ["w = Z' a, dual objective 1'a - 1/2 a' Z' Z a"],
    ),
    ("linear-regression", [], ["gradient 2 X'X w - 2 X'y, Hessian 2 X'X"], ["gradient 2 X'X w - X'y"]),
    (
        "svm-dual",
        ["min (lam/2) ||w||^2 s.t. y_i (w.x_i + b) >= 1, lam > 0"],
        ["grad_w of the Lagrangian = 0  =>  w = 1/lam * sum_i a_i y_i x_i"],
        ["grad_w of the Lagrangian = 0  =>  w = lam * sum_i a_i y_i x_i"],
    ),
    (
        "svm-dual",
        ["squared slacks: min 1/2||w||^2 + (C/2) sum_i xi_i^2 s.t. y_i(w.x_i + b) >= 1 - xi_i, multipliers a_i >= 0"],
        [
            "d/dxi_i: C xi_i = a_i, and the dual becomes max sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j (x_i.x_j + [i=j]/C) s.t. a >= 0, sum_i a_i y_i = 0"
        ],
        [],
    ),
    (
        "logistic-regression",
        ["mean loss J = −(1/n) Σᵢ [yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)], with weight decay: J + λ‖w‖²"],
        ["gradient (1/n) Xᵀ(p − y) + 2λw"],
        ["gradient (1/n) Xᵀ(p − y) + λw"],
    ),
    (
        "linear-regression",
        ["minimise ‖y − Xw‖² + wᵀGw with G symmetric"],
        ["the gradient is 2XᵀXw − 2Xᵀy + 2Gw", "Hessian 2XᵀX + 2G"],
        ["the gradient is 2XᵀXw − 2Xᵀy + Gw", "the gradient is 2XᵀXw − 2Xᵀy", "Hessian 2XᵀX + G"],
    ),
    (
        "svm-dual",
        ["minimise ½‖w‖² + C Σᵢ max(0, 1 − yᵢ wᵀxᵢ)²"],
        ["the gradient is w − 2C Σᵢ yᵢ max(0, 1 − yᵢ wᵀxᵢ) xᵢ"],
        ["the gradient is w + 2C Σᵢ yᵢ max(0, 1 − yᵢ wᵀxᵢ) xᵢ"],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step

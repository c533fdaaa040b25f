"""Optima told by a verb or an adjective, margins and losses in numbers, functions called at members of what their argument is named."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "linear-regression",
        ["generalized ridge: F(w) = |y - Xw|^2 + w' G w with G symmetric positive definite"],
        ["F is minimal at w = (X'X + G)^-1 X'y"],
        ["F is minimal at w = (X'X + 2G)^-1 X'y"],
    ),
    (
        "svm-dual",
        ["1-d example: x₁ = 3, y₁ = +1; x₂ = 1, y₂ = −1", "α₁ = α₂ =: a"],
        ["W(a) = 2a − 2a², maximal at a = 1/2"],
        ["W(a) = 2a − 2a², maximal at a = 1/4"],
    ),
    (
        "svm-dual",
        ["two points: x₁ = (1, 2)ᵀ with y₁ = +1, x₂ = (−1, 0)ᵀ with y₂ = −1"],
        ["α₁ = α₂ = α; 2α − ½·8α² is maximal at α = ¼, so w = ¼(x₁ − x₂) = (½, ½)ᵀ and b = −½"],
        ["α₁ = α₂ = α; 2α − ½·8α² is maximal at α = ½, so w = ½(x₁ − x₂) = (1, 1)ᵀ and b = −½"],
    ),
    ("linear-regression", ["S(c) = Σᵢ (yᵢ − c)²"], ["S(c) is minimal at c = ȳ"], ["S(c) is minimal at c = Σᵢ yᵢ"]),
    (
        "linear-regression",
        [],
        ["L(w) = ‖y − Xw‖² has its minimum at w = (XᵀX)⁻¹Xᵀy"],
        ["L(w) = ‖y − Xw‖² has its minimum at w = (XᵀX)⁻¹Xy"],
    ),
    ("map-estimation", [], ["θ^3 (1 − θ) is largest at θ = 3/4"], ["θ^3 (1 − θ) is largest at θ = 1/4"]),
    ("logistic-regression", [], ["σ(z)(1 − σ(z)) is maximal at z = 0"], ["σ(z)(1 − σ(z)) is maximal at z = 1"]),
    (
        "logistic-regression",
        ["w = (1, -1), x = (2, 1), y = 0"],
        ["loss = -log(1 - p) = 1.313"],
        ["loss = -log(p) = 0.313"],
    ),
    (
        "svm-dual",
        ["x₁ = (0, 0), y₁ = −1; x₂ = (2, 2), y₂ = +1"],
        ["w = (½, ½), b = −1, margin 1/‖w‖ = √2"],
        ["w = (½, ½), b = −1, margin 1/‖w‖ = 2√2"],
    ),
    (
        "svm-dual",
        ["minimize |w|^2 s.t. y_i (w.x_i + b) >= 1 (no 1/2), L = |w|^2 - sum_i a_i (y_i (w.x_i + b) - 1)"],
        ["dL/dw = 0 => w = 1/2 sum_i a_i y_i x_i"],
        ["dL/dw = 0 => w = sum_i a_i y_i x_i"],
    ),
    (
        "linear-regression",
        ["f(t) = c0 + c1 t + c2 t^2, E = 1/2 sum_i (f(t_i) - y_i)^2"],
        ["dE/dc2 = sum_i (f(t_i) - y_i) t_i^2"],
        ["dE/dc2 = 2 sum_i (f(t_i) - y_i) t_i"],
    ),
    (
        "svm-dual",
        ["H_{ij} = y_iy_jx_i^\\top x_j,\\ e = (1,\\dots,1)^\\top"],
        ["W(\\alpha) = e^\\top\\alpha - \\tfrac12\\alpha^\\top H\\alpha,\\quad \\nabla W = e - H\\alpha"],
        ["W(\\alpha) = e^\\top\\alpha - \\tfrac12\\alpha^\\top H\\alpha,\\quad \\nabla W = e - \\tfrac12 H\\alpha"],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step


def test_what_is_made_of_something_not_understood_is_not_understood():
    before = ["\\phi(x) = (1, x, x^2)^\\top,\\ f(x) = w^\\top\\phi(x),\\ L = \\sum_i (y_i - f(x_i))^2"]
    step = "\\nabla_w L = -2\\sum_i (y_i - f(x_i))\\,x_i"
    assert check("linear-regression", before, step, seconds=3.0).verdict not in ("verified", "given")

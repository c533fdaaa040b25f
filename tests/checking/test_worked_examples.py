"""Worked examples with data of the candidate's own, models that are fitted to them, a value that multipliers share."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "linear-regression",
        ["simple regression: yᵢ ≈ b + m xᵢ, x̄ and ȳ the means"],
        ["m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ − m x̄", "m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ − m x̄"],
        ["m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(yᵢ − ȳ)²,  b = ȳ − m x̄"],
    ),
    (
        "linear-regression",
        ["fit y_i ~ a + b t_i, L = sum_i (y_i - a - b t_i)^2, means tbar, ybar"],
        ["dL/da = 0  =>  a = ybar - b tbar"],
        ["dL/da = 0  =>  a = ybar + b tbar"],
    ),
    ("linear-regression", ["y_i ≈ w x_i"], ["w = Σ x_i y_i / Σ x_i²"], ["w = Σ x_i y_i / Σ y_i²"]),
    ("linear-regression", ["x = (1,2,3), y = (1,2,2), model y = w x"], ["w = 11/14"], ["w = 5/6"]),
    (
        "linear-regression",
        ["X = [[1,0],[1,1],[1,2]], y = (1,2,4)'"],
        ["X'X = [[3,3],[3,5]], X'y = (7,10)', det = 6, so w = (5/6, 3/2)'"],
        ["X'X = [[3,3],[3,5]], X'y = (7,10)', det = 6, so w = (5/6, 2/3)'"],
    ),
    (
        "svm-dual",
        ["two points x₁ = 1 (y₁ = +1), x₂ = −1 (y₂ = −1) on the line"],
        ["α₁ = α₂ = 1/2", "w = 1, b = 0", "w = 1, b = 0, so the margin 1/|w| is 1"],
        ["α₁ = α₂ = 1", "w = 2, b = 0"],
    ),
    ("svm-dual", ["x₁ = 1 (y₁ = +1), x₂ = −1 (y₂ = −1)"], ["1/‖w‖ = 1"], ["1/‖w‖ = 2"]),
    (
        "svm-dual",
        ["1-d example: x1 = 3, y1 = +1 and x2 = 1, y2 = -1"],
        [
            "a1 = a2 = a",
            "w = 3 a1 - a2",
            "a1 = a2 = 1/2, w = 1, b = -2",
            "a1 = a2 = a, so a = 1/2",
            "a1 = a2 = a, max 2a - 2a^2 -> a = 1/2",
        ],
        [
            "a1 = a2 = 1/4, w = 1, b = -2",
            "a1 = a2 = a, so a = 1/4",
            "a1 = a2 = a, max 2a - 2a^2 -> a = 1/4",
        ],
    ),
    (
        "svm-dual",
        ["1-d example: x₁ = 3, y₁ = +1; x₂ = 1, y₂ = −1", "Σαᵢyᵢ = 0 gives α₁ = α₂ =: a"],
        ["then W(a) = 2a − ½a²(3 − 1)² = 2a − 2a², maximal at a = 1/2"],
        [
            "then W(a) = 2a − ½a²(3 + 1)² = 2a − 8a², maximal at a = 1/8",
            "then W(a) = 2a − ½a²(3 + 1)² = 2a − 8a², maximal at a = 1/8",
        ],
    ),
    (
        "svm-dual",
        ["Toy data: x₁ = (2, 0)ᵀ with y₁ = +1, x₂ = (0, 0)ᵀ with y₂ = −1", "α₁ − α₂ = 0, call both a"],
        ["W(a) = 2a − ½a²·‖x₁‖² = 2a − 2a² → a = ½, hence w = (1, 0)ᵀ and b = −1"],
        [],
    ),
    (
        "linear-regression",
        ["data (1,1), (2,2), (3,2), model y = w x"],
        ["w = (1 + 4 + 6)/(1 + 4 + 9) = 11/14"],
        ["w = (1 + 2 + 2)/(1 + 2 + 3) = 5/6"],
    ),
    (
        "linear-regression",
        ["d = 1, no intercept, data (x, y): (1, 2), (2, 3), (3, 5)"],
        ["ŵ = Σxᵢyᵢ / Σxᵢ² = (2 + 6 + 15)/(1 + 4 + 9) = 23/14"],
        ["ŵ = Σxᵢyᵢ / Σxᵢ² = (2 + 6 + 15)/(1 + 4 + 9) = 22/14"],
    ),
    (
        "logistic-regression",
        ["start at w = (0,0), two samples x1 = (1,2), y1 = 1 and x2 = (1,-1), y2 = 0, eta = 0.2"],
        ["p1 = p2 = 1/2, grad L = -1/2*(1,2) + 1/2*(1,-1) = (0, -3/2), so w becomes (0, 0.3)"],
        ["p1 = p2 = 1/2, grad L = -1/2*(1,2) + 1/2*(1,-1) = (0, -3/2), so w becomes (0, -0.3)"],
    ),
    (
        "logistic-regression",
        ["one sample x = (1, 2), y = 1, w = (0, 0), step size 0.1"],
        ["p = 0.5, gradient (p - y) x = (-0.5, -1), new w = (0.05, 0.1)"],
        ["p = 0.5, gradient (p - y) x = (-0.5, -1), new w = (-0.05, -0.1)"],
    ),
    (
        "svm-dual",
        [],
        ["W(α) = Σ_i α_i − ½ Σ_ij α_i α_j y_i y_j x_i·x_j = Σ_i α_i − ½ ‖Σ_i α_i y_i x_i‖²"],
        ["W(α) = Σ_i α_i − Σ_ij α_i α_j y_i y_j x_i·x_j = Σ_i α_i − Σ_i α_i y_i x_i·(Σ_j α_j y_j x_j)"],
    ),
    (
        "linear-regression",
        [],
        [
            "m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ − m x̄",
            "a = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ − a x̄",
            "b = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  a = ȳ − b x̄",
        ],
        ["J(w) = (y − Xw)ᵀ(y + Xw) = yᵀy − wᵀXᵀXw", "b = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(yᵢ − ȳ)²,  a = ȳ − b x̄"],
    ),
    (
        "linear-regression",
        ["points (0,1), (1,3), (2,4), fit y = a + b x"],
        ["b = 3/2, a = 7/6", "x̄ = 1, ȳ = 8/3"],
        ["b = 3/2, a = 5/6"],
    ),
    ("linear-regression", ["points (0,1), (1,3), (2,4)"], ["b = 3/2, a = 7/6"], []),
    ("linear-regression", ["training data (1,2), (2,3), (3,5); f(x) = w x"], ["w = 23/14"], ["w = 10/6"]),
    (
        "linear-regression",
        ["x = (1, 2, 3)^T, y = (2, 3, 5)^T, one weight w, no bias"],
        ["\\hat w = x^T y / x^T x = 23/14"],
        ["\\hat w = x^T y / y^T y = 23/38"],
    ),
    (
        "linear-regression",
        ["x = (1, 2, 3)^T, y = (2, 3, 5)^T, lambda = 2, one weight w"],
        ["w_ridge = 23/16"],
        ["w_ridge = 23/12"],
    ),
    (
        "linear-regression",
        ["y = m x + b"],
        ["m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ − m x̄"],
        ["m = Σ(xᵢ − x̄)(yᵢ − ȳ) / Σ(xᵢ − x̄)²,  b = ȳ + m x̄"],
    ),
    ("linear-regression", ["y ≈ a x + b"], ["∂L/∂a = −2 Σ x_i (y_i − a x_i − b)"], ["∂L/∂a = −2 Σ (y_i − a x_i − b)"]),
    (
        "linear-regression",
        ["L(m, b) = Σ_i (y_i − m x_i − b)²"],
        ["∂L/∂b = −2 Σ (y_i − m x_i − b)"],
        ["∂L/∂b = 2 Σ (y_i − m x_i − b)"],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step

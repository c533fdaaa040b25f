"""Logistic regression by reweighted least squares and with a penalty that words tell."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "logistic-regression",
        [],
        (
            "\\mathbf{w}^{(new)} = (\\boldsymbol{\\Phi}^T\\mathbf{R}\\boldsymbol{\\Phi})^{-1}\\boldsymbol{\\Phi"
            "}^T\\mathbf{R}\\mathbf{z}, \\mathbf{z} = \\boldsymbol{\\Phi}\\mathbf{w}^{(old)} - \\mathbf{R}^{-1"
            "}(\\mathbf{y}-\\mathbf{t})"
        ),
        RIGHT,
    ),
    (
        "logistic-regression",
        [],
        (
            "\\beta^{new} = \\beta^{old} + (\\mathbf{X}^T\\mathbf{W}\\mathbf{X})^{-1}\\mathbf{X}^T(\\mathbf{y}"
            "-\\mathbf{p})"
        ),
        RIGHT,
    ),
    ("logistic-regression", [], "With L2 regularization: ∇L = Xᵀ(p − y) + λw", RIGHT),
    (
        "logistic-regression",
        [],
        (
            "\\beta^{new} = \\beta^{old} + (\\mathbf{X}^T\\mathbf{W}\\mathbf{X})^{-1}\\mathbf{X}^T(\\mathbf{y}"
            "-\\mathbf{p})"
        ),
        RIGHT,
    ),
    (
        "logistic-regression",
        [],
        (
            "\\beta^{new} = \\beta^{old} - (\\mathbf{X}^T\\mathbf{W}\\mathbf{X})^{-1}\\mathbf{X}^T(\\mathbf{y}"
            "-\\mathbf{p})"
        ),
        WRONG,
    ),
    ("logistic-regression", [], "∇²L = XᵀWX, W = diag(p_i(1 − p_i))", RIGHT),
    ("logistic-regression", [], "∇²L = XᵀWX, W = diag(p_i)", WRONG),
    ("logistic-regression", ["W = diag(p_i(1 − p_i))"], "H = XᵀWX", RIGHT),
    ("logistic-regression", [], "w_new = w − (XᵀWX)⁻¹Xᵀ(p − y), W = diag(p_i(1−p_i))", RIGHT),
    ("logistic-regression", [], "With L2 regularization: ∇L = Xᵀ(p − y) + λw", RIGHT),
    ("logistic-regression", [], "With L2 regularization: ∇L = Xᵀ(p − y) − λw", WRONG),
    ("logistic-regression", [], "with weight decay, w ← w − η(Xᵀ(p − y) + λw)", RIGHT),
    ("logistic-regression", [], "with weight decay, w ← w − η(Xᵀ(p − y) − λw)", WRONG),
    (
        "map-estimation",
        [],
        (
            "-\\log p(\\theta|X,Y) = \\frac{1}{2\\sigma^2}(Y - X\\theta)^\\top(Y-X\\theta) + \\frac{1}{2\\tau^2}"
            "\\theta^\\top\\theta + \\text{const}"
        ),
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        (
            "-\\log p(\\theta|X,Y) = \\frac{1}{2\\sigma^2}(Y - X\\theta)^\\top(Y-X\\theta) - \\frac{1}{2\\tau^2}"
            "\\theta^\\top\\theta + \\text{const}"
        ),
        WRONG,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

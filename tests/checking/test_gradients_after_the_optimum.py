"""A gradient is meant everywhere: after the normal equations, after other forms of it, and with matrices that stay matrices."""

from __future__ import annotations

import pytest

from interviewer.checking import check

SQUARES = r"L(w) = \sum_{i=1}^n (y_i - w^\top x_i)^2"
SLOPE = r"\nabla L(w) = -2\sum_i (y_i - w^\top x_i)x_i = -2X^\top(y-Xw)"
NORMAL = r"\sum_i x_i x_i^\top w = \sum_i y_i x_i"
NORM, MATRICES = r"L(w) = \|y - Xw\|^2", r"X^\top X w = X^\top y"
ZERO = r"\nabla L(w) = 2X^\top(Xw - y) = 0"
RIDGE = [r"J(w) = \|y - Xw\|^2 + \lambda\|w\|^2", r"\nabla J = -2X^\top(y - Xw) + 2\lambda w"]
LINE = ["L(a,b) = Σᵢ (yᵢ − a − b xᵢ)²", "∂L/∂a = 0 ⇒ a = ȳ − b x̄"]
OWN = ["F(u) = Σᵢ (cᵢ − uᵀaᵢ)²", "∂F/∂uⱼ = −2 Σᵢ (cᵢ − uᵀaᵢ) aᵢⱼ"]

RIGHT = [
    ([NORM, MATRICES], r"\nabla L = 2X^\top X w - 2X^\top y"),
    ([ZERO], r"\frac{\partial L}{\partial w} = -2X^\top(y - Xw)"),
    ([ZERO], r"\nabla_w L = 2X^\top(X w - y) = 0 \Rightarrow w = (X^\top X)^{-1}X^\top y"),
    ([SQUARES, NORMAL], r"\frac{\partial L}{\partial w_j} = -2\sum_i (y_i - w^\top x_i)x_{ij}"),
    (["L(w) = Σᵢ (yᵢ − wᵀxᵢ)²", "Σᵢ rᵢ xᵢⱼ = 0 for every j"], "∂L/∂wⱼ = 2Σᵢ xᵢⱼ(Σₖ xᵢₖwₖ − yᵢ)"),
    (LINE, "∂L/∂a = −2Σᵢ(yᵢ − a − b xᵢ)"),
    (OWN, "Σᵢ aᵢaᵢᵀ u = Σᵢ aᵢcᵢ"),
    (RIDGE, r"w = X^\top(XX^\top+\lambda I)^{-1}y"),
]
WRONG = [
    ([NORM, MATRICES], r"\nabla L = 2X^\top X w + 2X^\top y"),
    ([ZERO], r"\frac{\partial L}{\partial w} = 2X^\top(y - Xw)"),
    ([SQUARES, NORMAL], r"\frac{\partial L}{\partial w_j} = 2\sum_i (y_i - w^\top x_i)x_{ij}"),
    (LINE, "∂L/∂b = −2Σᵢ(yᵢ + a − b xᵢ)xᵢ"),
    (OWN, "u = (Σᵢ aᵢᵀaᵢ)⁻¹ Σᵢ aᵢcᵢ"),
    (RIDGE, r"w = X^\top(X^\top X+\lambda I)^{-1}y"),
    ([SQUARES, SLOPE], r"\sum_i x_i^\top x_i w = \sum_i y_i x_i"),
    ([SQUARES, SLOPE], r"w = \sum_i y_i x_i\Big(\sum_i x_i x_i^\top\Big)^{-1}"),
]


@pytest.mark.parametrize(("setup", "step"), RIGHT)
def test_right(setup: list[str], step: str) -> None:
    assert check("linear-regression", setup, step).verdict in ("verified", "given")


@pytest.mark.parametrize(("setup", "step"), WRONG)
def test_wrong(setup: list[str], step: str) -> None:
    assert check("linear-regression", setup, step).verdict == "refuted"

"""A withheld formula is found in a text in whatever notation it stands there."""

from __future__ import annotations

import pytest

from interviewer.agent.leaks import leaks

SOLUTION = "w = (XᵀX)⁻¹Xᵀy"
STATEMENT = "Minimise L(w) = ‖Xw − y‖² over w and derive its solution in closed form."


@pytest.mark.parametrize(
    "text",
    [
        "You will end at w = (XᵀX)⁻¹Xᵀy.",
        r"Think of $w = (X^\top X)^{-1} X^\top y$ here.",
        r"Is it \left(X^{T} X\right)^{-1} X^{T} y maybe?",
        "so (X'X)^{-1} X'y",
        "w equals (X^T X)^-1 * X^T * y, of course",
        "w=(XᵀX)⁻¹\u2009Xᵀ·y",
    ],
)
def test_the_solution_is_found_in_any_notation(text):
    assert leaks(text, [SOLUTION], [STATEMENT])


@pytest.mark.parametrize(
    "text",
    [
        "What are the dimensions of XᵀX?",
        "When does the inverse of X^T X exist?",
        "How do you minimise ‖Xw − y‖² over w?",
        "What happens when you set the gradient to zero?",
        "",
    ],
)
def test_an_honest_question_is_no_leak(text):
    assert not leaks(text, [SOLUTION, "L(w) = ‖Xw − y‖²"], [STATEMENT])


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("∂L/∂w = Xᵀ(Xw − y)", r"\nabla L = X^\top (Xw - y)"),
        ("σ'(z) = σ(z)(1 − σ(z))", r"it is $\sigma(z)\,(1-\sigma(z))$"),
        ("L = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ + b) − 1]", r"\tfrac{1}{2}\|w\|^2 - \sum_i \alpha_i [y_i (w^\top x_i + b) - 1]"),
        ("log p(x) ≥ E_q[log p(x|z)] − KL(q(z|x)‖p(z))", r"E_q[\log p(x \mid z)] - KL(q(z \mid x) \| p(z))"),
    ],
)
def test_one_side_of_a_formula_gives_it_away(formula, text):
    assert leaks(text, [formula])


def test_what_was_released_tells_nothing():
    assert not leaks("So you have (XᵀX)⁻¹Xᵀy.", [SOLUTION], [STATEMENT, r"(X^\top X)^{-1} X^\top y"])

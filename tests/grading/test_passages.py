"""A line is cut into words and the formula they lead up to; nothing of either is lost."""

from __future__ import annotations

import pytest

from interviewer.grading.formulas import tail_of
from interviewer.grading.passages import Formula, Prose, passages


def cut(line: str) -> list[tuple[str, str]]:
    return [("prose" if isinstance(p, Prose) else "formula", p.text) for p in passages(line)]


@pytest.mark.parametrize(
    ("lead", "formula"),
    [
        # commas within brackets belong to the formula, whatever words lead up to it
        ("We want the widest margin, which is the same as", "min_{w,b} 1/2 ||w||^2 s.t. y_i (w^T x_i + b) >= 1"),
        ("the gap between both sides is", "KL(q(z), p(z|x)) = log p(x) - ELBO"),
        ("The sum over i,j gives us", "H_{i,j} = sum_n x_{n,i} x_{n,j}"),
        ("summing over all pairs, we find", "Σ_{i,j} a_{i,j} = Σ_i r_i"),
        ("because the loss is convex in w we get", "X^T X w = X^T y"),
    ],
)
def test_the_words_before_a_formula_are_prose_and_the_formula_is_whole(lead: str, formula: str) -> None:
    assert cut(f"{lead} {formula}") == [("prose", lead), ("formula", formula)]


def test_a_short_lead_stays_with_its_formula() -> None:
    assert cut("so w = 0") == [("formula", "so w = 0")]


@pytest.mark.parametrize(
    "line",
    [
        "Under the assumption that the columns are independent, w = (X^T X)^{-1} X^T y",
        "if all the scores of a row are equal then A_{ij} = 1/n",
    ],
)
def test_words_that_say_when_a_formula_holds_are_judged_with_it(line: str) -> None:
    found = passages(line)
    assert [p.statement for p in found if isinstance(p, Formula)] == [line]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Var(q.k) = d_k since the components are independent with mean 0 and variance 1",
            "since the components are independent with mean 0 and variance 1",
        ),
        (
            "scores S = Q K^T / sqrt(d_k), scaled so the softmax does not saturate",
            "scaled so the softmax does not saturate",
        ),
    ],
)
def test_a_reason_behind_a_formula_makes_it_no_prose_and_is_heard(line: str, reason: str) -> None:
    assert cut(line) == [("formula", line)]
    assert tail_of(line) == reason


@pytest.mark.parametrize("line", ["A_ij = 0 for j > i, where i is the query", "L = a, so w = b"])
def test_what_says_when_a_formula_holds_or_states_another_is_no_reason(line: str) -> None:
    assert tail_of(line) == ""


def test_a_sentence_about_a_formula_stays_prose() -> None:
    line = "w = 0 is not the minimiser because the data speak otherwise"
    assert cut(line) == [("prose", line)]

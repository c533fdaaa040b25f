"""Assertions and losses of array code, and counts of all heads."""

import pytest

from interviewer.checking import check

PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "asserted close": (
        "linear-regression",
        [],
        "assert np.allclose(X.T @ (y - X @ w_hat), 0)",
        "assert np.allclose(X @ (y - X @ w_hat), 0)",
    ),
    "a loss by its word": (
        "svm-dual",
        [],
        "loss = 0.5 * w @ w + C * np.maximum(0, 1 - y * (X @ w + b)).sum()",
        "loss = 0.5 * w @ w - C * np.maximum(0, 1 - y * (X @ w + b)).sum()",
    ),
    "a cost": (
        "logistic-regression",
        [],
        "cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m",
        "cost = -np.sum(Y * np.log(A) - (1 - Y) * np.log(1 - A)) / m",
    ),
    "weights that are no count": (
        "linear-regression",
        [],
        "weights = np.linalg.pinv(X) @ y",
        "weights = np.linalg.pinv(X.T) @ y",
    ),
    "the weights of all heads": (
        "attention",
        [],
        "With h heads the attention matrices take h n^2 numbers",
        "With h heads the attention matrices take n^2 numbers",
    ),
    "what is kept": (
        "attention",
        ["h heads, d_k = d_v = d/h"],
        "K and V kept for n tokens of one layer, all heads: 2*n*d numbers",
        "K and V kept for n tokens of one layer, all heads: 2*n*h*d numbers",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_line_and_a_wrong_one(name: str) -> None:
    derivation, setup, right, wrong = PAIRS[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_an_error_is_no_objective() -> None:
    assert check("linear-regression", [], "err = X @ w - y; grad = 2 * X.T @ err").verdict == "verified"


def test_a_count_of_all_heads_is_not_held_against_one() -> None:
    assert check("attention", [], "Memory for the attention weights: h n² entries").verdict == "undecided"

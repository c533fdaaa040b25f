"""Weights of terms by letters that the problem has for something else, and bounds that hold for small weights alone."""

import pytest

from interviewer.checking import check

WEIGHED = ["L = -sum_i s_i [y_i log p_i + (1-y_i) log(1-p_i)]"]
SOFT = ["min ½‖w‖² + Σ_i c_i ξ_i s.t. y_i(wᵀx_i + b) ≥ 1 − ξ_i, ξ_i ≥ 0"]
RIGHT = [
    ("logistic-regression", WEIGHED, "dL/dw = sum_i s_i (p_i - y_i) x_i"),
    ("logistic-regression", ["L_a = −Σ_i a_i [y_i log p_i + (1−y_i) log(1−p_i)]"], "∇L_a = Σ_i a_i (p_i − y_i) x_i"),
    ("linear-regression", [r"L = \sum_i a_i (y_i - w^\top x_i)^2"], r"\nabla L = -2\sum_i a_i (y_i - w^\top x_i) x_i"),
    ("svm-dual", SOFT, "0 ≤ α_i ≤ c_i"),
]
WRONG = [
    ("logistic-regression", WEIGHED, "dL/dw = sum_i s_i (y_i - p_i) x_i"),
    ("logistic-regression", ["L_a = −Σ_i a_i [y_i log p_i + (1−y_i) log(1−p_i)]"], "∇L_a = Σ_i (p_i − y_i) x_i"),
    ("linear-regression", [r"L = \sum_i a_i (y_i - w^\top x_i)^2"], r"\nabla L = -2\sum_i (y_i - w^\top x_i) x_i"),
    ("svm-dual", SOFT, "α_i ≤ 1/c_i"),
    ("svm-dual", SOFT, "α_i ≤ c_i/2"),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_right_lines_are_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_wrong_lines_are_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"


CONSTRAINED_BELOW = [
    ("min_{w,b,ξ≥0} ½‖w‖² + C Σξ_i s.t. y_i(wᵀx_i+b) ≥ 1 − ξ_i", "given"),
    ("min_{w,b,ξ≥0} ½‖w‖² + C Σξ_i s.t. y_i(wᵀx_i+b) ≥ 1 + ξ_i", "refuted"),
    ("max_{w,b,ξ≥0} ½‖w‖² + C Σξ_i s.t. y_i(wᵀx_i+b) ≥ 1 − ξ_i", "refuted"),
    (r"\max_{w,b,\|w\|=1} M s.t. y_i(w^Tx_i+b)\ge M", "undecided"),
]


@pytest.mark.parametrize(("line", "verdict"), CONSTRAINED_BELOW)
def test_constraints_below_the_sign_and_behind_it_are_those_of_one_program(line: str, verdict: str) -> None:
    assert check("svm-dual", [], line).verdict == verdict

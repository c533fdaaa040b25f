"""Reasons and conditions in words that are not so: `since XᵀX is singular, …`, `because log is convex`, `if rank(X) < d`."""

import pytest

from interviewer.checking import check

NORMAL = "ŵ = (XᵀX)⁻¹Xᵀy"
JENSEN = "log Σ_z q(z) p(x,z)/q(z) ≥ Σ_z q(z) log p(x,z)/q(z)"

RIGHT = [
    ("linear-regression", f"{NORMAL} since XᵀX is positive definite"),
    ("linear-regression", f"{NORMAL} if XᵀX is invertible"),
    ("linear-regression", f"if X has full column rank, {NORMAL}"),
    ("linear-regression", "since ∇²L = 2XᵀX is positive definite, L is convex"),
    ("kl-divergence", "KL ≥ 0 because −log is convex"),
    ("kl-divergence", "log is concave"),
    ("em-algorithm", f"since log is concave, {JENSEN}"),
    ("logistic-regression", "p = 1/2 is wᵀx = 0"),
    ("logistic-regression", "L is convex because H = XᵀRX ⪰ 0, where R = diag(p_i(1 − p_i))"),
    ("linear-regression", "since vᵀXᵀXv = ‖Xv‖² ≥ 0, XᵀX ⪰ 0"),
    ("svm-dual", "since α_i ≥ 0 and μ_i ≥ 0, α_i ≤ C"),
]
WRONG = [
    ("linear-regression", f"since XᵀX is singular, {NORMAL}"),
    ("linear-regression", f"{NORMAL} because XᵀX is negative definite"),
    ("linear-regression", "since ∇²L = 2XᵀX is negative definite, L is concave"),
    ("kl-divergence", "KL ≥ 0 because log is convex"),
    ("kl-divergence", "exp is concave"),
    ("em-algorithm", f"since log is convex, {JENSEN}"),
    ("logistic-regression", "L is convex because H = XᵀRX ⪯ 0, where R = diag(p_i(1 − p_i))"),
    ("logistic-regression", "L is convex because H = XᵀRX ⪰ 0, where R = diag(p_i)"),
]
OF_ANY_RANK = [
    ("linear-regression", "XᵀX ⪰ 0 for every X", "XᵀX ≻ 0 for every X"),
    ("linear-regression", "XᵀX is symmetric for any matrix X", "XᵀX is invertible for all X"),
    ("linear-regression", "rank(XᵀX) = rank(X) for any $X$", "rank(XᵀX) = d for any $X$"),
    ("logistic-regression", "L(w) is convex for any X", "L(w) is strictly convex for every X"),
]
CONTRARY = [("linear-regression", f"if XᵀX is singular, {NORMAL}"), ("linear-regression", f"{NORMAL} if rank(X) < d")]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_good_reasons_are_accepted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_false_reasons_are_refuted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"


@pytest.mark.parametrize(("derivation", "line"), CONTRARY)
def test_what_holds_under_no_model_of_the_problem_is_left_open(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "undecided"


@pytest.mark.parametrize(("derivation", "right", "wrong"), OF_ANY_RANK)
def test_what_is_said_of_every_matrix_holds_of_those_of_lower_rank_too(derivation: str, right: str, wrong: str) -> None:
    assert check(derivation, [], right).verdict == "verified"
    assert check(derivation, [], wrong).verdict == "refuted"

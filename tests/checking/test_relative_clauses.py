"""What `which is …` says of a formula in words is judged, or leaves the line open."""

import pytest

from interviewer.checking import check

RIGHT = [
    ("linear-regression", "∇²L = 2XᵀX, which is positive definite"),
    ("linear-regression", "∇²L = 2XᵀX is positive definite as X has full column rank"),
    ("kl-divergence", "KL(p‖q) = Σ p log(p/q), which is non-negative"),
    ("em-algorithm", "γ_ik = π_k N(x_i|μ_k,Σ_k)/Σ_j π_j N(x_i|μ_j,Σ_j), which sum to one over k"),
]
WRONG = [
    ("linear-regression", "∇²L = 2XᵀX, which is negative definite"),
    ("linear-regression", "∇²L = 2XᵀX is positive definite as X has full row rank"),
    ("kl-divergence", "KL(p‖q) = Σ p log(p/q), which is symmetric in p and q"),
    ("kl-divergence", "KL(p‖q) = Σ p log(p/q), which is non-positive"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_what_is_so_is_accepted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "verified"


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_what_is_not_so_is_refuted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"


def test_what_nobody_can_judge_leaves_the_line_open() -> None:
    assert check("linear-regression", [], "the Hessian is 2XᵀX, which is indefinite").verdict == "undecided"

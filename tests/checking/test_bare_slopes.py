"""`σ′ = σ(1 − σ)` beside claims about all samples: function and slope are those at one argument."""

import pytest

from interviewer.checking import check

LINES = [
    ("σ' = σ(1{}σ), so ∇L = Xᵀ(p − y)", "−", "+"),
    ("σ' = σ(1−σ), so ∇L = Xᵀ({})", "p − y", "y − p"),
    ("using sigma' = sigma(1 - sigma), the gradient is X^T ({})", "p - y", "y - p"),
    ("σ'' = σ(1−σ)(1{}2σ)", "−", "+"),
    (r"\sigma' = \sigma(1-\sigma) and H = X^\top S X with S = diag({})", "p_i(1-p_i)", "p_i"),
]


@pytest.mark.parametrize(("line", "right", "wrong"), LINES)
def test_the_slope_of_the_logistic_function(line: str, right: str, wrong: str) -> None:
    assert check("logistic-regression", [], line.replace("{}", right)).verdict in ("verified", "given")
    assert check("logistic-regression", [], line.replace("{}", wrong)).verdict == "refuted"

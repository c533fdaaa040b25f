"""A sum that candidates write without brackets: `−Σ_i a_i + b_i` as −Σ_i (a_i + b_i), `½Σ_j a_j − 1 − b_j` as ½Σ_j (a_j − 1 − b_j)."""

import pytest

from interviewer.checking import check

RIGHT = [
    ("logistic-regression", "L = -sum_i y_i log p_i + (1-y_i) log(1-p_i)"),
    ("logistic-regression", r"L = -\sum_i y_i\log p_i + (1-y_i)\log(1-p_i)"),
    ("logistic-regression", "L = −Σ y_i log p_i + (1−y_i) log(1−p_i)"),
    ("logistic-regression", "ℓ = Σ y_i log p_i + (1−y_i) log(1−p_i)"),
    ("vae-elbo", "KL = ½ Σ_j μ_j² + σ_j² − 1 − log σ_j²"),
    ("em-algorithm", "Σ π_k − 1 = 0"),
]
WRONG = [
    ("logistic-regression", "L = sum_i y_i log p_i + (1-y_i) log(1-p_i)"),
    ("logistic-regression", "L = −Σ y_i log p_i + (1+y_i) log(1−p_i)"),
    ("logistic-regression", "ℓ = Σ y_i log p_i − (1−y_i) log(1−p_i)"),
    ("vae-elbo", "KL = ½ Σ_j μ_j² + σ_j² + 1 − log σ_j²"),
    ("vae-elbo", "KL = ½ Σ_j μ_j² − σ_j² − 1 − log σ_j²"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_right_sums_are_accepted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_wrong_sums_are_refuted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"

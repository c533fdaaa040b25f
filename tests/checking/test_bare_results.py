"""A formula alone behind `expanding gives`, `we get`: right where it is a value of what the lines before are about, else left open."""

import pytest

from interviewer.checking import check

KL = ["KL(p‖q) = Σ p log(p/q)"]
LINES = [
    (
        "linear-regression",
        [],
        "expanding gives y^T y - 2 w^T X^T y + w^T X^T X w",
        "expanding gives y^T y - w^T X^T y + w^T X^T X w",
    ),
    (
        "svm-dual",
        [],
        r"plugging back in, we get \sum_i \alpha_i - \frac12\sum_{i,j} \alpha_i\alpha_j y_i y_j x_i^T x_j",
        r"plugging back in, we get \sum_i \alpha_i + \frac12\sum_{i,j} \alpha_i\alpha_j y_i y_j x_i^T x_j",
    ),
    ("linear-regression", ["∇L = 2XᵀXw − 2Xᵀy"], "this simplifies to 2Xᵀ(Xw − y)", "this simplifies to 2Xᵀ(y − Xw)"),
    ("kl-divergence", KL, "we get Σ p log p − Σ p log q", "we get Σ p log p − Σ q log q"),
    (
        "logistic-regression",
        [],
        "taking the log we get Σ_i y_i log p_i + (1−y_i) log(1−p_i)",
        "taking the log we get Σ_i y_i log p_i − (1−y_i) log(1−p_i)",
    ),
]


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), LINES)
def test_a_formula_alone(derivation: str, setup: list[str], right: str, wrong: str) -> None:
    assert check(derivation, setup, right).verdict == "verified"
    assert check(derivation, setup, wrong).verdict == "undecided"


@pytest.mark.parametrize(
    ("derivation", "right", "wrong"),
    [
        ("logistic-regression", "L = Σ log(1 + e^{z_i}) − y_i z_i", "L = Σ log(1 + e^{z_i}) + y_i z_i"),
        ("kl-divergence", "KL(p‖q) = Σ p_i log p_i − p_i log q_i", "KL(p‖q) = Σ p_i log p_i − q_i log q_i"),
    ],
)
def test_a_sum_without_index_reaches_over_terms_with_the_one_in_its_first(
    derivation: str, right: str, wrong: str
) -> None:
    assert check(derivation, [], right).verdict == "verified"
    assert check(derivation, [], wrong).verdict == "refuted"

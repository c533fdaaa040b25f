"""Duals of programs of the candidate's own: their constraints are those of the program and no others."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "svm-dual",
        [
            "I drop the bias: min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i",
            "L(w,a) = 1/2 w'w - sum_i a_i (y_i w'x_i - 1)",
        ],
        "dual: max_a sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i'x_j  s.t. a_i >= 0 and sum_i a_i y_i = 0",
        WRONG,
    ),
    (
        "svm-dual",
        [
            "I drop the bias: min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i",
            "L(w,a) = 1/2 w'w - sum_i a_i (y_i w'x_i - 1)",
        ],
        "dual: max_a sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i'x_j  s.t. a_i >= 0",
        RIGHT,
    ),
    (
        "svm-dual",
        ["min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i"],
        "max_a sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i'x_j  s.t. a_i >= 0",
        RIGHT,
    ),
    (
        "svm-dual",
        ["min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i"],
        "max_a sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i'x_j  s.t. a_i <= 0",
        WRONG,
    ),
    (
        "svm-dual",
        ["min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i"],
        "max_a sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i'x_j  s.t. 0 <= a_i <= C",
        WRONG,
    ),
    (
        "svm-dual",
        ["min_w 1/2 ||w||^2 s.t. y_i w'x_i >= 1 for all i"],
        "max_a sum_i a_i - sum_ij a_i a_j y_i y_j x_i'x_j  s.t. a_i >= 0",
        WRONG,
    ),
    (
        "svm-dual",
        [
            (
                "drop the offset: the classifier is sign(w.x), constraints y_i (w.x_i) >= 1, data separable"
                " through the origin"
            )
        ],
        "dual: max sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i.x_j  s.t. a_i >= 0 and sum_i a_i y_i = 0",
        WRONG,
    ),
    (
        "svm-dual",
        [
            (
                "drop the offset: the classifier is sign(w.x), constraints y_i (w.x_i) >= 1, data separable"
                " through the origin"
            )
        ],
        "dual: max sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i.x_j  s.t. a_i >= 0",
        RIGHT,
    ),
    ("svm-dual", ["no bias"], "L(w, α) = ½‖w‖² − Σ α_i (y_i wᵀx_i − 1)", RIGHT),
    ("svm-dual", ["there is no bias"], "max_α Σ α_i − ½ Σ_ij α_i α_j y_i y_j x_iᵀx_j s.t. α_i ≥ 0", RIGHT),
    ("svm-dual", ["there is no bias"], "Σ α_i y_i = 0", WRONG),
    ("svm-dual", [], "max_α Σ α_i − ½ Σ_ij α_i α_j y_i y_j x_iᵀx_j s.t. α_i ≥ 0, Σ α_i y_i = 0", RIGHT),
    (
        "em-algorithm",
        [
            (
                "\\text{all components share one covariance } \\Sigma,\\ N_k=\\sum_i\\gamma_{ik},\\ S_k=\\frac1{N_"
                "k}\\sum_i\\gamma_{ik}(x_i-\\mu_k)(x_i-\\mu_k)^\\top"
            )
        ],
        "\\text{M-step for the tied covariance: } \\Sigma=\\frac1N\\sum_{k=1}^K N_k S_k",
        RIGHT,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""What stands in brackets behind an equation, programs whose objective goes on, and optima told in the passive."""

import pytest

from interviewer.checking import check

PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "off the diagonal": (
        "attention",
        ["p = softmax(s)"],
        "dp_i/ds_j = -p_i p_j  (j != i)",
        "dp_i/ds_j = -p_i (1 - p_j)  (j != i)",
    ),
    "set apart by a quad": (
        "logistic-regression",
        ["\\text{K classes: } p_k=e^{w_k^\\top x}/\\textstyle\\sum_m e^{w_m^\\top x}"],
        "\\frac{\\partial p_k}{\\partial w_j}=-p_kp_j\\,x\\quad(j\\ne k)",
        "\\frac{\\partial p_k}{\\partial w_j}=p_kp_j\\,x\\quad(j\\ne k)",
    ),
    "of active constraints": (
        "svm-dual",
        [],
        "y_i(w^T x_i + b) = 1 (\\alpha_i > 0)",
        "y_i(w^T x_i + b) = 0 (\\alpha_i > 0)",
    ),
    "of samples with a label": (
        "logistic-regression",
        [],
        "\\log p_i = -\\log(1+e^{-z_i}) \\quad (y_i = 1)",
        "\\log p_i = -\\log(1+e^{z_i}) \\quad (y_i = 1)",
    ),
    "an objective of two terms": (
        "svm-dual",
        [],
        "min_a (1/2) a^T Q a - 1^T a  s.t.  y^T a = 0, a >= 0,  Q_ij = y_i y_j x_i^T x_j",
        "min_a (1/2) a^T Q a + 1^T a  s.t.  y^T a = 0, a >= 0,  Q_ij = y_i y_j x_i^T x_j",
    ),
    "is minimised by": (
        "linear-regression",
        [],
        "‖y − Xw‖² + λ wᵀw is minimised by w = (XᵀX + λI)⁻¹Xᵀy",
        "‖y − Xw‖² + λ wᵀw is minimised by w = (XᵀX − λI)⁻¹Xᵀy",
    ),
    "the minimum is attained": (
        "linear-regression",
        [],
        "the minimum of ‖y − Xw‖² is attained at w = (XᵀX)⁻¹Xᵀy",
        "the minimum of ‖y − Xw‖² is attained at w = (XᵀX)⁻¹X y",
    ),
    "the whole vector of an entry": (
        "em-algorithm",
        [],
        "Q is maximised over π by π_k = N_k/N",
        "Q is maximised over π by π_k = N_k",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_line_and_a_wrong_one(name: str) -> None:
    derivation, setup, right, wrong = PAIRS[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_where_a_law_is_optimal_is_no_equation_of_laws() -> None:
    assert check("vae-elbo", [], "the ELBO is maximised over q by q(z|x) = p(z|x)").verdict == "undecided"

"""Key steps of a derivation written after other key steps of it: right and with one slip."""

import pytest

from interviewer.checking import check

_LAGRANGIAN = "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ + b) − 1]"
_CODE = "L = 1/2*||w||^2 - sum_i a_i*(y_i*(w^T x_i + b) - 1)"
_PRIOR = "p(\\theta) = \\mathcal{N}(\\theta; 0, \\tau^2 I)"
_LIKELIHOOD = "p(y_i|x_i,\\theta) = \\mathcal{N}(y_i; \\theta^\\top x_i, \\sigma^2)"

RIGHT = {
    "complementary slackness after the Lagrangian": (
        "svm-dual",
        [_CODE, "w = sum_i a_i y_i x_i", "sum_i a_i y_i = 0"],
        "a_i > 0 => y_i*(w^T x_i + b) = 1",
    ),
    "the offset after the Lagrangian": (
        "svm-dual",
        [_LAGRANGIAN, "w = Σᵢ αᵢyᵢxᵢ", "Σᵢ αᵢyᵢ = 0"],
        "b = y_s − wᵀx_s for a support vector s",
    ),
    "the normal equations after likelihood and prior": (
        "map-estimation",
        [_LIKELIHOOD, _PRIOR],
        "X^\\top (X\\theta - y) + \\frac{\\sigma^2}{\\tau^2}\\theta = 0",
    ),
    "the posterior's mean by the estimate's name": (
        "map-estimation",
        ["y = X theta + eps, eps ~ N(0, sigma^2 I)", "theta ~ N(0, tau^2 I)"],
        "theta | D ~ N(theta_MAP, (X^T X/sigma^2 + I/tau^2)^-1)",
    ),
}
WRONG = {
    "slackness the wrong way round": (
        "svm-dual",
        [_CODE, "w = sum_i a_i y_i x_i", "sum_i a_i y_i = 0"],
        "a_i = 0 => y_i*(w^T x_i + b) = 1",
    ),
    "the offset with its sign turned": (
        "svm-dual",
        [_LAGRANGIAN, "w = Σᵢ αᵢyᵢxᵢ", "Σᵢ αᵢyᵢ = 0"],
        "b = wᵀx_s − y_s for a support vector s",
    ),
    "the penalty's sign in the normal equations": (
        "map-estimation",
        [_LIKELIHOOD, _PRIOR],
        "X^\\top (X\\theta - y) - \\frac{\\sigma^2}{\\tau^2}\\theta = 0",
    ),
    "the precision for the covariance": (
        "map-estimation",
        ["y = X theta + eps, eps ~ N(0, sigma^2 I)", "theta ~ N(0, tau^2 I)"],
        "theta | D ~ N(theta_MAP, X^T X/sigma^2 + I/tau^2)",
    ),
}
NEVER_ACCEPTED = {
    "a vector's prior with a number's constant": (
        ["\\hat{\\theta}_{MAP} = \\arg\\max_{\\theta} [\\log p(D|\\theta) + \\log p(\\theta)]", _PRIOR],
        "p(\\theta) = (2\\pi\\tau^2)^{-1/2} \\exp(-\\frac{\\|\\theta\\|^2}{2\\tau^2})",
    ),
    "a penalty without its half": (
        ["\\hat{\\theta}_{MAP} = \\arg\\max_{\\theta} [\\log p(D|\\theta) + \\log p(\\theta)]", _PRIOR],
        "\\hat{\\theta}_{MAP} = \\arg\\min_{\\theta} [-\\log p(D|\\theta) + \\frac{1}{\\tau^2}\\|\\theta\\|^2]",
    ),
    "a ratio turned over, transposes by primes": (
        ["p(y_i|x_i,\\beta) = \\mathcal{N}(y_i; \\beta'x_i, \\sigma^2)", "\\beta \\sim \\mathcal{N}(0, \\tau^2 I)"],
        "\\hat\\beta = \\arg\\min_{\\beta} \\sum_{i=1}^{n}(y_i - \\beta'x_i)^2 + \\frac{\\tau^2}{\\sigma^2}\\|\\beta\\|^2",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str) -> None:
    derivation, setup, step = RIGHT[name]
    assert check(derivation, setup, step).verdict in ("verified", "given")


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    derivation, setup, step = WRONG[name]
    assert check(derivation, setup, step).verdict == "refuted"


@pytest.mark.parametrize("name", NEVER_ACCEPTED)
def test_never_accepted(name: str) -> None:
    setup, step = NEVER_ACCEPTED[name]
    assert check("map-estimation", setup, step).verdict not in ("verified", "given")

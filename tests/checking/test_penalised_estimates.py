"""`ŵ = argmin_w ‖y − Xw‖² + λ‖w‖²`: an estimate by the problem's objective and a penalty that the problem does not have."""

import pytest

from interviewer.checking import check

RIDGE = r"\hat w = \arg\min_w \|y - Xw\|_2^2 + \lambda\|w\|_2^2"
RIGHT = [
    ("linear-regression", rf"ridge: ${RIDGE} = (X^\top X + \lambda I)^{{-1}}X^\top y$"),
    ("linear-regression", "w* = argmin_w ‖y − Xw‖² + λ‖w‖²"),
    ("linear-regression", "w* = argmin_w ½‖y − Xw‖² + λ‖w‖₁"),
    ("logistic-regression", "ŵ = argmin_w L(w) + (λ/2)‖w‖²"),
    ("map-estimation", "θ̂_MAP = argmin ‖y − Xθ‖² + (σ²/τ²)‖θ‖²"),
]
WRONG = [
    ("linear-regression", rf"${RIDGE} = (X^\top X + 2\lambda I)^{{-1}}X^\top y$"),
    ("linear-regression", rf"${RIDGE} = (X^\top X)^{{-1}}X^\top y$"),
    ("linear-regression", "ŵ = argmin_w ‖y − Xw‖² − λ‖w‖²"),
    ("linear-regression", "ŵ = argmax_w ‖y − Xw‖² + λ‖w‖²"),
    ("linear-regression", "ŵ = argmin_w ‖y + Xw‖² + λ‖w‖²"),
    ("linear-regression", "ŵ_OLS = argmin_w ‖y − Xw‖² + λ‖w‖²"),
    ("map-estimation", "θ̂_MAP = argmin ‖y − Xθ‖² + (τ²/σ²)‖θ‖²"),
    ("map-estimation", "θ̂_MLE = argmin ‖y − Xθ‖² + λ‖θ‖²"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_right_estimates_are_accepted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_wrong_estimates_are_refuted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"

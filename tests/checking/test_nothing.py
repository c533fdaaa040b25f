"""Two sides that come to nothing: what they are made of cancels."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "kl-divergence",
        ["log a ≤ a − 1 for all a > 0"],
        "−KL(p‖q) = Σ_x p(x) log(q(x)/p(x)) ≤ Σ_x p(x) (q(x)/p(x) − 1) = Σ_x q(x) − 1 ≤ 0",
        RIGHT,
    ),
    ("kl-divergence", [], "Σ_x p(x) (q(x)/p(x) − 1) = Σ_x q(x) − 1", RIGHT),
    ("kl-divergence", [], "Σ_x p(x) (q(x)/p(x) − 1) = Σ_x q(x) − Σ_x p(x) = 1 − 1 = 0", RIGHT),
    ("linear-regression", [], "(I − H)X = X − X(XᵀX)⁻¹XᵀX = X − X = 0 with H = X(XᵀX)⁻¹Xᵀ", RIGHT),
    ("linear-regression", [], "X^T(y - Xŵ) = X^Ty - X^TX(X^TX)^{-1}X^Ty = 0", RIGHT),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

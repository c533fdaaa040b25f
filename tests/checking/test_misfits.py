"""Formulas whose shapes do not fit, each with the right one that is a transpose or an order of factors away."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "an inner product for an outer one": (
        "em-algorithm",
        [r"w_j^{(i)} = Q_i(z^{(i)}=j) = P(z^{(i)}=j|x^{(i)};\phi,\mu,\Sigma)"],
        r"\Sigma_j = \frac{\sum_{i=1}^nw_j^{(i)}(x^{(i)}-\mu_j)(x^{(i)}-\mu_j)^T}{\sum_{i=1}^nw_j^{(i)}}",
        r"\Sigma_j = \frac{\sum_{i=1}^nw_j^{(i)}(x^{(i)}-\mu_j)^T(x^{(i)}-\mu_j)}{\sum_{i=1}^nw_j^{(i)}}",
    ),
    "of a covariance that components share": (
        "em-algorithm",
        ["shared covariance Σ for all components"],
        "Σ = (1/n) Σ_n Σ_k r_nk (x_n − μ_k)(x_n − μ_k)ᵀ",
        "Σ = (1/n) Σ_n Σ_k r_nk (x_n − μ_k)ᵀ(x_n − μ_k)",
    ),
    "a transpose missing in one's own letters": (
        "backpropagation",
        [r"f = \|y - Ax\|^2"],
        r"\nabla_x f = 2A^T(Ax - y)",
        r"\nabla_x f = 2A(Ax - y)",
    ),
    "a constraint's multiplier": (
        "linear-regression",
        ["L(w, λ) = ½‖Xw − y‖² + λᵀ(Cw − d)"],
        "∇_w L = Xᵀ(Xw − y) + Cᵀλ",
        "∇_w L = Xᵀ(Xw − y) + Cλ",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_line(derivation: str, before: list[str], right: str, wrong: str) -> None:
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"

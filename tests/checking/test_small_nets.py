"""Networks and attention in letters of the candidate's own: a line that is right and one that is wrong by a slip."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "an open σ beside p(1 − p) is the logistic one": (
        "backpropagation",
        ["u = Wx + b, p = σ(u) elementwise, L = ½‖p − y‖²"],
        "∂L/∂u = (p − y) ⊙ p ⊙ (1 − p)",
        "∂L/∂u = (p − y) ⊙ u ⊙ (1 − u)",
    ),
    "a derivative of a bare f keeps to the x that f is defined of": (
        "backpropagation",
        [
            "f(x) = w_3 \\sigma(w_2 \\sigma(w_1 x)) with scalars, a_1 = \\sigma(w_1 x), a_2 = \\sigma(w_2 a_1), "
            "\\sigma the logistic function"
        ],
        "\\frac{\\partial f}{\\partial w_1} = w_3 a_2(1-a_2) w_2 a_1(1-a_1) x",
        "\\frac{\\partial f}{\\partial w_1} = w_3 a_2(1-a_2) w_2 a_1(1-a_1)",
    ),
    "what is defined in a conclusion in words is defined": (
        "attention",
        ["Q = X W_Q, K = X W_K"],
        "so Q K^T = X M X^T, i.e. score_ij is the bilinear form x_i^T M x_j (before the scaling) with M = W_Q W_K^T in "
        "R^{d x d} and rank(M) <= min(d, d_k)",
        "so Q K^T = X M X^T, i.e. score_ij is the bilinear form x_i^T M x_j (before the scaling) with M = W_K W_Q^T in "
        "R^{d x d} and rank(M) <= min(d, d_k)",
    ),
    "a weight that is zero in one layer is so in no other": (
        "backpropagation",
        ["W^{(L)} = 0"],
        "\\delta^{(L-1)} = 0",
        "z^{(1)} = b^{(1)}",
    ),
    "l < L is said of the layers, not of the loss": (
        "backpropagation",
        ["all weight matrices are initialised W⁽ˡ⁾ = 0, l = 1…L, with L ≥ 2 layers and σ differentiable"],
        "δ⁽ˡ⁾ = 0 for every l < L",
        "δ⁽ˡ⁾ = 0 for every l ≤ L",
    ),
    "a bracket round what bears a script and is transposed is a factor": (
        "backpropagation",
        [
            "\\tilde a = m \\odot a, z^{(l+1)} = W^{(l+1)} \\tilde a + b^{(l+1)}, \\delta^{(l+1)} = \\partial L/\\partial z^{(l+1)}"
        ],
        "\\partial L/\\partial W^{(l+1)} = \\delta^{(l+1)}(\\tilde a)^\\top",
        "\\partial L/\\partial W^{(l+1)} = \\tilde a(\\delta^{(l+1)})^\\top",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), SETUPS.values(), ids=SETUPS.keys())
def test_setup(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"

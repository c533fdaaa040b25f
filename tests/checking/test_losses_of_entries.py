"""A network's loss as a sum over the entries of its last layer: the sum runs over all of them."""

import pytest

from interviewer.checking import check

LOSSES = [
    "L = \\frac{1}{2}\\sum_k (a_k^{(L)} - y_k)^2",
    "L = ½ Σ_j (a_j⁽ᴸ⁾ − y_j)²",
    "L = 0.5*sum_k (a_{L,k} - y_k)^2",
]
RIGHT = ["\\delta^{(L)} = (a^{(L)} - y) \\odot \\sigma'(z^{(L)})", "∂L/∂a^{(L)} = a^{(L)} − y"]
WRONG = ["\\delta^{(L)} = a^{(L)} - y", "∂L/∂W^{(L)} = (a^{(L-1)})ᵀ ((a^{(L)} − y) ⊙ σ'(z^{(L)}))"]


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_is_the_problems(loss: str) -> None:
    assert check("backpropagation", [], loss).verdict == "verified"


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("line", RIGHT)
def test_right_after_it(loss: str, line: str) -> None:
    assert check("backpropagation", [loss], line).verdict == "verified"


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("line", WRONG)
def test_wrong_after_it(loss: str, line: str) -> None:
    assert check("backpropagation", [loss], line).verdict == "refuted"


def test_a_cube_is_no_square() -> None:
    assert check("backpropagation", [], "L = \\frac{1}{2}\\sum_k (a_k^{(L)} - y_k)^3").verdict == "refuted"

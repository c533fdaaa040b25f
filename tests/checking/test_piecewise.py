"""Functions in pieces: what holds on one piece alone is not so; and an activation that a title names."""

import pytest

from interviewer.checking import check

HUBER = ["Huber: ρ(r) = r²/2 if |r| ≤ δ else δ(|r| − δ/2)"]
RIGHT = [
    ("linear-regression", HUBER, "ρ'(r) = max(−δ, min(δ, r))"),
    ("backpropagation", ["f(z) = max(0, z)"], "f'(z) = 1[z > 0]"),
    ("backpropagation", [], "max(0, z) − max(0, −z) = z"),
    ("backpropagation", [], "relu(z) = max(0,z) = z 1[z>0] = (z + |z|)/2"),
    ("backpropagation", [], "ReLU: σ'(z) = 1 if z > 0 else 0"),
    ("backpropagation", [], "ReLU derivative: σ'(z) = 1[z > 0]"),
    ("backpropagation", [], "tanh: σ'(z) = 1 − σ(z)²"),
    ("backpropagation", [], "tanh: δ^l = (W^{l+1})ᵀδ^{l+1} ⊙ (1 − a^l ⊙ a^l)"),
    ("svm-dual", ["hinge h(m) = max(0, 1 − m)"], "h'(m) = −1 if m < 1 else 0"),
]
WRONG = [
    ("linear-regression", HUBER, "ρ'(r) = max(0, min(δ, r))"),
    ("backpropagation", ["f(z) = max(0, z)"], "f'(z) = 1"),
    ("backpropagation", ["f(z) = min(z, 6)"], "f(z) = z"),
    ("backpropagation", [], "relu(z) = (z − |z|)/2"),
    ("backpropagation", [], "ReLU: σ'(z) = 1 if z < 0 else 0"),
    ("backpropagation", [], "tanh: σ'(z) = 1 + σ(z)²"),
    ("backpropagation", [], "tanh: δ^l = (W^{l+1})ᵀδ^{l+1} ⊙ (1 − z^l ⊙ z^l)"),
    ("svm-dual", ["hinge h(m) = max(0, 1 − m)"], "h'(m) = −1"),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_right_lines_are_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_what_holds_on_one_piece_alone_is_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"

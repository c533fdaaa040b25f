"""Where something is largest and what it is there; numbers of which words alone say what they are; functions told by their slope."""

import pytest

from interviewer.checking import check

RIGHT, WRONG, OPEN = ("verified", "given"), ("refuted",), ("undecided",)

LINES = [
    ("backpropagation", ["a1 = relu(z1), a2 = sigmoid(z2)"], "delta1 = (W2.T @ delta2) * a1 * (1 - a1)", WRONG),
    ("backpropagation", [], "σ'(z) = σ(z)(1 − σ(z)), with peak 1/2", OPEN),
    ("backpropagation", ["h = sigmoid(z1)"], "delta1 = (W2.T @ delta2) * h * (1 - h)", RIGHT),
    (
        "backpropagation",
        [],
        "For the logistic function σ′(z) = σ(z)(1 − σ(z)) has its maximum at z = 0 with value 1/2",
        WRONG,
    ),
    (
        "backpropagation",
        [],
        "For the logistic function σ′(z) = σ(z)(1 − σ(z)) has its maximum at z = 0 with value 1/4",
        RIGHT,
    ),
    ("backpropagation", [], "σ′(z) is maximal at z = 0, where it is 1/2", WRONG),
    ("backpropagation", [], "σ'(z) is largest at z = 1", WRONG),
    ("backpropagation", [], "σ'(z) is largest at z = 0 with value 1/4", RIGHT),
    ("backpropagation", [], "σ'(z) is largest at z = 0 with value 1/2", WRONG),
    ("attention", [], "Var(qᵀk) = d_k, with 8 heads", RIGHT),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

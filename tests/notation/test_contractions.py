"""Contractions in the words around a formula: `it doesn't depend on θ`, `let's`, beside the apostrophe that transposes."""

import pytest

from interviewer.checking import check

LINES = [
    (
        "map-estimation",
        "drop the evidence, it doesn't depend on theta: theta_MAP = argmax log p(D|theta) {} log p(theta)",
        "+",
        "-",
    ),
    ("linear-regression", "we're done: w = (X'X)^{{-1}} X{}y, that's the solution", "'", " "),
    ("linear-regression", "let's set the gradient to zero: X'X w = X{}y", "'", " "),
    ("linear-regression", "here’s the gradient: ∇L = 2X'(Xw {} y)", "−", "+"),
    ("kl-divergence", "it isn't symmetric: KL(p||q) {} KL(q||p)", "≠", "="),
]


@pytest.mark.parametrize(("derivation", "line", "right", "wrong"), LINES)
def test_words_are_no_formulas(derivation: str, line: str, right: str, wrong: str) -> None:
    assert check(derivation, [], line.format(right)).verdict in ("verified", "given")
    assert check(derivation, [], line.format(wrong)).verdict == "refuted"

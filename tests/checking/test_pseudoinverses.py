"""A pseudoinverse has the shape of the transpose, and nobody writes that of a square matrix."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "linear-regression",
        ["\\min_\\theta \\|v - A\\theta\\|^2, A has full column rank"],
        "\\hat\\theta = A^+ v \\text{ with } A^+ = (A^\\top A)^{-1}A^\\top, \\text{ so } A^+A = I",
        RIGHT,
    ),
    ("linear-regression", ["X = UΣVᵀ"], "VᵀV = I", RIGHT),
    ("linear-regression", ["A = QR, QᵀQ = I"], "QQᵀ = I", WRONG),
    ("linear-regression", ["x̂ = argmin_x ‖Bx − c‖²"], "x̂ = B⁺c, B B⁺ = I", WRONG),
    ("linear-regression", ["x̂ = argmin_x ‖Bx − c‖², B of full column rank"], "x̂ = B⁺c, B⁺B = I", RIGHT),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

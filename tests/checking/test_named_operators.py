"""A capital that stands for what is applied to a vector."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "linear-regression",
        [],
        (
            "\\hat{\\mathbf y}=\\mathbf X(\\mathbf X^T\\mathbf X)^{-1}\\mathbf X^T\\mathbf y=\\mathbf P\\mathbf "
            "y,\\quad\\mathbf P^2=\\mathbf P=\\mathbf P^T"
        ),
        RIGHT,
    ),
    (
        "linear-regression",
        [],
        (
            "\\hat{\\mathbf y}=\\mathbf X(\\mathbf X^T\\mathbf X)^{-1}\\mathbf X^T\\mathbf y=\\mathbf P\\mathbf "
            "y,\\quad\\mathbf P^2=\\mathbf I"
        ),
        WRONG,
    ),
    ("linear-regression", [], "ŷ = X(XᵀX)⁻¹Xᵀy = Hy ⇒ H² = H", RIGHT),
    ("linear-regression", ["ŷ = X(XᵀX)⁻¹Xᵀy = Py"], "P X = X", RIGHT),
    ("linear-regression", ["ŷ = X(XᵀX)⁻¹Xᵀy = Py"], "P X = 0", WRONG),
    ("linear-regression", ["w = (XᵀX)⁻¹Xᵀ y = X⁺y"], "X⁺X = I", RIGHT),
    ("linear-regression", [], "ŵ = (XᵀX)⁻¹Xᵀy = A y with A = (XᵀX)⁻¹Xᵀ, so Cov(ŵ) = σ² A Aᵀ", RIGHT),
    ("linear-regression", ["r = y − ŷ = (I − H) y = M y"], "M X = 0", RIGHT),
    ("linear-regression", [], "ŷ = X(XᵀX)⁻¹Xᵀy = Py ⇒ Pᵀ = −P", WRONG),
    ("linear-regression", ["e = y − ŷ = (I − X(XᵀX)⁻¹Xᵀ) y = M y"], "eᵀe = yᵀ M y", RIGHT),
    ("linear-regression", ["e = y − ŷ = (I − X(XᵀX)⁻¹Xᵀ) y = M y"], "eᵀe = yᵀ M² y + yᵀ y", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

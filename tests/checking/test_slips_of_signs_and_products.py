"""One slip in a line that is right otherwise: `*` for `@` in code, multipliers of the other sign under a name of their own."""

from __future__ import annotations

import pytest

from interviewer.checking import check

PRODUCTS = [
    ("linear-regression", "grad = 2 * X.T @ (X @ w - y)", "grad = 2 * X.T @ (X * w - y)"),
    ("linear-regression", "w = np.linalg.inv(X.T @ X) @ X.T @ y", "w = np.linalg.inv(X.T @ X) @ X.T * y"),
    (
        "attention",
        "A = softmax(Q @ K.T / sqrt(d_k)); O = A @ V",
        "A = softmax(Q @ K.T / sqrt(d_k)); O = A * V",
    ),
]


@pytest.mark.parametrize(("derivation", "right", "wrong"), PRODUCTS)
def test_star_is_no_product_of_matrices_beside_at(derivation: str, right: str, wrong: str) -> None:
    assert check(derivation, [], right).verdict in ("verified", "given")
    assert check(derivation, [], wrong).verdict == "refuted"


@pytest.mark.parametrize("letter", ["λ", "μ", "α"])
def test_multipliers_have_their_sign_by_any_name(letter: str) -> None:
    line = f"L(w,b,{letter}) = ½‖w‖² − Σᵢ {letter}ᵢ (yᵢ(wᵀxᵢ + b) − 1), where {letter}ᵢ "
    assert check("svm-dual", [], line + "≥ 0").verdict in ("verified", "given")
    assert check("svm-dual", [], line + "≤ 0").verdict == "refuted"

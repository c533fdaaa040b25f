"""Names of a writer's own mean what stands where they stand: a weight, an estimate, a multiplier, another objective."""

from __future__ import annotations

import pytest

from interviewer.checking import check

ROLES = {  # derivation, what is written before, a right line, a wrong one
    "a weight calls for no reading that has its letter": (
        "logistic-regression",
        ["positives weighted by c > 0, c ≠ 1: L = −Σᵢ [c yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]"],
        "∇L = Σᵢ [(1 − yᵢ) pᵢ − c yᵢ (1 − pᵢ)] xᵢ",
        "∇L = c Σᵢ (pᵢ − yᵢ) xᵢ",
    ),
    "two weights of one letter": (
        "logistic-regression",
        ["class weights c1, c0: J = -sum_i [c1 y_i log p_i + c0 (1-y_i) log(1-p_i)]"],
        "dJ/dz_i = c0 (1-y_i) p_i - c1 y_i (1-p_i)",
        "dJ/dz_i = c1 (1-y_i) p_i - c0 y_i (1-p_i)",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), ROLES.values(), ids=ROLES)
def test_names_by_role(derivation: str, setup: list[str], right: str, wrong: str) -> None:
    assert check(derivation, setup, right).verdict == "verified"
    assert check(derivation, setup, wrong).verdict == "refuted"

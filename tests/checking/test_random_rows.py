"""Queries and keys with an index are vectors in moments of their inner products, and entries where an index tells entries."""

import pytest

from interviewer.checking import check

RIGHT = [
    ([], "Var(q_i·k_j) = d_k"),
    ([], "Var(q_iᵀk_j/√d_k) = 1"),
    ([], "std(q_i^T k_j) = sqrt(d_k)"),
    ([], r"\operatorname{Var}\left(\frac{q_i^\top k_j}{\sqrt{d_k}}\right) = 1"),
    ([], "Var(q_iᵀk_j) = Σ_c Var(q_{ic} k_{jc}) = d_k"),
    (["s_ij = q_iᵀk_j/√d_k"], "Var(s_ij) = 1"),
    ([], "Var(q_i k_i) = 1"),
    ([], "Var(q_i · k_i) = 1, so Var(q·k) = d_k"),
]
WRONG = [
    ([], "Var(q_i·k_j) = 1"),
    ([], "Var(q_iᵀk_j/√d_k) = 1/d_k"),
    ([], "std(q_i^T k_j) = d_k"),
    ([], r"\operatorname{Var}\left(\frac{q_i^\top k_j}{\sqrt{d_k}}\right) = d_k"),
    ([], "Var(q_iᵀk_j) = Σ_c Var(q_{ic} k_{jc}) = 1"),
    (["s_ij = q_iᵀk_j/√d_k"], "Var(s_ij) = 1/d_k"),
]


@pytest.mark.parametrize(("setup", "line"), RIGHT)
def test_right_moments_are_verified(setup: list[str], line: str) -> None:
    assert check("attention", setup, line).verdict == "verified"


@pytest.mark.parametrize(("setup", "line"), WRONG)
def test_wrong_moments_are_refuted(setup: list[str], line: str) -> None:
    assert check("attention", setup, line).verdict == "refuted"

"""What a line gives as its reason or defines on the way is judged too: ranks in words, the sums of units, shares."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RANKS = [
    ("XᵀX is invertible since X has full {} rank", "column", "row"),
    ("vᵀXᵀXv > 0 for v ≠ 0 because the {} of X are linearly independent", "columns", "rows"),
    ("XᵀX is positive definite because the {} of X are linearly independent", "columns", "rows"),
    ("X X^T is invertible since X has full {} rank", "row", "column"),
    (
        r"$\mathbf{{v}}^\top\mathbf{{X}}^\top\mathbf{{X}}\mathbf{{v}} = \lVert\mathbf{{X}}\mathbf{{v}}\rVert^2 > 0$ for all "
        r"$\mathbf{{v}}\neq\mathbf{{0}}$, since $\mathbf{{X}}$ has full {} rank",
        "column",
        "row",
    ),
]


@pytest.mark.parametrize(("line", "right", "wrong"), RANKS)
def test_which_rank_is_full(line: str, right: str, wrong: str) -> None:
    assert check("linear-regression", [], line.format(right)).verdict == "verified"
    assert check("linear-regression", [], line.format(wrong)).verdict == "refuted"


def test_a_form_is_positive_where_its_matrix_is_definite() -> None:
    assert check("linear-regression", [], "zᵀXᵀXz = ‖Xz‖² > 0 for all z ≠ 0").verdict == "verified"
    assert check("linear-regression", ["n < d"], "zᵀXᵀXz > 0 for all z ≠ 0").verdict == "refuted"
    ridge = "z^T (X^T X + λ I) z = ||Xz||^2 + λ ||z||^2 > 0 for z ≠ 0 and λ > 0"
    assert check("linear-regression", ["n < d"], ridge).verdict == "verified"


UNITS = [
    ("z_j = f(a_j) where a_j = Σ_i w_ji z_i", "z_j = f(a_j) where a_j = Π_i w_ji z_i"),
    ("∂E/∂w_ji = δ_j z_i where a_j = Σ_i w_ji z_i", "∂E/∂w_ji = δ_j z_i where a_j = Π_i w_ji z_i"),
    (
        "δ_j = h'(a_j) Σ_k w_kj δ_k, where a_j = Σ_i w_ji z_i and z_j = h(a_j)",
        "δ_j = h'(a_j) Σ_k w_kj δ_k, where a_j = Σ_i w_ji z_i and z_j = h'(a_j)",
    ),
]


@pytest.mark.parametrize(("right", "wrong"), UNITS)
def test_a_where_is_judged_under_the_network_that_is_supposed(right: str, wrong: str) -> None:
    assert check("backpropagation", [], right).verdict == "verified"
    assert check("backpropagation", [], wrong).verdict in ("refuted", "undecided")


def test_shares_whose_sum_is_not_one_are_no_definition() -> None:
    assert check("attention", [], "w_i = exp(s_i)/Σ_j exp(s_j)").verdict == "given"
    for below in ("exp(s_j)^2", "s_j", "exp(-s_j)"):
        assert check("attention", [], f"w_i = exp(s_i)/Σ_j {below}").verdict == "undecided"

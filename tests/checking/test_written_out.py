"""Vectors written out entry by entry, and sizes told by the space something lies in."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT = [
    ("logistic-regression", [], "z = w_0 + w_1 x_1 + w_2 x_2; p = σ(z)"),
    ("logistic-regression", [], "p = 1/(1+e^{-(w_0 + w_1 x_1 + w_2 x_2)})"),
    ("linear-regression", [], "L(w) = sum_i (y_i - w_1 x_{i1} - w_2 x_{i2})^2"),
    ("linear-regression", [], r"\hat y = w_0 + w_1 x_1 + w_2 x_2"),
    ("linear-regression", [], "f(x) = Σ_j w_j x_j"),
    ("svm-dual", [], "f(x) = Σ_j w_j x_j + b"),
    ("svm-dual", [], "α_1 y_1 + α_2 y_2 = 0"),
    ("kl-divergence", [], "KL(p‖q) = p_1 log(p_1/q_1) + p_2 log(p_2/q_2)"),
    ("em-algorithm", [], "p(x) = π_1 N(x|μ_1,Σ_1) + π_2 N(x|μ_2,Σ_2)"),
    ("linear-regression", ["X ∈ ℝ^{5×2}"], "XᵀX ∈ ℝ^{2×2}"),
    ("linear-regression", ["X ∈ ℝ^{5×2}"], "y ∈ ℝ⁵"),
    ("linear-regression", ["w ∈ ℝ²"], "f(x) = w_1 x_1 + w_2 x_2"),
    ("linear-regression", ["one feature, x ∈ ℝⁿ"], r"\hat w = x^T y/(x^T x)"),
    ("linear-regression", [], "X = x ∈ ℝⁿ, d = 1: w = xᵀy/(xᵀx)"),
    ("linear-regression", [], "For scalar w, L(w) = Σ (y_i − w x_i)² and w = Σ x_i y_i / Σ x_i²"),
]
WRONG = [
    ("logistic-regression", [], "z = w_0 + w_1 x_1 - w_2 x_2; p = σ(z)"),
    ("logistic-regression", [], "p = σ(w_0 + w_1 x_2 + w_2 x_1)"),
    ("logistic-regression", ["x ∈ ℝ³"], "p = σ(w_1 x_1 + w_2 x_2)"),
    ("linear-regression", [], "dL/dw_1 = -2 sum_i (y_i - w_1 x_{i1} - w_2 x_{i2}) x_{i2}"),
    ("linear-regression", [], "L(w) = (y_1 - w^T x_1)^2 - (y_2 - w^T x_2)^2"),
    ("svm-dual", [], "α_1 y_1 - α_2 y_2 = 0"),
    ("kl-divergence", [], "KL(p‖q) = p_1 log(q_1/p_1) + p_2 log(p_2/q_2)"),
    ("em-algorithm", [], "γ_{i1} = N(x_i|μ_1,Σ_1) / (N(x_i|μ_1,Σ_1) + N(x_i|μ_2,Σ_2))"),
    ("linear-regression", ["x_i ∈ ℝ²"], "w = Σ_i x_i y_i / Σ_i x_i²"),
    ("linear-regression", ["X ∈ ℝ^{5×2}"], "XᵀX ∈ ℝ^{5×5}"),
    ("linear-regression", ["one feature, x ∈ ℝⁿ"], r"\hat w = x^T y/(y^T y)"),
    ("linear-regression", [], "For scalar w, L(w) = Σ (y_i − w x_i)² and w = Σ x_i y_i / Σ y_i²"),
]


@pytest.mark.parametrize(("derivation", "setup", "step"), RIGHT)
def test_what_is_written_out_is_accepted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "step"), WRONG)
def test_a_slip_in_it_is_refuted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict == "refuted"


@pytest.mark.parametrize("derivation", ["linear-regression", "svm-dual"])
def test_a_sample_or_an_entry_is_in_doubt(derivation: str) -> None:
    assert check(derivation, ["x_i ∈ ℝ²"], "f(x) = w_1 x_1 + w_2 x_1", seconds=5).verdict in ("undecided", "refuted")


@pytest.mark.parametrize("before", ["Q, K ∈ ℝ^{2048×64}", "n = 2048, d_k = 64"])
def test_sizes_of_real_models_are_not_tried(before: str) -> None:
    assert check("attention", [before], "A = softmax(QKᵀ/√d_k)").message == "so many entries are too many to try"

"""Iterates beside what the problem makes of them: w_{t+1}, w_t and the p_t that is σ(X w_t)."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT = [
    ("logistic-regression", [], "p_t = σ(X w_t)"),
    ("logistic-regression", [], "w_{t+1} = w_t + η Xᵀ(y − p_t), p_t = σ(X w_t)"),
    ("logistic-regression", [], "w_{t+1} = w_t - η∇L(w_t) = w_t + η Xᵀ(y − p_t) where p_t = σ(X w_t)"),
    ("logistic-regression", [], "w_{k+1} = w_k - η Xᵀ(μ_k - y), μ_k = σ(X w_k), η > 0"),
    ("logistic-regression", [], r"w^{(t+1)} = w^{(t)} - \eta X^T(p^{(t)} - y), p^{(t)} = \sigma(X w^{(t)})"),
    ("logistic-regression", [], "w_{t+1} = w_t - η Xᵀ(p - y), p = σ(X w_t)"),
    ("logistic-regression", ["p_t = σ(X w_t)"], "w_{t+1} = w_t - η ∇L(w_t) = w_t + η Xᵀ(y − p_t)"),
    ("linear-regression", [], "w_{t+1} = w_t + 2η Xᵀ r_t, r_t = y − X w_t"),
    (
        "linear-regression",
        [r"w_{k+1}=w_k-\eta\nabla L(w_k), \hat w=(X^\top X)^{-1}X^\top y"],
        r"w_{k+1}-\hat w=(I-2\eta X^\top X)(w_k-\hat w)",
    ),
    ("linear-regression", ["w_new = w − η ∇L(w)"], "w_new - ŵ = (I − 2η XᵀX)(w − ŵ)"),
]
WRONG = [
    ("logistic-regression", [], "p_t = σ(-X w_t)"),
    ("logistic-regression", [], "w_{t+1} = w_t + η Xᵀ(p - y), p = σ(X w_t)"),
    ("logistic-regression", [], "w_{t+1} = w_t - η Xᵀ(p - y), p = σ(-X w_t)"),
    ("logistic-regression", ["p_t = σ(X w_t)"], "w_{t+1} = w_t - η ∇L(w_t) = w_t - η Xᵀ(y − p_t)"),
    ("linear-regression", [], "w_{t+1} = w_t − 2η Xᵀ r_t, r_t = y − X w_t"),
    ("linear-regression", ["w_new = w − η ∇L(w)"], "w_new - ŵ = (I − η XᵀX)(w − ŵ)"),
]


@pytest.mark.parametrize(("derivation", "setup", "step"), RIGHT)
def test_a_step_with_what_belongs_to_it_is_accepted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "step"), WRONG)
def test_a_slip_in_such_a_step_is_refuted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict == "refuted"


@pytest.mark.parametrize("sign", "-+")
def test_which_step_is_taken_has_to_be_said(sign: str) -> None:
    line = f"w_{{t+1}} - w* = (I {sign} 2η XᵀX)(w_t − w*)"
    assert check("linear-regression", [], line, seconds=5).verdict == "undecided"

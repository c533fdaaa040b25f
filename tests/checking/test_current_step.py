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


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("σ_t = η sqrt(β̃_t)", "verified"), ("σ_t² = η² β̃_t", "verified"), ("σ_t = η β̃_t", "refuted")],
)
def test_the_noise_between_ddim_and_ddpm(line: str, verdict: str) -> None:
    assert check("diffusion", [], line, seconds=5).verdict == verdict


def test_a_negative_precision_is_no_model() -> None:
    before = ["p(w|α) = N(w|0, α^{-1} I), w ∈ R^M", "p(t|x,w,β) = prod_n N(t_n | y(x_n,w), β^{-1})"]
    right, wrong = (f"p(w|α) = (α/(2π))^{{{power}}} exp(-α/2 w^T w)" for power in ("M/2", "M"))
    assert check("map-estimation", before, right, seconds=5).verdict == "verified"
    assert check("map-estimation", before, wrong, seconds=5).verdict == "refuted"


def test_a_law_with_a_parameter_that_nobody_told_is_in_doubt() -> None:
    assert check("logistic-regression", [], "p(y; φ) = φ^y (1 − φ)^{1−y}", seconds=5).verdict != "refuted"


@pytest.mark.parametrize(
    ("derivation", "setup", "step", "verdict"),
    [
        ("logistic-regression", [], "θ_{s+1} = θ_s + γ Xᵀ(t − h_s), h_s = σ(Xθ_s)", "verified"),
        (
            "logistic-regression",
            [],
            r"\beta_{k+1} = \beta_k - \rho X^T(y - \pi_k), \pi_k = \sigma(X\beta_k)",
            "refuted",
        ),
        ("kl-divergence", [], r"D(p\|q)=-\sum_{j}p(x_j)\ln q(x_j)-H(p)", "verified"),
        ("kl-divergence", [], "D(p||q) = sum_k p(x_k) ln p(x_k) - sum_k q(x_k) ln q(x_k)", "refuted"),
        ("backpropagation", ["Z = A V, A = tanh(XU), D = ∂L/∂Z"], "∂L/∂V = AᵀD", "verified"),
        ("backpropagation", ["Z = A V, A = tanh(XU), D = ∂L/∂Z"], "∂L/∂V = DᵀA", "refuted"),
    ],
)
def test_other_letters(derivation: str, setup: list[str], step: str, verdict: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict == verdict

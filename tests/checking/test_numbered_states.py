"""x_i as the i-th state of a finite variable: sums weighed by p(x_i), and p_i = p(x_i)."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT = [
    ([], "KL(P||Q) = sum_i P(x_i) log(P(x_i)/Q(x_i))"),
    ([], r"D_{KL}(p\|q) = \sum_{i=1}^{N} p(x_i)\log\frac{p(x_i)}{q(x_i)}"),
    ([], "H(p,q) = -Σ_i p(x_i) log q(x_i)"),
    ([], "Σ_k p(x_k) log(p(x_k)/q(x_k)) ≥ 0"),
    ([], "KL(p‖q) = Σ_i p_i log(p(x_i)/q(x_i))"),
    (["p_i = p(x_i), q_i = q(x_i)"], "KL(p‖q) = Σ_i p_i log(p_i/q_i)"),
    ([], "KL(p‖q) ≈ (1/N) Σ_i log(p(x_i)/q(x_i)), x_i ~ p"),
]
WRONG = [
    ([], "KL(P||Q) = sum_i P(x_i) log(Q(x_i)/P(x_i))"),
    ([], "H(p,q) = -Σ_i q(x_i) log p(x_i)"),
    ([], "p_i = q(x_i)"),
    (["p_i = p(x_i), q_i = q(x_i)"], "KL(p‖q) = Σ_i q_i log(p_i/q_i)"),
]


@pytest.mark.parametrize(("setup", "step"), RIGHT)
def test_states_are_numbered(setup: list[str], step: str) -> None:
    assert check("kl-divergence", setup, step, seconds=5).verdict == "verified"


@pytest.mark.parametrize(("setup", "step"), WRONG)
def test_a_slip_among_them_is_refuted(setup: list[str], step: str) -> None:
    assert check("kl-divergence", setup, step, seconds=5).verdict == "refuted"

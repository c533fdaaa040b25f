"""Moments that a set-up tells in equations and in words."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "attention",
        ["the components of q and k are independent with mean 0 and variance s^2"],
        "Var(q.k) = d_k s^4",
        RIGHT,
    ),
    ("attention", ["q_i and k_i are independent with mean 0 and variance s^2"], "Var(q.k) = d_k s^4", RIGHT),
    (
        "attention",
        ["my q_i and k_i are all independent with mean 0 but variance s^2 instead of 1"],
        "Var(q_i k_i) = E[q_i^2] E[k_i^2] = s^4, so Var(q.k) = d_k s^4",
        RIGHT,
    ),
    ("attention", ["q_i, k_i iid with mean 0 and variance s^2"], "Var(q.k) = d_k s^4", RIGHT),
    ("attention", ["Var(q_i) = Var(k_i) = s^2"], "Var(q.k) = d_k s^4", RIGHT),
    ("attention", ["q_i, k_i ~ N(0, s^2) independent"], "Var(q.k) = d_k s^4", RIGHT),
    ("attention", ["E[q_i] = E[k_i] = 0, Var(q_i) = a, Var(k_i) = b"], "Var(q.k) = d_k a b", RIGHT),
    ("attention", ["Var(q_i) = Var(k_i) = s^2"], "Var(q.k) = d_k s^2", WRONG),
    (
        "attention",
        ["my q_i and k_i are all independent with mean 0 but variance s^2 instead of 1"],
        "Var(q.k) = d_k s^2",
        WRONG,
    ),
    ("kl-divergence", ["q = softmax(z), J = KL(p‖q)"], "∂J/∂z_j = q_j − p_j", RIGHT),
    ("kl-divergence", ["q = softmax(z), J = KL(p‖q)"], "∂J/∂z_j = p_j − q_j", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

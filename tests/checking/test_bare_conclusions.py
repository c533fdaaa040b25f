"""What words conclude with a formula and no sign of relation is judged, or not accepted."""

from __future__ import annotations

import pytest

from interviewer.checking import check

SO = [
    ("attention", "Var(q.k) = d_k, so we scale by 1/sqrt(d_k)", "Var(q.k) = d_k, so we scale by 1/(d_k)"),
    (
        "attention",
        "Var(q·k) = d_k, hence the scaling factor is 1/√d_k",
        "Var(q·k) = d_k, hence the scaling factor is 1/d_k",
    ),
    (
        "attention",
        "Var(q·k) = d_k, so dividing by √d_k keeps it at one",
        "Var(q·k) = d_k, so dividing by d_k keeps it at one",
    ),
    ("attention", "Var(q·k) = d_k, and dividing by √d_k gives one", "Var(q·k) = d_k, and dividing by d_k gives one"),
    ("linear-regression", "∇J = 2Xᵀ(Xw − y), which at w = 0 is −2Xᵀy", "∇J = 2Xᵀ(Xw − y), which at w = 0 is 2Xᵀy"),
    (
        "logistic-regression",
        "σ'(z) = σ(z)(1 − σ(z)), which at z = 0 is 1/4",
        "σ'(z) = σ(z)(1 − σ(z)), which at z = 0 is 1/2",
    ),
    (
        "backpropagation",
        r"$\delta^{(L)} = \nabla_{a^{(L)}} L \odot \sigma'(z^{(L)})$, which for $L = \tfrac12\|a^{(L)}-y\|^2$ is $(a^{(L)}-y)\odot\sigma'(z^{(L)})$",
        r"$\delta^{(L)} = \nabla_{a^{(L)}} L \odot \sigma'(z^{(L)})$, which for $L = \tfrac12\|a^{(L)}-y\|^2$ is $(a^{(L)}+y)\odot\sigma'(z^{(L)})$",
    ),
]


@pytest.mark.parametrize(("derivation", "right", "wrong"), SO)
def test_what_is_concluded_in_words_is_judged(derivation: str, right: str, wrong: str) -> None:
    assert check(derivation, [], right).verdict in ("verified", "given")
    assert check(derivation, [], wrong).verdict == "refuted"


def test_a_factor_that_the_problem_has_a_noun_for() -> None:
    told = ["all beta_s = beta"]
    line = "abar_t = (1 - beta)^t, so the signal factor is {}"
    assert check("diffusion", told, line.format("(1 - beta)^(t/2)")).verdict == "verified"
    assert check("diffusion", told, line.format("(1 + beta)^(t/2)")).verdict == "refuted"


def test_what_nothing_ties_down_is_not_accepted() -> None:
    line = "∇²L(w) ⪯ ¼ XᵀX, hence ∇L is Lipschitz with constant {} λ_max(XᵀX)"
    for constant in ("¼", "½"):
        assert check("logistic-regression", [], line.format(constant)).verdict == "undecided"

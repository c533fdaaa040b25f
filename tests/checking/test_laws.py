"""Divergences, entropies and moments of named families, of density formulas and of their mixtures."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT = [
    ([], "KL(Poisson(λ)‖Poisson(μ)) = λ log(λ/μ) + μ − λ"),
    ([], "KL(Laplace(0,a)‖Laplace(0,b)) = log(b/a) + a/b − 1"),
    (["p = Exp(λ_1), q = Exp(λ_2)"], "KL(p‖q) = log(λ_1/λ_2) + λ_2/λ_1 − 1"),
    (["p(x) = a e^{−ax}, q(x) = b e^{−bx} for x > 0"], "KL(p‖q) = log(a/b) + b/a − 1"),
    (["p(k) = a (1-a)^(k-1), q(k) = b (1-b)^(k-1)"], "KL(p||q) = log(a/b) + (1/a - 1) log((1-a)/(1-b))"),
    (["p = N(μ_1, σ_1²)", "q = N(μ_2, σ_2²)"], "H(p,q) = ½ log(2πσ_2²) + (σ_1² + (μ_1−μ_2)²)/(2σ_2²)"),
    (["q(x) = 1/K"], "KL(p‖q) = log K − H(p)"),
]
WRONG = [
    ([], "KL(Poisson(λ)‖Poisson(μ)) = λ log(λ/μ) − μ + λ"),
    (["p(x) = a e^{−ax}, q(x) = b e^{−bx} for x > 0"], "KL(p‖q) = log(a/b) + a/b − 1"),
    (["p = N(μ_1, σ_1²)", "q = N(μ_2, σ_2²)"], "H(p,q) = ½ log(2πσ_1²) + (σ_1² + (μ_1−μ_2)²)/(2σ_2²)"),
]


@pytest.mark.parametrize(("setup", "step"), RIGHT)
def test_a_right_line_about_two_laws_follows(setup: list[str], step: str) -> None:
    assert check("kl-divergence", setup, step, seconds=5).verdict == "verified"


@pytest.mark.parametrize(("setup", "step"), WRONG)
def test_a_wrong_line_about_two_laws_is_refuted(setup: list[str], step: str) -> None:
    assert check("kl-divergence", setup, step, seconds=5).verdict == "refuted"


def test_a_density_that_does_not_integrate_to_one_is_said_to_be_none() -> None:
    verdict = check("kl-divergence", ["p(x) = e^{−2x}, q(x) = e^{−x} for x > 0"], "KL(p‖q) = log 2", seconds=5)
    assert verdict.verdict == "undecided"


def test_a_transpose_means_a_vector() -> None:
    """A slipped transpose cannot hide in one dimension."""
    step = r"\log N(x;\mu_k,\Sigma_k) = -\frac12\log|2\pi\Sigma_k| - \frac12(x-\mu_k)\Sigma_k^{-1}(x-\mu_k)^\top"
    assert check("em-algorithm", [], step, seconds=5).verdict == "refuted"

"""Noise whose law a line tells: `x_t = √α_t x_{t−1} + ε with ε ~ N(0, β_t I)`, by the problem's letter or another."""

import pytest

from interviewer.checking import check

RIGHT = [
    ("diffusion", [], "x_t = √α_t x_{t−1} + ε, ε ~ N(0, β_t I)"),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + η, η ~ N(0, (1−ᾱ_t) I)"),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε, where ε ~ N(0, I)"),
    ("diffusion", [], r"x_t = \sqrt{\alpha_t} x_{t-1} + \eta_t,\quad \eta_t \sim \mathcal{N}(0, \beta_t I)"),
    ("diffusion", [], "x_t = sqrt(1-beta_t) x_{t-1} + w_t, w_t ~ N(0, beta_t I)"),
    ("diffusion", [], "x_{t-1} = μ̃_t + ζ, ζ ~ N(0, β̃_t I)"),
    ("diffusion", ["ε ~ N(0, (1−ᾱ_t) I)"], "x_t = √ᾱ_t x_0 + ε"),
    ("vae-elbo", [], "z = μ + ε, ε ~ N(0, diag(σ²))"),
    ("vae-elbo", [], "z = mu + u, u ~ N(0, diag(sigma^2))"),
    ("vae-elbo", ["ε ~ N(0, diag(σ²))"], "z = μ + ε"),
    ("linear-regression", ["ε ~ N(0, σ²I)"], "y = Xw + ε"),
]
WRONG = [
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε, where ε ~ N(0, 2I)"),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε with ε ~ N(0, (1−ᾱ_t) I)"),
    ("diffusion", [], "x_t = √α_t x_{t−1} + √β_t ε, ε ~ N(0, β_t I)"),
    ("diffusion", [], "x_t = √α_t x_{t−1} + ε, ε ~ N(0, I)"),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) η, η ~ N(0, (1−ᾱ_t) I)"),
    ("diffusion", [], r"x_t = \sqrt{\alpha_t} x_{t-1} + \eta_t,\quad \eta_t \sim \mathcal{N}(0, \beta_t^2 I)"),
    ("diffusion", ["ε ~ N(0, 2I)"], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε"),
    ("vae-elbo", [], "z = μ + σ ⊙ ε, ε ~ N(0, σ²I)"),
    ("vae-elbo", [], "z = μ + ε, ε ~ N(0, diag(σ))"),
    ("vae-elbo", [], "z = μ + σ ⊙ ε, ε ~ N(μ, I)"),
    ("vae-elbo", ["ε ~ N(0, diag(σ²))"], "z = μ + σ ⊙ ε"),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_noise_of_the_law_told_is_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_noise_of_another_law_is_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"


@pytest.mark.parametrize(
    "line", ["Var(q·k) = d_k if q and k have variance 2", "Var(q·k) = d_k if q_i and k_i have variance σ²"]
)
def test_a_variance_that_nobody_has_taken_in_leaves_the_line_open(line: str) -> None:
    assert check("attention", [], line).verdict == "undecided"

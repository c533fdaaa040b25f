"""VAEs and diffusion as notes and code write them: named objectives, full covariances, learned priors, noised data, states assigned."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a step along a named objective": ("vae-elbo", [], "φ = φ + η ∇_φ ELBO", "φ = φ - η ∇_φ ELBO"),
    "the loss goes down": ("vae-elbo", [], "phi = phi - lr * d loss/d phi", "phi = phi + lr * d loss/d phi"),
    "an objective spelt out": (
        "diffusion",
        [],
        "θ ← θ − η ∇_θ ‖ε − ε_θ(√ᾱ_t x_0 + √(1−ᾱ_t) ε, t)‖²",
        "θ ← θ + η ∇_θ ‖ε − ε_θ(√ᾱ_t x_0 + √(1−ᾱ_t) ε, t)‖²",
    ),
    "what L has been stays": (
        "vae-elbo",
        ["L(θ,φ) = E_q[log p(x,z) − log q(z|x)]"],
        "θ ← θ + η ∇_θ L",
        "θ ← θ − η ∇_θ L",
    ),
    "a full covariance by its factor": (
        "vae-elbo",
        [],
        "z = μ + L ε, LLᵀ = Σ ⟹ z ~ N(μ, Σ)",
        "z = μ + L ε, LᵀL = Σ ⟹ z ~ N(μ, Σ)",
    ),
    "a learned prior of a number": (
        "vae-elbo",
        ["p(z) = N(m, s²), q(z|x) = N(μ, σ²)"],
        "KL(q‖p) = log(s/σ) + (σ² + (μ−m)²)/(2s²) − ½",
        "KL(q‖p) = log(s/σ) + (σ² + (μ−m)²)/(2σ²) − ½",
    ),
    "a learned prior within the line": (
        "vae-elbo",
        [],
        "learned prior p(z) = N(m, s²) and q = N(μ, σ²): KL(q‖p) = log(s/σ) + (σ² + (μ−m)²)/(2s²) − ½",
        "learned prior p(z) = N(m, s²) and q = N(μ, σ²): KL(q‖p) = log(s/σ) + (σ² + (μ−m)²)/(2σ²) − ½",
    ),
    "the log-variance as a variable": (
        "vae-elbo",
        [],
        "dKL/dlogvar = 0.5 * (exp(logvar) - 1)",
        "dKL/dlogvar = 0.5 * (1 - exp(logvar))",
    ),
    "the terms of the loss by their names in code": (
        "vae-elbo",
        [],
        "loss = recon + kl, kl = -0.5 * sum(1 + logvar - mu**2 - exp(logvar))",
        "loss = recon + kl, kl = 0.5 * sum(1 + logvar - mu**2 - exp(logvar))",
    ),
    "a term by its name with a wrong sign": ("vae-elbo", [], "ELBO = recon - kl", "ELBO = recon + kl"),
    "a state assigned goes back": (
        "diffusion",
        [],
        "x = (x - beta_t / sqrt(1 - alpha_bar_t) * eps_theta(x, t)) / sqrt(alpha_t) + sigma_t * z",
        "x = (x - beta_t / sqrt(1 - alpha_t) * eps_theta(x, t)) / sqrt(alpha_t) + sigma_t * z",
    ),
    "a state assigned goes forward": (
        "diffusion",
        [],
        "x = sqrt(1 - beta_t) * x + sqrt(beta_t) * eps",
        "x = sqrt(1 - beta_t) * x + beta_t * eps",
    ),
    "what is predicted": (
        "diffusion",
        [],
        "pred_x0 = (x_t - sqrt(1 - abar_t) * eps_theta(x_t, t)) / sqrt(abar_t)",
        "pred_x0 = (x_t - sqrt(1 - abar_t) * eps_theta(x_t, t)) / abar_t",
    ),
    "the way back is no new definition": (
        "diffusion",
        [],
        "v = √ᾱ_t ε − √(1−ᾱ_t) x_0, ε = √ᾱ_t v + √(1−ᾱ_t) x_t",
        "v = √ᾱ_t ε − √(1−ᾱ_t) x_0, ε = √ᾱ_t v − √(1−ᾱ_t) x_t",
    ),
    "the density of noised data given the data": (
        "diffusion",
        [],
        "x = x_0 + σ n, n ~ N(0, I) ⇒ ∇_x log p(x|x_0) = (x_0 − x)/σ²",
        "x = x_0 + σ n, n ~ N(0, I) ⇒ ∇_x log p(x|x_0) = (x − x_0)/σ²",
    ),
    "the noise is no name that is free": (
        "diffusion",
        [],
        "ε = (x_t − √ᾱ_t x_0)/√(1−ᾱ_t)",
        "ε = (x_t − √ᾱ_t x_0)/(1−ᾱ_t)",
    ),
    "a bound that is tight at a place of two letters": (
        "vae-elbo",
        [],
        "KL ≥ 0 with equality iff μ = 0 and σ = 1",
        "KL ≥ 0 with equality iff μ = 0 and σ = 2",
    ),
    "a value that is given": (
        "diffusion",
        [],
        "ε̃ = ε_θ(x_t,∅) + s(ε_θ(x_t,c) − ε_θ(x_t,∅)); s = 1 gives ε_θ(x_t,c)",
        "ε̃ = ε_θ(x_t,∅) + s(ε_θ(x_t,c) − ε_θ(x_t,∅)); s = 0 gives ε_θ(x_t,c)",
    ),
    "a sum over the entries at one time": (
        "diffusion",
        [],
        "loss = ((eps - eps_theta(sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps, t))**2).sum()",
        "loss = ((x_0 - eps_theta(sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps, t))**2).sum()",
    ),
    "a derivative of each entry": (
        "vae-elbo",
        [],
        "z = mu + exp(0.5*logvar) * eps => dz/dlogvar = 0.5 * std * eps",
        "z = mu + exp(0.5*logvar) * eps => dz/dlogvar = std * eps",
    ),
    "Tweedie's formula": (
        "diffusion",
        [],
        "y = x + σ n, n ~ N(0, I), so E[x|y] = y + σ² ∇_y log p(y)",
        "y = x + σ n, n ~ N(0, I), so E[x|y] = y + σ ∇_y log p(y)",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_right_lines_are_verified_and_wrong_ones_refuted(name: str) -> None:
    derivation, setup, right, wrong = LINES[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


NO_REFUTATION = (  # right, and more than is read
    "L_{K+1} ≥ L_K where L_K = E[log (1/K) Σ_k p(x,z_k)/q(z_k|x)], z_k ~ q(z|x)",
)


@pytest.mark.parametrize("line", NO_REFUTATION)
def test_what_is_not_understood_is_not_refuted(line: str) -> None:
    assert check("vae-elbo", [], line).verdict != "refuted"

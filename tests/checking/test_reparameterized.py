"""Encoders with a full covariance, expectations over the noise, bounds of other numbers of samples: what is right and what is wrong."""

import pytest

from interviewer.checking import check

IWAE = "L_K(x) = E_{z_1,…,z_K ~ q(z|x)}[log (1/K) Σ_{k=1}^K p(x,z_k)/q(z_k|x)]"
LINES = {  # what is written before, a right line, a wrong one
    "the factor of a covariance": (["q(z|x) = N(z; μ, Σ), Σ = LLᵀ"], "z = μ + Lε", "z = μ + Lᵀε"),
    "a covariance, then its factor": (["q(z|x) = N(z; μ, Σ)", "Σ = LLᵀ"], "z = μ + Lε", "z = μ + Σε"),
    "a triangular factor": (["Σ = LLᵀ"], "log det Σ = 2 Σ_i log L_ii", "log det Σ = Σ_i log L_ii"),
    "told to be triangular": (
        ["z = μ + Lε with L lower triangular, ε ∼ N(0, I)"],
        "Σ = E[(z − μ)(z − μ)ᵀ] = LLᵀ and log|det Σ| = 2 Σ_i log|L_ii|",
        "log|det Σ| = Σ_i log|L_ii| for Σ = LLᵀ",
    ),
    "sizes in words": (
        ["p(x|z) = N(x; f(z), s²I), x has m entries"],
        "log p(x|z) = −‖x − f(z)‖²/(2s²) − (m/2) log(2πs²)",
        "log p(x|z) = −‖x − f(z)‖²/(2s²) − m log(2πs²)",
    ),
    "a size beside a letter": (
        [],
        r"\text{KL}[\mathcal{N}(\mu, \sigma^2 I) \| \mathcal{N}(0, I)] = \frac{1}{2}(d\sigma^2 + \|\mu\|^2 - d - 2d\log\sigma)",
        r"\text{KL}[\mathcal{N}(\mu, \sigma^2 I) \| \mathcal{N}(0, I)] = \frac{1}{2}(d\sigma^2 + \|\mu\|^2 - d - d\log\sigma)",
    ),
    "laws whose size nothing tells": (
        [],
        "KL(N(0,σ²I)‖N(0,I)) = ½(dσ² − d − d log σ²)",
        "KL(N(0,σ²I)‖N(0,I)) = ½(σ² − 1 − log σ²)",
    ),
    "one sample more": ([IWAE], "log p(x) ≥ L_{K+1}(x) ≥ L_K(x) ≥ L_1(x)", "L_{K+1}(x) ≤ L_K(x)"),
    "over the noise": (
        [],
        "E_{q(z|x)}[f(z)] = E_{p(ε)}[f(μ + σ ⊙ ε)]",
        "E_{q(z|x)}[f(z)] = E_{p(ε)}[f(μ + σ² ⊙ ε)]",
    ),
    "the gradient through the noise": (
        [r"z = \mu + \sigma\odot\varepsilon,\quad \varepsilon \sim \mathcal N(0,I)"],
        r"\nabla_\sigma\, \mathbb{E}_{q}[f(z)] = \mathbb{E}_\varepsilon\left[\nabla f(\mu + \sigma\odot\varepsilon)\odot\varepsilon\right]",
        r"\nabla_\sigma\, \mathbb{E}_{q}[f(z)] = \mathbb{E}_\varepsilon\left[\nabla f(\mu + \sigma\odot\varepsilon)\odot\sigma\right]",
    ),
    "a density given a formula": (
        [],
        "L = E_{ε~N(0,I)}[log p(x|μ + σ ⊙ ε)] − KL(q(z|x)‖p(z))",
        "L = E_{ε~N(0,I)}[log p(x|μ + σ ⊙ ε)] + KL(q(z|x)‖p(z))",
    ),
    "second slopes, finely": (
        [],
        "∇_σ E_{z~N(μ,σ²)}[f(z)] = σ E_{z~N(μ,σ²)}[f''(z)]",
        "∇_σ E_{z~N(μ,σ²)}[f(z)] = σ² E_{z~N(μ,σ²)}[f''(z)]",
    ),
    "the deviation of a decoder by the encoder's other letter": (
        ["p(x|z) = N(x; f(z), s²I), z = μ + σ⊙ε, ε ~ N(0,I)"],
        "−E_q[log p(x|z)] = (1/(2s²)) E_ε‖x − f(μ + σ⊙ε)‖² + (d/2) log(2πs²)",
        "−E_q[log p(x|z)] = (1/(2s²)) E_ε‖x − f(μ + σ⊙ε)‖² − (d/2) log(2πs²)",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_a_right_line_and_a_wrong_one(case: str) -> None:
    setup, right, wrong = LINES[case]
    assert check("vae-elbo", setup, right).verdict in ("verified", "given")
    assert check("vae-elbo", setup, wrong).verdict == "refuted"


PROCESSES = {
    "code with floats and names of members": (
        [],
        "posterior_variance = betas * (1. - alphas_cumprod_prev) / (1. - alphas_cumprod)",
        "posterior_variance = betas * (1. - alphas_cumprod) / (1. - alphas_cumprod_prev)",
    ),
    "members without their time": (
        [],
        "mu_tilde = beta_tilde * (sqrt(alpha) * x_t / beta + sqrt(abar_prev) * x_0 / (1 - abar_prev))",
        "mu_tilde = beta_tilde * (sqrt(alpha) * x_t / beta + sqrt(abar_prev) * x_0 / (1 - abar))",
    ),
    "one rate for all times": (["β_t = β for all t"], "ᾱ_t = (1 − β)^t", "ᾱ_t = (1 − β)^{t−1}"),
    "noise drawn in code": (
        [],
        "x_t = sqrt(abar[t])*x0 + sqrt(1 - abar[t])*torch.randn_like(x0)",
        "x_t = sqrt(abar[t])*x0 + (1 - abar[t])*torch.randn_like(x0)",
    ),
    "a law of the data beside the process": (
        ["x_0 ~ N(0, c² I), x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε"],
        "E[x_0|x_t] = c²√ᾱ_t/(c²ᾱ_t + 1 − ᾱ_t) x_t",
        "E[x_0|x_t] = c√ᾱ_t/(c²ᾱ_t + 1 − ᾱ_t) x_t",
    ),
}


@pytest.mark.parametrize("case", PROCESSES)
def test_processes(case: str) -> None:
    setup, right, wrong = PROCESSES[case]
    assert check("diffusion", setup, right).verdict in ("verified", "given")
    assert check("diffusion", setup, wrong).verdict == "refuted"


def test_named_draws_in_code() -> None:
    assert check("vae-elbo", [], "eps = torch.randn_like(std); z = mu + eps * std").verdict in ("verified", "given")
    assert check("vae-elbo", [], "eps = torch.randn_like(std); z = mu + eps * var").verdict == "refuted"


LAWS = {  # a right line and a wrong one
    "the bound of a q(z)": ("L(q) = ∫ q(z) log (p(x,z)/q(z)) dz", "L(q) = ∫ q(z) log (p(x|z)/q(z)) dz"),
    "its gap": ("log p(x) = ELBO + KL(q(z)||p(z|x))", "log p(x) = ELBO + KL(q(z)||p(z))"),
    "a law with a label": (
        r"\mathcal{L} = \mathbb{E}_{z\sim q(z|x)}\log p_{\text{model}}(x|z) - KL(q(z|x)||p_{\text{model}}(z))",
        r"\mathcal{L} = \mathbb{E}_{z\sim q(z|x)}\log p_{\text{model}}(z|x) - KL(q(z|x)||p_{\text{model}}(z))",
    ),
    "a sum that is no density of x": ("p(x,z) = p(x|z) p(z)", "p(x) = p(x|z) p(z)"),
}


@pytest.mark.parametrize("case", LAWS)
def test_laws_of_a_whole_line(case: str) -> None:
    right, wrong = LAWS[case]
    assert check("vae-elbo", [], right).verdict in ("verified", "given")
    assert check("vae-elbo", [], wrong).verdict == "refuted"


FAMILIES = {  # what is written before, a right line, a wrong one
    "a binary latent by its probabilities": (
        ["one binary latent: q(z=1|x) = r, p(z=1) = 1/2"],
        "KL(q‖p) = log 2 + r log r + (1−r) log(1−r)",
        "KL(q‖p) = r log r + (1−r) log(1−r)",
    ),
    "in which way": (
        ["q(z=1|x) = a, p(z=1) = b"],
        "KL(q(z|x)‖p(z)) = a log(a/b) + (1−a) log((1−a)/(1−b))",
        "KL(q(z|x)‖p(z)) = b log(b/a) + (1−b) log((1−b)/(1−a))",
    ),
    "exponential densities": (
        ["q(z|x) = λ e^{-λ z}, z > 0, p(z) = e^{-z}"],
        "KL(q(z|x)‖p(z)) = log λ + 1/λ - 1",
        "KL(q(z|x)‖p(z)) = log λ + 1/λ + 1",
    ),
    "a family by its name": (["q(z|x) = Exp(λ), p(z) = Exp(1)"], "E_q[z] = 1/λ", "E_q[z] = λ"),
}


@pytest.mark.parametrize("case", FAMILIES)
def test_latents_of_other_families(case: str) -> None:
    setup, right, wrong = FAMILIES[case]
    assert check("vae-elbo", setup, right).verdict in ("verified", "given")
    assert check("vae-elbo", setup, wrong).verdict == "refuted"


def test_noise_that_is_predicted() -> None:
    before = ["a network that predicts x_0: x̂_0 = f_θ(x_t, t)"]
    right, wrong = "ε̂ = (x_t − √ᾱ_t f_θ(x_t, t))/√(1−ᾱ_t)", "ε̂ = (x_t − √ᾱ_t f_θ(x_t, t))/(1−ᾱ_t)"
    assert check("diffusion", before, right).verdict in ("verified", "given")
    assert check("diffusion", before, wrong).verdict == "refuted"

"""Gaussian densities of the candidate's own for the encoder, the prior and the decoder: a right line after each, and a wrong one."""

import pytest

from interviewer.checking import check

SETUPS = {  # what is written before, a right line, a wrong one
    "a latent that is a number": (
        ["one latent dimension, q(z|x) = N(z; m, v), p(z) = N(z; 0, 1)"],
        "KL(q||p) = 0.5*(v + m^2 - 1 - log v)",
        "KL(q||p) = 0.5*(v + m - 1 - log v)",
    ),
    "variances by a letter": (
        ["q(z|x) = N(m, diag(v))"],
        "z = m + √v ⊙ ε",
        "z = m + v ⊙ ε",
    ),
    "a factor of the covariance": (
        [r"q(z|x) = \mathcal N(\mu, \Sigma), \ \Sigma = CC^\top , \ C \text{ lower triangular}"],
        r"z = \mu + C\varepsilon, \ \varepsilon\sim\mathcal N(0, I) \Rightarrow z \sim \mathcal N(\mu, \Sigma)",
        r"z = \mu + C^\top\varepsilon, \ \varepsilon\sim\mathcal N(0, I) \Rightarrow z \sim \mathcal N(\mu, \Sigma)",
    ),
    "with a prior told in words": (
        ["Full-covariance encoder: q(z|x) = N(μ, Σ), Σ = LLᵀ, L lower triangular with Lⱼⱼ > 0; prior N(0, I)"],
        "KL(q‖p) = ½(‖L‖_F² + ‖μ‖² − d) − Σⱼ log Lⱼⱼ",
        "KL(q‖p) = ½(‖L‖_F² + ‖μ‖² − d) − ½ Σⱼ log Lⱼⱼ",
    ),
    "both in words": (
        ["encoder N(a, b²), prior N(0, 1)"],
        "KL = ½(a² + b² − 1 − log b²)",
        "KL = ½(a² + b² − 1 − log b)",
    ),
    "letters with labels": (
        ["p(z) = N(μ_p, σ_p²), q(z|x) = N(μ_q, σ_q²)"],
        "KL(q‖p) = log(σ_p/σ_q) + (σ_q² + (μ_q−μ_p)²)/(2σ_p²) − ½",
        "KL(q‖p) = log(σ_p/σ_q) + (σ_p² + (μ_q−μ_p)²)/(2σ_q²) − ½",
    ),
    "a network by a name of his own": (
        ["p_θ(x|z) = N(x; μ_θ(z), η² I) with fixed η"],
        "-log p_θ(x|z) = 1/(2η²) ‖x − μ_θ(z)‖² + const",
        "-log p_θ(x|z) = 1/η² ‖x − μ_θ(z)‖² + const",
    ),
    "a precision": (
        ["p(z) = N(m, Λ^{-1}), q(z|x) = N(μ, Σ)"],
        "KL(q||p) = 1/2 (tr(ΛΣ) + (μ-m)ᵀΛ(μ-m) - d - log det(ΛΣ))",
        "KL(q||p) = 1/2 (tr(ΛΣ) + (μ-m)ᵀΛ^{-1}(μ-m) - d - log det(ΛΣ))",
    ),
    "numbers": (
        ["numbers: d = 1, q(z|x) = N(0, 4), so sigma = 2"],
        "KL(q || N(0,1)) = 0.5*(4 - 1 - ln 4)",
        "KL(q || N(0,1)) = 0.5*(2 - 1 - ln 2)",
    ),
    "probabilities of ones": (
        ["x ∈ {0,1}^D, p(x_i = 1|z) = y_i"],
        "log p(x|z) = Σ_i [x_i log y_i + (1 − x_i) log(1 − y_i)]",
        "log p(x|z) = Σ_i [x_i log y_i − (1 − x_i) log(1 − y_i)]",
    ),
    "told the other way round": (
        ["binary pixels, decoder gives y_i = P(x_i = 1 | z)"],
        "-log p(x|z) = -sum_i [x_i log y_i + (1-x_i) log(1-y_i)]",
        "-log p(x|z) = sum_i [x_i log y_i + (1-x_i) log(1-y_i)]",
    ),
    "logits": (
        ["x ∈ {0,1}^D, decoder p(x_i = 1|z) = σ(a_i), a = f(z)"],
        "log p(x|z) = Σ_i [x_i a_i − log(1 + e^{a_i})]",
        "log p(x|z) = Σ_i [x_i a_i + log(1 + e^{a_i})]",
    ),
    "slopes by logits": (
        ["x ∈ {0,1}^D, decoder p(x_i = 1|z) = σ(a_i)"],
        "∂ log p(x|z)/∂a_i = x_i − σ(a_i)",
        "∂ log p(x|z)/∂a_i = σ(a_i) − x_i",
    ),
    "a product of laws": (
        ["p(x|z) = Π_i Bern(x_i; m_i)"],
        "log p(x|z) = Σ_i x_i log m_i + (1 − x_i) log(1 − m_i)",
        "log p(x|z) = Π_i (x_i log m_i + (1 − x_i) log(1 − m_i))",
    ),
    "an entropy of what is given": (
        ["F = E_q[log p(x,z)] + H(q)"],
        "F = log p(x) − KL(q(z|x)‖p(z|x))",
        "F = log p(x) − KL(q(z|x)‖p(z))",
    ),
    "one variance for all of a latent": (
        [r"q(z|x) = \mathcal N(m, s^2 I) with a scalar s, prior \mathcal N(0, I), z \in \mathbb R^d"],
        r"\mathrm{KL} = \frac12(d s^2 + \|m\|^2 - d - 2d\log s)",
        r"\mathrm{KL} = \frac12(d s^2 + \|m\|^2 - d - d\log s)",
    ),
    "values with Euler's number, rounded": (
        ["Small check, d = 2: μ = (1, −1), σ² = (e, 1), prior N(0, I)"],
        "KL = ½(1 + e − 1 − 1) + ½(1 + 1 − 1 − 0) = ½(e − 1) + ½ = e/2 ≈ 1.36",
        "KL = ½(1 + e − 1 − 1) + ½(1 + 1 − 1 − 0) = ½(e − 1) + ½ = e/2 ≈ 1.63",
    ),
    "which of two is larger stays open": (
        ["free bits: L = -E_q[log p(x|z)] + max(c, KL(q(z|x)||p(z))) with c > 0"],
        "L >= -ELBO",
        "L <= -ELBO",
    ),
    "another prior beside the problem's encoder": (
        [r"p(z) = \mathcal{N}(0, s^2 I),\ q(z|x) = \mathcal{N}(\mu, \mathrm{diag}(\sigma^2))"],
        r"\mathrm{KL}(q\|p) = \frac12\sum_{j=1}^d (\frac{\mu_j^2+\sigma_j^2}{s^2} - 1 - \log\frac{\sigma_j^2}{s^2})",
        r"\mathrm{KL}(q\|p) = \frac12\sum_{j=1}^d (\frac{\mu_j^2+\sigma_j^2}{s^2} - 1 - \log\sigma_j^2)",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), SETUPS.values(), ids=SETUPS.keys())
def test_setup(before: list[str], right: str, wrong: str):
    assert check("vae-elbo", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("vae-elbo", before, wrong, seconds=3.0).verdict == "refuted"


@pytest.mark.parametrize("law", ["q", "q(z|x)", "q(·|x)", "q(.|x)"])
def test_entropy_of_a_conditional_law(law: str):
    """However it is written, its cells are those of what it is of, and not of what it is given."""
    assert check("vae-elbo", [], f"ELBO = E_q[log p(x,z)] + H({law})", seconds=3.0).verdict == "verified"
    assert check("vae-elbo", [], f"ELBO = E_q[log p(x,z)] − H({law})", seconds=3.0).verdict == "refuted"

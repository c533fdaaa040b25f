"""Divergences, bounds and laws as papers print them and as candidates set them up: a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a bound written without the parameters it has": (
        "em-algorithm",
        [],
        "log p(x) = F(q) + KL(q || p(z|x))",
        "log p(x) = F(q) + KL(p(z|x) || q)",
    ),
    "and is not the evidence at any q": (
        "em-algorithm",
        [],
        "ELBO = log p(x) - KL(q(z) || p(z|x))",
        "ELBO = log p(x) - KL(p(z|x) || q(z))",
    ),
    "a label set as text": (
        "kl-divergence",
        [r"\mathcal{N}_0=\mathcal{N}(\mu_0,\Sigma_0),\quad \mathcal{N}_1=\mathcal{N}(\mu_1,\Sigma_1)"],
        r"D_{\text{KL}}(\mathcal{N}_0\parallel\mathcal{N}_1)=\frac12\left[\operatorname{tr}\left(\Sigma_1^{-1}\Sigma_0\right)-k"
        r"+(\mu_1-\mu_0)^{\mathsf T}\Sigma_1^{-1}(\mu_1-\mu_0)+\ln\frac{\det\Sigma_1}{\det\Sigma_0}\right]",
        r"D_{\text{KL}}(\mathcal{N}_0\parallel\mathcal{N}_1)=\frac12\left[\operatorname{tr}\left(\Sigma_1^{-1}\Sigma_0\right)-k"
        r"+(\mu_1-\mu_0)^{\mathsf T}\Sigma_1^{-1}(\mu_1-\mu_0)+\ln\frac{\det\Sigma_0}{\det\Sigma_1}\right]",
    ),
    "what is said of each of two laws": (
        "kl-divergence",
        [r"\tau_i=1/\sigma_i^2"],
        r"\mathrm{KL}(p\,\|\,q)=\tfrac12\left[\frac{\tau_2}{\tau_1}-1-\ln\frac{\tau_2}{\tau_1}+\tau_2(\mu_1-\mu_2)^2\right]",
        r"\mathrm{KL}(p\,\|\,q)=\tfrac12\left[\frac{\tau_1}{\tau_2}-1-\ln\frac{\tau_2}{\tau_1}+\tau_2(\mu_1-\mu_2)^2\right]",
    ),
    "matrices of precision": (
        "kl-divergence",
        ["Λ_i = Σ_i^{-1}, i = 1, 2"],
        "KL(p‖q) = ½[tr(Λ_2 Λ_1^{-1}) − d − ln det(Λ_2)/det(Λ_1) + (μ_1−μ_2)^T Λ_2 (μ_1−μ_2)]",
        "KL(p‖q) = ½[tr(Λ_1 Λ_2^{-1}) − d − ln det(Λ_2)/det(Λ_1) + (μ_1−μ_2)^T Λ_2 (μ_1−μ_2)]",
    ),
    "two laws in one line": (
        "kl-divergence",
        ["p_i = N(μ_i, σ_i²), i = 1, 2"],
        "KL(p_1‖p_2) = ½[σ_1²/σ_2² − 1 − ln(σ_1²/σ_2²) + (μ_1−μ_2)²/σ_2²]",
        "KL(p_1‖p_2) = ½[σ_1²/σ_2² − 1 + ln(σ_1²/σ_2²) + (μ_1−μ_2)²/σ_2²]",
    ),
    "two kinks": (
        "kl-divergence",
        ["p = Laplace(m_1, b), q = Laplace(m_2, b), Δ = |m_1 - m_2|"],
        "KL(p‖q) = Δ/b + exp(-Δ/b) - 1",
        "KL(p‖q) = Δ/b + exp(-Δ/b)",
    ),
    "densities with kinks": (
        "kl-divergence",
        ["p(x) = exp(-|x - m_1|/b)/(2b), q(x) = exp(-|x - m_2|/b)/(2b)"],
        "KL(p‖q) = |m_1 - m_2|/b + exp(-|m_1-m_2|/b) - 1",
        "KL(p‖q) = |m_1 - m_2|/b - exp(-|m_1-m_2|/b) - 1",
    ),
    "the mean of a modulus, a deviation by its square": (
        "kl-divergence",
        ["p = N(m, s²), q = Laplace(m, b)"],
        "H(p,q) = log(2b) + s sqrt(2/π)/b",
        "H(p,q) = log(2b) + s sqrt(1/π)/b",
    ),
    "a sum that leaves unsaid what it runs over": (
        "kl-divergence",
        ["u(x) = 1/|X|"],
        "D(p||u) = sum p(x) log(p(x)/u(x)) = log |X| - H(X)",
        "D(p||u) = sum p(x) log(u(x)/p(x)) = log |X| - H(X)",
    ),
    "numbers under a logarithm": (
        "kl-divergence",
        [],
        r"\sum_{i=1}^n a_i\log\frac{a_i}{b_i}\ge\left(\sum_{i=1}^n a_i\right)\log\frac{\sum_{i=1}^n a_i}{\sum_{i=1}^n b_i}",
        r"\sum_{i=1}^n a_i\log\frac{a_i}{b_i}\le\left(\sum_{i=1}^n a_i\right)\log\frac{\sum_{i=1}^n a_i}{\sum_{i=1}^n b_i}",
    ),
    "a uniform law is on something": (
        "kl-divergence",
        ["p = U(0,θ), q = U(0,2θ)"],
        "KL(p‖q) = log 2",
        "KL(p‖q) = -log 2",
    ),
    "a multiplier that nothing has set": ("em-algorithm", [], "0 = sum_n γ_{nk}/π_k + λ", "0 = sum_n γ_{nk} + λ"),
    "a multiplier beside the share": ("em-algorithm", [], "N_k + λ π_k = 0", "N_k π_k + λ = 0"),
    "a multiplier with the sign of its Lagrangian": (
        "em-algorithm",
        ["L = sum_n sum_k γ_{nk} ln π_k + λ(1 - sum_k π_k)"],
        "N_k/π_k = λ",
        "N_k/π_k = -λ",
    ),
    "a 1-of-K label": ("em-algorithm", [], "p(z) = prod_k π_k^{z_k}", "p(z) = sum_k π_k^{z_k}"),
    "a complete sample": (
        "em-algorithm",
        [],
        r"p(X,Z|μ,Σ,π) = \prod_{n=1}^N \prod_{k=1}^K π_k^{z_{nk}} N(x_n|μ_k,Σ_k)^{z_{nk}}",
        r"p(X,Z|μ,Σ,π) = \prod_{n=1}^N \prod_{k=1}^K π_k N(x_n|μ_k,Σ_k)^{z_{nk}}",
    ),
    "and its logarithm": (
        "em-algorithm",
        [],
        "log p(X,Z;θ) = sum_i sum_k z_ik [log pi_k + log N(x_i; mu_k, Sigma_k)]",
        "log p(X,Z;θ) = sum_i sum_k z_ik [log pi_k - log N(x_i; mu_k, Sigma_k)]",
    ),
    "parameters as a whole": (
        "em-algorithm",
        [],
        r"p(x|\theta)=\sum_{k=1}^K\pi_k\mathcal N(x|\mu_k,\Sigma_k)",
        r"p(x|\theta)=\sum_{k=1}^K\mathcal N(x|\mu_k,\Sigma_k)",
    ),
    "one variance of all, told twice": (
        "em-algorithm",
        ["spherical components N(x; μ_k, σ² I) in d dimensions, one variance for all"],
        "σ² = (1/(n d)) Σ_i Σ_k γ_ik ||x_i - μ_k||²",
        "σ² = (1/n) Σ_i Σ_k γ_ik ||x_i - μ_k||²",
    ),
    "one variance by its name": (
        "em-algorithm",
        ["spherical components with one variance σ² for all"],
        "σ² = (1/(n d)) Σ_i Σ_k γ_ik ||x_i - μ_k||²",
        "σ² = (1/(K d)) Σ_i Σ_k γ_ik ||x_i - μ_k||²",
    ),
    "a parameter that is called p": (
        "em-algorithm",
        ["geometric components P(x|z=k) = (1-p_k)^{x-1} p_k, x = 1, 2, ..."],
        "p_k = Σ_i γ_{ik} / Σ_i γ_{ik} x_i",
        "p_k = Σ_i γ_{ik} x_i / Σ_i γ_{ik}",
    ),
    "rates that are numbers": (
        "kl-divergence",
        ["p = Exp(1/a), q = Exp(1/b)"],
        "KL(p||q) = log(b/a) + a/b - 1",
        "KL(p||q) = log(a/b) + a/b - 1",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), LINES.values(), ids=LINES)
def test_laws_as_printed(derivation: str, setup: list[str], right: str, wrong: str) -> None:
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("θ⁽ᵗ⁺¹⁾ = argmax_θ Σ_Z p(Z|X; θ⁽ᵗ⁾) log p(X, Z; θ)", "verified"),
        ("θ⁽ᵗ⁺¹⁾ = argmax_θ Σ_Z p(Z|X; θ) log p(X, Z; θ⁽ᵗ⁾)", "refuted"),
        ("θ⁽ᵗ⁺¹⁾ = argmax_θ Σ_Z p(Z|X; θ) log p(X, Z; θ)", "refuted"),
        ("theta_new = argmax_theta sum_Z p(Z|X,theta) log p(X,Z|theta_old)", "refuted"),
    ],
)
def test_which_parameters_are_old_is_told_of_whole_samples(line: str, verdict: str) -> None:
    assert check("em-algorithm", [], line, seconds=4).verdict == verdict

"""Laws by a dot, by a bare name and by their formula; columns of arrays; updates told as whole vectors: a right line and a wrong one for each."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a dot for what a law is of": (
        "em-algorithm",
        [],
        "\\log p(X;\\theta) = F(q,\\theta) + \\mathrm{KL}(q\\,\\|\\,p(\\cdot\\mid X;\\theta))",
        "\\log p(X;\\theta) = F(q,\\theta) + \\mathrm{KL}(p(\\cdot\\mid X;\\theta)\\,\\|\\,q)",
    ),
    "a dot in a law of one sample": (
        "em-algorithm",
        [],
        "log p(x_i;θ) = Σ_z q_i(z) log(p(x_i,z;θ)/q_i(z)) + KL(q_i(·) ‖ p(·|x_i;θ))",
        "log p(x_i;θ) = Σ_z q_i(z) log(p(x_i,z;θ)/q_i(z)) + KL(p(·|x_i;θ) ‖ q_i(·))",
    ),
    "dots in both laws": (
        "vae-elbo",
        [],
        "KL(q(·|x) ‖ p(·)) = ½ Σ_j (μ_j² + σ_j² − 1 − log σ_j²)",
        "KL(q(·|x) ‖ p(·)) = ½ Σ_j (μ_j² + σ_j² − 1 + log σ_j²)",
    ),
    "a bare law set to a density": (
        "em-algorithm",
        ["q_t = p(Z|X;θ_t), θ_{t+1} = argmax_θ F(q_t,θ)"],
        "ℓ(θ_{t+1}) ≥ F(q_t, θ_{t+1}) ≥ F(q_t, θ_t) = ℓ(θ_t)",
        "ℓ(θ_{t+1}) = F(q_t, θ_{t+1}) ≥ F(q_t, θ_t) = ℓ(θ_t)",
    ),
    "where a bound is tight is said of laws": (
        "kl-divergence",
        [],
        "KL(p‖q) ≥ 0, with equality iff p(x) = q(x) for all x",
        "KL(p‖q) ≤ 0, with equality iff p(x) = q(x) for all x",
    ),
    "where a bound is reached, the bound first": (
        "em-algorithm",
        [],
        "F(q,θ) = log p(X;θ) iff q(Z) = p(Z|X;θ)",
        "F(q,θ) = log p(X;θ) iff q(Z) = p(Z;θ)",
    ),
    "what stands behind tight iff is supposed nowhere else": (
        "em-algorithm",
        [],
        "F(q,θ) = log p(X;θ) - KL(q(Z) || p(Z|X;θ)), q any distribution",
        "F(q,θ) = log p(X;θ) - KL(p(Z|X;θ) || q(Z)), tight iff q is the posterior",
    ),
    "an expectation over the prior's formula": (
        "vae-elbo",
        [],
        "p(x) = ∫ p(x|z) p(z) dz = E_{z∼N(0,I)}[p(x|z)]",
        "log p(x) = E_{z∼N(0,I)}[log p(x|z)]",
    ),
    "the covariance of the encoder by a letter": (
        "vae-elbo",
        [],
        "KL(q‖p) = ½ [tr(Σ) + μᵀμ − d − log det Σ], Σ = diag(σ²)",
        "KL(q‖p) = ½ [tr(Σ) + μᵀμ − d + log det Σ], Σ = diag(σ²)",
    ),
    "the root of a covariance is no sum": (
        "vae-elbo",
        ["Σ = diag(σ²)"],
        "z = μ + Σ^{1/2} ε",
        "z = μ + Σ ε",
    ),
    "a column of an array": (
        "em-algorithm",
        [],
        "mu[k] = gamma[:,k] @ X / gamma[:,k].sum()",
        "mu[k] = gamma[:,k] @ X / N",
    ),
    "a column as a statistician writes it": (
        "em-algorithm",
        [],
        "\\mu_k = \\frac{X^\\top\\gamma_{\\cdot k}}{\\mathbf 1^\\top\\gamma_{\\cdot k}}",
        "\\mu_k = \\frac{X^\\top\\gamma_{\\cdot k}}{K}",
    ),
    "shares along an axis": (
        "em-algorithm",
        ["dens[i,k] = pi[k] N(x[i]; mu[k], Sigma[k])"],
        "gamma = dens / dens.sum(axis=1)[:,None]",
        "gamma = dens / N",
    ),
    "weights as one vector": ("em-algorithm", [], "π = γᵀ1/n", "π = γᵀ1/K"),
    "a name of code with its index": (
        "em-algorithm",
        ["Nk = sum_i gamma[i,k]"],
        "pi[k] = Nk/N",
        "pi[k] = Nk/K",
    ),
    "a log-likelihood by its name in code": (
        "em-algorithm",
        [],
        "log_lik = sum_i log sum_k pi_k N(x_i; mu_k, Sigma_k)",
        "log_lik = sum_i sum_k log( pi_k N(x_i; mu_k, Sigma_k) )",
    ),
    "the old parameters in the posterior": (
        "em-algorithm",
        [],
        "Q(θ,θ_old) = Σ_Z p(Z|X,θ_old) ln p(X,Z|θ)",
        "Q(θ,θ_old) = Σ_Z p(Z|X,θ) ln p(X,Z|θ)",
    ),
    "a multiplier of shares": (
        "em-algorithm",
        [],
        "d/d pi_k [ sum_i sum_j r_ij log pi_j + lambda (1 - sum_j pi_j) ] = sum_i r_ik/pi_k - lambda = 0, so lambda = n",
        "d/d pi_k [ sum_i sum_j r_ij log pi_j + lambda (1 - sum_j pi_j) ] = sum_i r_ik/pi_k - lambda = 0, so lambda = K",
    ),
    "distributions by capitals beside their densities": (
        "kl-divergence",
        [],
        "D_{KL}(P\\|Q) = \\int p(x)\\log\\frac{p(x)}{q(x)}\\,dx",
        "D_{KL}(P\\|Q) = \\int q(x)\\log\\frac{p(x)}{q(x)}\\,dx",
    ),
    "a cross-entropy by its index": (
        "kl-divergence",
        [],
        "H_p(q) = −Σ_i p_i log q_i = H(p) + KL(p‖q)",
        "H_q(p) = −Σ_i p_i log q_i = H(p) + KL(p‖q)",
    ),
    "responsibilities of any one x": (
        "em-algorithm",
        [],
        "γ(z_k) = p(z_k = 1|x) = π_k N(x|μ_k,Σ_k)/Σ_{j=1}^K π_j N(x|μ_j,Σ_j)",
        "γ(z_k) = p(z_k = 1|x) = N(x|μ_k,Σ_k)/Σ_{j=1}^K π_j N(x|μ_j,Σ_j)",
    ),
    "a size that is declared": (
        "vae-elbo",
        ["p(x|z) = N(x; f(z), s²I), x ∈ ℝᵐ"],
        "−log p(x|z) = ‖x − f(z)‖²/(2s²) + (m/2) log(2πs²)",
        "−log p(x|z) = ‖x − f(z)‖²/(2s²) + m log(2πs²)",
    ),
    "a function that only names the middle of a chain": (
        "vae-elbo",
        [],
        "z = g_φ(ε, x) = μ + σ ⊙ ε",
        "z = g_φ(ε, x) = μ + σ² ⊙ ε",
    ),
    "one objective at two places": (
        "em-algorithm",
        [],
        "ℓ(θ) − ℓ(θ_t) ≥ Q(θ|θ_t) − Q(θ_t|θ_t)",
        "ℓ(θ) − ℓ(θ_t) = Q(θ|θ_t) − Q(θ_t|θ_t)",
    ),
    "a bound with q(z|x)": (
        "em-algorithm",
        [],
        "ℓ(θ;x) − L(q,θ) = Σ_z q(z|x) log(q(z|x)/p(z|x,θ))",
        "ℓ(θ;x) − L(q,θ) = Σ_z q(z|x) log(p(z|x,θ)/q(z|x))",
    ),
    "a raised index of a table": (
        "em-algorithm",
        [],
        "\\mu_i = \\frac{\\sum_n\\tau_n^i x_n}{\\sum_n\\tau_n^i}",
        "\\mu_i = \\frac{\\sum_n\\tau_n^i x_n}{\\sum_i\\tau_n^i}",
    ),
    "the expected log-likelihood of all data": (
        "em-algorithm",
        [],
        "E_Z[ln p(X,Z|μ,Σ,π)] = Σ_{n=1}^N Σ_{k=1}^K γ(z_{nk}) (ln π_k + ln N(x_n|μ_k,Σ_k))",
        "E_Z[ln p(X,Z|μ,Σ,π)] = Σ_{n=1}^N ln Σ_{k=1}^K γ(z_{nk}) π_k N(x_n|μ_k,Σ_k)",
    ),
    "a slope in the inverse of a matrix": (
        "em-algorithm",
        [],
        "∂Q/∂Σ_k^{-1} = ½ N_k Σ_k − ½ Σ_i γ_ik (x_i−μ_k)(x_i−μ_k)ᵀ",
        "∂Q/∂Σ_k^{-1} = ½ N_k Σ_k^{-1} − ½ Σ_i γ_ik (x_i−μ_k)(x_i−μ_k)ᵀ",
    ),
    "Gaussians by their numbers": (
        "kl-divergence",
        [],
        "KL(N_1||N_2) = log(s2/s1) + (s1^2 + (m1-m2)^2)/(2 s2^2) - 1/2",
        "KL(N_1||N_2) = log(s1/s2) + (s1^2 + (m1-m2)^2)/(2 s2^2) - 1/2",
    ),
    "a quantity by its name in code": (
        "vae-elbo",
        ["log_var = log(sigma^2)"],
        "kl_loss = -0.5 * sum(1 + log_var - mu**2 - exp(log_var))",
        "kl_loss = -0.5 * sum(1 + log_var + mu**2 - exp(log_var))",
    ),
    "weights spread along rows": (
        "em-algorithm",
        ["pdf[i,k] = N(x_i; mu_k, Sigma_k)"],
        "resp = pi * pdf / (pi * pdf).sum(axis=1, keepdims=True)",
        "resp = pdf / pdf.sum(axis=1, keepdims=True)",
    ),
    "entropies by their names in code": (
        "kl-divergence",
        [],
        "sum_k p[k]*log(p[k]/q[k]) = cross_entropy(p,q) - entropy(p)",
        "sum_k p[k]*log(p[k]/q[k]) = entropy(p) - cross_entropy(p,q)",
    ),
    "the root of a covariance that hangs on x": (
        "vae-elbo",
        ["q(z|x) = N(μ(x), Σ(x))"],
        "z = μ(x) + Σ(x)^{1/2} ε",
        "z = μ(x) + Σ(x) ε",
    ),
    "a posterior of labels up to a constant": (
        "em-algorithm",
        [],
        "P(z=k|x) ∝ π_k N(x; μ_k, Σ_k)",
        "P(z=k|x) ∝ N(x; μ_k, Σ_k)",
    ),
    "totals of a table by its own letter": (
        "em-algorithm",
        [],
        "r_k = \\sum_n r_{nk},\\quad \\pi_k = \\frac{r_k}{N}",
        "r_k = \\sum_n r_{nk},\\quad \\pi_k = \\frac{r_k}{K}",
    ),
    "a law that a heading tells": (
        "kl-divergence",
        [],
        "q uniform on K states: KL(p‖q) = log K − H(p)",
        "q uniform on K states: KL(p‖q) = H(p) − log K",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_right(name: str) -> None:
    derivation, setup, right, _ = LINES[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")


@pytest.mark.parametrize("name", LINES)
def test_wrong(name: str) -> None:
    derivation, setup, _, wrong = LINES[name]
    assert check(derivation, setup, wrong).verdict == "refuted"

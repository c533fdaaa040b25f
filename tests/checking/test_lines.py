"""What a line says: its clauses and their parts, and what the lines before it leave in force."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)
UNPROVED = ("refuted", "undecided")
NOT_RIGHT = ("refuted", "undecided")  # words may say more than is heard

# derivation, lines before, line, how it is judged
LINES = [
    # what a line says for another estimate than the problem's own is not shown of the problem's
    ("linear-regression", [], "E[ŵ] = w for ŵ = (XᵀX + λI)⁻¹Xᵀy", UNPROVED),
    ("linear-regression", ["ŵ = (XᵀX + λI)⁻¹Xᵀy"], "E[ŵ] = w", WRONG),
    ("linear-regression", [], "Cov(ŵ) = σ²(XᵀX)⁻¹ for ŵ = (XᵀX + λI)⁻¹Xᵀy", UNPROVED),
    # a multiple of the gradient set to zero
    ("linear-regression", [], "−½∇L = Xᵀ(y − Xw) = 0", RIGHT),
    ("linear-regression", [], "−½∇L = Xᵀ(Xw − y) = 0", WRONG),
    ("linear-regression", ["ŵ = (XᵀX)⁻¹Xᵀy", "e = y − Xŵ"], "Xe = 0", WRONG),
    # what stands before a colon, bare names of functions and laws, sums by the letters of their terms
    ("kl-divergence", [], "with u the uniform distribution on n symbols: KL(p‖u) = log n − H(p)", RIGHT),
    ("kl-divergence", [], "KL(p‖u) = log K + H(p) for the uniform distribution u", WRONG),
    ("em-algorithm", [], "Q = log p(X; theta) + sum_Z p(Z|X; theta_t) log p(Z|X; theta)", RIGHT),
    ("em-algorithm", [], "Q = Σ_Z p(Z|X;θ) log p(X,Z;θ_t)", WRONG),
    (
        "kl-divergence",
        ["a_i, b_i > 0 with a = Σ_i a_i and b = Σ_i b_i"],
        "Σ_i a_i log(a_i/b_i) ≥ a log(a/b)",
        (*RIGHT, "undecided"),
    ),
    ("svm-dual", [], "Σᵢ αᵢ yᵢ wᵀxᵢ = ‖w‖², hence L = ½‖w‖² − ‖w‖² − b·0 + Σᵢ αᵢ", RIGHT),
    (
        "backpropagation",
        ["Output layer: ŷ = softmax(z^{(L)}), loss L = −Σ_k y_k log ŷ_k with a one-hot target y."],
        "δ_j^{(L)} = −Σ_k y_k (1[j=k] − ŷ_j) = −y_j + ŷ_j Σ_k y_k = ŷ_j − y_j",
        RIGHT,
    ),
    ("vae-elbo", [], "L_β(x) ≤ L_1(x) ≤ log p(x) for every β ≥ 1", RIGHT),
    ("vae-elbo", [], "L_β(x) ≥ L_1(x) for every β ≥ 1", WRONG),
    (
        "map-estimation",
        ["x_1, …, x_n iid N(μ, σ²) with known μ"],
        "\\sigma^{2}_{\\mathrm{ML}} = \\frac{1}{n}\\sum_i (x_i - \\mu)^2",
        RIGHT,
    ),
    (
        "map-estimation",
        ["x_1, …, x_n iid N(μ, σ²) with known μ"],
        "\\sigma^{2}_{\\mathrm{ML}} = \\frac{1}{n-1}\\sum_i (x_i - \\mu)^2",
        WRONG,
    ),
    # a coin with a Beta prior, and the linear model by its precisions, as anybody writes them
    ("map-estimation", [], "θ_MAP = (k + α − 1)/(n + α + β − 2)", RIGHT),
    ("map-estimation", [], "θ_MAP = (k + α)/(n + α + β)", WRONG),
    ("map-estimation", [], "p(θ|D) ∝ θ^{k+a−1}(1−θ)^{n−k+b−1}", RIGHT),
    ("map-estimation", [], "p(θ|D) ∝ θ^{k+a}(1−θ)^{n−k+b}", WRONG),
    ("map-estimation", [], "log p(w|t) = −(β/2) Σ_n (t_n − wᵀφ(x_n))² − (α/2) wᵀw + const", RIGHT),
    ("map-estimation", [], "log p(w|t) = −(β/2) Σ_n (t_n − wᵀφ(x_n))² + (α/2) wᵀw + const", WRONG),
    # labels of 1-of-K, the weights of the Hessian by their usual letter
    ("em-algorithm", [], "p(z_k = 1) = π_k", RIGHT),
    ("em-algorithm", [], "p(z_k = 1) = 1/K", WRONG),
    ("em-algorithm", [], "p(z_k = 1|x) = π_k N(x|μ_k,Σ_k)/Σ_j π_j N(x|μ_j,Σ_j)", RIGHT),
    ("logistic-regression", [], "∇²L = XᵀSX", RIGHT),
    ("logistic-regression", [], "∇²L = −XᵀSX", WRONG),
    ("logistic-regression", ["S = diag(p_i)"], "H = XᵀSX", WRONG),
    # a product beside ⊙, a transposed layer, a posterior by the bare name of the joint, what is asked to vanish
    ("backpropagation", [], "∂L/∂W1 = W2ᵀ δ2 ⊙ σ'(z1) xᵀ", RIGHT),
    ("backpropagation", [], "∂L/∂W1 = W2 δ2 ⊙ σ'(z1) xᵀ", WRONG),
    ("backpropagation", [], "∂L/∂a^{(l−1)} = W^{(l)ᵀ} δ^{(l)}", RIGHT),
    ("em-algorithm", [], "log p(X|θ) = L(q,θ) + KL(q‖p)", RIGHT),
    ("em-algorithm", [], "log p(X|θ) = L(q,θ) + KL(p‖q)", WRONG),
    ("linear-regression", [], "∇L = −2Xᵀy + 2XᵀXw =! 0", RIGHT),
    # a ridge estimate by the name of the minimiser, a Laplace prior, and a bracketed divisor that ends with its bracket
    ("linear-regression", [], "ridge: ŵ = (XᵀX + λI)⁻¹Xᵀy = Xᵀ(XXᵀ + λI)⁻¹y", RIGHT),
    ("linear-regression", [], "ridge: ŵ = (XᵀX − λI)⁻¹Xᵀy", WRONG),
    ("map-estimation", [], "Laplace prior: −log p(θ) = ‖θ‖₁/b + const", RIGHT),
    ("map-estimation", ["Laplace prior"], "log p(θ) = ‖θ‖₁/b + const", WRONG),
    ("map-estimation", ["Laplace prior"], "θ_MAP = argmin_θ (1/(2σ²))‖y − Xθ‖² + (1/b)‖θ‖₁", RIGHT),
    ("map-estimation", ["Laplace prior"], "θ_MAP = argmin_θ (1/(2σ²))‖y − Xθ‖² + b‖θ‖₁", WRONG),
    ("map-estimation", [], "p(θ) = Π_j 1/(2b) exp(−|θ_j|/b) ⇒ −log p(θ) = d log(2b) + ‖θ‖₁/b", RIGHT),
    ("map-estimation", [], "p(θ) = Π_j 1/(2b) exp(−|θ_j|/b) ⇒ −log p(θ) = d log(2b) + ‖θ‖₁²/b", WRONG),
    # Σ, a covariance beside sums without an index
    ("map-estimation", [], "p(θ|D) = N(θ; μ, Σ) with Σ = (I/τ² + XᵀX/σ²)⁻¹ and μ = Σ Xᵀy/σ²", RIGHT),
    ("map-estimation", [], "p(θ|D) = N(θ; μ, Σ) with Σ = (I/τ² + XᵀX/σ²)⁻¹ and μ = Σ Xᵀy/τ²", WRONG),
    ("map-estimation", ["p(θ|D) = N(θ; m, Σ)"], "m = Σ Xᵀy/σ²", RIGHT),
    # all entries of a vector, told on one side of an equivalence
    ("vae-elbo", [], "KL(q(z|x) ‖ p(z)) = 0 ⟺ μⱼ = 0 and σⱼ = 1 for all j", RIGHT),
    ("vae-elbo", [], "KL(q(z|x) ‖ p(z)) = 0 ⟺ μⱼ = 0 and σⱼ² = 1 for all j", RIGHT),
    ("vae-elbo", [], "KL(q(z|x) ‖ p(z)) = 0 ⟺ σⱼ = 1 for all j", WRONG),
    ("vae-elbo", [], "μ_j = 0 and σ_j = 1 for all j ⇒ KL(q(z|x) ‖ p(z)) = 0", RIGHT),
    ("vae-elbo", [], "μ_j = 0 for all j ⇒ KL(q(z|x) ‖ p(z)) = 0", WRONG),
    # laws: labels drawn by the model, counts by their formula
    ("logistic-regression", ["y_i ~ Bernoulli(p_i) independently"], "E[y_i] = p_i and Var(y_i) = p_i(1 − p_i)", RIGHT),
    ("logistic-regression", ["y_i ~ Bernoulli(p_i) independently"], "Var(y_i) = p_i²", WRONG),
    ("logistic-regression", [], "E[∇ℓ(w)] = 0", RIGHT),
    ("logistic-regression", [], "E[∇ℓ(w)] = Xᵀp", WRONG),
    (
        "kl-divergence",
        ["Let p = Poisson(lam1) and q = Poisson(lam2), that is p(k) = exp(-lam1) lam1^k / k!, k = 0, 1, 2, ..."],
        "KL(p || q) = lam1 log(lam1/lam2) - lam1 + lam2",
        RIGHT,
    ),
    (
        "kl-divergence",
        ["Let p = Poisson(lam1) and q = Poisson(lam2), that is p(k) = exp(-lam1) lam1^k / k!, k = 0, 1, 2, ..."],
        "KL(p || q) = lam1 log(lam1/lam2) + lam1 - lam2",
        WRONG,
    ),
    # precisions under names that are another letter's elsewhere: Bishop's α and β, and his posterior
    ("map-estimation", ["α = 1/τ², β = 1/σ²"], "θ_MAP = (XᵀX + (α/β) I)⁻¹ Xᵀy", RIGHT),
    ("map-estimation", ["α = 1/τ², β = 1/σ²"], "θ_MAP = (XᵀX + (β/α) I)⁻¹ Xᵀy", WRONG),
    ("map-estimation", ["α = 1/τ², β = 1/σ²", "p(θ|D) = N(θ; m_N, S_N)"], "S_N⁻¹ = αI + βXᵀX", RIGHT),
    ("map-estimation", ["α = 1/τ², β = 1/σ²", "p(θ|D) = N(θ; m_N, S_N)"], "S_N⁻¹ = βI + αXᵀX", WRONG),
    ("map-estimation", ["p(θ|D) = N(θ; m_N, S_N)"], "m_N = S_N Xᵀy/τ²", WRONG),
    # what a name is: a latent by the problem's prior, factors by what they make, limits each with a way of its own
    ("vae-elbo", ["Take a linear decoder p(x|z) = N(Wz + b, s²I)."], "p(x) = N(b, WWᵀ + s²I)", RIGHT),
    ("vae-elbo", ["Take a linear decoder p(x|z) = N(x; Wz + b, s²I)."], "p(x) = N(x; b, WᵀW + s²I)", WRONG),
    (
        "vae-elbo",
        ["x = Wz + b + η with η ~ N(0, s²I) independent of z", "M = WᵀW + s²I"],
        "p(z|x) = N(z; M⁻¹Wᵀ(x − b), s²M⁻¹)",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["x = Wz + b + η with η ~ N(0, s²I) independent of z", "M = WᵀW + s²I"],
        "p(z|x) = N(z; M⁻¹Wᵀ(x − b), M⁻¹)",
        WRONG,
    ),
    ("map-estimation", [], "p(y*|x*, D) = N(y*; θ_MAPᵀx*, σ² + x*ᵀ(XᵀX/σ² + I/τ²)⁻¹x*)", RIGHT),
    ("map-estimation", [], "p(y*|x*, D) = N(y*; θ_MAPᵀx*, x*ᵀ(XᵀX/σ² + I/τ²)⁻¹x*)", WRONG),
    ("map-estimation", [], "Var(y*|x*, D) ≥ σ²", RIGHT),
    ("map-estimation", ["Let X = USVᵀ be the thin SVD."], "θ_MAP = V (S² + (σ²/τ²) I)⁻¹ S Uᵀ y", RIGHT),
    ("map-estimation", ["Let X = USVᵀ be the thin SVD."], "θ_MAP = V (S + (σ²/τ²) I)⁻¹ Uᵀ y", WRONG),
    (
        "map-estimation",
        [],
        "X = Σ_{j=1}^{d} s_j u_j v_jᵀ (SVD): θ_MAP = Σ_{j=1}^{d} s_j/(s_j² + σ²/τ²) (u_jᵀy) v_j",
        RIGHT,
    ),
    (
        "linear-regression",
        ["Let X = UDVᵀ be the thin SVD with D = diag(d_1, …, d_p)."],
        "X ŵ_ridge = Σ_j u_j d_j²/(d_j² + λ) u_jᵀ y",
        RIGHT,
    ),
    (
        "linear-regression",
        ["Let X = UDVᵀ be the thin SVD with D = diag(d_1, …, d_p)."],
        "X ŵ_ridge = Σ_j u_j d_j/(d_j² + λ) u_jᵀ y",
        WRONG,
    ),
    ("linear-regression", [], "X ŵ_ridge = H_λ y with H_λ = X(XᵀX + λI)⁻¹Xᵀ", RIGHT),
    ("logistic-regression", [], "σ(z) → 1 for z → ∞, and → 0 for z → −∞", RIGHT),
    ("logistic-regression", [], "σ(z) → 1 for z → ∞, and → 1/2 for z → −∞", WRONG),
    ("linear-regression", [], "w_ridge → 0 as λ → 0 and w_ridge → w* as λ → ∞", WRONG),
    (
        "em-algorithm",
        ["Let all components share the covariance εI."],
        "γ_ik = π_k exp(−‖x_i − μ_k‖²/(2ε)) / Σ_j π_j exp(−‖x_i − μ_j‖²/(2ε))",
        RIGHT,
    ),
    (
        "em-algorithm",
        ["Fix all covariances to eps*I, not re-estimated."],
        "γ_ik = π_k exp(−‖x_i − μ_k‖²/eps) / Σ_j π_j exp(−‖x_i − μ_j‖²/eps)",
        WRONG,
    ),
    # names: moments told in words, noises by any letter, estimates without a closed form, labels behind a hat
    (
        "attention",
        ["Suppose the components of q and k are iid with mean 1 and variance 2"],
        "Var(q·k) = 8 d_k",
        RIGHT,
    ),
    (
        "attention",
        ["Suppose the components of q and k are iid with mean 1 and variance 2"],
        "Var(q·k) = 4 d_k",
        WRONG,
    ),
    (
        "backpropagation",
        [
            "The n inputs x_j are independent with mean μ and variance τ², the weights w_j independent of them with mean 0 "
            "and variance s²."
        ],
        "Var[Σ_j w_j x_j] = n s² (τ² + μ²)",
        RIGHT,
    ),
    (
        "backpropagation",
        [
            "The n inputs x_j are independent with mean μ and variance τ², the weights w_j independent of them with mean 0 "
            "and variance s²."
        ],
        "Var[Σ_j w_j x_j] = n s² τ²",
        WRONG,
    ),
    (
        "backpropagation",
        [
            "z = sum_{i=1}^n w_i x_i, with w_i i.i.d., mean 0, variance 2/n, and x_i independent of w_i with E[x_i^2] = 1"
        ],
        "Var(z) = 2",
        RIGHT,
    ),
    (
        "backpropagation",
        [
            "z = sum_{i=1}^n w_i x_i, with w_i i.i.d., mean 0, variance 2/n, and x_i independent of w_i with E[x_i^2] = 1"
        ],
        "Var(z) = 1",
        WRONG,
    ),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ζ, ζ ∼ N(0, I)", RIGHT),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + √(1−ᾱ_t) η, η ∼ N(0, I)", RIGHT),
    ("diffusion", [], "x_t = √ᾱ_t x_0 + (1−ᾱ_t) ζ, ζ ∼ N(0, I)", WRONG),
    ("diffusion", [], "x_t = √(α_t α_{t−1}) x_{t−2} + √(1 − α_t α_{t−1}) ε', ε' ∼ N(0, I)", RIGHT),
    (
        "diffusion",
        ["x0hat = (x_t - sqrt(1 - abar_t) eps_theta)/sqrt(abar_t), for x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps."],
        "||x_0 - x0hat||^2 = (1 - abar_t)/abar_t * ||eps - eps_theta||^2",
        RIGHT,
    ),
    ("kl-divergence", [], "KL(p‖q) ≤ log(1 + χ²(p‖q)), where χ²(p‖q) = Σ_x (p(x) − q(x))²/q(x)", RIGHT),
    ("kl-divergence", [], "KL(p‖q) ≥ log(1 + χ²(p‖q)), where χ²(p‖q) = Σ_x (p(x) − q(x))²/q(x)", WRONG),
    ("kl-divergence", ["BC(p, q) = sum_x sqrt(p(x) q(x))"], "-2 log BC(p,q) <= KL(p||q)", RIGHT),
    ("kl-divergence", ["BC(p, q) = sum_x sqrt(p(x) q(x))"], "-2 log BC(p,q) >= KL(p||q)", WRONG),
    ("logistic-regression", ["Let ŵ be the maximum likelihood estimate."], "Xᵀ(y − σ(Xŵ)) = 0", RIGHT),
    ("logistic-regression", ["Let ŵ be the maximum likelihood estimate."], "Xᵀ(y + σ(Xŵ)) = 0", WRONG),
    (
        "logistic-regression",
        ["L(w) = −Σ_i (y_i log p_i + (1−y_i) log(1−p_i)) + (λ/2)‖w‖²"],
        "λ ŵ = Σ_i (y_i − σ(ŵᵀx_i)) x_i",
        RIGHT,
    ),
    (
        "linear-regression",
        ["We minimise J(θ) = Σ_i c_i (y_i − θᵀx_i)² with all c_i > 0 and C = diag(c_1, …, c_n)."],
        "θ̂_WLS = (XᵀCX)⁻¹XᵀCy",
        RIGHT,
    ),
    (
        "linear-regression",
        ["We minimise J(θ) = Σ_i c_i (y_i − θᵀx_i)² with all c_i > 0 and C = diag(c_1, …, c_n)."],
        "θ̂_WLS = (XᵀCX)⁻¹Xᵀy",
        WRONG,
    ),
    ("svm-dual", [], "ŷ(x) = sign(Σ_{i∈SV} α_i y_i x_iᵀx + b)", RIGHT),
    ("svm-dual", [], "ŷ(x) = sign(Σ_{i∈SV} α_i y_i x_iᵀx − b)", WRONG),
    ("svm-dual", [], "b = (1/N_S) Σ_{i∈S} (y_i − Σ_{j∈S} α_j y_j x_jᵀx_i)", RIGHT),
    # set-ups in half prose: what is denied or only presented, objectives that words change, steps in force
    (
        "backpropagation",
        [
            "To study the dynamics take a deep linear network, i.e. $\\sigma(z)=z$, no biases, and $L = \\frac12\\|W_2W_1x-y\\|^2$."
        ],
        "\\nabla_{W_1} L = W_2^\\top(W_2W_1x-y)x^\\top",
        RIGHT,
    ),
    (
        "linear-regression",
        ["We write J(w) = 1/2 ||y - X w||^2, so that no factor two is needed later."],
        "grad J(w) = 2 X^T (X w - y)",
        WRONG,
    ),
    (
        "attention",
        ["The factor 1/√d_k is there to keep the variance of the scores at one."],
        "Var(q·k/√d_k) = d_k",
        WRONG,
    ),
    ("backpropagation", ["We add (λ/2)Σ_l‖W^(l)‖_F² to the loss"], "∂L/∂W^(l) = δ^(l)(a^(l−1))ᵀ + λW^(l)", RIGHT),
    ("backpropagation", ["We add (λ/2)Σ_l‖W^(l)‖_F² to the loss"], "∂L/∂W^(l) = δ^(l)(a^(l−1))ᵀ + 2λW^(l)", WRONG),
    (
        "logistic-regression",
        ["regularised: J(w) = L(w) + (λ/2)‖w‖², learning rate η"],
        "w ← (1 − ηλ) w − η Xᵀ(p − y)",
        RIGHT,
    ),
    (
        "linear-regression",
        ["w_{t+1} = w_t − η∇L(w_t); w* is the minimiser"],
        "w_{t+1} − w* = (I − 2ηXᵀX)(w_t − w*)",
        RIGHT,
    ),
    (
        "linear-regression",
        ["w_{t+1} = w_t − η∇L(w_t); w* is the minimiser"],
        "w_{t+1} − w* = (I − ηXᵀX)(w_t − w*)",
        WRONG,
    ),
    (
        "vae-elbo",
        ["The encoder outputs s_j = log σ_j² instead of σ_j, so that no positivity constraint is needed."],
        "∂KL/∂s_j = ½(e^{s_j} − 1) and ∂²KL/∂s_j² = ½ e^{s_j} > 0",
        RIGHT,
    ),
    ("vae-elbo", ["u_j = log σ_j²"], "∂KL/∂u_j = ½(1 − σ_j²)", WRONG),
    (
        "map-estimation",
        ["With n i.i.d. observations y_i ~ N(θ, σ²) and prior θ ~ N(0, τ²), ȳ is the sample mean"],
        "θ_MAP = n τ² ȳ/(n τ² + σ²)",
        RIGHT,
    ),
    ("linear-regression", ["ŷᵢ = θ₀ + θ₁xᵢ, and we minimise Σᵢ (yᵢ − θ₀ − θ₁xᵢ)²."], "θ̂₀ = ȳ + θ̂₁ x̄", WRONG),
    ("linear-regression", [], "β̂_1 = Σᵢ (xᵢ − x̄)(yᵢ − ȳ) / Σᵢ (xᵢ − x̄)², β̂_0 = ȳ − β̂_1 x̄", RIGHT),
    (
        "map-estimation",
        [
            "With a Laplace prior $p(\\theta_j) = \\frac{1}{2b}\\exp(-|\\theta_j|/b)$ on each coefficient the MAP problem becomes the "
            "lasso, which we write in the form $\\min_{\\theta} \\|y-X\\theta\\|_2^2 + \\lambda\\|\\theta\\|_1$."
        ],
        "\\lambda = \\frac{\\sigma^2}{b}",
        UNPROVED,
    ),
    ("em-algorithm", ["We look at the E-step. Let N_k = Σ_i γ_ik."], "Σ_k N_k = n", RIGHT),
    # iterations, multipliers, Hessians in words, examples of two points
    ("linear-regression", ["w_{k+1} = w_k − η∇L(w_k)"], "w_{k+1} − w* = (I − 2ηXᵀX)(w_k − w*)", RIGHT),
    ("linear-regression", ["w_{k+1} = w_k − η∇L(w_k)"], "w_{k+1} − w* = (I − ηXᵀX)(w_k − w*)", WRONG),
    ("logistic-regression", ["J(w) = L(w) + (λ/2)‖w‖²"], "w ← (1 − ηλ) w + η Xᵀ(y − p)", RIGHT),
    ("logistic-regression", ["J(w) = L(w) + (λ/2)‖w‖²"], "w ← (1 − ηλ) w − η Xᵀ(y − p)", WRONG),
    ("em-algorithm", [], "N_k/π_k + λ = 0, so λ = −n", RIGHT),
    ("em-algorithm", [], "2 N_k/π_k + λ = 0, so λ = −2n", WRONG),
    ("logistic-regression", [], "H = XᵀSX is the Hessian of L, with S = diag(p_i(1 − p_i))", RIGHT),
    ("logistic-regression", [], "H = XᵀSX is the Hessian of ℓ, with S = diag(p_i(1 − p_i))", WRONG),
    (
        "logistic-regression",
        ["the objective is J(w) = −Σ_i [y_i log p_i + (1 − y_i) log(1 − p_i)] + (λ/2)‖w‖²"],
        "∇J(w) = Xᵀ(p − y) + λw",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["the objective is J(w) = −Σ_i [y_i log p_i + (1 − y_i) log(1 − p_i)] + (λ/2)‖w‖²"],
        "∇J(w) = Xᵀ(p − y) + 2λw",
        WRONG,
    ),
    ("svm-dual", ["n = 2, y_1 = 1, y_2 = −1"], "α_1 = α_2 = 2/‖x_1 − x_2‖²", RIGHT),
    ("svm-dual", ["n = 2, y_1 = 1, y_2 = −1"], "α_1 = α_2 = 1/‖x_1 − x_2‖²", WRONG),
    ("svm-dual", [], "b = y_s − Σ_i α_i y_i x_iᵀx_s because y_s(wᵀx_s + b) = 1 and y_s² = 1", RIGHT),
    ("svm-dual", [], "b = y_s + Σ_i α_i y_i x_iᵀx_s because y_s(wᵀx_s + b) = 1 and y_s² = 1", WRONG),
    # objectives of the candidate's own, and what he seeks in them
    (
        "linear-regression",
        ["with one input and an intercept we minimise Σᵢ (yᵢ − θ₀ − θ₁xᵢ)²"],
        "θ̂₁ = Σᵢ (xᵢ − x̄)(yᵢ − ȳ) / Σᵢ (xᵢ − x̄)² and θ̂₀ = ȳ − θ̂₁ x̄",
        RIGHT,
    ),
    (
        "linear-regression",
        ["with one input and an intercept we minimise Σᵢ (yᵢ − θ₀ − θ₁xᵢ)²"],
        "θ̂₁ = Σᵢ (xᵢ − x̄)(yᵢ − ȳ) / Σᵢ (yᵢ − ȳ)² and θ̂₀ = ȳ − θ̂₁ x̄",
        WRONG,
    ),
    ("linear-regression", ["minimise f(x) = ½ xᵀQx − cᵀx with Q symmetric"], "Qx − c = 0", RIGHT),
    ("linear-regression", ["minimise f(x) = ½ xᵀQx − cᵀx with Q symmetric"], "Qx + c = 0", WRONG),
    ("linear-regression", ["E_n(w) = ½ (t_n − wᵀx_n)²"], "w_{t+1} = w_t + η (t_n − w_tᵀx_n) x_n", RIGHT),
    ("linear-regression", ["E_n(w) = ½ (t_n − wᵀx_n)²"], "w_{t+1} = w_t − η (t_n − w_tᵀx_n) x_n", WRONG),
    ("map-estimation", ["We maximise ℓ(λ) = Σ_i (x_i log λ − λ) over λ > 0."], "λ̂ = (1/n) Σ_i x_i", RIGHT),
    ("map-estimation", ["We maximise ℓ(λ) = Σ_i (x_i log λ − λ) over λ > 0."], "λ̂ = Σ_i x_i", WRONG),
    ("em-algorithm", ["N_k = Σ_i γ_ik"], "maximising Σ_k N_k log π_k under Σ_k π_k = 1 we get π_k = N_k/n", RIGHT),
    ("em-algorithm", ["N_k = Σ_i γ_ik"], "maximising Σ_k N_k log π_k under Σ_k π_k = 1 we get π_k = N_k/K", WRONG),
    # complementarity solved by choosing which sides vanish
    ("svm-dual", [], "dLag/dxi_i = C - alpha_i - mu_i = 0, therefore 0 <= alpha_i <= C", RIGHT),
    ("svm-dual", [], "‖w*‖² = Σᵢ αᵢ*, hence ρ = 1/‖w*‖ = (Σᵢ αᵢ*)^{-1/2}", RIGHT),
    ("svm-dual", [], "‖w*‖² = Σᵢ αᵢ*, hence ρ = 1/‖w*‖ = (Σᵢ αᵢ*)^{-1}", WRONG),
    # mixtures under names, the score of the noised data
    ("kl-divergence", ["q_λ = (1−λ) p + λ q with 0 ≤ λ ≤ 1"], "KL(q_λ‖q) ≤ (1−λ) KL(p‖q)", RIGHT),
    ("kl-divergence", ["q_λ = (1−λ) p + λ q with 0 ≤ λ ≤ 1"], "KL(q_λ‖q) ≥ (1−λ) KL(p‖q)", WRONG),
    ("diffusion", [], "σ_t² = β̃_t", RIGHT),
    ("diffusion", [], "σ_t² = β_t²", WRONG),
    ("diffusion", [], "√ᾱ_t E[x_0|x_t] = x_t + (1 − ᾱ_t) ∇_{x_t} log p(x_t)", RIGHT),
    ("diffusion", [], "√ᾱ_t E[x_0|x_t] = x_t − (1 − ᾱ_t) ∇_{x_t} log p(x_t)", WRONG),
    # products of distributions, ranges without an end
    (
        "kl-divergence",
        ["P = P₁ × P₂ and Q = Q₁ × Q₂ are product distributions"],
        "KL(P‖Q) = KL(P₁‖Q₁) + KL(P₂‖Q₂)",
        RIGHT,
    ),
    (
        "kl-divergence",
        ["P = P₁ × P₂ and Q = Q₁ × Q₂ are product distributions"],
        "KL(P‖Q) = KL(P₁‖Q₁) KL(P₂‖Q₂)",
        WRONG,
    ),
    (
        "kl-divergence",
        ["p(k) = a (1−a)^(k−1), q(k) = b (1−b)^(k−1), k = 1, 2, …"],
        "KL(p‖q) = log(a/b) + (1/a − 1) log((1−a)/(1−b))",
        RIGHT,
    ),
    # what words tell of two Gaussians, the empirical distribution, classifier guidance
    ("kl-divergence", [], "for unit variances, KL(p‖q) = ½(μ₁ − μ₂)²", RIGHT),
    ("kl-divergence", [], "for unit variances, KL(p‖q) = (μ₁ − μ₂)²", WRONG),
    (
        "kl-divergence",
        ["p̂ is the empirical distribution of samples x_1, …, x_n"],
        "argmin_θ KL(p̂‖p_θ) = argmin_θ H(p̂, p_θ) = argmax_θ (1/n) Σ_i log p_θ(x_i)",
        RIGHT,
    ),
    (
        "kl-divergence",
        ["p̂ is the empirical distribution of samples x_1, …, x_n"],
        "argmin_θ KL(p_θ‖p̂) = argmax_θ (1/n) Σ_i log p_θ(x_i)",
        WRONG,
    ),
    ("diffusion", [], "ε̂ = ε_θ(x_t, t) + w √(1−ᾱ_t) ∇_{x_t} log p(y|x_t)", WRONG),
    # distributions known by their use, alphabets, lists of positive numbers, normal laws under names of his own
    ("kl-divergence", ["KL(f ‖ g) = Σ_x f(x) log(f(x)/g(x))"], "KL(f ‖ g) ≥ 0", RIGHT),
    ("kl-divergence", ["KL(f ‖ g) = Σ_x f(x) log(f(x)/g(x))"], "KL(f ‖ g) = KL(g ‖ f)", WRONG),
    ("kl-divergence", ["D_f(p‖q) = Σ_x q(x) f(p(x)/q(x))"], "f(t) = t log t gives D_f(p‖q) = KL(p‖q)", RIGHT),
    ("kl-divergence", ["D_f(p‖q) = Σ_x q(x) f(p(x)/q(x))"], "f(t) = −log t gives D_f(p‖q) = KL(p‖q)", WRONG),
    ("kl-divergence", [], "H(X) ≤ log |𝒳|", RIGHT),
    ("kl-divergence", [], "H(X) ≥ log |𝒳|", WRONG),
    (
        "kl-divergence",
        ["(Log sum inequality) For positive numbers a_1, …, a_n and b_1, …, b_n,"],
        "Σᵢ aᵢ log(aᵢ/bᵢ) ≤ (Σᵢ aᵢ) log(Σᵢ aᵢ/Σᵢ bᵢ)",
        WRONG,
    ),
    ("kl-divergence", ["f = N(a, s²), g = N(b, t²)"], "KL(f‖g) = log(t/s) + (s² + (a−b)²)/(2t²) − ½", RIGHT),
    ("kl-divergence", ["f = N(a, s²), g = N(b, t²)"], "KL(f‖g) = log(s/t) + (s² + (a−b)²)/(2t²) − ½", WRONG),
    ("kl-divergence", ["x ~ p = N(μ₁, σ₁²)"], "E_p[(x − μ₂)²] = σ₁² + (μ₁ − μ₂)²", RIGHT),
    ("kl-divergence", ["x ~ p = N(μ₁, σ₁²)"], "E_p[(x − μ₂)²] = σ₁² − (μ₁ − μ₂)²", WRONG),
    # expectations over many states of squares alone
    (
        "diffusion",
        [],
        "L_{t−1} − C = E_{x_0,ε}[β_t/(2σ_t² α_t (1−ᾱ_t)) ‖ε − ε_θ(√ᾱ_t x_0 + √(1−ᾱ_t) ε, t)‖²]",
        WRONG,
    ),
    ("diffusion", [], "E[‖x_t‖⁴] = (E[‖x_t‖²])²", WRONG),
    # conditional divergences are averages where the variable stands nowhere else; brackets; what 0 log 0 is agreed to be
    ("kl-divergence", [], "D(p(x,y)‖q(x,y)) = D(p(x)‖q(x)) + D(p(y|x)‖q(y|x))", RIGHT),
    ("kl-divergence", [], "D(p(x,y)‖q(x,y)) = D(p(y)‖q(y)) + D(p(y|x)‖q(y|x))", WRONG),
    ("kl-divergence", [], "KL(p(y|x)‖q(y|x)) = Σ_y p(y|x) log(p(y|x)/q(y|x))", RIGHT),
    ("kl-divergence", [], "I[x, y] = KL(p(x, y) ‖ p(x)p(y)) = H[x] − H[x|y]", RIGHT),
    ("kl-divergence", [], "I[x, y] = H[x] − H[y|x]", WRONG),
    ("kl-divergence", [], "KL(p‖q) = Σ_x p(x) log(p(x)/q(x)) with 0 log 0 := 0", RIGHT),
    ("kl-divergence", [], "KL(p‖q) = Σ_x q(x) log(p(x)/q(x)) with 0 log 0 := 0", WRONG),
    # names for the parameters of a law that the problem settles, processes as functions of time, noise with labels
    ("diffusion", ["q(x_{t-1}|x_t, x_0) = N(m_t, v_t I)"], "v_t = (1 − ᾱ_{t−1})/(1 − ᾱ_t) β_t", RIGHT),
    ("diffusion", ["q(x_{t-1}|x_t, x_0) = N(m_t, v_t I)"], "v_t = β_t", WRONG),
    ("diffusion", ["q(x_t|x_0) is normal with mean m_t and covariance s_t² I"], "s_t = √(1−ᾱ_t)", RIGHT),
    ("diffusion", ["q(x_t|x_0) is normal with mean m_t and covariance s_t² I"], "s_t = 1−ᾱ_t", WRONG),
    ("diffusion", [], "\\bar\\alpha(t) = (1-\\beta(t))\\bar\\alpha(t-1)", RIGHT),
    ("diffusion", [], "\\bar\\alpha(t) = \\beta(t)\\bar\\alpha(t-1)", WRONG),
    ("diffusion", ["ε_c = ε_θ(x_t, t, c), ε_∅ = ε_θ(x_t, t, ∅)"], "ε̃ = (1 + w) ε_c − w ε_∅", RIGHT),
    ("diffusion", ["ε_c = ε_θ(x_t, t, c), ε_∅ = ε_θ(x_t, t, ∅)"], "ε̃ = (1 + w) ε_∅ − w ε_c", WRONG),
    ("diffusion", ["take any 0 < s < t, α_t = 1 − β_t"], "q(x_t|x_s) = N(√(ᾱ_t/ᾱ_s) x_s, (1 − ᾱ_t/ᾱ_s) I)", RIGHT),
    ("diffusion", [], "∇_{x_t} log q(x_t) ≈ s_θ(x_t, t) = ε_θ(x_t, t)/√(1−ᾱ_t)", WRONG),
    ("diffusion", [], "Solving x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε for the clean x_0 gives x_0 = √ᾱ_t x_t − √(1−ᾱ_t) ε", WRONG),
    # letters given one value before a colon, any two distributions, densities in a reading without vectors
    ("kl-divergence", [], "σ₁ = σ₂ = σ: KL(p‖q) = (μ₁ − μ₂)²/(2σ²)", RIGHT),
    ("kl-divergence", [], "σ₁ = σ₂ = σ: KL(p‖q) = (μ₁ − μ₂)²/σ²", WRONG),
    ("kl-divergence", [], "KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y)) for any two joint distributions", WRONG),
    ("kl-divergence", [], "for p(x) = e^{−|x|/a}/(2a), q(x) = e^{−|x|/b}/(2b): KL(p‖q) = log(b/a) + a/b − 1", RIGHT),
    # a Jacobian has the entries ∂yᵢ/∂xⱼ, whatever the layout of other derivatives
    ("backpropagation", ["y = g(x), z = f(y), ∂y/∂x the n × m Jacobian of g"], "∇_x z = (∂y/∂x)^T ∇_y z", RIGHT),
    ("backpropagation", ["y = g(x), z = f(y), ∂y/∂x the n × m Jacobian of g"], "∇_x z = (∂y/∂x) ∇_y z", WRONG),
    # a recursion of the candidate's own, and a loss of where it leads
    ("backpropagation", ["h_t = f(a_t), a_t = W h_{t-1} + U x_t"], "∂h_t/∂h_{t-1} = diag(f'(a_t)) W", RIGHT),
    ("backpropagation", ["h_t = f(a_t), a_t = W h_{t-1} + U x_t"], "∂h_t/∂h_{t-1} = W diag(f'(a_t))", WRONG),
    ("backpropagation", ["h_t = f(a_t), a_t = W h_{t-1} + U x_t"], "∂h_t/∂h_k = ∏_{j=k+1}^t ∂h_j/∂h_{j-1}", RIGHT),
    ("backpropagation", ["h_t = f(a_t), a_t = W h_{t-1} + U x_t"], "∂L/∂W = Σ_t ∂L/∂a_t h_{t-1}^T", RIGHT),
    ("backpropagation", ["h_t = f(a_t), a_t = W h_{t-1} + U x_t"], "∂L/∂W = Σ_t ∂L/∂a_t h_t^T", WRONG),
    ("backpropagation", ["x_{l+1} = x_l + F(x_l)"], "∂L/∂x_l = (I + ∂F(x_l)/∂x_l)^T ∂L/∂x_{l+1}", RIGHT),
    ("backpropagation", ["x_{l+1} = x_l + F(x_l)"], "∂L/∂x_l = (∂F(x_l)/∂x_l)^T ∂L/∂x_{l+1}", WRONG),
    ("backpropagation", ["D_l = diag(σ'(z^{(l)}))"], "δ^{(l)} = D_l (W^{(l+1)})^T δ^{(l+1)}", RIGHT),
    # dX names a gradient where it is made of the gradients of what X leads to
    ("backpropagation", ["D = W.dot(X)"], "dW = dD.dot(X.T), dX = W.T.dot(dD)", RIGHT),
    ("backpropagation", ["D = W.dot(X)"], "dW = dD.dot(X.T), dX = dD.dot(W.T)", WRONG),
    ("attention", ["Let O = AV and write dO = ∂L/∂O"], "dV = Aᵀ dO, dA = dO Vᵀ", RIGHT),
    ("attention", ["Let O = AV and write dO = ∂L/∂O"], "dV = A dO, dA = dO Vᵀ", WRONG),
    # a function of parts of its arguments, and what is no list of them
    ("backpropagation", ["f(w, x) = 1/(1 + exp(-(w0 x0 + w1 x1 + w2)))"], "df/dw0 = f (1 - f) x0", RIGHT),
    ("backpropagation", ["f(w, x) = 1/(1 + exp(-(w0 x0 + w1 x1 + w2)))"], "df/dw0 = f (1 - f) w0", WRONG),
    # labels that several letters bear, and scores called e
    (
        "attention",
        ["e_ij = v_aᵀ tanh(W_a s_{i−1} + U_a h_j)", "α_ij = exp(e_ij)/Σ_k exp(e_ik), c_i = Σ_j α_ij h_j"],
        "∂c_i/∂e_ij = α_ij (h_j − c_i)",
        RIGHT,
    ),
    (
        "attention",
        ["e_ij = v_aᵀ tanh(W_a s_{i−1} + U_a h_j)", "α_ij = exp(e_ij)/Σ_k exp(e_ik), c_i = Σ_j α_ij h_j"],
        "∂c_i/∂e_ij = α_ij (h_j + c_i)",
        WRONG,
    ),
    # the statistics of a batch that is normalised need not be set
    ("backpropagation", ["x̂_i = (x_i − μ_B)/√(σ_B² + ε)"], "Σ_i x̂_i = 0", RIGHT),
    ("backpropagation", ["x̂_i = (x_i − μ_B)/√(σ_B² + ε)"], "∂ℓ/∂μ_B = −Σ_i ∂ℓ/∂x̂_i /√(σ_B² + ε)", RIGHT),
    ("backpropagation", ["x̂_i = (x_i − μ_B)/√(σ_B² + ε)"], "∂ℓ/∂μ_B = Σ_i ∂ℓ/∂x̂_i /√(σ_B² + ε)", WRONG),
    # heads side by side
    ("attention", [], "O = [head_1, …, head_h] W^O", RIGHT),
    ("attention", [], "O = W^O [head_1, …, head_h]", WRONG),
    ("attention", [], "[head_1, …, head_h] W^O = Σ_i head_i W_i^O", RIGHT),
    # array code along an axis
    ("attention", [], "scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)", RIGHT),
    ("attention", [], "scores = torch.matmul(query.transpose(-2, -1), key) / math.sqrt(d_k)", WRONG),
    # an objective of the candidate's own that is made of the problem's
    ("backpropagation", ["J = L + (λ/2) Σₗ ‖W⁽ˡ⁾‖²_F"], "W⁽ˡ⁾ ← (1 − ηλ) W⁽ˡ⁾ − η δ⁽ˡ⁾ (a⁽ˡ⁻¹⁾)ᵀ", RIGHT),
    ("backpropagation", ["J = L + (λ/2) Σₗ ‖W⁽ˡ⁾‖²_F"], "W⁽ˡ⁾ ← W⁽ˡ⁾ − η δ⁽ˡ⁾ (a⁽ˡ⁻¹⁾)ᵀ", WRONG),
    # words that say what a letter is: one-hot, a Jacobian, Kronecker's δ
    ("backpropagation", ["p = softmax(z) and L = −Σ_k y_k log p_k, where y is one-hot"], "∂L/∂z = p − y", RIGHT),
    ("backpropagation", ["p = softmax(z) and L = −Σ_k y_k log p_k, where y is one-hot"], "∂L/∂z = y − p", WRONG),
    ("backpropagation", ["s_i = e^{z_i}/Σ_k e^{z_k}"], "∂s_i/∂z_j = s_i(δ_ij + s_j)", WRONG),
    (
        "backpropagation",
        ["h_{l+1} = h_l + F(h_l) with J_F = ∂F/∂h_l the Jacobian"],
        "∂L/∂h_l = (I + J_F)^T ∂L/∂h_{l+1}",
        RIGHT,
    ),
    # tokens one by one, as columns and as rows
    ("attention", ["q_i = Q x_i, k_i = K x_i, v_i = V x_i, square Q, K, V"], "e_ij = q_iᵀk_j = x_iᵀQᵀK x_j", RIGHT),
    ("attention", ["q_i = Q x_i, k_i = K x_i, v_i = V x_i, square Q, K, V"], "e_ij = q_iᵀk_j = x_iᵀKᵀQ x_j", WRONG),
    ("attention", ["q_i = x_i W^Q, k_i = x_i W^K"], "q_i k_j^T = x_i W^Q (W^K)^T x_j^T", RIGHT),
    ("attention", ["q_i = x_i W^Q, k_i = x_i W^K"], "q_i k_j^T = x_i W^K (W^Q)^T x_j^T", WRONG),
    ("attention", [], "A𝟏 = 𝟏", RIGHT),
    ("backpropagation", ["f(x) = 1/(1 + exp(-x))"], "df/dx = (1 - f(x)) f(x)", RIGHT),
    ("backpropagation", ["ŷ = σ(z), z = w^T x, L(ŷ, y) = ½(ŷ − y)²"], "∂L/∂w = (ŷ − y) σ'(z) x", RIGHT),
    # a comma at the end of a display leaves nothing out
    ("backpropagation", [], "\\frac{\\partial L}{\\partial b^{(l)}} = \\delta^{(l)},", RIGHT),
    ("backpropagation", [], "\\frac{\\partial L}{\\partial b^{(l)}} = 2\\delta^{(l)},", WRONG),
    # layers that only the letters of the units tell
    ("backpropagation", ["a_j = Σ_i w_ji z_i, z_j = h(a_j), δ_j = ∂E_n/∂a_j"], "∂E_n/∂w_ji = δ_j z_i", RIGHT),
    ("backpropagation", ["a_j = Σ_i w_ji z_i, z_j = h(a_j), δ_j = ∂E_n/∂a_j"], "∂E_n/∂w_ji = δ_j z_j", WRONG),
    ("backpropagation", ["a_j = Σ_i w_ji z_i, z_j = h(a_j), δ_j = ∂E_n/∂a_j"], "δ_j = h'(a_j) Σ_k w_kj δ_k", RIGHT),
    ("backpropagation", ["a_j = Σ_i w_ji z_i, z_j = h(a_j), δ_j = ∂E_n/∂a_j"], "δ_j = h'(a_j) Σ_k w_jk δ_k", WRONG),
    # what the problem calls by a name that a set-up leaves open, of the quantities set up there
    ("backpropagation", ["a_k = e^{z_k}/Σ_j e^{z_j}, L = −Σ_k y_k log a_k, Σ_k y_k = 1"], "δ_j = a_j − y_j", RIGHT),
    ("backpropagation", ["a_k = e^{z_k}/Σ_j e^{z_j}, L = −Σ_k y_k log a_k, Σ_k y_k = 1"], "δ_j = y_j − a_j", WRONG),
    (
        "backpropagation",
        ["logistic output units a_j = σ(z_j), L = ½Σ_j (a_j − y_j)²"],
        "δ_j = a_j(1 − a_j)(a_j − y_j)",
        RIGHT,
    ),
    # what follows `for all i,`, `if A,` or `at the optimum,` is claimed, not supposed
    ("svm-dual", [], "for all i, α_i = 0", WRONG),
    ("em-algorithm", [], "using Jensen's inequality log p(x) ≥ Σ_z q(z) log(p(x,z)/q(z))", RIGHT),
    ("svm-dual", [], "for all i, y_i(wᵀx_i + b) ≥ 1", RIGHT),
    ("svm-dual", [], "if α_i > 0, y_i(wᵀx_i + b) = 1", RIGHT),
    ("svm-dual", [], "if α_i > 0, y_i(wᵀx_i + b) = 2", WRONG),
    ("svm-dual", [], "at the optimum, y_i(wᵀx_i + b) = 2", WRONG),
    # what words only introduce is claimed: they govern the formula that stands in their own part of the line
    ("map-estimation", [], "with a uniform prior, p(θ|D) = p(D|θ)", NOT_RIGHT),
    ("map-estimation", [], "by Bayes, p(θ|D) ∝ p(D|θ) p(θ)", RIGHT),
    ("map-estimation", [], "by Bayes, p(θ|D) ∝ p(D|θ)/p(θ)", WRONG),
    ("em-algorithm", [], "by Jensen, Σ_z q(z) log(p(x,z)/q(z)) ≤ log p(x)", RIGHT),
    ("em-algorithm", [], "by Jensen, Σ_z q(z) log(p(x,z)/q(z)) ≥ log p(x)", WRONG),
    ("linear-regression", [], "setting ∂L/∂w = 0, w = (XᵀX)⁻¹Xᵀy", RIGHT),
    ("linear-regression", [], "setting ∂L/∂w = 0, w = (XXᵀ)⁻¹y", WRONG),
    ("vae-elbo", [], "where p(x) = p(x|z) p(z)", WRONG),
    # nor is a density named anew that the problem already fixes
    ("em-algorithm", [], "let q(z) = p(x,z)", WRONG),
    ("em-algorithm", [], "let q(z) = p(x,z)/p(z)", WRONG),
    # a reason is a claim
    ("logistic-regression", [], "sigma'(z) <= 1/4 since p (1 - p) = 1/4 - (p - 1/2)^2", RIGHT),
    ("logistic-regression", [], "sigma'(z) <= 1/4 since p (1 - p) = 1/4 - (p - 1)^2", WRONG),
    # a diagonal matrix is told by its entries, whatever else the letter is called in the problem
    ("logistic-regression", ["R is diagonal with R_nn = p_n(1-p_n)"], "H = X^T R X", RIGHT),
    ("logistic-regression", ["R is diagonal with R_nn = p_n"], "H = X^T R X", WRONG),
    ("logistic-regression", [], "H = X^T R X, where R_ij = 0 for i ≠ j, R_ii = p_i(1-p_i)", RIGHT),
    ("logistic-regression", [], "H = X^T R X with the n×n diagonal matrix R, R_ii = p_i(1+p_i)", UNPROVED),
    # a letter said to exist is the candidate's own
    ("logistic-regression", ["there is u with (2y_i − 1) u^T x_i > 0 for all i"], "L(cu) → ∞ as c → ∞", UNPROVED),
    # a quantity is named before '=' as before 'is', and a functional is no new name
    ("map-estimation", [], "posterior variance = 1/(n/σ² + 1/τ²) > τ²", UNPROVED),
    ("kl-divergence", [], "cross-entropy = H(p) − KL(p‖q)", WRONG),
    ("kl-divergence", [], "JS = ½KL(p‖q) + ½KL(q‖p)", WRONG),
    ("logistic-regression", [], "P(y=0|x) = σ(wᵀx)", WRONG),
    # a shape contradicts what the lines before say of the letter
    ("attention", ["MultiHead(X) = [head₁, …, head_h] W^O, h heads of d_v columns"], "W^O ∈ ℝ^{d_v×d}", UNPROVED),
    # a sum over i < j runs over both letters, unless one of them is told outside
    ("svm-dual", [], "(Σ_i α_i)² = Σ_i α_i² + 2 Σ_{i<j} α_i α_j", RIGHT),
    ("svm-dual", [], "(Σ_i α_i)² = Σ_i α_i² + Σ_{i<j} α_i α_j", WRONG),
    ("svm-dual", [], "y_i Σ_{j≠i} α_j y_j = −α_i", RIGHT),
    # a family of numbers is proportional over its last index
    ("em-algorithm", [], "γ_ik ∝ π_k N(x_i; μ_k, Σ_k)", RIGHT),
    ("em-algorithm", [], "γ_ik ∝ N(x_i; μ_k, Σ_k)", WRONG),
    # which form a number of several has must fit the rest of the line
    ("map-estimation", [], "θ_MAP = argmin_θ ‖y − Xθ‖² + λ‖θ‖², λ = σ²/τ²", RIGHT),
    ("map-estimation", [], "θ_MAP = argmin_θ ‖y − Xθ‖² + λ‖θ‖², λ = σ²/(2τ²)", WRONG),
    ("logistic-regression", [], "h_i = sigmoid(theta^T x_i)", RIGHT),
    ("kl-divergence", [], "μ₂ = 0, σ₂ = 1 ⇒ KL(N(μ₁,σ₁²)‖N(μ₂,σ₂²)) = ½(σ₁² + μ₁²) − log σ₁ − ½", RIGHT),
    ("em-algorithm", [], "log p(X;θ) = log(sum over Z of p(X,Z;θ))", RIGHT),
    ("linear-regression", [], "H_jk = ∂²L/∂w_j∂w_k = 2 Σ_i x_ij x_ik", RIGHT),
    # the chain rule as it is written, in either order
    ("backpropagation", [], "∂L/∂z1 = ∂L/∂z2 ∂z2/∂a1 ∂a1/∂z1", RIGHT),
    ("backpropagation", [], "∂L/∂z1 = ∂a1/∂z1 ∂z2/∂a1 ∂L/∂z2", RIGHT),
    ("linear-regression", ["r = y - Xw"], "∂L/∂w = ∂L/∂r ∂r/∂w", RIGHT),
    ("logistic-regression", [], "∂L/∂w = ∂L/∂z ∂z/∂w = X^T (y - p)", WRONG),
    # his own form of what the problem names
    ("logistic-regression", ["p = 1/(1 + exp(-(w^T x + b)))"], "log(p/(1-p)) = w^T x + b", RIGHT),
    ("logistic-regression", ["p = 1/(1 + exp(-(w^T x + b)))"], "log(p/(1-p)) = w^T x", WRONG),
    # an estimate belongs to the objective that he has set up
    ("linear-regression", ["J(w) = ½‖y − Xw‖² + (λ/2)‖w‖²"], "w = (XᵀX + λI)⁻¹Xᵀy", RIGHT),
    ("linear-regression", ["J(w) = ½‖y − Xw‖² + (λ/2)‖w‖²"], "w = (XᵀX + 2λI)⁻¹Xᵀy", WRONG),
    ("linear-regression", ["L = ‖y − Xw‖² + wᵀ A w, A symmetric"], "w = (XᵀX + A)⁻¹Xᵀy", RIGHT),
    ("linear-regression", ["L = ‖y − Xw‖² + wᵀ A w, A symmetric"], "w = (XᵀX − A)⁻¹Xᵀy", WRONG),
    # additive noise is a likelihood, and n counts the data
    ("map-estimation", ["y = Xw + ε, ε ~ N(0, σ² I)"], "log p(y|X,w) = -n/2 log(2πσ²) - 1/(2σ²) ‖y − Xw‖²", RIGHT),
    ("map-estimation", ["y = Xw + ε, ε ~ N(0, σ² I)"], "log p(y|X,w) = -n/2 log(2πσ²) - 1/σ² ‖y − Xw‖²", WRONG),
    # min −W is max W
    ("svm-dual", [], "min_α ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j − Σ_i α_i s.t. α_i ≥ 0, Σ_i α_i y_i = 0", RIGHT),
    ("svm-dual", [], "max_α ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j − Σ_i α_i s.t. α_i ≥ 0, Σ_i α_i y_i = 0", WRONG),
    # signs agree by chance: what stands inside them counts
    ("svm-dual", ["w = Σ αᵢ yᵢ xᵢ"], "f(x) = sign(Σ αᵢ yᵢ xᵢᵀ x + b)", RIGHT),
    ("svm-dual", ["w = Σ αᵢ yᵢ xᵢ"], "f(x) = sign(Σ αᵢ yᵢ xᵢᵀ x − b)", WRONG),
    # a range with dots says where a line is meant
    ("svm-dual", [], "min_{w,b} ½‖w‖² s.t. y_i(wᵀx_i + b) ≥ 1, i = 1, …, n", RIGHT),
    ("svm-dual", [], "α_i ≥ 0, i = 1, …, n, Σ_i α_i y_i = 0", RIGHT),
    ("svm-dual", [], "α_i ≤ 0, i = 1, …, n, Σ_i α_i y_i = 0", WRONG),
    # quantities named in words
    ("linear-regression", [], "the gradient of L w.r.t. w is 2X^T(Xw-y)", RIGHT),
    ("linear-regression", [], "the gradient of L w.r.t. w is 2X^T(y-Xw)", WRONG),
    ("linear-regression", [], "so the gradient becomes X(Xw-y)", WRONG),
    ("linear-regression", [], "the gradient is g = 2X^T(Xw + y)", WRONG),
    ("linear-regression", [], "the trace of the hat matrix is d", RIGHT),
    ("logistic-regression", [], "the gradient of the log-likelihood with respect to the weights is X^T(y-p)", RIGHT),
    ("logistic-regression", [], "the gradient of the log-likelihood with respect to the weights is X^T(p-y)", WRONG),
    ("logistic-regression", [], "L has gradient X^T(p-y) with respect to w", RIGHT),
    ("logistic-regression", [], "the log-odds are -w^T x", WRONG),
    ("attention", [], "the variance of q·k is d_k", RIGHT),
    ("linear-regression", [], "the trace of the hat matrix is d", RIGHT),
    ("linear-regression", [], "the trace of the hat matrix is n", WRONG),
    ("linear-regression", [], "the Hessian is 2X^TX, which is positive definite", RIGHT),
    ("linear-regression", [], "the Hessian is 2X^TX, which is negative definite", WRONG),
    ("linear-regression", [], "∂²L/∂w∂wᵀ = 2X^TX, so L is strictly concave", WRONG),
    ("linear-regression", [], "setting the gradient 2X^T(Xw-y) to zero gives X^TXw = X^Ty", RIGHT),
    ("linear-regression", [], "setting the gradient 2X^T(Xw+y) to zero gives X^TXw = X^Ty", WRONG),
    ("logistic-regression", [], "w <- w + eta * X^T (p - y) is the descent step on L (learning rate eta > 0)", WRONG),
    ("logistic-regression", [], "w <- w - eta * X^T (p - y) is the descent step on L (learning rate eta > 0)", RIGHT),
    (
        "logistic-regression",
        ["S = diag(p_i (1 - p_i)), X^T S X invertible"],
        "Newton's method for L: w_new = w - (X^T S X)^{-1} X^T (p - y)",
        RIGHT,
    ),
    ("linear-regression", [], "w' = w + eta 2 X^T (Xw - y)", WRONG),
    ("linear-regression", [], "w' = w - eta 2 X^T (Xw - y)", RIGHT),
    ("linear-regression", [], "w_{t+1} = w_t + eta 2 X^T (Xw_t - y)", WRONG),
    ("svm-dual", [], "the margin is 1/||w||^2", WRONG),
    ("svm-dual", [], "the margin is 2/||w||", RIGHT),
    ("svm-dual", [], "the gradient of the Lagrangian with respect to b is sum_i alpha_i y_i x_i", WRONG),
    ("svm-dual", [], "the gradient of the Lagrangian with respect to w is w - sum_i alpha_i y_i x_i", RIGHT),
    ("svm-dual", [], "the gradient of the Lagrangian with respect to w is w + sum_i alpha_i y_i x_i", WRONG),
    ("svm-dual", [], "the derivative of L with respect to b is -sum_i alpha_i y_i", RIGHT),
    ("map-estimation", [], "the posterior is p(θ|D) = p(D|θ)p(θ)", WRONG),
    ("map-estimation", [], "the posterior is p(θ|D) = p(D|θ)p(θ)/p(D)", RIGHT),
    ("map-estimation", [], "the log-posterior is log p(D|θ) - log p(θ) + const", WRONG),
    ("map-estimation", [], "the log posterior is log p(D|θ) + log p(θ) + const", RIGHT),
    ("kl-divergence", [], "the entropy of p is H(p) = -Σ p_i log p_i", RIGHT),
    ("kl-divergence", [], "the entropy of p is H(p) = Σ p_i log p_i", WRONG),
    ("kl-divergence", [], "the cross-entropy is H(p,q) = H(p) + KL(p||q)", RIGHT),
    ("kl-divergence", [], "the cross-entropy is H(p,q) = H(p) - KL(p||q)", WRONG),
    ("diffusion", [], "the mean of q(x_t|x_0) is sqrt(abar_t) x_0", RIGHT),
    ("diffusion", [], "the mean of q(x_t|x_0) is abar_t x_0", WRONG),
    ("diffusion", [], "the variance of q(x_t|x_0) is 1 - abar_t", RIGHT),
    ("diffusion", [], "the variance of x_t given x_0 is sqrt(1 - abar_t)", WRONG),
    ("diffusion", [], "the score is ∇_{x_t} log q(x_t|x_0) = -ε/√(1-ᾱ_t)", RIGHT),
    ("diffusion", [], "the score is ∇_{x_t} log q(x_t|x_0) = -ε/(1-ᾱ_t)", WRONG),
    ("attention", [], "the variance of the scores q·k/√d_k is 1", RIGHT),
    ("attention", [], "the variance of the scores q·k/√d_k is d_k", WRONG),
    ("attention", [], "the output is O = softmax(QK^T/√d_k)V", RIGHT),
    ("attention", [], "the output is O = softmax(QK^T/d_k)V", WRONG),
    ("backpropagation", [], "the gradient of L with respect to W^{(l)} is δ^{(l)} (a^{(l-1)})^T", RIGHT),
    ("backpropagation", [], "the gradient of L with respect to W^{(l)} is a^{(l-1)} (δ^{(l)})^T", WRONG),
    ("backpropagation", [], "the gradient with respect to b^{(l)} is δ^{(l)}", RIGHT),
    ("backpropagation", [], "the gradient with respect to b^{(l)} is W^{(l)} δ^{(l)}", WRONG),
    ("backpropagation", [], "the error of the output layer is δ^{(L)} = (a^{(L)} - y) ⊙ σ'(z^{(L)})", RIGHT),
    ("backpropagation", [], "the error of the output layer is δ^{(L)} = (y - a^{(L)}) ⊙ σ'(z^{(L)})", WRONG),
    ("map-estimation", [], "for a Gaussian prior the log prior is -‖θ‖²/(2τ²) + const", RIGHT),
    ("map-estimation", [], "for a Gaussian prior the log prior is -‖θ‖²/τ² + const", WRONG),
    ("kl-divergence", [], "the KL divergence from p to q is zero iff p = q", RIGHT),
    ("kl-divergence", [], "the KL divergence from p to q is non-negative", RIGHT),
    ("kl-divergence", [], "the KL divergence from p to q is negative", WRONG),
    # what kind of matrix a letter of his own is
    (
        "linear-regression",
        ["let W be a diagonal matrix with positive entries"],
        "the minimiser of (y - Xw)^T W (y - Xw) is (X^T W X)^{-1} X^T W y",
        RIGHT,
    ),
    (
        "linear-regression",
        ["let W be a diagonal matrix with positive entries"],
        "the minimiser of (y - Xw)^T W (y - Xw) is (X^T X)^{-1} X^T W y",
        WRONG,
    ),
    ("linear-regression", ["W symmetric positive definite, J(w) = (y − Xw)ᵀW(y − Xw)"], "∇J = −2XᵀW(y − Xw)", RIGHT),
    ("linear-regression", ["W symmetric positive definite, J(w) = (y − Xw)ᵀW(y − Xw)"], "∇J = −XᵀW(y − Xw)", WRONG),
    ("linear-regression", [], "for symmetric A, d(w^T A w)/dw = 2 A w", RIGHT),
    ("linear-regression", [], "for any square A, d(w^T A w)/dw = 2 A w", WRONG),
    ("linear-regression", [], "for an orthogonal matrix Q, ‖Qv‖ = ‖v‖", RIGHT),
    ("linear-regression", [], "for an invertible matrix Q, ‖Qv‖ = ‖v‖", WRONG),
    ("attention", ["P is a permutation matrix"], "softmax(P S P^T) = P softmax(S) P^T", RIGHT),
    ("attention", ["P is a permutation matrix"], "softmax(P S P^T) = softmax(S)", WRONG),
    ("linear-regression", ["A is positive semidefinite"], "v^T A v >= 0", RIGHT),
    ("linear-regression", ["A is positive semidefinite"], "v^T A v > 0 for v != 0", WRONG),
    ("linear-regression", ["A is symmetric"], "v^T A v >= 0", WRONG),
    ("linear-regression", ["A positive definite"], "A is invertible", RIGHT),
    ("linear-regression", [], "the minimiser of ‖y − Xw‖² + λ‖w‖² is (XᵀX + λI)⁻¹Xᵀy", RIGHT),
    ("linear-regression", [], "the minimiser of ‖y − Xw‖² + λ‖w‖² is (XᵀX − λI)⁻¹Xᵀy", WRONG),
    ("linear-regression", [], "the minimiser of the loss is (XᵀX)⁻¹Xᵀy", RIGHT),
    # a factorisation names its factors
    ("linear-regression", ["X = QR with Q^T Q = I and R invertible"], "w = R^{-1} Q^T y", RIGHT),
    ("linear-regression", ["X = QR with Q^T Q = I and R invertible"], "w = R^{-1} Q y", WRONG),
    ("linear-regression", ["X = QR, QᵀQ = I"], "ŵ = Q^T R^{-1} y", WRONG),
    ("linear-regression", ["X = QR, QᵀQ = I"], "XᵀX = RᵀR", RIGHT),
    ("linear-regression", ["X = U D V^T with U^T U = I, V^T V = V V^T = I, D diagonal"], "w = V D^{-1} U^T y", RIGHT),
    ("linear-regression", ["X = U D V^T with U^T U = I, V^T V = V V^T = I, D diagonal"], "w = V D U^T y", WRONG),
    ("linear-regression", ["X = UDVᵀ"], "(XᵀX + λI)⁻¹Xᵀy = V (D² + λI)⁻¹ D Uᵀ y", RIGHT),
    ("linear-regression", ["X = UDVᵀ"], "(XᵀX + λI)⁻¹Xᵀy = V (D + λI)⁻¹ D Uᵀ y", WRONG),
    ("linear-regression", [], "let X = U D V^T be the SVD, then X^T X = V D^2 V^T", RIGHT),
    ("linear-regression", [], "let X = U D V^T be the SVD, then X^T X = U D^2 U^T", WRONG),
    (
        "map-estimation",
        [],
        "log p(θ|D) = log p(D|θ) + log p(θ) − log p(D), where the last term does not depend on θ, hence ∇ log p(θ|D) = ∇ log p(D|θ) + ∇ log p(θ)",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "log p(θ|D) = log p(D|θ) − log p(θ) − log p(D), where the last term does not depend on θ",
        WRONG,
    ),
    ("attention", [], "the dot product q·k has variance d_k", RIGHT),
    ("attention", [], "the dot product q·k has standard deviation d_k, so we divide by it", WRONG),
    ("attention", [], "the standard deviation of q·k is √d_k", RIGHT),
    ("attention", [], "q·k has mean 0 and variance d_k", RIGHT),
    ("attention", [], "q·k has mean 0 and variance √d_k", WRONG),
    ("linear-regression", [], "X has rank d", RIGHT),
    ("linear-regression", [], "X^T X has rank n", WRONG),
    ("linear-regression", [], "the hat matrix H has trace d", RIGHT),
    ("linear-regression", [], "H has trace n", WRONG),
    # values far below rounding are compared as they are; a dual has its equation; a letter of ℝ has either sign
    ("vae-elbo", ["p(x|z) = N(x; g(z), I)"], "p(x|z) = exp(-1/2 ||x - g(z)||^2)", WRONG),
    ("vae-elbo", ["p(x|z) = N(x; g(z), I)"], "p(x|z) ∝ exp(-1/2 ||x - g(z)||^2)", RIGHT),
    ("svm-dual", [], "max_α Σ_i α_i − ½ Σ_{i,j} α_iα_j y_iy_j x_iᵀx_j s.t. α_i ≥ 0", WRONG),
    ("svm-dual", [], "max_α Σ_i α_i − ½ Σ_{i,j} α_iα_j y_iy_j x_iᵀx_j s.t. α_i ≥ 0, αᵀy = 0", RIGHT),
    ("backpropagation", [], "ReLU(cz) = c ReLU(z) for all c ∈ ℝ", WRONG),
    ("backpropagation", [], "ReLU(cz) = c ReLU(z) for c > 0", RIGHT),
    # the entries of the identity matrix
    ("logistic-regression", [], "∂y_k/∂a_j = y_k(I_kj − y_j)", RIGHT),
    ("logistic-regression", [], "∂y_k/∂a_j = y_k(I_kj + y_j)", WRONG),
    # the M-step's covariance in another form
    ("em-algorithm", [], "N_k Σ_k = Σ_i γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ", RIGHT),
    ("em-algorithm", [], "½ N_k Σ_k − ½ Σ_i γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ = 0", RIGHT),
    ("em-algorithm", [], "N_k Σ_k + Σ_i γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ = 0", WRONG),
    ("em-algorithm", [], "N_k Σ_k = Σ_i γ_ik x_i x_iᵀ", WRONG),
    # an index may be said to be of a kind; what holds for it is a reason, too; names in a list mean none of each other
    ("svm-dual", ["s is the index of a support vector"], "y_s(w^T x_s + b) = 1", RIGHT),
    ("svm-dual", ["s is the index of a support vector"], "y_s(w^T x_s + b) = -1", WRONG),
    ("svm-dual", [], "for any support vector s, b = y_s − w^T x_s", RIGHT),
    ("svm-dual", ["α_s > 0"], "b = y_s − w^T x_s, because y_s(w^T x_s + b) = 1", RIGHT),
    ("svm-dual", ["Denote the optimal values by α*, w*, b*"], "‖w*‖² = Σᵢ αᵢ*", RIGHT),
    ("svm-dual", ["Denote the optimal values by α*, w*, b*"], "‖w*‖² = 2 Σᵢ αᵢ*", WRONG),
    # factors of a density name the laws of independent parts
    ("kl-divergence", ["p(x, y) = p₁(x)p₂(y), q(x, y) = q₁(x)q₂(y)"], "KL(p ‖ q) = KL(p₁ ‖ q₁) + KL(p₂ ‖ q₂)", RIGHT),
    ("kl-divergence", ["p(x, y) = p₁(x)p₂(y), q(x, y) = q₁(x)q₂(y)"], "KL(p ‖ q) = KL(p₁ ‖ q₁) KL(p₂ ‖ q₂)", WRONG),
    ("kl-divergence", [], "p(x, y) = p_1(x) p_2(y), q(x, y) = q_1(x) q_2(y) ⇒ KL(p‖q) ≥ 2 KL(p_1‖q_1)", WRONG),
    # what a line ascribes to the quantity it has just given is claimed too
    ("diffusion", [], "SNR(t) = ᾱ_t/(1 − ᾱ_t) is strictly decreasing in t", RIGHT),
    ("diffusion", [], "SNR(t) = ᾱ_t/(1 − ᾱ_t) is strictly increasing in t", WRONG),
    ("logistic-regression", [], "log σ(z) = −log(1 + e^{−z}) is concave in z", RIGHT),
    ("logistic-regression", [], "log σ(z) = −log(1 + e^{−z}) is decreasing in z", WRONG),
    ("logistic-regression", [], "σ(z) = 1/(1+e^{-z}) is bounded in z by 1/2", ("undecided",)),
    ("logistic-regression", [], "the log-likelihood is convex", WRONG),
    ("logistic-regression", [], "the log-likelihood is concave in w", RIGHT),
    ("logistic-regression", [], "the loss is convex", RIGHT),
    ("logistic-regression", [], "Σ_i y_i log p_i + (1-y_i) log(1-p_i) is convex in w", WRONG),
    ("kl-divergence", [], "KL(p||q) is convex in q", RIGHT),
    ("kl-divergence", [], "KL(p||q) is concave in q", WRONG),
    ("kl-divergence", [], "H(p) is concave in p", RIGHT),
    ("kl-divergence", [], "H(p) is convex in p", WRONG),
    ("linear-regression", [], "L is convex", RIGHT),
    ("linear-regression", [], "L is concave in w", WRONG),
    ("linear-regression", [], "the gradient is zero at w = X^Ty", WRONG),
    ("linear-regression", [], "the gradient is zero at w = (X^TX)^{-1}X^Ty", RIGHT),
    ("logistic-regression", [], "∂L/∂w = 0 at w = 0", NOT_RIGHT),
    ("svm-dual", [], "the dual objective is concave in α", RIGHT),
    ("svm-dual", [], "the dual objective is convex in α", WRONG),
    # a strict bound that is attained somewhere says nothing of where it is meant; one that is only neared holds
    ("kl-divergence", [], "KL(p||q) > 0", ("undecided",)),
    ("kl-divergence", [], "if p != q then KL(p||q) > 0", RIGHT),
    ("logistic-regression", [], "p_i (1 - p_i) < 1/4", ("undecided",)),
    ("logistic-regression", [], "0 < p_i < 1", RIGHT),
    ("logistic-regression", [], "p_i < 1/2", WRONG),
    # words may restrict a formula that does not hold as it stands: then it is not refuted
    ("svm-dual", [], "on the margin y_i(w^T x_i + b) = 1", ("given", "verified", "undecided")),
    ("svm-dual", [], "points outside the margin have α_i = 0", ("given", "verified", "undecided")),
    ("linear-regression", [], "if the columns of X are orthonormal then w = X^T y", ("verified", "undecided")),
    ("linear-regression", [], "with centred data X^T 1 = 0", ("given", "verified", "undecided")),
    ("vae-elbo", [], "when the approximate posterior is exact, the ELBO equals log p(x)", ("verified", "undecided")),
    ("em-algorithm", [], "after the E-step F(q,θ) = log p(X;θ)", ("verified", "undecided")),
    # what is said of the sizes
    ("linear-regression", [], "n < d => det(X^T X) = 0", RIGHT),
    ("linear-regression", [], "n < d => det(X^T X) > 0", WRONG),
    ("linear-regression", ["X in R^{n x d}, n < d"], "rank(X^T X) = n", RIGHT),
    ("linear-regression", ["X in R^{n x d}, n < d"], "rank(X^T X) = d", WRONG),
    ("linear-regression", [], "n = d", WRONG),
    ("attention", [], "n = 2: p_1 = 1/(1 + exp(−(z_1 − z_2)))", RIGHT),
    ("attention", [], "n = 2: p_1 = 1/(1 + exp(z_1 − z_2))", WRONG),
    # shapes as they are noted in passing
    ("linear-regression", ["X is an n×d matrix"], "XᵀX is d×d", RIGHT),
    ("linear-regression", ["X is n x p"], "X^T X: n×n", WRONG),
    # a density may exceed one: no bound that leans on probabilities
    ("vae-elbo", [], "log p(x) >= E_q[log p(x,z) - log q(z|x)]", RIGHT),
    ("vae-elbo", [], "log p(x) >= E_q[log p(x,z)]", WRONG),
    # what is said of every value of an unknown may not lean on the optimum
    ("linear-regression", [], "X^TX w = X^T y for all w", WRONG),
    ("linear-regression", [], "L(w) ≥ L(ŵ) for all w", RIGHT),
    ("linear-regression", [], "let ŷ = X w; then L = ‖y‖² − ‖ŷ‖² for all w", WRONG),
    ("logistic-regression", [], "for all w, ∇L = 0", WRONG),
    # a premise that the conclusion does not follow from, a reason that is wrong, in brackets too
    ("linear-regression", [], "2X^T(Xw - y) = 0 ⇒ w = (X^TX)^{-1}X^Ty", RIGHT),
    ("linear-regression", [], "2X^T(Xw + y) = 0 ⇒ w = (X^TX)^{-1}X^Ty", WRONG),
    ("linear-regression", [], "X^T X w = y^T y ⇒ w = (X^TX)^{-1}X^Ty", WRONG),
    ("linear-regression", [], "∂L/∂w = 2X^T(Xw - y) (since L = ‖y - Xw‖²)", RIGHT),
    ("linear-regression", [], "∂L/∂w = 2X^T(Xw - y) (because L = ‖y - Xw‖)", WRONG),
    ("linear-regression", [], "L(w) = L(ŵ) + (w-ŵ)^T X^TX (w-ŵ) iff w = ŵ", WRONG),
    ("svm-dual", ["Q_ij = yᵢyⱼ xᵢᵀxⱼ"], "Q ⪰ 0 since αᵀQα = ‖Σᵢ αᵢyᵢxᵢ‖² ≥ 0", RIGHT),
    ("svm-dual", ["Q_ij = yᵢyⱼ xᵢᵀxⱼ"], "Q ⪰ 0 since αᵀQα = -‖Σᵢ αᵢyᵢxᵢ‖² ≥ 0", WRONG),
    ("em-algorithm", [], "q(Z) = p(Z|X;θ), where Σ_Z q(Z) = p(X;θ)", WRONG),
    # what follows `let A;` is claimed where the problem knows its name
    ("svm-dual", [], "let H_ij = y_i y_j x_i^T x_j; W(α) = Σ_i α_i - ½ α^T H α", RIGHT),
    ("svm-dual", [], "let H_ij = y_i y_j x_i^T x_j; W(α) = Σ_i α_i - α^T H α", WRONG),
    # a multiplier may be zero on the margin
    ("svm-dual", [], "α_i > 0 ⇒ y_i(w^T x_i + b) = 1", RIGHT),
    ("svm-dual", [], "α_i = 0 ⇒ y_i(w^T x_i + b) > 1", UNPROVED),
    ("svm-dual", [], "½‖w*‖² = W(α*)", RIGHT),
    ("svm-dual", [], "W(α) ≥ ½‖w‖²", WRONG),
    # a bound that is attained is not strict
    ("linear-regression", [], "w^TX^TXw > 0 for w ≠ 0", RIGHT),
    ("linear-regression", [], "w^TX^TXw > 0 for all w", UNPROVED),
    ("em-algorithm", [], "log p(X;θ^{t+1}) > log p(X;θ^t)", UNPROVED),
    ("vae-elbo", [], "log p(x) > ELBO", UNPROVED),
    # p stands for p(x) inside E_p
    ("kl-divergence", [], "KL(p‖q) = E_p[log(p/q)]", RIGHT),
    ("kl-divergence", [], "E_p[log(p/q)] = log E_p[p/q]", WRONG),
    ("kl-divergence", [], "log E_p[q/p] ≤ E_p[log q/p]", WRONG),
    # a reading that only introduces what another refutes, or that draws apart what belongs together, does not count
    ("em-algorithm", [], "q(Z) = p(Z|X;θ^t) ⇒ L(q,θ) = Q(θ,θ^t)", WRONG),
    ("map-estimation", [], "p(D) ≥ p(D|θ)", WRONG),
    ("map-estimation", [], "θ_MAP = argmax p(D|θ)p(θ)", RIGHT),
    ("map-estimation", [], "θ_MAP = argmax p(D|θ)", WRONG),
    ("vae-elbo", ["p(x|z) = N(x; f(z), s^2 I)"], "log p(x|z) = -1/(2s^2) ‖x - f(z)‖² + const", RIGHT),
    ("vae-elbo", ["p(x|z) = N(x; f(z), s^2 I)"], "log p(x) = -1/(2s^2) ‖x - f(z)‖² + const", WRONG),
    ("diffusion", [], "KL(q(x_{t-1}|x_t,x_0)‖p_θ(x_{t-1}|x_t)) = 1/(2σ_t) ‖μ̃_t - μ_θ‖² + const", UNPROVED),
    ("logistic-regression", [], "log σ(z) is concave", RIGHT),
    ("logistic-regression", [], "log σ(z) is convex", WRONG),
    ("svm-dual", [], "∂W/∂α_i = 0 for all i", WRONG),
    # functions and their gradients at a point, and the gradient transposed
    ("linear-regression", [], "∇L(0) = −2Xᵀy", RIGHT),
    ("linear-regression", [], "∇L(0) = 2Xᵀy", WRONG),
    ("linear-regression", [], "L(w+v) = L(w) + ∇L(w)ᵀv + ‖Xv‖²", RIGHT),
    ("linear-regression", [], "L(w+v) = L(w) + ∇L(w)ᵀv + 2‖Xv‖²", WRONG),
    ("logistic-regression", [], "at w = 0 all p_i = 1/2, so L(0) = n log 2 and ∇L(0) = Σ_i (1/2 − y_i) x_i", RIGHT),
    ("logistic-regression", [], "∇²L(0) = ½ XᵀX", WRONG),
    # letters that the line says are of another set than the problem's
    ("linear-regression", [], "L(tu + (1−t)v) ≤ t L(u) + (1−t) L(v) for t ∈ [0,1]", RIGHT),
    ("linear-regression", [], "L(tu + (1−t)v) ≥ t L(u) + (1−t) L(v) for t ∈ [0,1]", WRONG),
    ("linear-regression", [], "∇_w(wᵀAw) = 2Aw holds for every square matrix A ∈ ℝ^{d×d}, symmetric or not", WRONG),
    # objectives that are told without a name, in place of the problem's or beside it
    ("linear-regression", ["weighted loss Σᵢ cᵢ(yᵢ − wᵀxᵢ)², cᵢ > 0, C = diag(c)"], "ŵ = (XᵀCX)⁻¹XᵀCy", RIGHT),
    ("linear-regression", ["weighted loss Σᵢ cᵢ(yᵢ − wᵀxᵢ)², cᵢ > 0, C = diag(c)"], "ŵ = (XᵀC²X)⁻¹XᵀC²y", WRONG),
    ("linear-regression", ["minimise (y − Xw)ᵀV⁻¹(y − Xw) with V ≻ 0"], "w = (XᵀV⁻¹X)⁻¹XᵀV⁻¹y", RIGHT),
    ("linear-regression", [], "Adding λ‖w‖² with λ > 0: ŵ = (XᵀX − λI)⁻¹Xᵀy", WRONG),
    # the columns of a factorisation, and what is defined in differentials
    ("linear-regression", ["X = UDVᵀ"], "ŵ = Σ_j (u_jᵀy/d_j) v_j", RIGHT),
    ("linear-regression", ["X = UDVᵀ"], "ŵ = Σ_j d_j (u_jᵀy) v_j", WRONG),
    ("linear-regression", ["r = y − Xw"], "dL = 2 rᵀ dr = −2 rᵀX dw", RIGHT),
    ("linear-regression", ["r = y − Xw"], "dr = X dw", WRONG),
    # labels of the other kind only where a line shows them
    ("logistic-regression", [], "At w = 0: ∇L = −½Xᵀy", WRONG),
    ("logistic-regression", ["y_i ∈ {−1, 1}"], "At w = 0: ∇L = −½Xᵀy", RIGHT),
    ("logistic-regression", ["H is the Hessian of L, v ∈ ℝᵈ arbitrary"], "vᵀHv = Σᵢ pᵢ(1−pᵢ)(vᵀxᵢ)²", RIGHT),
    # where a bound is tight, and an objective of his own under a label
    ("logistic-regression", [], "0 < σ'(z) ≤ ¼, with equality only at z = 0", RIGHT),
    ("logistic-regression", [], "0 < σ'(z) ≤ ¼, with equality only at z = 1", WRONG),
    ("linear-regression", ["weighted loss L_A(w) = (y−Xw)ᵀA(y−Xw), A diagonal"], "∇L_A(w) = −2XᵀA(y−Xw)", RIGHT),
    ("linear-regression", ["weighted loss L_A(w) = (y−Xw)ᵀA(y−Xw), A diagonal"], "∇L_A(w) = −2AXᵀ(y−Xw)", WRONG),
    ("linear-regression", ["minimise (y−Xb)ᵀΩ⁻¹(y−Xb)"], "b_gls = (XᵀΩ⁻¹X)⁻¹XᵀΩ⁻¹y", RIGHT),
    ("linear-regression", ["minimise (y−Xb)ᵀΩ⁻¹(y−Xb)"], "b_gls = (XᵀΩX)⁻¹XᵀΩy", WRONG),
    # noise with the covariance that a line before tells
    ("linear-regression", ["y = Xb + e, E[e] = 0, Cov(e) = σ²V"], "Cov(b̂) = σ²(XᵀX)⁻¹XᵀVX(XᵀX)⁻¹", RIGHT),
    ("linear-regression", ["y = Xb + e, E[e] = 0, Cov(e) = σ²V"], "Cov(b̂) = σ²(XᵀX)⁻¹", WRONG),
    ("linear-regression", ["y = Xw + ε, ε ~ N(0, σ²I)"], "ŵ = w + (XᵀX)⁻¹Xᵀε", RIGHT),
    ("linear-regression", ["y = Xw + ε, ε ~ N(0, σ²I)"], "ŵ = w − (XᵀX)⁻¹Xᵀε", WRONG),
    ("linear-regression", ["y = Xβ + ε, E[ε] = 0", "β̂ = (XᵀX + λI)⁻¹Xᵀy"], "E[β̂] = β", WRONG),
    # Newton's step through names of his own, of which the problem uses one for something else
    (
        "logistic-regression",
        ["R = diag(p_i(1-p_i)), z = X w_old + R^{-1}(y - p)"],
        "w_new = (X^T R X)^{-1} X^T R z",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["R = diag(p_i(1-p_i)), z = X w_old - R^{-1}(y - p)"],
        "w_new = (X^T R X)^{-1} X^T R z",
        WRONG,
    ),
    ("logistic-regression", [], "w_{t+1} = w_t - (X^T S_t X)^{-1} X^T (p_t - y), S_t = diag(p_t(1-p_t))", RIGHT),
    # Bishop's letters: predictions y, targets t
    ("logistic-regression", [], "∇E(w) = Σ_n (y_n − t_n) φ_n = Φᵀ(y − t)", RIGHT),
    ("logistic-regression", [], "∇E(w) = Σ_n (t_n − y_n) φ_n = Φᵀ(t − y)", WRONG),
    (
        "logistic-regression",
        ["softmax outputs y_nk, 1-of-K targets t_nk, E = −Σ_n Σ_k t_nk ln y_nk"],
        "∇_{w_j} E = Σ_n (y_nj − t_nj) φ_n",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["softmax outputs y_nk, 1-of-K targets t_nk, E = −Σ_n Σ_k t_nk ln y_nk"],
        "∇_{w_j} E = Σ_n (t_nj − y_nj) φ_n",
        WRONG,
    ),
    ("logistic-regression", [], "vᵀHv ≥ 0", RIGHT),
    ("logistic-regression", [], "vᵀHv ≤ 0", WRONG),
    ("linear-regression", ["J(w) = 1/n ‖y − Xw‖² + λ‖w‖²"], "w = (XᵀX + λI)⁻¹Xᵀy", WRONG),
    # samples of a kind, classifiers as signs, slacks of the Lagrangian
    ("svm-dual", [], "For any support vector x_s, b = y_s − wᵀx_s", RIGHT),
    ("svm-dual", ["x_s is a support vector"], "b = y_s + wᵀx_s", WRONG),
    ("svm-dual", [], "f(x) = sign(Σ_i α_i y_i K(x_i, x) + b)", RIGHT),
    ("svm-dual", [], "f(x) = sign(Σ_i α_i y_i K(x_i, x) − b)", WRONG),
    ("svm-dual", [], "∂L/∂ξ_i = C − α_i − μ_i = 0", RIGHT),
    ("svm-dual", [], "∂L/∂ξ_i = C − α_i + μ_i = 0", WRONG),
    ("svm-dual", [], "max over α ≥ 0 with Σᵢ αᵢyᵢ = 0 of Σᵢ αᵢ − Σᵢ Σⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ", WRONG),
    ("svm-dual", [], "ξ_i > 0 ⇒ r_i = C ⇒ α_i = 0", WRONG),
    # what complementary slackness says of one sample, of the margin that words or letters tell
    ("svm-dual", ["soft margin, f the decision function"], "α_i = C ⇒ y_i f(x_i) ≥ 1", WRONG),
    ("svm-dual", ["soft margin, f the decision function"], "α_i = C ⇒ y_i f(x_i) ≤ 1", RIGHT),
    ("svm-dual", [], "for 0 < α_i < C we have y_i f(x_i) = 1, for α_i = C we have y_i f(x_i) ≤ 1", RIGHT),
    ("svm-dual", [], "for 0 < α_i < C we have y_i f(x_i) = 1, for α_i = C we have y_i f(x_i) = 1", WRONG),
    ("svm-dual", ["soft margin"], "y_i f(x_i) = 1 ⇒ α_i > 0", WRONG),
    ("svm-dual", ["soft margin"], "Complementary slackness: μ_i ξ_i = 0 with μ_i = C + α_i", WRONG),
    ("svm-dual", ["soft margin"], "Complementary slackness: μ_i ξ_i = 0 with μ_i = C − α_i", RIGHT),
    # Bishop's y(x) and targets t
    ("svm-dual", ["y(x) = wᵀφ(x) + b, multipliers a_n"], r"a_n\ge0, t_ny(x_n)-1\ge0, a_n\{t_ny(x_n)-1\}=0", RIGHT),
    ("svm-dual", ["y(x) = wᵀφ(x) + b, multipliers a_n"], r"a_n\ge0, t_ny(x_n)-1\le0, a_n\{t_ny(x_n)-1\}=0", WRONG),
    # b by the optimal w
    ("svm-dual", [], "b* = −½(max_{i: y_i = −1} w*ᵀx_i + min_{i: y_i = 1} w*ᵀx_i)", RIGHT),
    ("svm-dual", [], "b* = ½(max_{i: y_i = −1} w*ᵀx_i + min_{i: y_i = 1} w*ᵀx_i)", WRONG),
    # the game over the Lagrangian
    ("svm-dual", [], "max_{α≥0} min_{w,b} L(w,b,α) ≤ min_{w,b} max_{α≥0} L(w,b,α)", RIGHT),
    ("svm-dual", [], "p^* = max_{w,b} min_{α≥0} L(w,b,α)", WRONG),
    ("svm-dual", [], "g(α) ≤ p^* for every α ≥ 0", RIGHT),
    ("svm-dual", [], "sup_{α≥0} L(w,b,α) = ½‖w‖² if y_i(wᵀx_i + b) ≥ 1 for all i, and +∞ otherwise", RIGHT),
    ("svm-dual", [], "sup_{α≥0} L(w,b,α) = ½‖w‖² if y_i(wᵀx_i + b) ≥ 1 for all i, and −∞ otherwise", WRONG),
    # positive parts
    ("svm-dual", [], "J(w,b) = ½‖w‖² + C Σ_i [1 − y_i(wᵀx_i + b)]_+", RIGHT),
    ("svm-dual", [], "J(w,b) = ½‖w‖² + C Σ_i [1 + y_i(wᵀx_i + b)]_+", WRONG),
    ("svm-dual", [], "min Σ_i [1 − y_i f(x_i)]_+ + (λ/2)‖w‖² with C = 1/λ", RIGHT),
    ("svm-dual", [], "ξ_i = [1 − y_i f(x_i)]_+ at the optimum", RIGHT),
    # Gaussian models in half prose, and what they imply of the data
    (
        "map-estimation",
        ["prior N(w|m_0, S_0), noise precision β, design matrix Φ, posterior N(w|m_N, S_N)"],
        "m_N = S_N(S_0⁻¹m_0 + βΦᵀt)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["prior N(w|m_0, S_0), noise precision β, design matrix Φ, posterior N(w|m_N, S_N)"],
        "m_N = S_N(S_0m_0 + βΦᵀt)",
        WRONG,
    ),
    (
        "map-estimation",
        ["μ ~ N(μ_0, σ_0²), N observations of variance σ² with mean x̄"],
        "1/σ_N² = 1/σ_0² + N/σ² where σ_N² is the posterior variance",
        RIGHT,
    ),
    ("map-estimation", ["y = Xθ + ε, ε ~ N(0, σ²I), θ ~ N(0, τ²I)"], "y ~ N(0, σ²I + τ²XXᵀ)", RIGHT),
    ("map-estimation", ["y = Xθ + ε, ε ~ N(0, σ²I), θ ~ N(0, τ²I)"], "y ~ N(0, τ²I + σ²XXᵀ)", WRONG),
    # several statements of a prose line; ones that are counted
    (
        "map-estimation",
        ["$x_1,…,x_N\\sim\\mathrm{Ber}(\\theta)$ with $N_1$ ones, and $\\theta\\sim\\mathrm{Beta}(a,b)$"],
        "θ_MAP = (a + N_1 - 1)/(a + b + N - 2)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["$x_1,…,x_N\\sim\\mathrm{Ber}(\\theta)$ with $N_1$ ones, and $\\theta\\sim\\mathrm{Beta}(a,b)$"],
        "θ_MAP = (a + N_1)/(a + b + N)",
        WRONG,
    ),
    # a Laplace approximation, exact where all is Gaussian
    ("map-estimation", ["Laplace approximation with A = −∇∇ log p(θ|D) at θ_MAP"], "p(θ|D) ≈ N(θ; θ_MAP, A⁻¹)", RIGHT),
    ("map-estimation", ["Laplace approximation with A = −∇∇ log p(θ|D) at θ_MAP"], "p(θ|D) ≈ N(θ; θ_MAP, A)", WRONG),
    (
        "map-estimation",
        [],
        "A the negative Hessian of log p(D|θ)p(θ) at θ_MAP, M parameters: "
        "ln p(D) ≃ ln p(D|θ_MAP) + ln p(θ_MAP) + (M/2) ln(2π) − ½ ln|A|",
        RIGHT,
    ),
    # what is supposed behind the claim or before it
    ("map-estimation", [], "θ_MAP = (k + 1)/(n + 2) (k heads in n tosses, Beta(2, 2) prior)", RIGHT),
    ("map-estimation", [], "k heads in n tosses with prior Beta(2, 2): θ_MAP = (k + 2)/(n + 2)", WRONG),
    # totals beside what they sum
    (
        "map-estimation",
        ["multinomial counts N_k, N = Σ_k N_k, Dirichlet prior with α_k > 1, α_0 = Σ_k α_k"],
        "θ̂_k^{MAP} = (N_k + α_k − 1)/(N + α_0 − K)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["multinomial counts N_k, N = Σ_k N_k, Dirichlet prior with α_k > 1, α_0 = Σ_k α_k"],
        "θ̂_k^{MAP} = (N_k + α_k − 1)/(N + α_0 − 1)",
        WRONG,
    ),
    # samples one after the other, data sets
    ("map-estimation", [], "p(θ|x_1, …, x_N) ∝ p(x_N|θ) p(θ|x_1, …, x_{N-1})", RIGHT),
    ("map-estimation", [], "p(θ|x_1, …, x_N) ∝ p(x_N|θ) p(θ) p(θ|x_1, …, x_{N-1})", WRONG),
    ("map-estimation", ["D_1 and D_2 independent given θ"], "p(θ|D_1, D_2) ∝ p(θ|D_1) p(θ|D_2)/p(θ)", RIGHT),
    ("map-estimation", ["D_1 and D_2 independent given θ"], "p(θ|D_1, D_2) ∝ p(θ|D_1) p(θ|D_2)", WRONG),
    # components that a set-up shows, and norms, which are of vectors
    ("em-algorithm", ["spherical components N(x; μ_k, σ_k² I)"], "σ_k² = (1/(d N_k)) Σᵢ γᵢₖ ‖xᵢ − μₖ‖²", RIGHT),
    ("em-algorithm", ["spherical components N(x; μ_k, σ_k² I)"], "σ_k² = (1/N_k) Σᵢ γᵢₖ ‖xᵢ − μₖ‖²", WRONG),
    ("em-algorithm", ["mixture of K Gaussians N(x|μ_k, Σ)"], "Σ = (1/n) Σ_i Σ_k γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ", RIGHT),
    ("em-algorithm", [], "σ_k² = (1/N_k) Σᵢ γᵢₖ ‖xᵢ − μₖ‖²", WRONG),
    ("em-algorithm", [], "σ_k² = (1/N_k) Σᵢ γᵢₖ (xᵢ − μₖ)²", RIGHT),
    # the multiplier of the weights
    ("em-algorithm", [], "N_k/π_k + λ = 0, and using Σ_k π_k = 1, λ = −n, so π_k = N_k/n", RIGHT),
    ("em-algorithm", [], "N_k/π_k + λ = 0 ⇒ λ = n", WRONG),
    # bounds of several samples
    ("vae-elbo", ["L_K = E_{z_1,…,z_K ~ q(z|x)}[log (1/K) Σ_k p(x,z_k)/q(z_k|x)]"], "ELBO ≤ L_K ≤ log p(x)", RIGHT),
    ("vae-elbo", ["L_K = E_{z_1,…,z_K ~ q(z|x)}[log (1/K) Σ_k p(x,z_k)/q(z_k|x)]"], "L_1 ≥ L_2", WRONG),
    ("vae-elbo", ["L_k = E_{z_1,…,z_k ~ q(z|x)}[log (1/k) Σ_{i=1}^k p(x,z_i)/q(z_i|x)]"], "L_k ≥ L_{k+1}", WRONG),
    # set-ups told in prose
    (
        "vae-elbo",
        ["the encoder is Gaussian with mean m and variance v"],
        "KL = ½ Σ_j (m_j² + v_j − 1 − log v_j)",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["the encoder is Gaussian with mean m and variance s"],
        "KL = ½ Σ_j (m_j² + s_j² − 1 − log s_j²)",
        WRONG,
    ),
    (
        "vae-elbo",
        ["The lower bound is $ℒ(θ,φ) = E_q[log p(x,z) − log q(z|x)]$."],
        "log p(x) = KL(p(z|x) ‖ q(z|x)) + ℒ",
        WRONG,
    ),
    # objectives with a parameter, and what is said for some of its values
    ("vae-elbo", [], "L_{β-VAE} = −E_q[log p(x|z)] + β KL(q(z|x) ‖ p(z))", RIGHT),
    ("vae-elbo", [], "L_{β-VAE} = −E_q[log p(x|z)] − β KL(q(z|x) ‖ p(z))", WRONG),
    ("vae-elbo", [], "for β ≥ 1, L_β ≥ log p(x), where L_β = E_q[log p(x|z)] − β KL(q(z|x) ‖ p(z))", WRONG),
    ("vae-elbo", [], "for β > 1 L_β ≤ ELBO", RIGHT),
    # the aggregate posterior, the information under q, and equations that his own objective sets
    ("vae-elbo", ["q(z) = E_{p(x)}[q(z|x)]"], "E_{p(x)}[KL(q(z|x) ‖ p(z))] = I_q(x; z) + KL(q(z) ‖ p(z))", RIGHT),
    ("vae-elbo", ["q(z) = E_{p(x)}[q(z|x)]"], "E_{p(x)}[KL(q(z|x) ‖ p(z))] = I_q(x; z) − KL(q(z) ‖ p(z))", WRONG),
    ("em-algorithm", ["L = Σ_k N_k log π_k + λ(Σ_k π_k − 1)"], "N_k/π_k + λ = 0", RIGHT),
    ("em-algorithm", ["L = Σ_k N_k log π_k + λ(Σ_k π_k − 1)"], "N_k/π_k − λ = 0", WRONG),
    # a multiplier that an equation is solved for keeps its sign
    ("svm-dual", ["soft margin with slacks ξ_i ≥ 0"], "∂L/∂ξ_i = C − α_i − μ_i = 0 ⇒ 0 ≤ α_i ≤ C", RIGHT),
    ("svm-dual", ["soft margin with slacks ξ_i ≥ 0"], "∂L/∂ξ_i = C − α_i − μ_i = 0 ⇒ α_i ≥ C", WRONG),
    # mean and covariance of the Gaussian posterior, its evidence said or not
    ("map-estimation", [], "θ_MAP = E[θ|D] = (1/σ²)(XᵀX/σ² + I/τ²)⁻¹Xᵀy", RIGHT),
    ("map-estimation", [], "Cov[θ|D] = XᵀX/σ² + I/τ²", WRONG),
    # the shape of a letter that nobody has introduced is a guess
    ("map-estimation", [], "p(y_i|x_i, θ) = N(y_i; θᵀx_i, σ²)", (*RIGHT, "undecided")),
    # two letters below a name are two indices where the line has them as such
    ("em-algorithm", [], "\\gamma_{nc} = \\omega_c\\,\\mathcal{N}(x_n\\mid m_c, S_c)", WRONG),
    ("em-algorithm", [], "ρ_ic = π_c N(x_i; μ_c, Σ_c)/Σ_b N(x_i; μ_b, Σ_b)", WRONG),
    ("em-algorithm", [], "ρ_ic = π_c N(x_i; μ_c, Σ_c)/Σ_b π_b N(x_i; μ_b, Σ_b)", RIGHT),
    ("em-algorithm", [], "m_c = Σ_n ρ_nc x_n / Σ_n ρ_nc", RIGHT),
    ("attention", [], "a_uv = exp(s_uv)/Σ_w exp(s_uw)", RIGHT),
    ("attention", [], "a_uv = exp(s_uv)/Σ_u exp(s_uv)", WRONG),
    # a label says what a letter is meant to be; only an introduction makes it a name
    ("diffusion", [], "eps_cfg = eps_c + w (eps_u - eps_c)", UNPROVED),
    ("map-estimation", [], "S_N = XᵀX/σ² + I/τ²", UNPROVED),
    ("kl-divergence", [], "KL_rev = KL(p || q)", UNPROVED),
    ("linear-regression", [], "let H_ridge = X (XᵀX + λI)⁻¹ Xᵀ", RIGHT),
    ("linear-regression", [], "J_{train} = ||y - Xw||, its gradient is 2 X^T(Xw - y)", UNPROVED),
    # the names of operators among words are words
    ("em-algorithm", [], "log p(X; θ) = log Σ_Z p(X, Z; θ), the sum over Z stands inside the log", RIGHT),
    ("em-algorithm", [], "log p(X; θ) = Σ_Z log p(X, Z; θ), moving the log inside the sum", WRONG),
    # where steps lead is said in words that nothing judges; a direction is
    ("linear-regression", [], "w ← w − η∇L(w) converges as long as 0 < η < 2/λ_max(XᵀX)", UNPROVED),
    ("linear-regression", [], "w ← w + η∇L(w) converges for small η", WRONG),
    # data are no parameters of what is new
    ("map-estimation", [], "p(y_new|D) = p(y_new)", WRONG),
    ("map-estimation", [], "p(y_new|D) = N(y_new; x_newᵀ θ_MAP, σ²)", UNPROVED),
    (
        "map-estimation",
        ["a coin is tossed n times and shows h heads, θ ~ Beta(a, b)"],
        "θ_MAP = (h + a − 1)/(n + a + b − 2)",
        RIGHT,
    ),
    (
        "map-estimation",
        ["a coin is tossed n times and shows h heads, θ ~ Beta(a, b)"],
        "θ_MAP = (h + a)/(n + a + b)",
        WRONG,
    ),
    # a factor that nobody has introduced may be negative
    ("backpropagation", [], "max(0, c z) = c max(0, z)", WRONG),
    ("backpropagation", [], "max(0, c z) = c max(0, z) for c ≥ 0", RIGHT),
    # limits that are reached at once, told by cases
    ("em-algorithm", ["Σ_k = ε I"], "lim_{ε→0} γ_ik = 1 if k = argmin_j ‖x_i − μ_j‖² and 0 otherwise", RIGHT),
    ("em-algorithm", ["Σ_k = ε I"], "as ε → 0, γ_ik → 1 for k = argmax_j ‖x_i − μ_j‖² and 0 otherwise", WRONG),
    # what is random under noise, components and samples of the candidate's own
    (
        "linear-regression",
        ["y = X beta + e with fixed X, E[e] = 0 and Cov[e] = sigma^2 I; b denotes the least-squares estimate of beta."],
        "Cov[b] = sigma^2 (X^T X)^{-1}",
        RIGHT,
    ),
    (
        "linear-regression",
        ["y = X beta + e with fixed X, E[e] = 0 and Cov[e] = sigma^2 I; b denotes the least-squares estimate of beta."],
        "Cov[b] = sigma^2 X^T X",
        WRONG,
    ),
    ("map-estimation", [], "E[θ̂_MAP] = (XᵀX + λI)⁻¹ XᵀX θ with λ = σ²/τ², taking y = Xθ + ε and E ε = 0", RIGHT),
    ("map-estimation", ["y = Xθ + ε with ε ~ N(0, σ²I), λ = σ²/τ²"], "Cov(θ̂_MAP) = σ² (XᵀX + λI)⁻¹", WRONG),
    (
        "attention",
        ["components of q with variance a and those of k with variance b, independent, mean 0"],
        "Var(qᵀk) = d_k a b",
        RIGHT,
    ),
    (
        "attention",
        ["components of q with variance a and those of k with variance b, independent, mean 0"],
        "Var(qᵀk) = d_k (a + b)",
        WRONG,
    ),
    ("diffusion", ["ε, ε′ ~ N(0, I) independent"], "a ε′ + b ε ~ N(0, (a² + b²) I) = N(0, (b² + a²) I)", RIGHT),
    ("diffusion", ["ε_1 and ε_2 are independent standard normal vectors"], "a ε_1 + b ε_2 ~ N(0, (a + b)² I)", WRONG),
    # a form of the objective fixes its weight; features that share a class are not independent
    ("map-estimation", ["p(θ_j) = (1/(2b)) exp(−|θ_j|/b)", "min_θ ‖y − Xθ‖² + λ‖θ‖₁"], "λ = 2σ²/b", RIGHT),
    ("map-estimation", ["p(θ_j) = (1/(2b)) exp(−|θ_j|/b)", "min_θ ‖y − Xθ‖² + λ‖θ‖₁"], "λ = σ²/b", WRONG),
    ("map-estimation", ["We minimise J(θ) = ½‖y − Xθ‖² + λ‖θ‖²"], "λ = σ²/τ²", WRONG),
    ("map-estimation", ["naive Bayes: the features are independent given the class y"], "p(x) = Π_j p(x_j)", WRONG),
    ("map-estimation", ["naive Bayes: the features are independent given the class y"], "p(x|y) = Π_j p(x_j|y)", RIGHT),
    # mixtures of other families, generative classifiers, evidence, estimates that are right on average
    ("em-algorithm", ["mixture of Poissons: p(x|k) = λ_k^x e^{−λ_k}/x!"], "λ_k = Σ_i γ_{ik} x_i / Σ_i γ_{ik}", RIGHT),
    ("em-algorithm", ["mixture of Poissons: p(x|k) = λ_k^x e^{−λ_k}/x!"], "λ_k = Σ_i γ_{ik} / Σ_i γ_{ik} x_i", WRONG),
    ("em-algorithm", ["two coins; round i has h_i heads in m tosses"], "θ_A = Σ_i γ_i h_i / (m Σ_i γ_i)", RIGHT),
    ("em-algorithm", ["two coins; round i has h_i heads in m tosses"], "θ_A = Σ_i γ_i h_i / Σ_i γ_i", WRONG),
    (
        "logistic-regression",
        ["p(x|C_k) = N(x; μ_k, Σ), k = 1, 2"],
        "p(C_1|x) = σ(wᵀx + w_0) with w = Σ⁻¹(μ_1 − μ_2), w_0 = −½μ_1ᵀΣ⁻¹μ_1 + ½μ_2ᵀΣ⁻¹μ_2 + log(p(C_1)/p(C_2))",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["p(x|C_k) = N(x; μ_k, Σ), k = 1, 2"],
        "log(p(C_1|x)/p(C_2|x)) = (μ_1 − μ_2)ᵀΣ⁻¹x + log(p(C_1)/p(C_2))",
        WRONG,
    ),
    ("map-estimation", [], "marginally y ~ N(0, σ²I + τ²XXᵀ)", RIGHT),
    ("map-estimation", [], "p(y|X) = N(y; 0, τ²I + σ²XXᵀ)", WRONG),
    ("kl-divergence", ["x_1, …, x_m i.i.d. from p"], "(1/m) Σ_i log(p(x_i)/q(x_i)) has expectation KL(p‖q)", RIGHT),
    (
        "kl-divergence",
        ["samples x_1, …, x_n ~ q"],
        "(1/n) Σ_i log(p(x_i)/q(x_i)) is an unbiased estimator of KL(p‖q)",
        WRONG,
    ),
    # up to a remainder, sums over a sample beside averages over it
    ("diffusion", [], "sqrt(1 - b h) = 1 - b h/2 + O(h^2) as h -> 0", RIGHT),
    ("diffusion", [], "sqrt(1 - b h) = 1 - b h + O(h^2) as h -> 0, b > 0", WRONG),
    ("linear-regression", [], "L(w + δ) = L(w) + ∇L(w)ᵀδ + O(‖δ‖²)", RIGHT),
    ("logistic-regression", [], "σ(h) = 1/2 + h/2 + O(h²)", WRONG),
    (
        "kl-divergence",
        ["p̂ is the empirical distribution of x_1, …, x_m"],
        "argmin_θ KL(p̂ ‖ p_θ) = argmin_θ [−H(p̂) − (1/m) Σᵢ log p_θ(xᵢ)] = argmax_θ Σᵢ log p_θ(xᵢ)",
        RIGHT,
    ),
    ("kl-divergence", ["p̂ is the empirical distribution of x_1, …, x_n"], "Σ_i log p_θ(x_i) = −n KL(p̂‖p_θ)", WRONG),
    # words around a formula: reasons, ways, purposes and glosses restrict nothing, and a formula ends its phrase
    ("attention", [], "because the softmax normalises every row of the scores, A satisfies 1ᵀA = 1ᵀ", WRONG),
    ("kl-divergence", [], "H(p) ≥ H(p, q) for all p and q on the same alphabet, by Gibbs' inequality", WRONG),
    ("svm-dual", [], "For a decision rule we need f(x) = sign(Σ_i α_i y_i x_iᵀ x − b)", WRONG),
    ("em-algorithm", [], "For arbitrary responsibilities, π_k = (1/K) Σ_i γ_ik", WRONG),
    ("linear-regression", [], "For a square invertible X, w* = X⁻¹ y", NOT_RIGHT),
    # where the subject of the sentence begins, its setting is over; a formula spells a setting out
    ("attention", [], "for every query position i the weights satisfy Σᵢ Aᵢⱼ = 1", WRONG),
    ("linear-regression", [], "w₀ − (XᵀX)⁻¹∇L(w₀) = (XᵀX)⁻¹Xᵀy for every start w₀", WRONG),
    ("linear-regression", [], "w₀ − (2XᵀX)⁻¹∇L(w₀) = (XᵀX)⁻¹Xᵀy for every start w₀", RIGHT),
    ("map-estimation", [], "with orthonormal columns, X^T X = I: theta_MAP = tau^2/(sigma^2 + tau^2) * X^T y", RIGHT),
    ("map-estimation", [], "with orthonormal columns, X^T X = I: theta_MAP = sigma^2/(sigma^2 + tau^2) * X^T y", WRONG),
    ("logistic-regression", [], "on linearly separable data inf_w L(w) = 0", NOT_RIGHT),
    # what is done on the way restricts nothing, unless it makes another model
    ("svm-dual", [], "Expanding and collecting leaves the dual W(α) = Σᵢ αᵢ + ½ Σᵢⱼ αᵢ αⱼ yᵢ yⱼ xᵢᵀxⱼ", WRONG),
    (
        "linear-regression",
        [],
        "Weighting the samples by s_i leaves the normal equations XᵀSXw = XᵀSy with S = diag(s)",
        ("undecided",),
    ),
    ("logistic-regression", [], "Averaging the loss instead scales the gradient: ∇L = (1/n) Xᵀ(p − y)", ("undecided",)),
    (
        "logistic-regression",
        [],
        "Because the bias is a constant feature, ∇L = 0 contains Σᵢ pᵢ = Σᵢ yᵢ",
        RIGHT,
    ),
    ("backpropagation", [], "For the logistic sigmoid: σ'(z^{(l)}_j) = a^{(l)}_j (1 − a^{(l)}_j)", RIGHT),
    ("backpropagation", [], "For the logistic sigmoid: σ'(z^{(l)}_j) = a^{(l)}_j (1 + a^{(l)}_j)", WRONG),
    # a matrix that is zero, and either sequence as the one that attends
    ("attention", [], "If W^K = 0 every score is 0 and each token just gets oᵢ = (1/n) Σⱼ vⱼ", RIGHT),
    ("attention", [], "If W^K = 0 every score is 0 and each token just gets oᵢ = Σⱼ vⱼ", WRONG),
    ("attention", [], "cross-attention: X ∈ R^{n×d}, Y ∈ R^{m×d}, Q=XW^Q, K = Y W^K, so Q K^T ∈ R^{n×m}", RIGHT),
    ("attention", [], "cross-attention: X ∈ R^{n×d}, Y ∈ R^{m×d}, Q=XW^Q, K = Y W^K, so Q K^T ∈ R^{m×n}", WRONG),
    # what is conceded restricts nothing, and widens what is claimed; what does not depend on what explains a claim
    ("linear-regression", [], "∇L(w) = 2Xᵀ(Xw − y), even if XᵀX is singular", RIGHT),
    ("linear-regression", [], "∇L(w) = 2Xᵀ(Xw + y), whether or not XᵀX is invertible", WRONG),
    ("diffusion", [], "q(x_t|x_0) = N(√ᾱ_t x_0, ᾱ_t I), even for large t", WRONG),
    ("svm-dual", [], "W(α) ≤ ½‖w‖² for all α ≥ 0 and all w, feasible or not", NOT_RIGHT),
    ("svm-dual", [], "W(α) ≤ ½‖w‖², even when the constraints are violated", NOT_RIGHT),
    (
        "map-estimation",
        [],
        "-log p(θ|D) = (1/(2σ²)) Σᵢ (yᵢ − θᵀxᵢ)² + (1/(2τ²)) ‖θ‖² + const, the constant not depending on θ",
        RIGHT,
    ),
    # counts told in words, in letters that words introduce
    *(
        ("attention", ["N layers, H heads of dimension D, b bytes per value"], f"After T tokens {rest}", judged)
        for rest, judged in (
            ("the KV cache needs 2·N·H·D·T·b bytes", RIGHT),
            ("the KV cache needs N·H·D·T·b bytes", WRONG),
            ("the cache holds 2·H·D·T numbers per layer", RIGHT),
            ("the cache holds 2·N·H·D·T² numbers", WRONG),
        )
    ),
    ("attention", ["N layers, H heads that share G groups"], "the KV cache holds 2·N·G·T·D numbers", ("undecided",)),
    ("backpropagation", ["n_l units in layer l"], "number of parameters = Σ_{l=1}^L n_l (n_{l-1} + 1)", RIGHT),
    ("backpropagation", ["n_l units in layer l"], "number of parameters = Σ_{l=1}^L n_{l-1} (n_l + 1)", WRONG),
    (
        "backpropagation",
        ["n_l units in layer l"],
        "layer l has n_l (n_{l-1} + 1) parameters",
        ("verified", "undecided"),
    ),
    (
        "em-algorithm",
        [],
        "a K-component GMM in R^d with full covariances has K − 1 + K d + K d(d+1)/2 free parameters",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        "a K-component GMM in R^d with full covariances has K − 1 + K d + K d(d−1)/2 free parameters",
        WRONG,
    ),
    # what a line only mentions, says again as a formula, or puts in brackets as a condition
    ("map-estimation", [], "θ_MAP = τ² Xᵀ (τ² X Xᵀ + σ² I)⁻¹ y, which only needs an n×n inverse", RIGHT),
    ("map-estimation", [], "θ_MAP = σ² Xᵀ (τ² X Xᵀ + σ² I)⁻¹ y, which only needs an n×n inverse", WRONG),
    ("linear-regression", [], "The residual is orthogonal to the columns, i.e. X^T (y - X w_hat) = 0", RIGHT),
    ("linear-regression", [], "The residual is orthogonal to the targets, i.e. y^T (y - X w_hat) = 0", WRONG),
    ("linear-regression", [], "With ridge (λ > 0) the solution is w = (XᵀX + λI)⁻¹Xᵀy", RIGHT),
    ("linear-regression", [], "For ridge regression the minimiser becomes w = (XᵀX − λI)⁻¹Xᵀy", WRONG),
    # complementary slackness speaks of no slack variable
    ("svm-dual", [], "By complementary slackness every point with α_i > 0 has y_i(wᵀx_i + b) = 1", RIGHT),
    ("svm-dual", [], "By complementary slackness every point with α_i > 0 has y_i(wᵀx_i + b) > 1", WRONG),
    # the largest eigenvalue, and the steps for which an update converges
    ("logistic-regression", [], "‖∇²L(w)‖_2 ≤ ¼ λ_max(XᵀX)", RIGHT),
    ("logistic-regression", [], "‖∇²L(w)‖_2 ≤ ⅛ λ_min(XᵀX)", WRONG),
    ("linear-regression", [], "λ_min(XᵀX) ‖v‖² ≤ ‖Xv‖² ≤ λ_max(XᵀX) ‖v‖²", RIGHT),
    (
        "linear-regression",
        [],
        "w ← w − η∇L(w) converges to ŵ from every starting point iff 0 < η < 1/λ_max(XᵀX)",
        RIGHT,
    ),
    (
        "linear-regression",
        [],
        "w ← w − η∇L(w) converges to ŵ from every starting point iff 0 < η < 2/λ_max(XᵀX)",
        WRONG,
    ),
    ("linear-regression", [], "w_{k+1} = w_k - 2αXᵀ(Xw_k − y) converges if 0 < α < 1/(2λ_max(XᵀX))", RIGHT),
    ("linear-regression", [], "w ← w − 2ηXᵀ(Xw − y) converges iff η < 2", WRONG),
    ("linear-regression", [], "w ← w − η∇L(w) diverges iff 0 < η < 1/λ_max(XᵀX)", NOT_RIGHT),
    # `A, so at x = 0, B` claims both
    ("logistic-regression", [], "σ(z) = 1/(1+e^{-z}), so at z = 0, σ(z) = 1/2", RIGHT),
    ("logistic-regression", [], "σ(z) = 1/(1+e^{-z}), so at z = 0, σ(z) = 1/3", WRONG),
    # the equations of an optimum by their name
    ("linear-regression", [], "with X = QR, QᵀQ = I, the normal equations reduce to R w = Qᵀ y", RIGHT),
    ("linear-regression", [], "with X = QR, QᵀQ = I, the normal equations become Rᵀ w = Qᵀ y", WRONG),
    ("map-estimation", [], "the first-order condition reads (XᵀX + (σ²/τ²) I) θ = Xᵀ y", RIGHT),
    # a range for two letters, and what a function is called
    (
        "kl-divergence",
        [],
        "p = Bernoulli(a), q = Bernoulli(b), 0 < a, b < 1: KL(p‖q) = a log(a/b) + (1−a) log((1−a)/(1−b))",
        RIGHT,
    ),
    (
        "kl-divergence",
        [],
        "p = Bernoulli(a), q = Bernoulli(b), 0 < a, b < 1: KL(p‖q) = a log(a/b) + (1−a) log((1−b)/(1−a))",
        WRONG,
    ),
    ("backpropagation", [], "for the logistic sigmoid σ′(z) = σ(z)(1 − σ(z)) ≤ 1/4, with equality iff z = 0", RIGHT),
    (
        "linear-regression",
        [],
        "The hat matrix H = X(XᵀX)⁻¹Xᵀ satisfies H² = H = Hᵀ and tr H = d, so tr(Iₙ − H) = n − d",
        RIGHT,
    ),
    (
        "linear-regression",
        [],
        "The hat matrix H = X(XᵀX)⁻¹Xᵀ satisfies H² = H = Hᵀ and tr H = n, so tr(Iₙ − H) = n − d",
        WRONG,
    ),
    # what is optimal told by a verb; how far a point is from a plane; the loss that is minimised
    ("linear-regression", [], "minimising ‖y − Xw‖² over w gives w = (XᵀX)⁻¹Xᵀy", RIGHT),
    ("linear-regression", [], "w = (X^T X + lambda I)^{-1} X^T y minimizes ||y - Xw||^2 + 2 lambda ||w||^2", WRONG),
    ("svm-dual", [], "the distance of x_i from the decision boundary wᵀx + b = 0 is |wᵀx_i + b|/‖w‖", RIGHT),
    ("svm-dual", [], "the distance of x to the hyperplane {x : wᵀx + b = 0} is |wᵀx + b|/‖w‖²", WRONG),
    ("svm-dual", [], "width = 2 / ||w||^2", WRONG),
    ("linear-regression", [], "the loss that we minimise is (y − Xw)ᵀ(y + Xw)", WRONG),
    # a variance said in words; the index of a feature
    (
        "linear-regression",
        ["t = Φw + e where the errors are uncorrelated with mean zero and variance σ²"],
        "Cov(ŵ) = σ²(ΦᵀΦ)⁻¹",
        RIGHT,
    ),
    (
        "linear-regression",
        ["t = Φw + e where the errors are uncorrelated with mean zero and variance σ²"],
        "Cov(ŵ) = σ² ΦΦᵀ",
        WRONG,
    ),
    (
        "linear-regression",
        ["y = Xβ + ε, where ε ~ N(0, σ²Iₙ), and β̂ is the least-squares estimator"],
        "E‖y − Xβ̂‖² = nσ²",
        WRONG,
    ),
    (
        "map-estimation",
        ["Each weight has a Laplace prior p(w_j) = (1/(2b)) exp(−|w_j|/b). We minimise ½‖y − Xw‖² + λ‖w‖₁."],
        "λ = 2/b",
        WRONG,
    ),
    ("em-algorithm", ["Mixture of Bernoulli distributions"], "μ_kd = Σ_n γ_nk x_nd / Σ_n γ_nk", RIGHT),
    # a loss and an activation of his own, an optimum told in words
    ("backpropagation", ["One sigmoid output a = σ(z^L), L = −y log a − (1−y) log(1−a)"], "δ^L = a − y", RIGHT),
    (
        "backpropagation",
        ["One sigmoid output a = σ(z^L), L = −y log a − (1−y) log(1−a)"],
        "δ^L = (a − y) a (1 − a)",
        WRONG,
    ),
    ("backpropagation", [], "L = ½(a − y)², a = tanh(z) ⇒ δ = (a − y)(1 − a²)", RIGHT),
    ("backpropagation", [], "L = ½(a − y)², a = tanh(z) ⇒ δ = (a − y)(1 − a)²", WRONG),
    (
        "backpropagation",
        ["Suppose that σ is the logistic sigmoid."],
        "‖δ^{(l)}‖ ≤ (1/4)^{L−l} (Π_{k=l+1}^L ‖W^{(k)}‖) ‖δ^{(L)}‖",
        RIGHT,
    ),
    (
        "backpropagation",
        ["Suppose that σ is the logistic sigmoid."],
        "‖δ^{(l)}‖ ≤ (1/8)^{L−l} (Π_{k=l+1}^L ‖W^{(k)}‖) ‖δ^{(L)}‖",
        WRONG,
    ),
    ("logistic-regression", [], "w <- w + eta * X^T (y - sigmoid(X w)), sigmoid elementwise, eta > 0", RIGHT),
    ("logistic-regression", [], "w <- w - eta * X^T (y - sigmoid(X w)), sigmoid elementwise, eta > 0", WRONG),
    (
        "logistic-regression",
        ["Assume that xᵢ₁ = 1 for all i, and that L has a minimiser ŵ; write p̂ᵢ = σ(ŵᵀxᵢ)."],
        "Σᵢ p̂ᵢ = Σᵢ yᵢ",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["Let \\hat{\\beta} denote the maximiser of \\ell."],
        "X^\\top (y - X\\hat\\beta) = 0",
        WRONG,
    ),
    (
        "logistic-regression",
        ["Suppose \\hat{\\beta} maximises \\ell."],
        "X^\\top (y - \\sigma(X\\hat\\beta)) = 0",
        RIGHT,
    ),
    (
        "linear-regression",
        ["Let ŵ be the full least-squares fit, ŵ₍₋ᵢ₎ the fit with sample i deleted, and hᵢᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ."],
        "yᵢ − xᵢᵀŵ₍₋ᵢ₎ = (yᵢ − xᵢᵀŵ)(1 − hᵢᵢ)",
        UNPROVED,
    ),
    # accents and differentials that stand for gradients; batches in the columns
    (
        "attention",
        [
            "Let $S = QK^{\\top}/\\sqrt{d_k}$, $A = \\operatorname{softmax}(S)$ row by row, $O = AV$, and write a bar "
            "for the gradient of the loss, so that $\\bar{A} = \\bar{O}V^{\\top}$."
        ],
        "\\bar{S} = A \\odot \\left(\\bar{A} - (A \\odot \\bar{A})\\mathbf{1}\\mathbf{1}^{\\top}\\right)",
        RIGHT,
    ),
    (
        "attention",
        [
            "Let $S = QK^{\\top}/\\sqrt{d_k}$, $A = \\operatorname{softmax}(S)$ row by row, $O = AV$, and write a bar "
            "for the gradient of the loss, so that $\\bar{A} = \\bar{O}V^{\\top}$."
        ],
        "\\bar{S} = A \\odot \\left(\\bar{A} - \\bar{A}\\,\\mathbf{1}\\mathbf{1}^{\\top}\\right)",
        WRONG,
    ),
    (
        "backpropagation",
        ["We write x̄ for the adjoint ∂L/∂x of a variable x."],
        "z̄^{(l)} = ā^{(l)} ⊙ σ'(z^{(l)})",
        RIGHT,
    ),
    (
        "backpropagation",
        ["A bar over a letter denotes the derivative of the loss with respect to it."],
        "\\bar{W}^{(l)} = a^{(l-1)} (\\bar{z}^{(l)})^T",
        WRONG,
    ),
    ("attention", ["S = QKᵀ/√d_k, A = softmax(S), O = AV, G = ∂L/∂A"], "∂L/∂S = A ⊙ (G − (A ⊙ G)11ᵀ)", RIGHT),
    ("backpropagation", [], "δ^{[l]} = W^{[l+1]T} δ^{[l+1]} ⊙ g^{[l]}'(z^{[l]})", RIGHT),
    ("backpropagation", [], "dW^{[l]} = dz^{[l]} a^{[l-1]T}", RIGHT),
    ("backpropagation", [], "dW^{[l]} = dz^{[l]} a^{[l]T}", WRONG),
    ("backpropagation", [], "dz^{(l)} = dW^{(l)} a^{(l-1)} + W^{(l)} da^{(l-1)} + db^{(l)}", RIGHT),
    ("backpropagation", [], "dz2 = a2 - y; dW2 = dz2 a1^T; db2 = dz2", RIGHT),
    ("backpropagation", [], "dW^{[l]} = \\frac{1}{m} dZ^{[l]} A^{[l-1]T}", RIGHT),
    ("backpropagation", [], "dW^{[l]} = \\frac{1}{m} A^{[l-1]T} dZ^{[l]}", UNPROVED),
    ("backpropagation", [], "dW2 = 1/m * dZ2 @ A1.T", RIGHT),
    ("backpropagation", [], "dA^{[l-1]} = W^{[l]} dZ^{[l]}", UNPROVED),
    (
        "backpropagation",
        ["Z1 = W1 X + b1 1^T, A1 = tanh(Z1), Z2 = W2 A1 + b2 1^T, A2 = sigmoid(Z2)"],
        "dZ1 = W2^T dZ2 * (1 - A1^2)",
        RIGHT,
    ),
    (
        "backpropagation",
        [
            "Minibatch in rows: $Z = AW^\\top + 1b^\\top$ with $A\\in\\mathbb{R}^{m\\times n_{l-1}}$, "
            "$W\\in\\mathbb{R}^{n_l\\times n_{l-1}}$; let $D = \\partial L/\\partial Z\\in\\mathbb{R}^{m\\times n_l}$"
        ],
        "\\frac{\\partial L}{\\partial W} = A^\\top D",
        WRONG,
    ),
    # a loss at arguments of its own, a mean of losses, a log density as a quantity
    ("backpropagation", [], "Gradient check: (L(w+h) - L(w-h))/(2h) = dL/dw + O(h^2)", RIGHT),
    ("backpropagation", [], "gradient check by central differences: ∂L/∂w = (L(w + h) − L(w − h))/h + O(h²)", WRONG),
    ("backpropagation", ["Z = W A + b 1^T with m examples in the columns, J = (1/m) sum_i L_i"], "dW = dZ A^T", WRONG),
    (
        "backpropagation",
        ["Z = W A + b 1^T with m examples in the columns, J = (1/m) sum_i L_i"],
        "dW = (1/m) dZ A^T",
        RIGHT,
    ),
    ("backpropagation", ["Y = X W, L = 1/(2n) ||Y - T||_F^2"], "dY = (Y - T)/n", RIGHT),
    (
        "vae-elbo",
        ["x̂ᵢ = 1/(1 + e^{−oᵢ}), log p(x|z) = Σᵢ [xᵢ log x̂ᵢ + (1 − xᵢ) log(1 − x̂ᵢ)]"],
        "∂ log p(x|z)/∂oᵢ = xᵢ − x̂ᵢ",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["x̂ᵢ = 1/(1 + e^{−oᵢ}), log p(x|z) = Σᵢ [xᵢ log x̂ᵢ + (1 − xᵢ) log(1 − x̂ᵢ)]"],
        "∂ log p(x|z)/∂oᵢ = x̂ᵢ − xᵢ",
        WRONG,
    ),
    # targets of a cross-entropy, an activation by an equation, a total of losses
    ("backpropagation", ["p = softmax(Wx + b), L = −Σ_k y_k log p_k"], "∂L/∂W = (p − y)xᵀ", RIGHT),
    ("backpropagation", ["p = softmax(Wx + b), L = −Σ_k y_k log p_k"], "∂L/∂W = (y − p)xᵀ", WRONG),
    ("logistic-regression", ["P = softmax(XW), L = −Σ_{ik} Y_{ik} log P_{ik}"], "∂L/∂W = Xᵀ(P − Y)", RIGHT),
    ("logistic-regression", ["P = softmax(XW), L = −Σ_{ik} Y_{ik} log P_{ik}"], "∂L/∂W = Xᵀ(Y − P)", WRONG),
    ("backpropagation", [], "σ = tanh: δ⁽ˡ⁾ = (1 − a⁽ˡ⁾ ⊙ a⁽ˡ⁾) ⊙ ((W⁽ˡ⁺¹⁾)ᵀ δ⁽ˡ⁺¹⁾) for l < L", RIGHT),
    ("backpropagation", [], "σ = tanh: δ⁽ˡ⁾ = (1 − a⁽ˡ⁾) ⊙ ((W⁽ˡ⁺¹⁾)ᵀ δ⁽ˡ⁺¹⁾) for l < L", WRONG),
    (
        "backpropagation",
        ["h_t = tanh(U x_t + W h_{t-1} + b), loss L = sum_t L_t"],
        "dh_t/dh_{t-1} = diag(1 - h_t^2) W",
        RIGHT,
    ),
    (
        "backpropagation",
        ["h_t = tanh(U x_t + W h_{t-1} + b), loss L = sum_t L_t"],
        "dh_t/dh_{t-1} = diag(1 - h_t) W",
        WRONG,
    ),
    # what is said of a function at a bare z; a loss that is only called so
    (
        "backpropagation",
        [],
        "if sigma is the logistic function then sigma'(z) = sigma(z)*(1 - sigma(z)), "
        "so for the loss 1/2*||a^(L) - y||^2 we have delta_j^(L) = (a_j^(L) - y_j) * a_j^(L) * (1 - a_j^(L))",
        RIGHT,
    ),
    ("backpropagation", [], "With the logistic σ we have σ'(z) = σ(z)(1 − σ(z)) ≤ 1/8", WRONG),
    (
        "backpropagation",
        [],
        "tanh units: σ'(z) = 1 − σ(z)², hence δ_j^{(l)} = (1 − (a_j^{(l)})²) Σ_k W_{kj}^{(l+1)} δ_k^{(l+1)} for l < L",
        RIGHT,
    ),
    (
        "backpropagation",
        [],
        "tanh units: σ'(z) = 1 − σ(z), hence δ_j^{(l)} = (1 − (a_j^{(l)})²) Σ_k W_{kj}^{(l+1)} δ_k^{(l+1)} for l < L",
        WRONG,
    ),
    # what a line before says of letters: not by its transposes, nor by what words of every derivation say beside a formula
    (
        "diffusion",
        [
            "The factor √(1 − βₜ) is there to keep the scale of the data. Suppose the data are whitened so that Cov(xₜ₋₁) = I."
        ],
        "Cov(xₜ) = (1 − βₜ) Cov(xₜ₋₁) + βₜ I = I",
        RIGHT,
    ),
    (
        "diffusion",
        [
            "The factor √(1 − βₜ) is there to keep the scale of the data. Suppose the data are whitened so that Cov(xₜ₋₁) = I."
        ],
        "Cov(xₜ) = (1 − βₜ)² Cov(xₜ₋₁) + βₜ I",
        WRONG,
    ),
    (
        "diffusion",
        ["pθ(xₜ₋₁|xₜ) = N(μ_θ(xₜ, t), σₜ² I) with σₜ² = β̃ₜ"],
        "KL( q(xₜ₋₁|xₜ, x₀) ‖ pθ(xₜ₋₁|xₜ) ) = ‖μ̃ₜ − μ_θ(xₜ, t)‖² / (2σₜ²)",
        RIGHT,
    ),
    (
        "diffusion",
        ["pθ(xₜ₋₁|xₜ) = N(μ_θ(xₜ, t), σₜ² I) with σₜ² = β̃ₜ"],
        "KL( q(xₜ₋₁|xₜ, x₀) ‖ pθ(xₜ₋₁|xₜ) ) = ‖μ̃ₜ − μ_θ(xₜ, t)‖² / σₜ²",
        WRONG,
    ),
    (
        "kl-divergence",
        ["The mutual information measures how far the joint p(x, y) is from the product of its marginals."],
        "I(X; Y) = KL(p(x) p(y) ‖ p(x, y))",
        WRONG,
    ),
    # an expectation given X is over what is left
    ("em-algorithm", ["All expectations are under p(Z|X; θ)."], "d/dθ log p(X; θ) = E[d/dθ log p(X, Z; θ) | X]", RIGHT),
    (
        "vae-elbo",
        ["Posterior collapse means that the encoder ignores x."],
        "KL(q(z|x) ‖ p(z)) = 0 iff μ_j = 0 and σ_j² = 1 for all j",
        RIGHT,
    ),
    # quantities at the step t of an algorithm
    (
        "logistic-regression",
        ["Let μ_i = σ(wᵀx_i). The Hessian is H_t = Xᵀ S_t X, where S_t = diag(μ_{ti}(1 − μ_{ti}))."],
        "w_{t+1} = w_t + H_t^{-1} Xᵀ(y − μ_t)",
        RIGHT,
    ),
    # an implication as a reason, and where a bound is tight, suppose nothing for the rest of the line
    (
        "linear-regression",
        [],
        "vᵀ(2XᵀX)v = 2‖Xv‖² > 0 for all v ≠ 0, as Xv = 0 only for v = 0; so the minimiser is unique",
        RIGHT,
    ),
    (
        "linear-regression",
        [],
        "vᵀ(2XᵀX)v = ‖Xv‖² > 0 for all v ≠ 0, as Xv = 0 only for v = 0; so the minimiser is unique",
        WRONG,
    ),
    ("logistic-regression", [], "0 < σ(z)(1 − σ(z)) ≤ ¼ with equality iff z = 0, thus H ⪯ ¼ XᵀX", RIGHT),
    ("logistic-regression", [], "0 < σ(z)(1 − σ(z)) ≤ ¼ with equality iff z = 0, thus H ⪯ ⅛ XᵀX", WRONG),
    ("kl-divergence", [], "KL(p‖q) ≥ 0 with equality iff p = q, hence H(p, q) ≥ H(p)", RIGHT),
    ("kl-divergence", [], "KL(p‖q) ≥ 0 with equality iff p = q, hence H(p, q) = H(p)", WRONG),
    # `let … be …`, and one of two values
    ("linear-regression", ["Let r be the residual vector y − Xw."], "∂L/∂w = −2Xᵀr", RIGHT),
    ("linear-regression", ["Let r be the residual vector y − Xw."], "∂L/∂w = 2Xᵀr", WRONG),
    (
        "logistic-regression",
        ["Many notes code the labels as t_i = 2 y_i - 1, so that t_i is -1 or +1, and write the loss by the margin."],
        "L(w) = sum_i log(1 + exp(-t_i w^T x_i))",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["Many notes code the labels as t_i = 2 y_i - 1, so that t_i is -1 or +1, and write the loss by the margin."],
        "L(w) = sum_i log(1 + exp(t_i w^T x_i))",
        WRONG,
    ),
    # the squares of the slacks
    ("svm-dual", ["minimise ½‖w‖² + (C/2) Σᵢ ξᵢ² subject to yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ"], "αᵢ = C ξᵢ", RIGHT),
    (
        "svm-dual",
        ["min ½‖w‖² + (C/2) Σᵢ ξᵢ² s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ", "Let δᵢⱼ be 1 for i = j and 0 otherwise."],
        "max_α Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢαⱼyᵢyⱼ (xᵢᵀxⱼ + δᵢⱼ/C)  s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0",
        RIGHT,
    ),
    (
        "svm-dual",
        ["min ½‖w‖² + (C/2) Σᵢ ξᵢ² s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ", "Let δᵢⱼ be 1 for i = j and 0 otherwise."],
        "max_α Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢαⱼyᵢyⱼ (xᵢᵀxⱼ + C δᵢⱼ)  s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0",
        WRONG,
    ),
    (
        "svm-dual",
        ["min ½‖w‖² + C Σᵢ ξᵢ² s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ"],
        "max_α Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ s.t. 0 ≤ αᵢ ≤ C, Σᵢ αᵢyᵢ = 0",
        WRONG,
    ),
    # noise told in words
    (
        "linear-regression",
        [
            "t_n = w^T phi(x_n) + noise, n = 1..N, the noise terms independent Gaussian with mean zero and precision (inverse variance) beta."
        ],
        "ln p(t | w, beta) = (N/2) ln beta - (N/2) ln(2 pi) - (beta/2) sum_n (t_n - w^T phi(x_n))^2",
        RIGHT,
    ),
    (
        "linear-regression",
        ["t_n = w^T x_n + ε_n with zero-mean Gaussian noise of variance σ²"],
        "ln p(t|w, σ²) = -(N/2) ln(2πσ²) - (1/σ²) Σ_n (t_n − w^T x_n)²",
        WRONG,
    ),
    (
        "linear-regression",
        ["y = Xw + ε where the noise is Gaussian with zero mean and variance σ²"],
        "log p(y|X, w) = -(n/2) log(2πσ²) - ‖y − Xw‖²/(2σ²)",
        RIGHT,
    ),
    # means that are told of random numbers are put in force
    (
        "attention",
        ["All components are independent with variance 1, E[k_i] = 0, but E[q_i] = mu != 0"],
        "Var(q.k) = sum_i Var(q_i k_i) = d_k",
        WRONG,
    ),
    (
        "attention",
        ["All components are independent with variance 1, E[k_i] = 0, but E[q_i] = mu != 0"],
        "Var(q.k) = d_k (1 + mu^2)",
        RIGHT,
    ),
    ("attention", ["q_i, k_i independent with variance 1 and E[q_i] = E[k_i] = μ"], "Var(qᵀk) = d_k", WRONG),
    ("attention", ["q_i, k_i independent with variance 1 and E[q_i] = E[k_i] = μ"], "Var(qᵀk) = d_k (1 + 2μ²)", RIGHT),
    # indices beside an index
    (
        "diffusion",
        ["Fix two times s < t; we run the closed form from s to t instead of from 0."],
        "Cov(x_t, x_s | x_0) = √(ᾱ_t/ᾱ_s) (1 − ᾱ_s) I",
        RIGHT,
    ),
    (
        "diffusion",
        ["Fix two times s < t; we run the closed form from s to t instead of from 0."],
        "Cov(x_t, x_s | x_0) = √(ᾱ_t/ᾱ_s) (1 − ᾱ_t) I",
        WRONG,
    ),
    # a bound on the evidence of a chain is shown by being the variational one
    (
        "diffusion",
        [],
        "-log p_θ(x_0) ≤ E_q[KL(p(x_T) || q(x_T|x_0)) + Σ_{t=2}^T KL(p_θ(x_{t-1}|x_t) || q(x_{t-1}|x_t, x_0)) - log p_θ(x_0|x_1)]",
        NOT_RIGHT,
    ),
    # one law throughout; a law over states by its bare name
    ("vae-elbo", [], "∇_φ E_{q_φ}[f(z)] = E_{q_φ}[f(z) ∇_φ log q_φ(z)]", RIGHT),
    ("vae-elbo", [], "∇_φ E_{q_φ}[f(z)] = E_{q_φ}[f(z) ∇_φ q_φ(z)]", WRONG),
    ("kl-divergence", ["u(x) = 1/K is uniform on K outcomes"], "H(p) <= log K with equality iff p = u", RIGHT),
    ("kl-divergence", ["u(x) = 1/K is uniform on K outcomes"], "H(p) >= log K with equality iff p = u", WRONG),
    # coins and their priors in words
    (
        "map-estimation",
        ["N_1 \\text{ heads out of } N \\text{ tosses, with the prior } \\operatorname{Beta}(\\theta \\mid a, b)"],
        "\\hat{\\theta}_{\\text{MAP}} = \\frac{N_1 + a - 1}{N + a + b - 2}",
        RIGHT,
    ),
    (
        "map-estimation",
        ["N_1 \\text{ heads out of } N \\text{ tosses, with the prior } \\operatorname{Beta}(\\theta \\mid a, b)"],
        "\\hat{\\theta}_{\\text{MAP}} = \\frac{N_1 + a}{N + a + b - 2}",
        WRONG,
    ),
    # families told in words, and as arguments
    (
        "kl-divergence",
        ["Let p be exponential with rate a and q exponential with rate b."],
        "KL(p || q) = log(a/b) + b/a - 1",
        RIGHT,
    ),
    ("kl-divergence", ["p is Poisson with rate a, q is Poisson with rate b"], "KL(p || q) = a log(a/b) + a - b", WRONG),
    ("kl-divergence", [], "For Poisson distributions with rates a and b, KL = a log(a/b) + b - a", RIGHT),
    ("kl-divergence", [], "KL(Gamma(a, b) || Gamma(a, c)) = a log(b/c) + a (c/b - 1)", RIGHT),
    (
        "kl-divergence",
        [],
        "\\operatorname{KL}(\\operatorname{Poisson}(a) \\| \\operatorname{Poisson}(b)) = a \\log(a/b) + a - b",
        WRONG,
    ),
    ("kl-divergence", [], "KL(U(0,a) || U(0,b)) = log(b/a) for a < b", RIGHT),
    # independent parts
    ("kl-divergence", [], "for independent pairs KL(p₁(x)p₂(y) ‖ q₁(x)q₂(y)) = KL(p₁‖q₁) + KL(p₂‖q₂)", RIGHT),
    ("kl-divergence", [], "for independent pairs KL(p₁(x)p₂(y) ‖ q₁(x)q₂(y)) = KL(p₁‖q₁) · KL(p₂‖q₂)", WRONG),
    ("kl-divergence", [], "KL(p(x₁)⋯p(xₙ) ‖ q(x₁)⋯q(xₙ)) = n KL(p‖q)", RIGHT),
    ("kl-divergence", [], "KL(p^{\\otimes n} || q^{\\otimes n}) = KL(p||q)^n for n ≥ 2", WRONG),
    # definite integrals
    ("kl-divergence", [], "\\int_0^\\infty \\lambda e^{-\\lambda x} dx = 1", RIGHT),
    ("kl-divergence", [], "\\int_{0}^{a} \\frac{1}{a} \\log\\frac{b}{a} dx = \\log\\frac{a}{b}", WRONG),
    ("logistic-regression", [], "∫_a^b σ'(z) dz = σ(b) - σ(a)", RIGHT),
    ("map-estimation", [], "∫_0^1 θ^{a-1} (1-θ)^{b-1} dθ = Γ(a)Γ(b)/Γ(a+b)", RIGHT),
    # what an M-step sets, and mixtures told in words
    ("em-algorithm", [], "μ_k ← Σ_i γ_{ik} x_i / Σ_i γ_{ik}", RIGHT),
    ("em-algorithm", [], "μ_k ← Σ_i γ_{ik} x_i / n", WRONG),
    ("em-algorithm", [], "γ_{ik} ← N(x_i; μ_k, Σ_k) / Σ_j N(x_i; μ_j, Σ_j)", WRONG),
    ("em-algorithm", [], "Mixture of Bernoullis: μ̂_{kd} = Σᵢ r_{ik} x_{id} / Σᵢ r_{ik}", RIGHT),
    ("em-algorithm", [], "Mixture of Bernoullis: μ̂_{kd} = Σᵢ r_{ik} x_{id} / n", WRONG),
    ("em-algorithm", [], "for a mixture of exponentials λ_k ← N_k / Σ_i γ_{ik} x_i", RIGHT),
    (
        "em-algorithm",
        ["We put a Dirichlet prior Dir(π | α, …, α) with α > 1 on the mixing weights."],
        "π_k = (N_k + α − 1)/(n + K(α − 1))",
        RIGHT,
    ),
    (
        "em-algorithm",
        ["p(π) ∝ Π_k π_k^{α_k − 1} is a Dirichlet prior with α_k > 1"],
        "π_k^{new} = (N_k + α_k)/(n + Σ_j α_j)",
        NOT_RIGHT,
    ),
    (
        "em-algorithm",
        ["Two coins with biases p_A and p_B, each picked with probability 1/2; round i has m tosses with h_i heads."],
        "w_i = p_A^{h_i} (1 - p_A)^{m - h_i} / ( p_A^{h_i} (1 - p_A)^{m - h_i} + p_B^{h_i} (1 - p_B)^{m - h_i} )",
        RIGHT,
    ),
    # the H of EM is one of parameters
    (
        "em-algorithm",
        ["H(theta, theta_t) := - sum_Z p(Z|X; theta_t) log p(Z|X; theta)"],
        "H(theta, theta_t) >= H(theta_t, theta_t) for all theta",
        RIGHT,
    ),
    (
        "em-algorithm",
        ["H(theta, theta_t) := - sum_Z p(Z|X; theta_t) log p(Z|X; theta)"],
        "H(theta, theta_t) <= H(theta_t, theta_t) for all theta",
        WRONG,
    ),
    ("map-estimation", [], "p(θ|D) = p(D|θ) p(θ) / p(D), where p(D) = integral p(D|theta') p(theta') dtheta'", RIGHT),
    ("diffusion", [], "Cov(x_{t-2}, x_t | x_0) = √(α_t α_{t−1}) (1 − ᾱ_{t−2}) I", RIGHT),
    # quantities of laws at other laws, and mixtures at their states
    ("kl-divergence", ["u(x) = 1/K is uniform"], "TV(p,u) = 1/2 sum_x |p(x) - 1/K|", RIGHT),
    ("kl-divergence", ["m = ½(p+q)"], "TV(p, m) = ½ TV(p, q)", RIGHT),
    ("kl-divergence", ["m = ½(p+q)"], "Σ_x |p(x) − m(x)| = TV(p, m)", WRONG),
    # triangular factors
    (
        "vae-elbo",
        ["Let q(z|x) = N(μ, LLᵀ) with L lower triangular."],
        "KL(q(z|x) ‖ p(z)) = ½(‖μ‖² + tr(LLᵀ) − d) − Σ_j log L_{jj}",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["Let q(z|x) = N(μ, LLᵀ) with L lower triangular."],
        "KL(q(z|x) ‖ p(z)) = ½(‖μ‖² + tr(LLᵀ) − d) + Σ_j log L_{jj}",
        WRONG,
    ),
    ("vae-elbo", ["z = μ + L ε with L lower triangular"], "log q(z|x) = −½‖ε‖² − (d/2) log 2π − Σ_j log L_{jj}", RIGHT),
    # bounds of several samples, and what an average law informs of
    (
        "vae-elbo",
        ["For K samples zₖ ∼ q(z|x) the bound is L_K = E[log (1/K) Σₖ p(x, zₖ)/q(zₖ|x)]."],
        "L_1 ≤ L_K ≤ log p(x)",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["Let q(z) = ∫ q(z|x) p_D(x) dx and I_q(x; z) the mutual information of the pair (x, z) ∼ p_D(x) q(z|x)."],
        "I_q(x; z) ≥ E_{p_D(x)}[KL(q(z|x) ‖ p(z))]",
        WRONG,
    ),
    ("vae-elbo", [], "d^2 KL(q(z|x) || p(z)) / d sigma_j^2 = 1 - 1/sigma_j^2", WRONG),
    # the sign behind what it stands for
    ("attention", ["Denote gradients of the loss by a bar."], "\\bar V = A^\\top \\bar O", RIGHT),
    ("attention", ["Denote gradients of the loss by a bar."], "\\bar V = A \\bar O", WRONG),
    # the activation that a line chooses, by its name or by its derivative
    ("backpropagation", [], "with ReLU δ^{(l)} = (W^{(l+1)ᵀ} δ^{(l+1)}) ⊙ 1[z^{(l)} > 0]", RIGHT),
    ("backpropagation", [], "with ReLU δ^{(l)} = (W^{(l+1)ᵀ} δ^{(l+1)}) ⊙ 1[z^{(l)} < 0]", WRONG),
    ("backpropagation", [], "σ = tanh ⇒ δ^{(l)} = (W^{(l+1)ᵀ} δ^{(l+1)}) ⊙ (1 − a^{(l)} ⊙ a^{(l)})", RIGHT),
    ("backpropagation", [], "if σ = tanh then σ'(z) = σ(z)(1 − σ(z))", WRONG),
    ("backpropagation", [], "Since tanh' = 1 - tanh^2, δ^(l) = (W^(l+1)^T δ^(l+1)) .* (1 - a^(l) .* a^(l))", RIGHT),
    ("backpropagation", [], "for tanh units δ^{(l)} = (W^{(l+1)ᵀ} δ^{(l+1)}) ⊙ (1 + (a^{(l)})²)", WRONG),
    ("backpropagation", [], "the derivative of tanh x is 1 − tanh² x", RIGHT),
    ("backpropagation", ["a^{(l)} = tanh(z^{(l)})"], "δ^{(l)} = (1 − (a^{(l)})²) ⊙ (W^{(l+1)ᵀ} δ^{(l+1)})", RIGHT),
    ("backpropagation", ["a^{(l)} = tanh(z^{(l)})"], "δ^{(l)} = (1 − a^{(l)}) ⊙ (W^{(l+1)ᵀ} δ^{(l+1)})", WRONG),
    # words beside a refuted formula that restrict nothing: places of a closed formula, what is done, parts, what is held fixed
    (
        "backpropagation",
        [],
        "For the logistic σ the slope is largest at the origin, max_z σ′(z) = σ′(0) = ½, which is why gradients vanish in deep nets",
        WRONG,
    ),
    (
        "kl-divergence",
        [],
        "For the quadratic term I add and subtract μ₁, then E_p[(x − μ₂)²] = σ₁² + σ₂² + (μ₁ − μ₂)²",
        WRONG,
    ),
    ("attention", [], "For the scaling factor we check the variance, Var(qᵀk) = √d_k", WRONG),
    ("linear-regression", [], "With X held fixed, ∇_w ‖y − Xw‖² = 2Xᵀ(y − Xw)", WRONG),
    ("em-algorithm", [], "after every EM iteration log p(X; theta_new) <= log p(X; theta_old)", WRONG),
    ("em-algorithm", [], "when all means differ, γ_{ik} = π_k N(x_i|μ_k,Σ_k) / Σ_i π_k N(x_i|μ_k,Σ_k)", WRONG),
    (
        "kl-divergence",
        [],
        "Taking p(x,y) against the product of its marginals gives the mutual information, I(X;Y) = KL(p(x,y) ‖ p(x)p(y)) = H(X,Y) − H(X) − H(Y)",
        WRONG,
    ),
    # the weight of a penalty in the form that the line itself tells
    (
        "map-estimation",
        [],
        "if the loss is averaged, J = (1/n) ||y - X theta||^2 + lam ||theta||^2, then lam = sigma^2 / (n tau^2)",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "if we write the loss as (1/n) ||y - X theta||^2 + lam ||theta||^2, then lam = n sigma^2 / tau^2",
        WRONG,
    ),
    ("map-estimation", [], "With the ridge loss ½‖y − Xθ‖² + λ‖θ‖² the weight is λ = σ²/(2τ²)", RIGHT),
    ("map-estimation", [], "With the ridge loss ½‖y − Xθ‖² + λ‖θ‖² the weight is λ = σ²/τ²", WRONG),
    ("map-estimation", [], "J(theta) = ½||y - X theta||^2 + lam ||theta||^2", RIGHT),
    # formulas that sentences only speak of
    ("linear-regression", [], "y^T X w is a scalar, hence y^T X w = w^T X^T y", RIGHT),
    ("linear-regression", [], "y^T X w is a scalar, hence y^T X w = w^T X y", WRONG),
    (
        "linear-regression",
        [],
        "L is quadratic, so a single Newton step from any w_0 reaches the minimum: w_1 = w_0 - (X^T X)^{-1} X^T (y - X w_0)",
        WRONG,
    ),
    (
        "linear-regression",
        [],
        "L is quadratic, so a single Newton step from any w_0 reaches the minimum: w_1 = w_0 + (X^T X)^{-1} X^T (y - X w_0)",
        RIGHT,
    ),
    ("diffusion", [], "x_t is a linear function of x_0 and ε, so E[x_t|x_0] = √ᾱ_t x_0", RIGHT),
    ("diffusion", [], "x_t is a linear function of x_0 and ε, so E[x_t|x_0] = ᾱ_t x_0", WRONG),
    (
        "map-estimation",
        [],
        "A gradient step of size eta shrinks the weights first: theta <- (1 - eta/tau^2) theta - (eta/sigma^2) X^T (y - X theta).",
        WRONG,
    ),
    # sizes in words, what a model leaves out, and sentences that deny something else
    (
        "map-estimation",
        [],
        "with one feature and no bias: theta_MAP = sum_i x_i y_i / (sum_i x_i^2 + sigma^2/tau^2)",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "with one feature and no bias: theta_MAP = sum_i x_i y_i / (sum_i x_i^2 + tau^2/sigma^2)",
        WRONG,
    ),
    ("logistic-regression", [], "for one sample: ∇L(w) = (p_1 − y_1) x_1", RIGHT),
    ("em-algorithm", [], "for a mixture of two components γ_{i1} + γ_{i2} = 2", WRONG),
    ("em-algorithm", [], "EM never decreases the likelihood: log p(X; θ_new) ≥ log p(X; θ_old)", RIGHT),
    ("em-algorithm", [], "EM never decreases the likelihood: log p(X; θ_new) ≤ log p(X; θ_old)", WRONG),
    ("kl-divergence", [], "The entropy of p does not depend on q: KL(p‖q) = H(p,q) + H(p)", WRONG),
    # what opens a line is supposed for the rest of it
    (
        "map-estimation",
        [],
        "with the prior p(θ) = N(0, b² I) the MAP estimate is θ_MAP = (XᵀX + (σ²/b²) I)⁻¹ Xᵀ y",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "with the prior p(θ) = N(0, b² I) the MAP estimate is θ_MAP = (XᵀX + (b²/σ²) I)⁻¹ Xᵀ y",
        WRONG,
    ),
    (
        "diffusion",
        [],
        "Induction step: if Cov(x_{t−1}|x_0) = (1−ᾱ_{t−1}) I, then Cov(x_t|x_0) = [α_t(1−ᾱ_{t−1}) + β_t] I = (1−ᾱ_t) I",
        RIGHT,
    ),
    (
        "diffusion",
        [],
        "Induction step: if Cov(x_{t−1}|x_0) = (1−ᾱ_{t−1}) I, then Cov(x_t|x_0) = [α_t(1−ᾱ_{t−1}) + α_t β_t] I",
        WRONG,
    ),
    (
        "backpropagation",
        [],
        "two layers, σ(z) = z, no biases, L = ½‖W⁽²⁾W⁽¹⁾x − y‖²:  ∂L/∂W⁽¹⁾ = W⁽²⁾ᵀ (W⁽²⁾W⁽¹⁾x − y) xᵀ",
        RIGHT,
    ),
    # for which steps gradient descent converges
    (
        "linear-regression",
        [],
        "gradient descent converges to the minimiser from any start iff 0 < η < 1/λ_max(XᵀX)",
        RIGHT,
    ),
    (
        "linear-regression",
        [],
        "gradient descent converges to the minimiser from any start iff 0 < η < 2/λ_max(XᵀX)",
        WRONG,
    ),
    # up to a constant, in words
    ("map-estimation", [], "Dropping constants, −log p(θ|D) = 1/(2σ²)‖y−Xθ‖² + 1/(2τ²)‖θ‖²", RIGHT),
    ("map-estimation", [], "Dropping constants, −log p(θ|D) = 1/(2σ²)‖y−Xθ‖² + 1/τ²‖θ‖²", WRONG),
    (
        "map-estimation",
        [],
        "−log p(θ|D) = 1/(2σ²)‖y−Xθ‖² + 1/(2τ²)‖θ‖², where we dropped terms that do not involve θ",
        RIGHT,
    ),
    ("map-estimation", [], "−log p(θ|D) = 1/(2σ²)‖y−Xθ‖², where we dropped terms that do not involve θ", WRONG),
    ("map-estimation", [], "p(θ|D) = p(D|θ) p(θ) up to normalisation", RIGHT),
    ("map-estimation", [], "p(θ|D) = p(D|θ) + p(θ) up to a constant", WRONG),
    (
        "diffusion",
        [],
        "up to an additive constant in $x_{t-1}$, \\log q(x_{t-1}|x_t,x_0) = \\log q(x_t|x_{t-1}) + \\log q(x_{t-1}|x_0)",
        RIGHT,
    ),
    (
        "diffusion",
        [],
        "log q(x_t|x_{t−1}) = −‖x_t − √(1−β_t) x_{t−1}‖²/(2β_t) + const, where const does not depend on β_t",
        WRONG,
    ),
    ("em-algorithm", [], "Up to a term that does not depend on θ, ELBO(q,θ) = E_q[log p(X,Z|θ)]", RIGHT),
    # a letter that only relates the problem's quantities gets its meaning from them; an entry of theirs gets none
    (
        "attention",
        ["n = 2 keys with scaled scores s_1 = s_2 + delta"],
        "a_1 = 1/(1 + exp(-delta)), a_2 = 1 - a_1",
        RIGHT,
    ),
    ("attention", [], "n = 2 keys with scores s_1 = s_2 + δ, so a_1 = 1/(1 + exp(δ))", WRONG),
    ("attention", ["Let n = 2 and write Δ = s_1 − s_2."], "α_1 = e^{−Δ}/(1 + e^{−Δ})", WRONG),
    # a member of a family that is moved for a derivative leaves the others there
    (
        "logistic-regression",
        [
            "p_{ik} = exp(a_{ik})/Σ_j exp(a_{ij}), a_{ik} = w_kᵀx_i, E = −Σ_i Σ_k t_{ik} ln p_{ik}, one-hot targets t_{ik}"
        ],
        "∇_{w_j} E = Σ_{i=1}^n (p_{ij} − t_{ij}) x_i",
        RIGHT,
    ),
    # objectives of his own by their names, small or large
    ("logistic-regression", ["minimise J(w) = L(w) + (λ/2)‖w‖² with step size η"], "w ← (1 − ηλ)w − ηXᵀ(p − y)", RIGHT),
    ("logistic-regression", ["minimise J(w) = L(w) + (λ/2)‖w‖² with step size η"], "w ← (1 + ηλ)w − ηXᵀ(p − y)", WRONG),
    ("logistic-regression", ["We maximise J(w) = ℓ(w) − (λ/2)‖w‖²."], "w ← (1 − ηλ)w + ηXᵀ(y − p)", RIGHT),
    ("logistic-regression", ["We maximise J(w) = ℓ(w) − (λ/2)‖w‖²."], "w ← (1 − ηλ)w − ηXᵀ(y − p)", WRONG),
    (
        "backpropagation",
        ["With weight decay we minimise L + (λ/2) Σ_l ‖W^{(l)}‖_F², λ > 0, with learning rate η > 0."],
        "W^{(l)} ← (1 + ηλ) W^{(l)} − η δ^{(l)} (a^{(l−1)})ᵀ",
        WRONG,
    ),
    # what a line says of its signs, and a loss that it only calls the loss
    (
        "backpropagation",
        ["h = relu(W1 x + b1), o = W2 h + b2 and error E = 1/2 ||o - t||^2; * below is the elementwise product."],
        "dE/dW1 = ((W2^T (o - t)) * 1[W1 x + b1 > 0]) x^T",
        RIGHT,
    ),
    (
        "backpropagation",
        ["single sigmoid output: yhat = sigma(z), loss = -y log(yhat) - (1-y) log(1-yhat)"],
        "dL/dz = yhat - y",
        RIGHT,
    ),
    (
        "backpropagation",
        ["single sigmoid output: yhat = sigma(z), loss = -y log(yhat) - (1-y) log(1-yhat)"],
        "dL/dz = y - yhat",
        WRONG,
    ),
    # a matrix of which nothing but the diagonal is told
    ("logistic-regression", [], "∇²L = XᵀRX, R_{ii} = p_i(1 − p_i)", RIGHT),
    ("logistic-regression", [], "∇²L = XᵀRX, R_{ii} = p_i(1 + p_i)", WRONG),
    # laws given the steps they speak of; what a line defines for its claim
    (
        "backpropagation",
        [],
        "dL/dW2 = (yhat - y) h^T where yhat = W2 h + b2, h = sigma(W1 x + b1), L = 1/2||yhat - y||^2",
        RIGHT,
    ),
    # the last factor of a product is what stands over a slash
    ("backpropagation", ["y = x + s ⊙ x"], "∂L/∂x = ∂L/∂y + s ⊙ ∂L/∂y", RIGHT),
    (
        "backpropagation",
        ["h_{l+1} = h_l + σ(W h_l + b)"],
        "∂L/∂h_l = ∂L/∂h_{l+1} + Wᵀ(σ'(W h_l + b) ⊙ ∂L/∂h_{l+1})",
        RIGHT,
    ),
    ("backpropagation", ["h_{l+1} = h_l + σ(W h_l + b)"], "∂L/∂h_l = Wᵀ(σ'(W h_l + b) ⊙ ∂L/∂h_{l+1})", WRONG),
    # Jacobians named in words, and names for a formula of any layer
    ("backpropagation", ["y = x + F(x), with J the Jacobian of F"], "∂L/∂x = (I + J)ᵀ ∂L/∂y", RIGHT),
    ("backpropagation", ["y = x + F(x), with J the Jacobian of F"], "∂L/∂x = Jᵀ ∂L/∂y", WRONG),
    ("backpropagation", ["y = x + F(x) with Jacobian J of F"], "∂L/∂x = (I + J)ᵀ ∂L/∂y", (*RIGHT, "undecided")),
    (
        "backpropagation",
        ["a^{(l)} = a^{(l−1)} + f(a^{(l−1)}); let J_f be the Jacobian of f at a^{(l−1)} and g = ∂L/∂a^{(l)}."],
        "∂L/∂a^{(l−1)} = g + J_fᵀ g",
        RIGHT,
    ),
    (
        "backpropagation",
        ["a^{(l)} = a^{(l−1)} + f(a^{(l−1)}); let J_f be the Jacobian of f at a^{(l−1)} and g = ∂L/∂a^{(l)}."],
        "∂L/∂a^{(l−1)} = g − J_fᵀ g",
        WRONG,
    ),
    (
        "backpropagation",
        [],
        "dL/dW1 = W2^T(yhat - y) x^T where yhat = W2 h + b2, h = sigma(W1 x + b1), L = 1/2||yhat - y||^2",
        WRONG,
    ),
    ("backpropagation", [], "for ŷ = W₂h + b₂ with h = σ(W₁x + b₁) and L = ½‖ŷ − y‖²: ∂L/∂W₂ = (ŷ − y)hᵀ", RIGHT),
    ("backpropagation", [], "for ŷ = W₂h + b₂ with h = σ(W₁x + b₁) and L = ½‖ŷ − y‖²: ∂L/∂W₂ = 2(ŷ − y)hᵀ", WRONG),
    ("backpropagation", [], "If ŷ = W₂h and L = ½‖ŷ − y‖², then dL/dh = W₂ᵀ(ŷ − y)", RIGHT),
    ("vae-elbo", [], "-log p(x|z) = ½‖x − x̂‖² + const", RIGHT),
    ("vae-elbo", [], "-log p(x|z) = ‖x − x̂‖² + const", WRONG),
    ("vae-elbo", [], "if p(x|z) = N(f(z), c I), then log p(x|z) = -1/(2c) ||x - f(z)||^2 + const", RIGHT),
    ("vae-elbo", [], "if p(x|z) = N(f(z), c I), then log p(x|z) = -1/(2c^2) ||x - f(z)||^2 + const", WRONG),
    ("diffusion", [], "x_t ~ N(√ᾱ_t x_0, (1−ᾱ_t)I)", RIGHT),
    ("diffusion", [], "x_t ~ N(ᾱ_t x_0, (1−ᾱ_t)I)", WRONG),
    ("diffusion", [], "x_t ~ N(√(α_t α_{t-1}) x_{t-2}, (1−α_t α_{t-1})I)", RIGHT),
    ("diffusion", [], "x_{t-1} ~ N(μ̃_t, β̃_t I)", RIGHT),
    ("diffusion", [], "x_{t-1} ~ N(μ̃_t, β_t I)", WRONG),
    ("diffusion", [], "x_{t-1} ~ N(μ_θ(x_t,t), σ_t² I)", RIGHT),
    ("diffusion", [], "x_T ~ N(0, I)", RIGHT),
    ("diffusion", [], "x_{t-1} = √α_{t-1} x_{t-2} + √(1−α_{t-1}) ε'", RIGHT),
    ("diffusion", [], "x_{t-1} = √α_{t-1} x_{t-2} + (1−α_{t-1}) ε'", WRONG),
    # forms that the problem leaves open; a function that he has chosen
    ("map-estimation", [], "∇J = −(1/σ²) Xᵀ(y − Xθ) + θ/τ²", RIGHT),
    ("map-estimation", [], "∇J = 2Xᵀ(Xθ − y) + 2λθ", RIGHT),
    ("map-estimation", [], "∇J = −2Xᵀ(y − Xθ) + (σ²/τ²) θ", WRONG),
    ("map-estimation", ["J(θ) = (1/2σ²)‖y − Xθ‖² + (1/2τ²)‖θ‖²"], "∇J = −Xᵀ(y − Xθ) + (σ²/τ²) θ", WRONG),
    ("map-estimation", [], "the Hessian is H = ∇²J = XᵀX/σ² + I/τ²", RIGHT),
    ("map-estimation", [], "H = ∇²J = XᵀX/σ² + I/τ", WRONG),
    ("svm-dual", ["k(x,z) = exp(-||x-z||²/(2s²))"], "f(x) = sign(Σ α_i y_i k(x_i,x) + b)", RIGHT),
    ("svm-dual", ["k(x,z) = exp(-||x-z||²/(2s²))"], "f(x) = sign(Σ α_i k(x_i,x) + b)", WRONG),
    ("svm-dual", ["K(x,z) = (1 + xᵀz)²"], "max_α Σα_i − ½ΣΣ α_iα_j y_iy_j K(x_i,x_j) s.t. α_i ≥ 0, Σα_iy_i = 0", RIGHT),
    ("svm-dual", ["K(x,z) = (1 + xᵀz)²"], "max_α Σα_i − ½ΣΣ α_iα_j K(x_i,x_j) s.t. α_i ≥ 0, Σα_iy_i = 0", WRONG),
    ("svm-dual", ["k(x,z) = exp(-||x-z||²/(2s²))"], "k(x_i,x_j) = x_iᵀx_j", WRONG),
    (
        "logistic-regression",
        [],
        "w^{new} = w - H^{-1}∇L = (X^T R X)^{-1} X^T R z, z = Xw - R^{-1}(p - y), R = diag(p_i(1-p_i))",
        RIGHT,
    ),
    (
        "logistic-regression",
        [],
        "w^{new} = w - H^{-1}∇L = (X^T R X)^{-1} X^T R z, z = Xw + R^{-1}(p - y), R = diag(p_i(1-p_i))",
        WRONG,
    ),
    (
        "backpropagation",
        ["a^{(l)} = a^{(l−1)} + f(a^{(l−1)}); let J_f be the Jacobian of f at a^{(l−1)} and g = ∂L/∂a^{(l)}."],
        "∂L/∂a^{(l−1)} = g − J_fᵀ g",
        WRONG,
    ),
    # layers that share their weights are one letter
    (
        "backpropagation",
        ["layers 1 and 2 share their weights, W^(1) = W^(2) = W."],
        "dL/dW = δ^(1) (a^(0))ᵀ + δ^(2) (a^(1))ᵀ",
        RIGHT,
    ),
    ("backpropagation", ["layers 1 and 2 share their weights, W^(1) = W^(2) = W."], "dL/dW = δ^(2) (a^(1))ᵀ", WRONG),
    ("backpropagation", ["Tie the weights: W^{(l)} = W for all l."], "∂L/∂W = Σ_{l=1}^L δ^{(l)} (a^{(l−1)})ᵀ", RIGHT),
    ("backpropagation", ["Tie the weights: W^{(l)} = W for all l."], "∂L/∂W = Σ_{l=1}^L δ^{(l)} (a^{(l)})ᵀ", WRONG),
    # a shape that no reading of the problem bears is wrong, and no name of its own
    ("attention", [], "MultiHead(X) = Concat(head_1, …, head_h) W^O, W^O ∈ ℝ^{d × h d_v}", WRONG),
    ("attention", [], "W^O ∈ ℝ^{h d_v × d}", RIGHT),
    ("attention", [], "head_i ∈ ℝ^{n×d_v}, W_i^Q ∈ ℝ^{d×d_k}, W_i^V ∈ ℝ^{d×d_v}", RIGHT),
    # layers by subscripts are vectors and matrices: nobody transposes a number
    ("backpropagation", ["z_l = W_l a_{l−1} + b_l, δ_l = ∂L/∂z_l"], "∂L/∂W_l = δ_l a_{l−1}ᵀ", RIGHT),
    ("backpropagation", ["z_l = W_l a_{l−1} + b_l, δ_l = ∂L/∂z_l"], "∂L/∂W_l = a_{l−1} δ_lᵀ", WRONG),
    (
        "backpropagation",
        ["S^{(l)} = H^{(l−1)} W^{(l)ᵀ} + 1 b^{(l)ᵀ}, Δ^{(l)} = ∂L/∂S^{(l)}"],
        "∂L/∂W^{(l)} = H^{(l−1)ᵀ} Δ^{(l)}",
        WRONG,
    ),
    # what is said of random numbers and could not be taken in keeps the problem's own from being shown
    ("attention", ["Now E[q_i] = μ ≠ 0"], "Var(q·k) = d_k", UNPROVED),
    (
        "attention",
        ["q and k are independent with E[q_i] = E[k_i] = 0 and Var(q_i) = Var(k_i) = 1"],
        "Var(q·k) = d_k",
        RIGHT,
    ),
    ("attention", ["E[q_i] = μ, E[k_i] = 0, Var(q_i) = Var(k_i) = 1, all independent"], "Var(q·k) = d_k", UNPROVED),
    # conditions at an optimum, densities of one sample, features of one sample
    (
        "linear-regression",
        ["y^{(i)} = \\theta^Tx^{(i)} + \\epsilon^{(i)}, \\epsilon^{(i)} \\sim \\mathcal{N}(0,\\sigma^2)"],
        "\\ell(\\theta) = m\\log\\frac{1}{\\sqrt{2\\pi}\\sigma} - \\frac{1}{\\sigma^2}\\cdot\\frac{1}{2}\\sum_{i=1}^m(y^{(i)}-\\theta^Tx^{(i)})^2",
        RIGHT,
    ),
    (
        "linear-regression",
        ["y^{(i)} = \\theta^Tx^{(i)} + \\epsilon^{(i)}, \\epsilon^{(i)} \\sim \\mathcal{N}(0,\\sigma^2)"],
        "\\ell(\\theta) = m\\log\\frac{1}{\\sqrt{2\\pi}\\sigma} - \\frac{1}{\\sigma}\\cdot\\frac{1}{2}\\sum_{i=1}^m(y^{(i)}-\\theta^Tx^{(i)})^2",
        WRONG,
    ),
    ("linear-regression", [], "p(y|X,w) = Π_i p(y_i|x_i,w)", RIGHT),
    ("map-estimation", [], "log p(y_i|x_i;θ) = −(y_i − θᵀx_i)²/(2σ²) − ½ log(2πσ²)", RIGHT),
    ("map-estimation", [], "log p(y_i|x_i;θ) = −(y_i − θᵀx_i)²/σ² − ½ log(2πσ²)", WRONG),
    ("map-estimation", [], "p(w|t) = N(w|m_N, S_N), m_N = β S_N Φᵀt, S_N^{-1} = αI + βΦᵀΦ", RIGHT),
    ("map-estimation", [], "p(w|t) = N(w|m_N, S_N), m_N = α S_N Φᵀt, S_N^{-1} = αI + βΦᵀΦ", WRONG),
    ("map-estimation", [], "Xᵀ(y − Xθ)/σ² = θ/τ²", RIGHT),
    ("map-estimation", [], "Xᵀ(y − Xθ)/σ² = −θ/τ²", WRONG),
    ("logistic-regression", [], "\\frac{\\partial}{\\partial\\theta_j}\\ell(\\theta) = (y - h_\\theta(x))x_j", RIGHT),
    ("logistic-regression", [], "\\frac{\\partial}{\\partial\\theta_j}\\ell(\\theta) = (h_\\theta(x) - y)x_j", WRONG),
    ("logistic-regression", [], "∂ℓ/∂w_j = (y/p − (1−y)/(1−p)) p(1−p) x_j", RIGHT),
    ("logistic-regression", [], "Σ_i p_i x_i = Σ_i y_i x_i", RIGHT),
    ("logistic-regression", [], "Xᵀ(p + y) = 0", WRONG),
    (
        "em-algorithm",
        [],
        "0 = \\sum_n \\frac{\\pi_k N(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j N(x_n|\\mu_j,\\Sigma_j)} \\Sigma_k^{-1}(x_n - \\mu_k)",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        "\\sum_{n=1}^N\\frac{\\pi_k\\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j\\mathcal{N}(x_n|\\mu_j,\\Sigma_j)}\\Sigma_k^{-1}(x_n-\\mu_k) = 0",
        WRONG,
    ),
    ("svm-dual", [], "L(w,b,α) = Σα_i − ½ΣΣ α_iα_jy_iy_j x_iᵀx_j − bΣα_iy_i", RIGHT),
    ("svm-dual", [], "L(w,b,α) = ½‖w‖² − Σα_i[y_i wᵀx_i − 1]", WRONG),
    # no gradient that vanishes
    ("logistic-regression", [], "Xᵀ(p − y) = 2Xᵀ(p − y)", WRONG),
    ("logistic-regression", [], "∇L = 2Xᵀ(p − y)", WRONG),
    # definitions that fit, moments under a law
    ("linear-regression", [], "let s = Xw + w", WRONG),
    ("linear-regression", [], "G = XᵀX + X", WRONG),
    ("linear-regression", [], "G = XᵀX + cI", RIGHT),
    ("linear-regression", ["S = diag(s)"], "XᵀSXw = XᵀSy", WRONG),
    ("diffusion", [], "under q, E[x_t | x_0] = √ᾱ_t x_0", RIGHT),
    ("kl-divergence", [], "under q, E[log(p(x)/q(x))] = KL(p‖q)", WRONG),
    ("map-estimation", ["S_N = (XᵀX/σ² + I/τ²)^{-1}, m_N = S_N Xᵀy/σ²"], "p(θ|D) = N(θ; m_N, S_N)", RIGHT),
    (
        "map-estimation",
        ["coin: h heads in n tosses, θ = P(heads), prior Beta(a, b) with a, b > 1"],
        "θ_MAP = (h + a − 1)/(n + a + b − 2)",
        RIGHT,
    ),
    (
        "attention",
        ["cross-attention: queries from m decoder positions, keys and values from n encoder positions, m ≠ n"],
        "A = softmax(QKᵀ/√d_k) ∈ ℝ^{n×m}",
        WRONG,
    ),
    # a kind of thing before its formula
    (
        "backpropagation",
        ["sigma is the logistic function, loss 1/2 ||a^(L) - y||^2"],
        "delta^(L)_j = (a^(L)_j - y_j) a^(L)_j (1 - a^(L)_j)",
        RIGHT,
    ),
    (
        "backpropagation",
        ["sigma is the logistic function, loss 1/2 ||a^(L) - y||^2"],
        "delta^(L)_j = (a^(L)_j - y_j) (1 - a^(L)_j)",
        WRONG,
    ),
    # entries of an objective's matrix
    ("svm-dual", [], "maximize 1ᵀα − ½αᵀQα subject to yᵀα = 0, α ≥ 0, with Q_ij = y_i y_j x_iᵀx_j", RIGHT),
    ("svm-dual", [], "maximize 1ᵀα − ½αᵀQα subject to yᵀα = 0, α ≥ 0, with Q_ij = x_iᵀx_j", WRONG),
    ("svm-dual", [], "maximize 1ᵀα − ½αᵀQα subject to yᵀα = 1, α ≥ 0, with Q_ij = y_i y_j x_iᵀx_j", WRONG),
    # a step of an iteration is no power; remarks in brackets
    ("em-algorithm", [], "Q(θ|θ^t) = Σ_Z p(Z|X;θ^t) log p(X,Z;θ)", RIGHT),
    ("em-algorithm", [], "Q(θ|θ^t) = Σ_Z p(Z|X;θ) log p(X,Z;θ)", WRONG),
    ("em-algorithm", [], "E_{Z|X,θ^t}[log p(X,Z;θ)] = Q(θ|θ^t)", RIGHT),
    ("em-algorithm", [], "log p(X;θ^{t+1}) - log p(X;θ^t) >= Q(θ^{t+1}|θ^t) - Q(θ^t|θ^t) >= 0", RIGHT),
    ("linear-regression", [], "with X = QR (thin), ŵ = R^{-1} Q^T y", RIGHT),
    ("linear-regression", [], "with X = QR (thin), ŵ = Q^T R^{-1} y", WRONG),
    # one of the support vectors
    (
        "svm-dual",
        ["Suppose the dual has been solved, w = Σᵢ αᵢyᵢxᵢ, and let x_s be any support vector, i.e. α_s > 0."],
        "b = y_s − Σᵢ αᵢyᵢ xᵢᵀx_s",
        RIGHT,
    ),
    ("svm-dual", ["w = Σᵢ αᵢyᵢxᵢ, α_s > 0"], "b = y_s + Σᵢ αᵢyᵢ xᵢᵀx_s", WRONG),
    ("svm-dual", ["w = Σᵢ αᵢyᵢxᵢ, α_s > 0"], "b = y_s − Σᵢ αᵢyᵢ xᵢᵀx_s", RIGHT),
    # attention of the tokens to themselves
    (
        "attention",
        [],
        "\\operatorname{Attention}(X) = \\operatorname{softmax}\\left(\\frac{X W^Q (W^K)^{\\top} X^{\\top}}{\\sqrt{d_k}}\\right) X W^V",
        RIGHT,
    ),
    (
        "attention",
        [],
        "\\operatorname{Attention}(X) = \\operatorname{softmax}\\left(\\frac{X W^K (W^Q)^{\\top} X^{\\top}}{\\sqrt{d_k}}\\right) X W^V",
        WRONG,
    ),
    ("attention", [], "Attention(PX) = P Attention(X) for every permutation matrix P", RIGHT),
    ("attention", [], "Attention(PX) = Attention(X) for every permutation matrix P", WRONG),
    # moments of a law by its density
    ("diffusion", [], "the posterior q(x_{t−1}|x_t, x_0) has the mean μ̃_t", RIGHT),
    ("diffusion", [], "q(x_{t−1}|x_t, x_0) has mean μ̃_t and variance β̃_t I", RIGHT),
    ("diffusion", [], "q(x_{t−1}|x_t, x_0) has mean μ̃_t and variance β_t I", WRONG),
    ("diffusion", [], "q(x_t|x_0) has mean √ᾱ_t x_0", RIGHT),
    ("diffusion", [], "q(x_t|x_0) has mean ᾱ_t x_0", WRONG),
    ("vae-elbo", [], "q(z|x) has mean μ and variance diag(σ²)", RIGHT),
    ("vae-elbo", [], "q(z|x) has mean μ and variance diag(σ)", WRONG),
    ("vae-elbo", [], "p(z) has mean 0", RIGHT),
    ("vae-elbo", [], "E_p[z|x] = 0", WRONG),
    # a matrix told by its size and entries
    (
        "svm-dual",
        ["Let Q be the n x n matrix with the entries Q_ij = y_i y_j x_i^T x_j"],
        "max_alpha 1^T alpha - (1/2) alpha^T Q alpha  s.t. alpha >= 0, y^T alpha = 0",
        RIGHT,
    ),
    (
        "svm-dual",
        ["Let Q be the n x n matrix with the entries Q_ij = x_i^T x_j"],
        "max_alpha 1^T alpha - (1/2) alpha^T Q alpha  s.t. alpha >= 0, y^T alpha = 0",
        WRONG,
    ),
    # the two games over the Lagrangian, stated
    ("svm-dual", [], "min_{w,b} max_{α≥0} L(w,b,α)", RIGHT),
    ("svm-dual", [], "max_{α≥0} min_{w,b} L(w,b,α)", RIGHT),
    ("svm-dual", [], "min_{α≥0} max_{w,b} L(w,b,α)", WRONG),
    ("svm-dual", [], "max_α min_{w,b} L(w,b,α) s.t. α_i ≥ 0", RIGHT),
    ("svm-dual", [], "max_α min_{w,b} L(w,b,α) s.t. α_i ≤ 0", WRONG),
    # a model by itself behind where
    ("backpropagation", [], "dE/dU = (o - t) g^T where o = U g, g = tanh(V x), E = 1/2||o - t||^2", RIGHT),
    ("backpropagation", [], "dE/dU = g (o - t)^T where o = U g, g = tanh(V x), E = 1/2||o - t||^2", WRONG),
    ("logistic-regression", [], "∇L = Xᵀ(ŷ − y), where ŷ = σ(−Xw)", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged


def test_a_reading_of_the_problem_bears_the_earlier_lines():
    layers = "z^l = W^l a^{l-1} + b^l, a^l = \\sigma(z^l)"
    assert check("backpropagation", [layers], "\\delta^L = \\nabla_a C", seconds=3.0).verdict == "refuted"
    assert (
        check("backpropagation", ["linear output layer, a^L = z^L"], "\\delta^L = \\nabla_a C", seconds=3.0).verdict
        == "verified"
    )


def test_a_letter_in_use_is_given_no_meaning_in_passing():
    before = ["W_ij ~ U(-r, r), Var(W) = 2/(n_in + n_out)"]
    assert check("backpropagation", before, "r = sqrt(2/(n_in + n_out))", seconds=3.0).verdict == "undecided"


def test_a_posterior_is_not_its_prior():
    verdict = check("map-estimation", ["p(w) = N(w|0, α⁻¹I)"], "log p(w|t) = −(α/2) wᵀw + const", seconds=3.0)
    assert verdict.verdict not in RIGHT


def test_a_word_for_a_quantity_is_no_name_that_may_mean_anything():
    wrong = "S = X^T X/σ² + I/τ², mean = S X^T y/σ²"  # S is its inverse
    assert check("map-estimation", [], wrong, seconds=6.0).verdict not in RIGHT
    assert check("linear-regression", [], "let mean = (1/n) sum_i y_i", seconds=3.0).verdict == "given"

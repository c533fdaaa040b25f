"""Worked examples whose numbers fix sizes and values: one query, one sample, one time of a process."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "attention",
        ["n = 2, d_k = 1, q_1 = 2, k_1 = 0, k_2 = (ln 4)/2, v_1 = 5, v_2 = 10"],
        ["o_1 = 1/5*5 + 4/5*10 = 9"],
        ["o_1 = 4/5*5 + 1/5*10 = 6"],
    ),
    (
        "attention",
        ["n = 2, d_k = d_v = 1: q₁ = 1, k₁ = 0, k₂ = ln 3, v₁ = 4, v₂ = 8"],
        ["o₁ = ¼·4 + ¾·8 = 7", "A_{11} = 1/4", "A_12 = 3/4", "α₁₁ = 1/4, α₁₂ = 3/4"],
        ["o₁ = ¾·4 + ¼·8 = 5", "A_{11} = 3/4", "A_12 = 1/4", "α₁₁ = 3/4, α₁₂ = 1/4"],
    ),
    (
        "attention",
        ["two tokens, d_k = 4: q_1 = (1, 1, 1, 1)^T, k_1 = (2, 2, 2, 2)^T, k_2 = 0"],
        ["S_{11} = 8/2 = 4, S_{12} = 0"],
        ["S_{11} = 8"],
    ),
    (
        "attention",
        ["q_1 = (1, 1), k_1 = (2, 0), k_2 = (0, 2)"],
        ["q_1^T k_1/\\sqrt{d_k} = \\sqrt{2}"],
        ["q_1^T k_1/\\sqrt{d_k} = 1"],
    ),
    (
        "attention",
        ["$q_1=\\binom{1}{1}$, $k_1=\\binom{2}{0}$, $k_2=\\binom{0}{2}$"],
        ["A_{11} = A_{12} = 1/2"],
        [],
    ),
    (
        "diffusion",
        ["beta_1 = beta_2 = 1/2"],
        ["abar_2 = 1/4"],
        [],
    ),
    (
        "diffusion",
        ["beta_1 = 1/2, beta_2 = 1/2"],
        ["\\tilde\\beta_2 = 1/3", "tilde_beta_2 = 1/3"],
        [],
    ),
    (
        "diffusion",
        ["β₁ = 0.1, β₂ = 0.3"],
        ["\\tilde\\beta_2 = 0.1/0.37*0.3", "β̃₂ = 0.1/0.37·0.3 ≈ 0.0811"],
        [],
    ),
    (
        "diffusion",
        ["x_0 = 2, abar_t = 0.64, eps = -1"],
        ["x_t = 1"],
        ["x_t = 0.92"],
    ),
    (
        "diffusion",
        ["x_0 = 2, abar_2 = 0.64, eps = -1"],
        ["x_2 = 1"],
        [],
    ),
    (
        "diffusion",
        ["abar_t = 0.64"],
        ["q(x_t|x_0) = N(0.8 x_0, 0.36 I)"],
        ["q(x_t|x_0) = N(0.64 x_0, 0.36 I)"],
    ),
    (
        "diffusion",
        ["t = 1"],
        ["\\tilde\\beta_1 = 0", "\\tilde\\mu_1 = x_0"],
        [],
    ),
    (
        "diffusion",
        ["t=1: \\bar\\alpha_1 = 1-\\beta_1"],
        ["q(x_1|x_0) = N(\\sqrt{1-\\beta_1} x_0, \\beta_1 I)"],
        [],
    ),
    (
        "diffusion",
        ["w = 0"],
        ["\\hat\\epsilon = \\epsilon_\\theta(x_t, t, c)"],
        [],
    ),
    (
        "diffusion",
        ["beta_t = 0.02, abar_t = 0.5"],
        ["abar_{t-1} = 0.5/0.98"],
        ["abar_{t-1} = 0.5*0.98"],
    ),
    (
        "logistic-regression",
        ["w = 0, x = 2, y = 1"],
        ["p = 1/2"],
        ["p = 0.7"],
    ),
    (
        "logistic-regression",
        ["w = 1, x = 2, y = 1"],
        ["p = σ(2) ≈ 0.881", "(p - y) x = -0.238"],
        ["p = σ(2) ≈ 0.119", "(p - y) x = 0.238"],
    ),
    (
        "logistic-regression",
        ["one sample: x = 2, y = 1, w = 0"],
        ["L = log 2", "dL/dw = -1"],
        ["L = -log 2", "dL/dw = 1"],
    ),
    (
        "logistic-regression",
        ["single sample with x = (1, 2)^T, y = 1, w = 0"],
        ["∇L = (p - y) x = (-1/2, -1)^T"],
        ["∇L = (p - y) x = (1/2, 1)^T"],
    ),
    (
        "logistic-regression",
        ["n = 1: x = 3, y = 0, w = 0.5, b = -1.5"],
        ["p = 1/2, dL/dw = 1.5, dL/db = 0.5", "dL/db = 0.5"],
        ["dL/dw = -1.5"],
    ),
    (
        "linear-regression",
        ["x = 2, y = 3, w = 1"],
        ["(y - w x)^2 = 1"],
        [],
    ),
    (
        "linear-regression",
        ["one data point x = 2, y = 6, J = (y - w x)^2 + λ w^2, λ = 4"],
        ["w = 12/8 = 3/2"],
        ["w = 3", "w = 3"],
    ),
    (
        "linear-regression",
        ["n = d = 1, x = 2, y = 6"],
        ["w_ridge = 12/(4 + λ)"],
        ["w_ridge = 12/(2 + λ)"],
    ),
    (
        "vae-elbo",
        ["mu = 0.5, sigma = 0.1, eps = -1"],
        ["z = mu + sigma*eps = 0.4"],
        ["z = 0.6"],
    ),
    (
        "vae-elbo",
        ["μ = (1, −1)ᵀ, σ = (0.5, 2)ᵀ, ε = (2, 0)ᵀ"],
        ["z = μ + σ⊙ε = (2, −1)ᵀ"],
        ["z = (2, 1)ᵀ"],
    ),
    (
        "svm-dual",
        ["w = (2, 1)^T, b = -1, x = (1, 0.5)^T, y = -1"],
        [],
        ["ξ = max(0, 1 - y(w^T x + b)) = 0"],
    ),
    (
        "logistic-regression",
        ["n = 1, x = 3, y = 0, w = 0.5"],
        ["dL/dw = 3σ(1.5)"],
        [],
    ),
    (
        "logistic-regression",
        ["x = 3, y = 0, w = 0.5, b = -1.5"],
        ["p = 1/2"],
        [],
    ),
    (
        "linear-regression",
        ["n = d = 1"],
        ["w_ridge = x y/(x^2 + λ)"],
        [],
    ),
    (
        "linear-regression",
        ["n = 1, d = 1, x = 2, y = 6"],
        ["w_ridge = 12/(4 + λ)"],
        [],
    ),
    (
        "linear-regression",
        ["x = 2, y = 6"],
        ["w_ridge = 12/(4 + λ)"],
        [],
    ),
    (
        "linear-regression",
        ["d = 1, x = (1, 2)^T, y = (3, 4)^T"],
        ["w_hat = 11/5"],
        [],
    ),
    (
        "linear-regression",
        ["X = (1, 2)^T, y = (3, 4)^T"],
        ["w_hat = 11/5"],
        ["w_hat = 7/3"],
    ),
    (
        "linear-regression",
        ["X = diag(2, 1), y = (4, 3)ᵀ, λ = 1", "J = ‖y − Xw‖² + λ‖w‖²"],
        ["w = (8/5, 3/2)ᵀ"],
        ["w = (2, 3)ᵀ"],
    ),
    (
        "attention",
        ["Q = [[1, 0], [0, 1]], K = [[2, 0], [0, 2]]"],
        ["s_11 = √2, s_12 = 0"],
        ["s_11 = 2"],
    ),
    (
        "em-algorithm",
        ["K = 2, n = 3, x = (0, 1, 5), γ₁₁ = γ₂₁ = 1, γ₃₁ = 0"],
        ["N₁ = 2, μ₁ = 1/2"],
        ["N₁ = 2, μ₁ = 1/3"],
    ),
    (
        "em-algorithm",
        ["x_1 = 0, x_2 = 2, x_3 = 10, r_11 = 1, r_21 = 1, r_31 = 0"],
        ["mu_1 = 1"],
        ["mu_1 = 4"],
    ),
    (
        "em-algorithm",
        ["x_1 = 1, x_2 = 3, γ_{11} = 0.5, γ_{21} = 1"],
        ["μ_1 = (0.5·1 + 1·3)/1.5 = 7/3, π_1 = 0.75"],
        ["μ_1 = (0.5·1 + 1·3)/2 = 7/4"],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step

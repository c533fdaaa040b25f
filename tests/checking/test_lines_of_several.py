"""A line that is several: a model before an arrow, definitions and claims side by side."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    ("map-estimation", ["x_1..x_n ~ N(μ, σ²), μ ~ N(μ_0, τ²)"], "μ_MAP = (τ² Σ x_i + σ² μ_0)/(n τ² + σ²)", RIGHT),
    ("map-estimation", ["x_1..x_n ~ N(μ, σ²), μ ~ N(μ_0, τ²)"], "μ_MAP = (σ² Σ x_i + τ² μ_0)/(n σ² + τ²)", WRONG),
    ("map-estimation", [], "x_i ~ N(μ, σ²) iid, μ ~ N(μ_0, τ²) => μ_MAP = (τ² Σ x_i + σ² μ_0)/(n τ² + σ²)", RIGHT),
    ("map-estimation", [], "x₁, …, xₙ ~ N(μ, σ²), μ ~ N(μ₀, τ²) ⇒ μ_MAP = (τ² Σ xᵢ + σ² μ₀)/(n τ² + σ²)", RIGHT),
    ("map-estimation", [], "x_i ~ Poisson(λ), λ ~ Gamma(a, b) => λ_MAP = (Σ x_i + a − 1)/(n + b)", RIGHT),
    ("map-estimation", [], "x_i ~ Poisson(λ), λ ~ Gamma(a, b) => λ_MAP = (Σ x_i + a)/(n + b)", WRONG),
    ("map-estimation", ["p(θ) = Beta(a, b), k heads in n tosses"], "θ_MAP = (k + a − 1)/(n + a + b − 2)", RIGHT),
    ("map-estimation", ["θ ~ Beta(a, b), k heads in n tosses"], "θ_MAP = (k + a − 1)/(n + a + b − 2)", RIGHT),
    (
        "map-estimation",
        [],
        "With a Beta(a,b) prior and k heads in n tosses, θ_MAP = (k + a − 1)/(n + a + b − 2)",
        RIGHT,
    ),
    ("map-estimation", [], "x_i ~ Ber(θ), θ ~ Beta(a,b) => p(θ|x) = Beta(a + Σ x_i, b + n − Σ x_i)", RIGHT),
    ("map-estimation", [], "x_i ~ Ber(θ), θ ~ Beta(a,b) => p(θ|x) = Beta(a + Σ x_i, b + Σ x_i)", WRONG),
    (
        "em-algorithm",
        [
            "\\gamma(z_{nk}) = \\frac{\\pi_k N(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j N(x_n|\\mu_j,\\Sigma_j)}",
            "N_k = \\sum_n\\gamma(z_{nk})",
        ],
        "\\mu_k = \\frac{1}{N_k}\\sum_n\\gamma(z_{nk})x_n",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\gamma(z_{nk}) = \\frac{\\pi_k N(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j N(x_n|\\mu_j,\\Sigma_j)}, \\"
            "mu_k = \\frac{1}{N_k}\\sum_n\\gamma(z_{nk})x_n, N_k = \\sum_n\\gamma(z_{nk})"
        ),
        RIGHT,
    ),
    ("em-algorithm", [], "\\mu_k = \\frac{1}{N_k}\\sum_n\\gamma(z_{nk})x_n, N_k = \\sum_n\\gamma(z_{nk})", RIGHT),
    (
        "em-algorithm",
        [],
        (
            "\\gamma_{nk} = \\frac{\\pi_k N(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j N(x_n|\\mu_j,\\Sigma_j)}, \\mu_"
            "k = \\frac{1}{N_k}\\sum_n\\gamma_{nk} x_n, N_k = \\sum_n\\gamma_{nk}"
        ),
        RIGHT,
    ),
    ("em-algorithm", [], "γ_nk = π_k N(x_n|μ_k,Σ_k)/Σ_j π_j N(x_n|μ_j,Σ_j), μ_k = Σ_n γ_nk x_n/Σ_n γ_nk", RIGHT),
    ("em-algorithm", ["γ_nk = π_k N(x_n|μ_k,Σ_k)/Σ_j π_j N(x_n|μ_j,Σ_j)"], "μ_k = Σ_n γ_nk x_n/Σ_n γ_nk", RIGHT),
    ("em-algorithm", [], "γ_nk = π_k N(x_n|μ_k,Σ_k)/Σ_j π_j N(x_n|μ_j,Σ_j), μ_k = Σ_n γ_nk x_n/Σ_k γ_nk", WRONG),
    (
        "em-algorithm",
        [],
        "γ_nk = π_j N(x_n|μ_k,Σ_k)/Σ_k π_k N(x_n|μ_k,Σ_k), N_k = Σ_n γ_nk, μ_k = Σ_n γ_nk x_n/N_k",
        WRONG,
    ),
    ("map-estimation", [], "p(w|X,y) ∝ exp(−‖y−Xw‖²/(2σ²)) exp(−‖w‖²/(2τ²))", RIGHT),
    ("map-estimation", [], "p(w|X,y) ∝ exp(−‖y−Xw‖²/(2σ²)) exp(−‖w‖²/(2σ²))", WRONG),
    ("map-estimation", [], "log p(w|X,y) = −‖y−Xw‖²/(2σ²) −‖w‖²/(2τ²) + const", RIGHT),
    ("map-estimation", [], "log p(w|X,y) = −‖y−Xw‖²/(2σ²) +‖w‖²/(2τ²) + const", WRONG),
    ("map-estimation", [], "-log p(θ|y,X) = 1/(2σ²) Σ_i (y_i − θᵀx_i)² + 1/(2τ²) ‖θ‖² + const", RIGHT),
    ("map-estimation", [], "\\log p(\\theta|X,y) = \\log p(y|X,\\theta) + \\log p(\\theta) - \\log p(y|X)", RIGHT),
    ("map-estimation", [], "\\log p(\\theta|X,y) = \\log p(y|X,\\theta) + \\log p(\\theta) + \\log p(y|X)", WRONG),
    (
        "map-estimation",
        [],
        "p(w|X,y) = N(w; (X^TX + \\sigma^2/\\tau^2 I)^{-1}X^Ty, \\sigma^2(X^TX + \\sigma^2/\\tau^2 I)^{-1})",
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        "p(w|X,y) = N(w; (X^TX + \\sigma^2/\\tau^2 I)^{-1}X^Ty, (X^TX + \\sigma^2/\\tau^2 I)^{-1})",
        WRONG,
    ),
    ("map-estimation", [], "p(θ|X,y) = N(θ; m, S), S = (XᵀX/σ² + I/τ²)⁻¹, m = S Xᵀy/σ²", RIGHT),
    ("map-estimation", [], "p(y|X,w) = N(y; Xw, σ²I), p(w) = N(w; 0, τ²I)", RIGHT),
    ("map-estimation", [], "p(y|X,w) = N(y; Xw, σI), p(w) = N(w; 0, τ²I)", WRONG),
    ("map-estimation", [], "w_MAP = argmax_w p(w|X,y) = argmin_w ‖y−Xw‖² + (σ²/τ²)‖w‖²", RIGHT),
    ("map-estimation", [], "w_MAP = argmax_w p(w|X,y) = argmin_w ‖y−Xw‖² + (τ²/σ²)‖w‖²", WRONG),
    ("em-algorithm", [], "Σ_k N_k log π_k + λ(Σ_k π_k − 1), setting the derivative to zero gives λ = −N", RIGHT),
    (
        "em-algorithm",
        [],
        "Lagrangian Σ_n Σ_k γ_nk log π_k + λ(Σ_k π_k − 1) ⇒ N_k/π_k + λ = 0 ⇒ λ = −N ⇒ π_k = N_k/N",
        RIGHT,
    ),
    ("linear-regression", ["r(w)=y-Xw"], "\\nabla L = -2X^T r(w)", RIGHT),
    ("linear-regression", ["r(w)=y-Xw"], "\\nabla L = 2X^T r(w)", WRONG),
    # a wrong statement among those that were read, though the rest was not
    (
        "map-estimation",
        ["J(theta) = 1/(2 sigma^2) ||y - X theta||^2 + 1/(2 tau^2) ||theta||^2"],
        (
            "same minimiser with the mean squared error: (1/n) ||y - X theta||^2 + lambda ||theta||^2, "
            "lambda = n sigma^2/tau^2"
        ),
        WRONG,
    ),
    (
        "logistic-regression",
        ["For one sample: grad L_i = (p_i - y_i) x_i."],
        "stack all samples: grad L = X (p - y), one entry per weight",
        WRONG,
    ),
    ("linear-regression", ["H = X(X^\\top X)^{-1}X^\\top"], "0 \\le h_{ii} \\le 1", RIGHT),
    ("linear-regression", ["H = X(X^\\top X)^{-1}X^\\top"], "\\sum_i h_{ii} = d", RIGHT),
    ("linear-regression", ["H = X(X^\\top X)^{-1}X^\\top"], "\\sum_i h_{ii} = n", WRONG),
    ("em-algorithm", ["L = Σ_i Σ_k γ_ik log π_k + λ(Σ_k π_k − 1)"], "λ = −K", WRONG),
    ("em-algorithm", ["L = Σ_i Σ_k γ_ik log π_k + λ(Σ_k π_k − 1)"], "λ = −n", RIGHT),
    (
        "map-estimation",
        [],
        (
            "p(\\theta|D)=\\mathcal N(\\theta;m_N,S_N),\\quad S_N^{-1}=\\frac1{\\sigma^2}X^\\top X+\\frac1{\\tau"
            "^2}I,\\quad m_N=\\frac1{\\sigma^2}S_NX^\\top y=\\theta_{\\rm MAP}"
        ),
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        (
            "p(\\theta|D)=\\mathcal N(\\theta;m_N,S_N),\\quad S_N^{-1}=\\frac1{\\sigma^2}X^\\top X+\\frac1{\\tau"
            "^2}I,\\quad m_N=\\frac1{\\sigma^2}S_NX^\\top y"
        ),
        RIGHT,
    ),
    (
        "map-estimation",
        [],
        (
            "p(\\theta|D)=\\mathcal N(\\theta;m_N,S_N),\\quad S_N^{-1}=\\frac1{\\sigma^2}X^\\top X+\\frac1{\\tau"
            "^2}I,\\quad m_N=S_NX^\\top y"
        ),
        WRONG,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged


@pytest.mark.parametrize(
    ("before", "line"),
    [
        # of A ⇒ B ⇒ C the middle is claimed: no cut makes a supposition of it
        (
            ["maximise Σ_i Σ_k γ_ik log π_k + λ(Σ_k π_k − 1), N_k = Σ_i γ_ik"],
            "N_k/π_k + λ = 0 ⇒ summing N_k = −λπ_k over k: λ = −K ⇒ π_k = N_k/K",
        ),
        # where an objective vanishes by a multiplier says nothing of that multiplier
        (["maximise Σ_i Σ_k γ_ik log π_k + λ(Σ_k π_k − 1)"], "λ = n"),
        # an S_k of his own is no Σ_k that all components share
        (
            ["all components share one covariance Σ, N_k = Σ_i γ_ik, S_k = (1/N_k) Σ_i γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ"],
            "M-step for the tied covariance: Σ = (1/K) Σ_{k=1}^K S_k",
        ),
        # what becomes of the responsibilities in the limit is said in words
        (
            ["Σ_k = εI for all k, ε fixed and not learned, the π_k all positive"],
            "γ_ik ∝ π_k exp(−‖x_i − μ_k‖²/(2ε)); for ε → ∞ the responsibilities turn one-hot at the nearest mean",
        ),
    ],
)
def test_a_wrong_middle_is_not_accepted(before: list[str], line: str):
    assert check("em-algorithm", before, line, seconds=3.0).verdict in ("refuted", "undecided")


@pytest.mark.parametrize(
    ("derivation", "line"),
    [
        ("svm-dual", "dist(x_i, H) = |w^T x_i + b|/||w||^2"),
        ("attention", "score(q,k) = q^T k/d_k"),
        ("diffusion", "score(x_t) = eps/sqrt(1-abar_t)"),
        ("map-estimation", "prior(θ) = exp(‖θ‖²/(2τ²))"),
    ],
)
def test_what_is_called_by_a_word_is_no_name_of_ones_own(derivation: str, line: str):
    assert check(derivation, [], line, seconds=3.0).verdict in ("refuted", "undecided")

"""Mixtures told by the law of their components: a right line and a wrong one after each."""

import pytest

from interviewer.checking import check

LINES = {  # what is written before, a right line, a wrong one
    "Poisson components by their density": (
        [r"p(x_i\mid z_i = k) = e^{-\lambda_k}\lambda_k^{x_i}/x_i!"],
        r"\frac{\partial Q}{\partial \lambda_k} = \sum_i \gamma_{ik}(\frac{x_i}{\lambda_k} - 1) = 0 \iff "
        r"\lambda_k = \frac{\sum_i \gamma_{ik}x_i}{\sum_i \gamma_{ik}}",
        r"\frac{\partial Q}{\partial \lambda_k} = \sum_i \gamma_{ik}(\frac{x_i}{\lambda_k} - 1) = 0 \iff "
        r"\lambda_k = \frac{\sum_i \gamma_{ik}x_i}{n}",
    ),
    "exponentials as a sum": (
        ["mixture of exponentials: p(x_i) = sum_k pi_k r_k exp(-r_k x_i), x_i > 0, g_ik = P(z_i = k | x_i)"],
        "dQ/dr_k = 0  =>  r_k = sum_i g_ik / sum_i g_ik x_i",
        "dQ/dr_k = 0  =>  r_k = sum_i g_ik x_i / sum_i g_ik",
    ),
    "exponentials by a name for the density": (
        [
            "lifetimes xᵢ > 0 from a mixture of exponentials, f_k(x) = ρ_k e^{−ρ_k x}",
            "γᵢₖ = w_k f_k(xᵢ)/Σⱼ wⱼ fⱼ(xᵢ)",
        ],
        "∂Q/∂ρ_k = Σᵢ γᵢₖ(1/ρ_k − xᵢ) = 0 ⇒ ρ_k = Σᵢ γᵢₖ / Σᵢ γᵢₖ xᵢ",
        "∂Q/∂ρ_k = Σᵢ γᵢₖ(1/ρ_k − xᵢ) = 0 ⇒ ρ_k = Σᵢ γᵢₖ / Σᵢ xᵢ",
    ),
    "geometric components": (
        ["p(x | z=k) = ρ_k (1 − ρ_k)^{x−1} for x = 1, 2, …, r_{ik} the responsibilities"],
        "M-step: ρ_k = Σ_i r_{ik} / Σ_i r_{ik} x_i",
        "M-step: ρ_k = Σ_i r_{ik} x_i / Σ_i r_{ik}",
    ),
    "products of Bernoullis": (
        ["Bernoulli mixture, x_{ij} ∈ {0,1}, P(x_{ij} = 1 | z_i = k) = θ_{kj}, weights π_k"],
        "θ_{kj} = Σᵢ γ_{ik} x_{ij} / Σᵢ γ_{ik}",
        "θ_{kj} = Σᵢ γ_{ik} x_{ij} / n",
    ),
    "the laws of a draw": (
        [r"x_i \mid z_i = k \sim \mathrm{Exp}(\lambda_k)"],
        r"\gamma_{ik} = \frac{\pi_k\lambda_k e^{-\lambda_k x_i}}{\sum_j \pi_j\lambda_j e^{-\lambda_j x_i}}",
        r"\gamma_{ik} = \frac{\pi_k e^{-\lambda_k x_i}}{\sum_j \pi_j e^{-\lambda_j x_i}}",
    ),
    "regressions": (
        ["mixture of regressions: y_i | z_i = k ~ N(w_k^T x_i, s^2)"],
        "s^2 = (1/n) sum_i sum_k r_ik (y_i - w_k^T x_i)^2",
        "s^2 = (1/K) sum_i sum_k r_ik (y_i - w_k^T x_i)^2",
    ),
    "diagonal covariances in formulas": (
        [r"\Sigma_k = diag(s_{k1}^2, \dots, s_{kd}^2)"],
        r"s_{kj}^2 = \frac{\sum_i \gamma_{ik}(x_{ij} - \mu_{kj})^2}{\sum_i \gamma_{ik}}",
        r"s_{kj}^2 = \frac{\sum_i \gamma_{ik}(x_{ij} - \mu_{kj})}{\sum_i \gamma_{ik}}",
    ),
    "diagonal covariances in words": (
        ["GMM with diagonal covariances"],
        "σ_{kj}² = Σ_i γ_{ik}(x_{ij} − μ_{kj})² / Σ_i γ_{ik}",
        "σ_{kj}² = Σ_i γ_{ik}(x_{ij} − μ_{kj})² / n",
    ),
    "a member's slope set to zero": (
        [],
        "∂Q/∂μ_k = 0 ⇒ μ_k = Σ_i γ_{ik} x_i / Σ_i γ_{ik}",
        "∂Q/∂μ_k = 0 ⇒ μ_k = Σ_i γ_{ik} x_i / n",
    ),
    "g for the responsibilities": (
        ["1-d, K = 2, pi_1 = pi_2 = 1/2, both variances 1"],
        "g_i1 = 1/(1 + exp(-(mu_1 - mu_2)(x_i - (mu_1 + mu_2)/2)))",
        "g_i1 = 1/(1 + exp((mu_1 - mu_2)(x_i - (mu_1 + mu_2)/2)))",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_told_mixture(before: list[str], right: str, wrong: str):
    assert check("em-algorithm", before, right, seconds=5.0).verdict in ("verified", "given")
    assert check("em-algorithm", before, wrong, seconds=5.0).verdict == "refuted"


@pytest.mark.parametrize(
    ("before", "right", "wrong"),
    [
        (
            ["coin with P(heads) = th, k heads in n tosses, prior Beta(a,b)"],
            "th_MAP = (k + a - 1)/(n + a + b - 2)",
            "th_MAP = (k + a)/(n + a + b)",
        ),
        (
            [r"prior \theta \sim N(0, \Lambda^{-1}), likelihood y|\theta \sim N(X\theta, \sigma^2 I)"],
            r"\hat\theta_{MAP} = (X^\top X + \sigma^2 \Lambda)^{-1} X^\top y",
            r"\hat\theta_{MAP} = (X^\top X + \sigma^2 \Lambda^{-1})^{-1} X^\top y",
        ),
    ],
    ids=["1-th is no ordinal", "a precision is as symmetric as a covariance"],
)
def test_belief(before: list[str], right: str, wrong: str):
    assert check("map-estimation", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("map-estimation", before, wrong, seconds=3.0).verdict == "refuted"


def test_a_laplace_prior_in_the_words_of_a_variance():
    before = [
        "Exchange the Gaussian prior for independent Laplace priors, p(theta_j) = (1/(2b)) exp(-|theta_j|/b), and keep "
        "the Gaussian noise."
    ]
    right = "theta_MAP = argmin (1/(2 sigma^2)) ||y - X theta||^2 + (1/b) ||theta||_1"
    wrong = "theta_MAP = argmin (1/(2 sigma^2)) ||y - X theta||^2 + (1/(2 b^2)) ||theta||^2"
    assert check("map-estimation", before, right, seconds=3.0).verdict == "verified"
    assert check("map-estimation", before, wrong, seconds=3.0).verdict == "refuted"


def test_an_objective_scaled_and_up_to_a_constant():
    assert check("map-estimation", [], "J(θ) = ‖y − Xθ‖² + (σ²/τ²)‖θ‖² + const", seconds=3.0).verdict == "verified"
    assert check("map-estimation", [], "J(θ) = ‖y − Xθ‖² + (2σ²/τ²)‖θ‖² + const", seconds=3.0).verdict == "refuted"


SPREADS = {  # what is said of the covariances, a right line, a wrong one
    "one spherical covariance": (
        ["Σ_k = s² I with one s² for all components"],
        "s² = (1/(n d)) Σ_i Σ_k γ_{ik} ‖x_i − μ_k‖²",
        "s² = (1/n) Σ_i Σ_k γ_{ik} ‖x_i − μ_k‖²",
    ),
    "unit covariances": (
        [r"all covariances fixed to \Sigma_k = I, weights equal"],
        r"\gamma_{ik} = \frac{e^{-\|x_i - \mu_k\|^2/2}}{\sum_j e^{-\|x_i-\mu_j\|^2/2}}",
        r"\gamma_{ik} = \frac{e^{-\|x_i - \mu_k\|/2}}{\sum_j e^{-\|x_i-\mu_j\|/2}}",
    ),
    "one covariance": (
        ["Σ_k = Σ for all k"],
        "Σ = (1/n) Σ_i Σ_k γ_{ik} (x_i − μ_k)(x_i − μ_k)ᵀ",
        "Σ = (1/K) Σ_i Σ_k γ_{ik} (x_i − μ_k)(x_i − μ_k)ᵀ",
    ),
    "one variance in words": (
        ["1-d GMM with known common variance s^2", "Q = sum_i sum_k r_ik (log p_k - (x_i - m_k)^2/(2 s^2)) + const"],
        "dQ/dm_k = sum_i r_ik (x_i - m_k)/s^2",
        "dQ/dm_k = sum_i r_ik (m_k - x_i)/s^2",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), SPREADS.values(), ids=SPREADS.keys())
def test_told_spread(before: list[str], right: str, wrong: str):
    assert check("em-algorithm", before, right, seconds=5.0).verdict in ("verified", "given")
    assert check("em-algorithm", before, wrong, seconds=5.0).verdict == "refuted"


_PAIR = "mixture with K=2: p(x) = w N(x; m_1, 1) + (1-w) N(x; m_2, 1)"
_OF_FIRST = "r_i = w N(x_i; m_1, 1) / (w N(x_i; m_1, 1) + (1-w) N(x_i; m_2, 1))"
PAIRS = {  # a mixture of two, a right line, a wrong one
    "responsibilities": ([_PAIR], _OF_FIRST, _OF_FIRST.replace("r_i = w N", "r_i = N")),
    "the mean of the first": (
        [_PAIR, _OF_FIRST],
        "m_1 = sum_i r_i x_i / sum_i r_i",
        "m_2 = sum_i r_i x_i / sum_i r_i",
    ),
    "the mean of the second": (
        [_PAIR, _OF_FIRST],
        "m_2 = sum_i (1 - r_i) x_i / sum_i (1 - r_i)",
        "m_1 = sum_i (1 - r_i) x_i / sum_i (1 - r_i)",
    ),
    "the weight": ([_PAIR, _OF_FIRST], "w = (1/n) sum_i r_i", "w = (1/2) sum_i r_i"),
    "known densities": (
        ["p(x) = a f(x) + (1-a) g(x) with known densities f, g"],
        "EM update: a_new = (1/n) sum_i a f(x_i)/(a f(x_i) + (1-a) g(x_i))",
        "EM update: a_new = (1/n) sum_i f(x_i)/(a f(x_i) + (1-a) g(x_i))",
    ),
    "a family and a weight in words": (
        ["two Poisson components with rates a and b, weights w and 1-w"],
        "r_i = w a^x_i exp(-a) / (w a^x_i exp(-a) + (1-w) b^x_i exp(-b))",
        "r_i = w a^x_i exp(-b) / (w a^x_i exp(-a) + (1-w) b^x_i exp(-b))",
    ),
    "two laws and equal weights in words": (
        ["z in {1,2}, prior 0.5 each, N(x|0,1) and N(x|2,1)"],
        "p(z=1|x) = 1/(1 + exp(2x - 2))",
        "p(z=1|x) = 1/(1 + exp(2 - 2x))",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), PAIRS.values(), ids=PAIRS.keys())
def test_told_pair(before: list[str], right: str, wrong: str):
    assert check("em-algorithm", before, right, seconds=5.0).verdict in ("verified", "given")
    assert check("em-algorithm", before, wrong, seconds=5.0).verdict == "refuted"


def test_whose_responsibilities_they_are():
    before = ["x_i ~ π N(0, 1) + (1−π) N(0, s²), h_i = P(component 2 | x_i)"]
    assert check("em-algorithm", before, "π = 1 − (1/n) Σᵢ hᵢ", seconds=5.0).verdict == "verified"
    assert check("em-algorithm", before, "π = (1/n) Σᵢ hᵢ", seconds=5.0).verdict == "refuted"
    untold = check("em-algorithm", [_PAIR], "m_2 = sum_i r_i x_i / sum_i r_i", seconds=5.0)
    assert untold.verdict == "undecided"


def test_an_event_in_words_is_no_density_of_what_is_left():
    before = ["p(x) = (1 - a) f(x) + a u with a known density f and a constant u"]
    judged = check("em-algorithm", before, r"P(\text{outlier}|x) = \frac{a u}{(1-a) f(x) + a u}")
    assert judged.verdict == "undecided"

"""Noise, counts and means of a candidate's own Bayesian model told half in words: a right line and a wrong one after each."""

import pytest

from interviewer.checking import check

LINES = {
    "added noise with a variance": (
        ["y = Xw + noise with variance s², w ~ N(0, t² I)"],
        "w_MAP = (XᵀX + (s²/t²) I)⁻¹ Xᵀ y",
        "w_MAP = (XᵀX + (t²/s²) I)⁻¹ Xᵀ y",
    ),
    "samples as columns": (
        ["X ∈ ℝ^{d×n}, y = Xᵀw + noise with variance s², w ~ N(0, t² I)"],
        "w_MAP = (X Xᵀ + (s²/t²) I)⁻¹ X y",
        "w_MAP = (X Xᵀ + (t²/s²) I)⁻¹ X y",
    ),
    "noise beside a prior": (
        ["noise sd s, prior w ~ N(0, t²I)"],
        "−log p(w|D) = ‖y − Xw‖²/(2s²) + ‖w‖²/(2t²) + const",
        "−log p(w|D) = ‖y − Xw‖²/(2s) + ‖w‖²/(2t²) + const",
    ),
    "both variances by their names": (
        ["noise variance v, prior variance u"],
        "w_MAP = (XᵀX + (v/u) I)⁻¹ Xᵀ y",
        "w_MAP = (XᵀX + (u/v) I)⁻¹ Xᵀ y",
    ),
    "one number": (
        ["y_i = w x_i + noise, noise variance v, prior w ~ N(0, u)"],
        "w_MAP = sum_i x_i y_i/(sum_i x_i^2 + v/u)",
        "w_MAP = sum_i x_i y_i/(sum_i x_i^2 + u/v)",
    ),
    "an unknown called m": (
        ["x_1..x_n ~ N(m, 1), prior m ~ N(0, 1)"],
        "m | x ~ N(sum_i x_i/(n+1), 1/(n+1))",
        "m | x ~ N(sum_i x_i/(n+1), 1/n)",
    ),
    "iid before the law": (
        ["y_1..y_n iid ~ N(m, s^2), prior m ~ N(0, t^2), ybar = (1/n) sum_i y_i"],
        "m_MAP = n t^2 ybar / (n t^2 + s^2)",
        "m_MAP = t^2 ybar / (t^2 + s^2)",
    ),
    "a quadratic form falls off": (
        [r"p(\theta) = N(0, A^{-1}), p(D|\theta) \propto \exp(-\tfrac12(\theta - c)^\top B (\theta - c))"],
        r"\hat\theta = (A + B)^{-1} B c",
        r"\hat\theta = (A + B)^{-1} A c",
    ),
    "a log posterior in words": (
        ["exponential waiting times t_i with rate r, prior r ~ Exp(1)"],
        "log posterior: n log r - r (1 + sum_i t_i) + const, so r_MAP = n/(1 + sum_i t_i)",
        "log posterior: n log r - r (1 + sum_i t_i) + const, so r_MAP = (n + 1)/(1 + sum_i t_i)",
    ),
    "its slope at zero in words": (
        ["Poisson counts k_i with rate λ, prior λ ~ Gamma(a, b), a > 1"],
        "log-posterior derivative = 0 ⇒ λ_MAP = (a − 1 + Σᵢ kᵢ)/(b + n)",
        "log-posterior derivative = 0 ⇒ λ_MAP = (a + Σᵢ kᵢ)/(b + n)",
    ),
    "one failure": (
        ["Bernoulli likelihood, 3 successes and 1 failure, prior Beta(2, 2) on p"],
        "p_MAP = 4/6 = 2/3",
        "p_MAP = 5/8",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_told_noise(before: list[str], right: str, wrong: str):
    assert check("map-estimation", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("map-estimation", before, wrong, seconds=3.0).verdict == "refuted"


def test_a_law_of_what_words_tell_is_no_definition():
    before = [
        "naive Bayes with counts: n_c documents of class c out of n, C classes, Dirichlet prior with all parameters 2"
    ]
    assert check("map-estimation", before, "P(c) = (n_c + 2)/(n + C)").verdict == "undecided"


PRIORS = {
    "a mean that is not zero": (
        ["prior N(θ; m, τ²I) with m ≠ 0, λ = σ²/τ²"],
        "θ_MAP = (XᵀX + λI)⁻¹(Xᵀy + λ m)",
        "θ_MAP = (XᵀX + λI)⁻¹Xᵀy + m",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), PRIORS.values(), ids=PRIORS.keys())
def test_priors(before: list[str], right: str, wrong: str):
    assert check("map-estimation", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("map-estimation", before, wrong, seconds=3.0).verdict == "refuted"

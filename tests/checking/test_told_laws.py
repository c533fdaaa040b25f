"""Laws of p and q told half in words: families, softmax, one-hot lists, products; a right line and a wrong one after each."""

import pytest

from interviewer.checking import check

LINES = {
    "a rate in words": (
        ["p ~ Exp(rate a), q ~ Exp(rate b)"],
        "KL(p||q) = log(a/b) + b/a - 1",
        "KL(p||q) = log(a/b) + a/b - 1",
    ),
    "a mean in words": (
        ["p exponential with mean a, q exponential with mean b"],
        "KL(p||q) = log(b/a) + a/b - 1",
        "KL(p||q) = log(a/b) + b/a - 1",
    ),
    "uniform laws": (
        ["p uniform on [0, a], q uniform on [0, b], a < b"],
        "KL(p‖q) = log(b/a)",
        "KL(p‖q) = log(a/b)",
    ),
    "numbers, not vectors": (
        ["p = Poi(λ), q = Poi(μ)"],
        "KL(p‖q) = λ log(λ/μ) − λ + μ",
        "KL(p‖q) = λ log(λ/μ) + λ − μ",
    ),
    "as many trials": (
        ["p = Bin(n, a), q = Bin(n, b)"],
        "KL(p‖q) = n (a log(a/b) + (1-a) log((1-a)/(1-b)))",
        "KL(p‖q) = a log(a/b) + (1-a) log((1-a)/(1-b))",
    ),
    "mean and variance in words": (
        ["p is Gaussian with mean m and variance v, q is Gaussian with mean 0 and variance 1"],
        "KL(p||q) = 0.5 (v + m^2 - 1 - log v)",
        "KL(p||q) = 0.5 (v + m^2 - 1 + log v)",
    ),
    "logits of a new name": (
        [r"q = softmax(\theta), L = KL(p\|q)"],
        r"\partial L/\partial \theta_k = q_k - p_k",
        r"\partial L/\partial \theta_k = p_k - q_k",
    ),
    "one-hot at a class": (
        ["p one-hot at class c"],
        "KL(p‖q) = H(p,q) = −log q_c",
        "KL(p‖q) = H(p,q) = −q_c",
    ),
    "a unit vector as target": (
        ["q = softmax(v), one-hot target p = e_c"],
        "KL(p||q) = -v_c + log sum_j exp(v_j)",
        "KL(p||q) = v_c - log sum_j exp(v_j)",
    ),
    "each of two laws": (
        ["p_i = N(m, s_i^2), i = 1, 2"],
        "KL(p_1||p_2) = log(s_2/s_1) + s_1^2/(2 s_2^2) - 1/2",
        "KL(p_1||p_2) = log(s_2/s_1) + s_2^2/(2 s_1^2) - 1/2",
    ),
    "a bare KL is the one that is named": (
        ["q(z) = N(m, v), p(z) = N(0, 1)"],
        "KL(q‖p) = ½(v + m² − 1 − log v), ∂KL/∂v = ½(1 − 1/v)",
        "KL(q‖p) = ½(v + m² − 1 − log v), ∂KL/∂v = ½(1 + 1/v)",
    ),
    "phat is no word": (
        ["phat = empirical distribution of discrete samples x_1..x_n"],
        "argmin_theta KL(phat || p_theta) = argmax_theta (1/n) sum_i log p_theta(x_i)",
        "argmin_theta KL(phat || p_theta) = argmin_theta (1/n) sum_i log p_theta(x_i)",
    ),
    "one-hot in the step": (
        [],
        "if p is one-hot with p_c = 1, then H(p,q) = -log q_c",
        "if p is one-hot with p_c = 1, then H(p,q) = log q_c",
    ),
    "independent before the step": (
        ["p(x,y) = p(x)p(y), q(x,y) = q(x)q(y)"],
        "KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y))",
        "KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) - KL(p(y)‖q(y))",
    ),
    "independent in words": (
        ["x and y independent under both p and q"],
        "KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y))",
        "KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) · KL(p(y)‖q(y))",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_told_laws(before: list[str], right: str, wrong: str):
    assert check("kl-divergence", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("kl-divergence", before, wrong, seconds=3.0).verdict == "refuted"


def test_a_point_mass_is_not_any_law():
    assert check("kl-divergence", ["p is a point mass at x_0"], "KL(p‖q) = −log q(x_0)").verdict != "refuted"


def test_a_bare_kl_is_of_either():
    judged = check("kl-divergence", ["q(z) = N(m, v), p(z) = N(0, 1)"], "∂KL/∂m = m")
    assert judged.verdict == "undecided"


def test_a_divergence_of_numbers_that_a_line_makes_lists():
    before = ["D(a,b) = KL(Bern(a) ‖ Bern(b)), 0 < a, b < 1"]
    assert check("kl-divergence", before, "∂D/∂b = −a/b + (1−a)/(1−b) = (b − a)/(b(1 − b))").verdict == "verified"

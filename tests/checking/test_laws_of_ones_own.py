"""Laws that a line brings with it: uniform and exponential ones, priors by their names, moments, aggregate posteriors."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a comparison of letters beside laws is in force": (
        "kl-divergence",
        ["p=U(0,a),\\ q=U(0,b),\\ 0<a\\le b"],
        "\\mathrm{KL}(p\\|q)=\\int_0^a\\frac1a\\log\\frac{1/a}{1/b}\\,dx=\\log\\frac ba\\ge0",
        "\\mathrm{KL}(p\\|q)=\\log\\frac ab",
    ),
    "an interval in square brackets": (
        "kl-divergence",
        ["P = U[0,a], Q = U[0,b], a < b"],
        "KL(P||Q) = int_0^a (1/a) log((1/a)/(1/b)) dx = log(b) - log(a) > 0",
        "KL(P||Q) = int_0^a (1/b) log((1/a)/(1/b)) dx = log(b) - log(a) > 0",
    ),
    "a flat density and where it is": (
        "kl-divergence",
        ["p(x) = \\frac{1}{a} for 0 \\le x \\le a, q(x) = 1/b on [0,b], a < b"],
        "KL(p\\|q) = \\log\\frac{b}{a}",
        "KL(p\\|q) = \\log\\frac{a}{b}",
    ),
    "an expectation without brackets": (
        "kl-divergence",
        ["p(x) = a exp(-a x), q(x) = b exp(-b x), x > 0"],
        "KL(p||q) = ln(a/b) - a E_p x + b E_p x = ln(a/b) + b/a - 1",
        "KL(p||q) = ln(a/b) - a E_p x + b E_p x = ln(a/b) + a/b - 1",
    ),
    "a count is what the posterior is given": (
        "map-estimation",
        ["k heads in n tosses, θ ~ Beta(a, b)"],
        "p(θ|k) = Beta(θ; a + k, b + n − k)",
        "p(θ|k) = Beta(θ; a + n, b + n − k)",
    ),
    "a Laplace prior by its name": (
        "map-estimation",
        ["θⱼ ~ Laplace(0, b) i.i.d."],
        "θ_MAP = argmin_θ ‖y − Xθ‖² + (2σ²/b) ‖θ‖₁",
        "θ_MAP = argmin_θ ‖y − Xθ‖² + (σ²/b) ‖θ‖₁",
    ),
    "laws behind what is claimed": (
        "map-estimation",
        [],
        "\\mu_{MAP} = \\frac{n\\tau^2}{n\\tau^2 + \\sigma^2}\\bar x + \\frac{\\sigma^2}{n\\tau^2+\\sigma^2}\\mu_0 "
        "\\text{ with } x_i \\sim N(\\mu,\\sigma^2), \\mu \\sim N(\\mu_0,\\tau^2)",
        "\\mu_{MAP} = \\frac{\\sigma^2}{n\\tau^2 + \\sigma^2}\\bar x + \\frac{n\\tau^2}{n\\tau^2+\\sigma^2}\\mu_0 "
        "\\text{ with } x_i \\sim N(\\mu,\\sigma^2), \\mu \\sim N(\\mu_0,\\tau^2)",
    ),
    "laws before a colon": (
        "map-estimation",
        [],
        "x_i | μ ~ N(μ, σ²), μ ~ N(0, τ²): posterior variance = (n/σ² + 1/τ²)^{-1}",
        "x_i | μ ~ N(μ, σ²), μ ~ N(0, τ²): posterior variance = n/σ² + 1/τ²",
    ),
    "independence behind what is claimed": (
        "attention",
        [],
        "Var(XY) = Var(X) Var(Y) for independent X, Y with mean 0",
        "Var(XY) = Var(X)Var(Y) for independent X, Y",
    ),
    "members that are held fixed": (
        "backpropagation",
        ["z = sum_{i=1}^n w_i a_i, w_i iid with mean 0 and variance s^2, a_i fixed"],
        "Var(z) = s^2 sum_i a_i^2",
        "Var(z) = s^2 (sum_i a_i)^2",
    ),
    "moments of a number whose law is told": (
        "em-algorithm",
        ["x ~ Poisson(a)"],
        "E[x^2] = a + a^2",
        "E[x^2] = a^2",
    ),
    "moments of a label": (
        "logistic-regression",
        ["y ~ Bern(p)"],
        "E[y] = p, Var(y) = p(1-p)",
        "E[y] = p, Var(y) = p^2",
    ),
    "moments of any label given its x": (
        "logistic-regression",
        [],
        "E[y|x] = σ(wᵀx), Var(y|x) = σ(wᵀx)(1 − σ(wᵀx))",
        "E[y|x] = σ(wᵀx), Var(y|x) = σ(wᵀx)²(1 − σ(wᵀx))",
    ),
    "the same of a target": (
        "linear-regression",
        ["y = w^T x + eps, eps ~ N(0, sigma^2)"],
        "E[y|x] = w^T x, Var(y|x) = sigma^2",
        "E[y|x] = w^T x, Var(y|x) = sigma",
    ),
    "an aggregate posterior that nobody names": (
        "vae-elbo",
        [],
        "E_{p(x)}[KL(q(z|x)‖p(z))] = I_q(x;z) + KL(q(z)‖p(z))",
        "E_{p(x)}[KL(q(z|x)‖p(z))] = I_q(x;z) − KL(q(z)‖p(z))",
    ),
    "an aggregate posterior with a bar": (
        "vae-elbo",
        ["q̄(z) = E_{p(x)}[q(z|x)], I = mutual information of x and z under p(x)q(z|x)"],
        "E_{p(x)}[KL(q(z|x) ‖ p(z))] = KL(q̄(z) ‖ p(z)) + I",
        "E_{p(x)}[KL(q(z|x) ‖ p(z))] = KL(q̄(z) ‖ p(z)) − I",
    ),
    "what an aggregate posterior is called": (
        "vae-elbo",
        ["aggregate posterior q_agg(z) = E_{p(x)} q(z|x)"],
        "E_{p(x)}[KL(q(z|x)||p(z))] >= KL(q_agg(z)||p(z))",
        "E_{p(x)}[KL(q(z|x)||p(z))] <= KL(q_agg(z)||p(z))",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_lines_with_laws_of_their_own(case: str) -> None:
    derivation, setup, right, wrong = LINES[case]
    accepted = check(derivation, setup, right)
    assert accepted.verdict in ("verified", "given"), accepted.message
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_size_that_is_not_told_is_not_held_against_a_line() -> None:
    line = "Var(q·k) = d if the q_i, k_i are independent with mean 0 and variance 1"
    assert check("attention", [], line).verdict == "undecided"


EVENTS = {  # derivation, what is written before, a right line, a wrong one
    "a variable of two values": (
        "em-algorithm",
        ["binary z with q(z=1) = s and joint p(x,z=1) = a, p(x,z=0) = b"],
        "ELBO = s log(a/s) + (1-s) log(b/(1-s)) <= log(a+b)",
        "ELBO = s log(a/s) + (1-s) log(b/(1-s)) >= log(a+b)",
    ),
    "its posterior by Bayes": (
        "em-algorithm",
        ["p(z=1) = c, p(x|z=1) = u, p(x|z=0) = v, z binary"],
        "p(z=1|x) = c u/(c u + (1-c) v)",
        "p(z=1|x) = c u/(c u + c v)",
    ),
    "the gap of its bound": (
        "em-algorithm",
        [
            "\\text{one binary } Z:\\ q(Z=1)=s,\\ p(Z=1\\mid X;\\theta)=\\rho,\\ s,\\rho\\in(0,1)",
            "F(q,\\theta)=E_q[\\log p(X,Z;\\theta)]+H(q)",
        ],
        "\\log p(X;\\theta)-F(q,\\theta)=s\\log\\frac{s}{\\rho}+(1-s)\\log\\frac{1-s}{1-\\rho}",
        "\\log p(X;\\theta)-F(q,\\theta)=\\rho\\log\\frac{\\rho}{s}+(1-\\rho)\\log\\frac{1-\\rho}{1-s}",
    ),
    "bare laws as the posterior that is told": (
        "em-algorithm",
        ["one binary Z: q(Z=1)=s, p(Z=1|X;θ)=ρ"],
        "KL(q||p) = s log(s/ρ) + (1-s) log((1-s)/(1-ρ))",
        "KL(q||p) = s log(s/ρ) + (1-s) log((1-ρ)/(1-s))",
    ),
    "which coin it was": (
        "em-algorithm",
        ["two coins A and B picked with equal probability, h_i heads in m tosses"],
        "P(z_i = B|h_i) = θ_B^{h_i}(1−θ_B)^{m−h_i} / (θ_A^{h_i}(1−θ_A)^{m−h_i} + θ_B^{h_i}(1−θ_B)^{m−h_i})",
        "P(z_i = B|h_i) = θ_A^{h_i}(1−θ_A)^{m−h_i} / (θ_A^{h_i}(1−θ_A)^{m−h_i} + θ_B^{h_i}(1−θ_B)^{m−h_i})",
    ),
    "heads and tails": (
        "em-algorithm",
        ["two coins with biases θ_A, θ_B, chosen with prob. 1/2 each; round i: h_i heads and t_i tails"],
        "γ_i = θ_A^{h_i} (1-θ_A)^{t_i} / (θ_A^{h_i} (1-θ_A)^{t_i} + θ_B^{h_i} (1-θ_B)^{t_i})",
        "γ_i = θ_A^{t_i} (1-θ_A)^{h_i} / (θ_A^{h_i} (1-θ_A)^{t_i} + θ_B^{h_i} (1-θ_B)^{t_i})",
    ),
    "over what the data say of the hidden": (
        "em-algorithm",
        [],
        "Q(θ,θ_old) = E_{Z~p(Z|X;θ_old)}[log p(X,Z;θ)]",
        "Q(θ,θ_old) = E_{Z~p(Z;θ_old)}[log p(X,Z;θ)]",
    ),
}


@pytest.mark.parametrize("case", EVENTS)
def test_events_of_hidden_variables(case: str) -> None:
    derivation, setup, right, wrong = EVENTS[case]
    accepted = check(derivation, setup, right)
    assert accepted.verdict in ("verified", "given"), accepted.message
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_the_probability_of_an_event_in_words_is_no_definition() -> None:
    setup = (
        "Two coins with heads probabilities a and b, each drawn with probability ½; trial i shows hᵢ heads in m flips"
    )
    assert check("em-algorithm", [setup], "P(coin A | trial i) = a/(a + b) for every i").verdict == "undecided"


OPTIMA = {  # what is written before, a right line, a wrong one
    "behind a colon, by its square": (
        "p = N(m, v), q = N(0, s^2)",
        "argmin_{s>0} KL(p||q): s^2 = v + m^2",
        "argmin_{s>0} KL(p||q): s^2 = v",
    ),
    "behind `minimal at`, by its square": (
        "p = N(0, σ²), q = N(μ, τ²)",
        "KL(p‖q) is minimised for τ² = σ² + μ²",
        "KL(p‖q) is minimised for τ² = σ²",
    ),
    "behind a colon": ("p = Exp(a), q = Exp(b)", "argmin_b KL(p||q): b = a", "argmin_b KL(p||q): b = 1/a"),
}


@pytest.mark.parametrize("case", OPTIMA)
def test_where_a_divergence_is_smallest(case: str) -> None:
    setup, right, wrong = OPTIMA[case]
    assert check("kl-divergence", [setup], right).verdict == "verified"
    assert check("kl-divergence", [setup], wrong).verdict == "refuted"


def test_an_optimum_in_several_letters_is_not_refuted_by_one_of_them() -> None:
    line = "KL(p||q) is minimal at a = m, s^2 = v"
    assert check("kl-divergence", ["p = N(m, v), q = N(a, s^2)"], line).verdict != "refuted"

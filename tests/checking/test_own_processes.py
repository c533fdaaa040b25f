"""Forward processes and data laws of the candidate's own, schedules told, objectives in another form: a right line, a wrong one."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "nothing of the signal is lost": (
        "diffusion",
        ["variance exploding: x_t = x_0 + s_t*eps, eps ~ N(0, I)"],
        "grad_{x_t} log q(x_t|x_0) = -(x_t - x_0)/s_t^2 = -eps/s_t",
        "grad_{x_t} log q(x_t|x_0) = -(x_t - x_0)/s_t^2 = -eps/s_t^2",
    ),
    "a schedule in general": (
        "diffusion",
        ["x_t = a_t x_0 + s_t ε with ε ~ N(0, I)"],
        "SNR(t) = a_t²/s_t²",
        "SNR(t) = a_t/s_t",
    ),
    "the problem's letters for other things": (
        "diffusion",
        ["x_t = α_t x_0 + σ_t ε, ε ~ N(0, I)"],
        "q(x_t|x_{t-1}) = N(x_t; (α_t/α_{t-1}) x_{t-1}, (σ_t² − (α_t/α_{t-1})² σ_{t-1}²) I)",
        "q(x_t|x_{t-1}) = N(x_t; (α_t/α_{t-1}) x_{t-1}, (σ_t² − (α_t/α_{t-1}) σ_{t-1}²) I)",
    ),
    "what ties the letters": (
        "diffusion",
        ["x_t = α_t x_0 + σ_t ε, ε ~ N(0, I)", "α_t^2 + σ_t^2 = 1"],
        "SNR(t) = α_t²/(1 − α_t²)",
        "SNR(t) = α_t/(1 − α_t)",
    ),
    "a kernel": (
        "diffusion",
        ["q(x_t|x_{t-1}) = N(x_t; c x_{t-1}, g^2 I)"],
        "q(x_2|x_0) = N(x_2; c^2 x_0, (1 + c^2) g^2 I)",
        "q(x_2|x_0) = N(x_2; c^2 x_0, (1 + c) g^2 I)",
    ),
    "its posterior": (
        "diffusion",
        [
            r"\text{own variant without shrinking: } x_t=x_{t-1}+\sqrt{s_t^2-s_{t-1}^2}\,\xi_t,\quad 0=s_0<s_1<\dots<s_T",
            r"q(x_t|x_0)=\mathcal N(x_0,\,s_t^2 I)",
        ],
        r"q(x_{t-1}|x_t,x_0)=\mathcal N(\frac{s_{t-1}^2}{s_t^2}x_t+(1-\frac{s_{t-1}^2}{s_t^2})x_0, \frac{s_{t-1}^2(s_t^2-s_{t-1}^2)}{s_t^2}I)",
        r"q(x_{t-1}|x_t,x_0)=\mathcal N(\frac{s_{t-1}^2}{s_t^2}x_t+(1-\frac{s_{t-1}^2}{s_t^2})x_0, (s_t^2-s_{t-1}^2)I)",
    ),
    "a law of the data": (
        "diffusion",
        ["x_0 ~ N(m, v I)"],
        "q(x_t) = N(x_t; √ᾱ_t m, (ᾱ_t v + 1 − ᾱ_t) I)",
        "q(x_t) = N(x_t; ᾱ_t m, (ᾱ_t v + 1 − ᾱ_t) I)",
    ),
    "data that are numbers": (
        "diffusion",
        ["1-d data: x_0 ~ N(0, v)"],
        "Var(x_t) = ᾱ_t v + 1 − ᾱ_t",
        "Var(x_t) = ᾱ_t v + √(1 − ᾱ_t)",
    ),
    "one value for all of a schedule": (
        "diffusion",
        [r"\beta_t = b\ \text{for all}\ t"],
        r"\bar\alpha_t = (1-b)^t",
        r"\bar\alpha_t = 1 - b^t",
    ),
    "short names for what they are made of": (
        "diffusion",
        [
            r"a_t = \sqrt{\bar\alpha_t},\ b_t = \sqrt{1-\bar\alpha_t},\ x_t = a_t x_0 + b_t\epsilon,\ v = a_t\epsilon - b_t x_0"
        ],
        r"x_0 = a_t x_t - b_t v",
        r"x_0 = a_t x_t + b_t v",
    ),
    "a weight that the step gives": (
        "diffusion",
        ["weighted loss L_w = E[λ_t ‖x_0 − x̂_0‖²], x̂_0 = (x_t − √(1−ᾱ_t) ε_θ)/√ᾱ_t"],
        "with λ_t = ᾱ_t/(1−ᾱ_t) this is L_w = E‖ε − ε_θ‖²",
        "with λ_t = (1−ᾱ_t)/ᾱ_t this is L_w = E‖ε − ε_θ‖²",
    ),
    "a time that only shows in what is named": (
        "diffusion",
        ["M = E[‖x_0 − x̂_0‖²]"],
        "M = E[(1−ᾱ_t)/ᾱ_t ‖ε − ε_θ‖²]",
        "M = E[ᾱ_t/(1−ᾱ_t) ‖ε − ε_θ‖²]",
    ),
    "a schedule that grows": (
        "diffusion",
        [r"linear schedule \beta_t = b\,t with T = 3"],
        r"\bar\alpha_3 = (1-b)(1-2b)(1-3b)",
        r"\bar\alpha_3 = 1 - 6b",
    ),
    "predictions by labels": (
        "diffusion",
        ["ε̂ = ε_u + s (ε_c − ε_u) with guidance scale s"],
        "s = 1 gives ε̂ = ε_c and s = 0 gives ε̂ = ε_u",
        "s = 1 gives ε̂ = ε_c and s = 0 gives ε̂ = ε_c",
    ),
    "where all the states are": (
        "diffusion",
        ["p_theta(x_{t-1}|x_t) = N(mu_theta(x_t,t), sigma_t^2 I), x in R^d"],
        "-log p_theta(x_{t-1}|x_t) = ||x_{t-1} - mu_theta(x_t,t)||^2/(2 sigma_t^2) + (d/2) log(2 pi sigma_t^2)",
        "-log p_theta(x_{t-1}|x_t) = ||x_{t-1} - mu_theta(x_t,t)||^2/(2 sigma_t^2) + d log(2 pi sigma_t^2)",
    ),
    "a prior in the middle of a sentence": (
        "vae-elbo",
        [r"I write v_j = \sigma_j^2 and use the prior \mathcal N(0, \tau^2 I)."],
        r"\frac{\partial}{\partial v_j}\mathrm{KL}(q\|p) = \frac12(\frac1{\tau^2} - \frac1{v_j})",
        r"\frac{\partial}{\partial v_j}\mathrm{KL}(q\|p) = \frac12(\frac1{\tau^2} - \frac1{v_j^2})",
    ),
    "a name for what its letters make": (
        "diffusion",
        [r"q(x_t|x_{t-1}) = \mathcal N(x_t; x_{t-1}, g_t^2 I),\ G_t = \sum_{s\le t} g_s^2"],
        r"q(x_t|x_0) = \mathcal N(x_t; x_0, G_t I)",
        r"q(x_t|x_0) = \mathcal N(x_t; x_0, G_t^2 I)",
    ),
    "angles": (
        "diffusion",
        [r"x_t = \sqrt{\bar\alpha_t}x_0 + \sqrt{1-\bar\alpha_t}\,\epsilon,\ \phi_t = \arccos\sqrt{\bar\alpha_t}"],
        r"x_t = \cos(\phi_t) x_0 + \sin(\phi_t)\epsilon",
        r"x_t = \sin(\phi_t) x_0 + \cos(\phi_t)\epsilon",
    ),
    "a value at all times": (
        "diffusion",
        ["β = 0.02 for all t"],
        "ᾱ_t = 0.98^t",
        "ᾱ_t = 1 − 0.02 t",
    ),
    "a difference of states": (
        "diffusion",
        ["y = x_t - sqrt(abar_t)*x_0"],
        "E||y||^2 = d*(1 - abar_t)",
        "E||y||^2 = 1 - abar_t",
    ),
    "the logarithm of signal over noise": (
        "diffusion",
        ["λ_t = log(ᾱ_t/(1−ᾱ_t))"],
        "ᾱ_t = σ(λ_t), 1 − ᾱ_t = σ(−λ_t)",
        "ᾱ_t = σ(−λ_t), 1 − ᾱ_t = σ(λ_t)",
    ),
    "a divergence spoken of before": (
        "diffusion",
        ["σ_t² = β̃_t", "KL(q(x_{t−1}|x_t,x₀) ‖ p_θ(x_{t−1}|x_t)) = ‖μ̃_t − μ_θ(x_t,t)‖²/(2σ_t²)"],
        "KL = β_t² / (2σ_t² α_t (1−ᾱ_t)) · ‖ε − ε_θ(x_t,t)‖²",
        "KL = β_t / (2σ_t² α_t (1−ᾱ_t)) · ‖ε − ε_θ(x_t,t)‖²",
    ),
    "a bound on a letter of an objective in another form": (
        "vae-elbo",
        ["J = E_q[log p(x|z)] - b*KL(q(z|x)||p(z)), b >= 1"],
        "J <= ELBO",
        "J >= ELBO",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), SETUPS.values(), ids=SETUPS.keys())
def test_setup(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"


def test_a_slip_makes_no_process():
    """In the problem's own letters a wrong line is wrong, and what follows from the problem stays right."""
    before = ["q(x_t|x_{t-1}) = N(x_t; √α_t x_{t-1}, √β_t I)"]
    assert check("diffusion", [], before[0]).verdict == "refuted"
    assert check("diffusion", before, "Cov(x_t|x_0) = √β_t I").verdict != "verified"

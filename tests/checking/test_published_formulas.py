"""Formulas as well-known texts print them, without a set-up, and the same with a slip."""

import pytest

from interviewer.checking import check

RIGHT = [
    ("attention", "d_k = d_v = d_{model}/h = 64"),
    ("attention", "h d_k = d"),
    ("diffusion", r"\tilde\mu_t(x_t, 0) = \frac{\sqrt{\alpha_t}(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}x_t"),
    (
        "diffusion",
        r"\mu_\theta(x_t,t) = \tilde\mu_t\left(x_t, \frac{1}{\sqrt{\bar\alpha_t}}"
        r"(x_t-\sqrt{1-\bar\alpha_t}\epsilon_\theta(x_t))\right) "
        r"= \frac{1}{\sqrt{\alpha_t}}(x_t-\frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\epsilon_\theta(x_t,t))",
    ),
    (
        "diffusion",
        r"\log p(x) \geq E_{q(x_1|x_0)}[\log p_\theta(x_0|x_1)] - D_{KL}(q(x_T|x_0)\|p(x_T)) "
        r"- \sum_{t=2}^T E_{q(x_t|x_0)}[D_{KL}(q(x_{t-1}|x_t,x_0)\|p_\theta(x_{t-1}|x_t))]",
    ),
    ("logistic-regression", r"H = \sum_{n=1}^N y_n(1-y_n)\phi_n\phi_n^T = \Phi^T R\Phi"),
    (
        "logistic-regression",
        r"\beta^{new} = \beta^{old}+(X^TWX)^{-1}X^T(y-p) = (X^TWX)^{-1}X^TW(X\beta^{old} + W^{-1}(y-p)) = (X^TWX)^{-1}X^TWz",
    ),
    (
        "diffusion",
        r"\tilde\epsilon_\theta(z_\lambda,c) = (1+w)\epsilon_\theta(z_\lambda,c) - w\epsilon_\theta(z_\lambda)",
    ),
    ("diffusion", r"\tilde\epsilon_t = (1+w)\epsilon_\theta(z_t,c) - w\epsilon_\theta(z_t)"),
    ("diffusion", "eps~(z, c) = (1 + w) eps(z, c) - w eps(z)"),
    ("logistic-regression", r"\theta_j := \theta_j+\alpha(y^{(i)}-h_\theta(x^{(i)}))x_j^{(i)}"),
    ("attention", "o_t = sum_{j<=t} softmax_j(q_t^T k_j / sqrt(d_k)) v_j, causal mask"),
]
WRONG = [
    (
        "diffusion",
        r"\tilde\epsilon_\theta(z_\lambda,c) = (1+w)\epsilon_\theta(z_\lambda,c) + w\epsilon_\theta(z_\lambda)",
    ),
    ("diffusion", r"\tilde\epsilon_t = (1-w)\epsilon_\theta(z_t,c) - w\epsilon_\theta(z_t)"),
    ("diffusion", "eps~(z, c) = (1 - w) eps(z, c) - w eps(z)"),
    ("logistic-regression", r"\theta_j := \theta_j+\alpha(y^{(i)}+h_\theta(x^{(i)}))x_j^{(i)}"),
    ("em-algorithm", r"\mu_k = \frac{\sum_i\gamma_{ik}x_i}{\prod_i\gamma_{ik}}"),
    ("attention", "d_k = d h"),
    ("attention", "d_k = d_v = d"),
    ("diffusion", r"\tilde\mu_t(x_t, 0) = \frac{\sqrt{\bar\alpha_{t-1}}\beta_t}{1-\bar\alpha_t}x_t"),
    (
        "diffusion",
        r"\mu_\theta(x_t,t) = \tilde\mu_t(x_t, (x_t-(1-\bar\alpha_t)\epsilon_\theta(x_t,t))/\sqrt{\bar\alpha_t})",
    ),
    ("logistic-regression", r"H = \Phi^T R\Phi = \sum_n y_n (1 + y_n) \phi_n\phi_n^T"),
    ("logistic-regression", r"\beta^{new} = \beta^{old}+(X^TWX)^{-1}X^T(y-p) = (X^TWX)^{-1}X^Tz"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_what_is_printed_is_right(derivation, line):
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_a_slip_in_it_is_refuted(derivation, line):
    assert check(derivation, [], line).verdict == "refuted"


def test_letters_with_a_label_are_no_number():
    before = ["ẽ = e_u + s (e_c − e_u)"]
    assert check("diffusion", before, "s = 1 gives ẽ = e_c").verdict == "verified"
    assert check("diffusion", before, "s = 1 gives ẽ = e_u").verdict != "verified"

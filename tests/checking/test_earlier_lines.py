"""What earlier lines put in force: names of the candidate's own, other forms of quantities, restrictions of new letters.

Each with a line after it that is right and one that is wrong.
"""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "one number takes no value that runs": (
        "diffusion",
        ["c = sqrt(abar_t), s = sqrt(1-abar_t), so x_t = c x_0 + s eps", "v = c eps - s x_0"],
        "x_0 = c x_t - s v",
        "x_0 = c x_t + s v",
    ),
    "a name is given by :=, whatever others call so": (
        "diffusion",
        ["score u_t := ∇_{x_t} log q(x_t|x_0)"],
        "u_t = −ε/√(1−ᾱ_t)",
        "u_t = −ε/(1−ᾱ_t)",
    ),
    "a new letter in an equation is restricted by it": (
        "attention",
        ["‖k_j‖ = c for all j"],
        "softmax_j(−‖q − k_j‖²/2) = softmax_j(qᵀk_j)",
        "softmax_j(−‖q − k_j‖²/2) = softmax_j(−qᵀk_j)",
    ),
    "a helper of the problem's gives its name away where it does not fit": (
        "linear-regression",
        ["‖x_i‖ = r for all i"],
        "x_i^T x_i = r^2",
        "x_i^T x_i = r",
    ),
    "another form of a quantity with a new letter in it": (
        "logistic-regression",
        ["temperature τ > 0: p_i = σ(wᵀx_i/τ)"],
        "∂L/∂w = (1/τ) Σ_i (p_i − y_i) x_i",
        "∂L/∂w = τ Σ_i (p_i − y_i) x_i",
    ),
    "a letter by itself that is bounded": (
        "logistic-regression",
        ["temperature T > 0: p_i = σ(wᵀx_i/T)"],
        "∂L/∂w = (1/T) Σ_i (p_i − y_i) x_i",
        "∂L/∂w = T Σ_i (p_i − y_i) x_i",
    ),
    "a residual layer by its formula": (
        "backpropagation",
        ["h_l = h_{l-1} + f(W_l h_{l-1} + b_l)"],
        "dL/dh_{l-1} = dL/dh_l + W_l^T (f'(W_l h_{l-1} + b_l) * dL/dh_l)",
        "dL/dh_{l-1} = W_l^T (f'(W_l h_{l-1} + b_l) * dL/dh_l)",
    ),
    "a layer is no later value": (
        "backpropagation",
        ["skip connection: a_{l+1} = a_l + σ(W_{l+1} a_l + b_{l+1})"],
        "∂a_{l+1}/∂a_l = I + diag(σ'(z_{l+1})) W_{l+1}",
        "∂a_{l+1}/∂a_l = I + W_{l+1} diag(σ'(z_{l+1}))",
    ),
    "a name that others have for a function": (
        "backpropagation",
        ["g_l = dL/da_l"],
        "delta_l = g_l * sigma'(z_l)",
        "delta_l = g_l * sigma'(a_l)",
    ),
    "how many there are, of a uniform law": (
        "kl-divergence",
        ["p uniform on {1, …, m}"],
        "H(p) = log m",
        "H(p) = m log m",
    ),
    "samples that are numbered are all there are": (
        "svm-dual",
        ["two points: x_1 with y_1 = 1, x_2 with y_2 = -1, u = x_1 - x_2"],
        "alpha_1 = alpha_2 = 2/||u||^2",
        "alpha_1 = alpha_2 = 1/||u||^2",
    ),
    "no condition at all": (
        "diffusion",
        ["e_c = eps_theta(x_t, t, c), e_u = eps_theta(x_t, t, null)"],
        "e_u + (1 + w)(e_c - e_u) = (1+w) e_c - w e_u",
        "e_u + (1 + w)(e_c - e_u) = (1+w) e_c + w e_u",
    ),
}


@pytest.mark.parametrize("name", SETUPS)
def test_what_follows(name: str):
    derivation, setup, right, _ = SETUPS[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")


@pytest.mark.parametrize("name", SETUPS)
def test_what_does_not_follow(name: str):
    derivation, setup, _, wrong = SETUPS[name]
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_residual_layer_is_none_of_the_problem_s():
    assert check("backpropagation", [], "a^{(l)} = a^{(l-1)} + \\sigma(z^{(l)})").verdict == "refuted"


def test_equations_that_exclude_each_other_say_nothing():
    """Of their letter nothing is known from there on, and nothing else is lost."""
    setup = ["scale w: w = 0 purely unconditional, w = 1 purely conditional"]
    assert check("diffusion", setup, "e_hat = (1 + w) eps_th(x_t, t, c) - w eps_th(x_t, t)").verdict == "undecided"
    assert check("diffusion", setup, "x_0 = (x_t - sqrt(1 - abar_t) eps)/sqrt(abar_t)").verdict == "verified"

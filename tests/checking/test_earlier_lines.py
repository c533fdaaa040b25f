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
    "labels of two values by a name of their own": (
        "logistic-regression",
        ["ỹᵢ ∈ {−1, +1}, NLL(w) = Σᵢ log(1 + exp(−ỹᵢ wᵀxᵢ))"],
        "∇NLL(w) = −Σᵢ ỹᵢ σ(−ỹᵢ wᵀxᵢ) xᵢ",
        "∇NLL(w) = −Σᵢ ỹᵢ σ(ỹᵢ wᵀxᵢ) xᵢ",
    ),
    "the slope of a softplus": (
        "map-estimation",
        ["f(w) = Σᵢ log(1 + exp(−yᵢwᵀxᵢ)), yᵢ ∈ {−1, 1}"],
        "∇f(w) = −Σᵢ yᵢ σ(−yᵢ wᵀxᵢ) xᵢ",
        "∇f(w) = Σᵢ yᵢ σ(−yᵢ wᵀxᵢ) xᵢ",
    ),
    "a law state by state": (
        "kl-divergence",
        [],
        "p_i = 1/n for all i ⇒ H(p) = log n",
        "p_i = 1/n for all i ⇒ H(p) = n log n",
    ),
    "members that are all equal": (
        "attention",
        ["k_1 = k_2 = \\dots = k_n"],
        "o_i = \\frac1n\\sum_j v_j",
        "o_i = \\sum_j v_j",
    ),
    "weights of a law that are all equal": (
        "kl-divergence",
        ["p_1 = p_2 = … = p_K"],
        "H(p) = log K",
        "H(p) = K log K",
    ),
    "one number for all entries": (
        "linear-regression",
        ["y_1 = y_2 = … = y_n = c"],
        "ȳ = c",
        "ȳ = n c",
    ),
    "an iterate by where it starts": (
        "logistic-regression",
        ["start at w_0 = 0, w_1 = w_0 - eta grad L(w_0)"],
        "w_1 = eta sum_i (y_i - 1/2) x_i",
        "w_1 = eta sum_i y_i x_i",
    ),
    "two steps from the start": (
        "linear-regression",
        ["w⁰ = 0", "w_{t+1} = w_t - η Xᵀ(X w_t - y)"],
        "w_2 = 2η Xᵀy - η² XᵀX Xᵀy",
        "w_2 = 2η Xᵀy + η² XᵀX Xᵀy",
    ),
    "a unit matrix with its size": (
        "em-algorithm",
        ["spherical covariances: \\Sigma_k = s_k I_d, N_k = \\sum_i \\gamma_{ik}"],
        "s_k = \\frac{1}{d N_k}\\sum_i \\gamma_{ik}\\|x_i - \\mu_k\\|^2",
        "s_k = \\frac{1}{N_k}\\sum_i \\gamma_{ik}\\|x_i - \\mu_k\\|^2",
    ),
    "a mask holds of its places": (
        "attention",
        ["S_ij = q_i^T k_j/sqrt(d_k), S_ij = -inf for j > i"],
        "o_1 = v_1",
        "o_1 = v_n",
    ),
    "targets that he makes of the labels": (
        "logistic-regression",
        ["t_i = (1 - eps) y_i + eps/2, L = -sum_i [t_i log p_i + (1 - t_i) log(1 - p_i)]"],
        "dL/dw = sum_i (p_i - t_i) x_i",
        "dL/dw = sum_i (p_i - y_i) x_i",
    ),
    "several that have one value": (
        "attention",
        ["‖q_i‖ = ‖k_j‖ = 1 for all i, j"],
        "‖q_i − k_j‖² = 2 − 2 q_iᵀk_j",
        "‖q_i − k_j‖² = 2 + 2 q_iᵀk_j",
    ),
    "labels of all samples": (
        "svm-dual",
        ["three points, y_1 = y_2 = 1, y_3 = -1"],
        "alpha_3 = alpha_1 + alpha_2",
        "alpha_3 = alpha_1 - alpha_2",
    ),
    "where an equation is reached": (
        "map-estimation",
        ["J(w) = ||y - Xw||^2/(2 s^2) + ||w||_1/b"],
        "b -> inf gives J(w) = ||y - Xw||^2/(2 s^2)",
        "b -> inf gives J(w) = ||w||_1",
    ),
    "batches in code": (
        "attention",
        ["q = x @ Wq; k = x @ Wk; v = x @ Wv"],
        "y = softmax(q @ k.T / sqrt(dk)) @ v",
        "y = softmax(q @ k.T / dk) @ v",
    ),
    "a vector by a letter that the problem has rows by": (
        "attention",
        ["J = diag(p) - p p^T"],
        "v^T J v = sum_i p_i v_i^2 - (sum_i p_i v_i)^2",
        "v^T J v = sum_i p_i v_i^2 + (sum_i p_i v_i)^2",
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


def test_what_entries_of_some_places_are_is_said_of_no_others():
    setup = ["causal mask: s_ij = -inf for j > i", "all other scores equal, s_ij = c for j <= i"]
    assert check("attention", setup, "o_i = (1/i) sum_{j<=i} v_j for i = 1..n").verdict in ("undecided", "verified")
    assert check("attention", setup, "o_i = (1/n) sum_{j<=i} v_j for i = 1..n").verdict != "verified"


def test_what_an_equation_that_was_passed_over_sets_is_open():
    setup = ["q = (1-ε) p + ε u, u uniform on n outcomes"]
    assert check("kl-divergence", setup, "q_i = (1-ε) p_i + ε/n").verdict in ("undecided", "verified")

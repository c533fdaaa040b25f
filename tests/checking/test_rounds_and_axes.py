"""Laws of each sample and the rounds of EM, what a line in two stages says of one, and along what a softmax is told to run."""

import pytest

from interviewer.checking import check

CS229 = r"$Q_i^{(t)}(z) = p(z|x^{(i)};\theta^{(t)})$"
TWO = "y_i ~ (1-pi) N(mu1, s1^2) + pi N(mu2, s2^2)"
COLUMNS = "tokens as columns: X in R^{d x n}, Q = Wq X, K = Wk X, V = Wv X, S = K^T Q / sqrt(d_k)"
HAT = ["e = eps_theta(x_t, t)", "x0hat = (x_t - sqrt(1 - abar_t) e)/sqrt(abar_t)"]

LINES = {
    "the law of each sample": (
        "em-algorithm",
        ["q_i(z) = p(z|x_i;θ)"],
        "ℓ(θ) = Σ_i Σ_z q_i(z) log(p(x_i,z;θ)/q_i(z))",
        "ℓ(θ) = Σ_i Σ_z q_i(z) log p(x_i,z;θ)",
    ),
    "of each sample, by its argument": (
        "em-algorithm",
        ["q(z_i) = p(z_i|x_i;θ)"],
        "ℓ(θ) = Σ_i Σ_{z_i} q(z_i) log(p(x_i,z_i;θ)/q(z_i))",
        "ℓ(θ) = Σ_i Σ_{z_i} q(z_i) log p(x_i,z_i;θ)",
    ),
    "of each sample, by both, in a round": (
        "em-algorithm",
        [r"Q_i^{(t)}(z_i) = p(z_i|x_i;\theta^{(t)})"],
        r"\ell(\theta^{(t)}) = \sum_i\sum_{z_i} Q_i^{(t)}(z_i)\log\frac{p(x_i,z_i;\theta^{(t)})}{Q_i^{(t)}(z_i)}",
        r"\ell(\theta^{(t)}) < \sum_i\sum_{z_i} Q_i^{(t)}(z_i)\log\frac{p(x_i,z_i;\theta^{(t)})}{Q_i^{(t)}(z_i)}",
    ),
    "what a law says of all of them": (
        "em-algorithm",
        ["q(Z) = p(Z|X;θ)"],
        "ℓ(θ) = Σ_i Σ_{z_i} q(z_i) log(p(x_i,z_i;θ)/q(z_i))",
        "ℓ(θ) = Σ_i Σ_{z_i} q(z_i) log p(x_i,z_i;θ)",
    ),
    "the posterior of all as a product": (
        "em-algorithm",
        [],
        "q(Z) = Π_i p(z_i|x_i;θ)",
        "q(Z) = Π_i p(x_i|z_i;θ)",
    ),
    "a round climbs": (
        "em-algorithm",
        [CS229, r"$\theta^{(t+1)}$ from the M-step"],
        r"\ell(\theta^{(t+1)}) \ge \sum_i\sum_z Q_i^{(t)}(z)\log\frac{p(x^{(i)},z;\theta^{(t+1)})}{Q_i^{(t)}(z)} \ge \ell(\theta^{(t)})",
        r"\ell(\theta^{(t+1)}) \le \sum_i\sum_z Q_i^{(t)}(z)\log\frac{p(x^{(i)},z;\theta^{(t+1)})}{Q_i^{(t)}(z)}",
    ),
    "the bound of a round": (
        "em-algorithm",
        ["θ_{t+1} from the M-step"],
        "F(q_t, θ_{t+1}) ≥ F(q_t, θ_t)",
        "F(q_t, θ_{t+1}) ≤ F(q_t, θ_t)",
    ),
    "the gap of a round, with a bar": (
        "em-algorithm",
        ["H(θ|θ_t) = -Σ_Z p(Z|X,θ_t) log p(Z|X,θ)"],
        "H(θ|θ_t) − H(θ_t|θ_t) = KL(p(Z|X,θ_t)‖p(Z|X,θ)) ≥ 0",
        "H(θ|θ_t) ≤ H(θ_t|θ_t)",
    ),
    "the entropy of what is hidden": (
        "em-algorithm",
        [],
        "log p(X;θ) = Q(θ,θ) + H(Z|X;θ)",
        "log p(X;θ) = Q(θ,θ) − H(Z|X;θ)",
    ),
    "members told to be one number": (
        "diffusion",
        ["all β_t equal to b"],
        "Var(x_t|x_0) = 1 − (1−b)^t",
        "Var(x_t|x_0) = (1−b)^t",
    ),
    "both steps in a line": (
        "em-algorithm",
        [TWO + ", phi_1, phi_2 the two densities at the current estimates"],
        "gamma_i = pi phi_2(y_i)/((1-pi) phi_1(y_i) + pi phi_2(y_i)),  mu1 = sum_i (1-gamma_i) y_i / sum_i (1-gamma_i)",
        "gamma_i = pi phi_2(y_i)/((1-pi) phi_1(y_i) + pi phi_2(y_i)),  mu1 = sum_i gamma_i y_i / sum_i gamma_i",
    ),
    "a bound of a letter of his beside what has it": (
        "vae-elbo",
        ["L_b = -E_q[log p(x|z)] + b KL(q(z|x)||p(z)), b >= 1"],
        "-L_b <= ELBO <= log p(x)",
        "-L_b >= ELBO",
    ),
    "a noise scale without an index": (
        "diffusion",
        HAT,
        "DDIM with noise scale s: x_{t-1} = sqrt(abar_{t-1}) x0hat + sqrt(1 - abar_{t-1} - s^2) e + s xi",
        "DDIM with noise scale s: x_{t-1} = sqrt(abar_{t-1}) x0hat + sqrt(1 - abar_{t-1} - s) e + s xi",
    ),
    "what is normalised": (
        "attention",
        [COLUMNS],
        "Y = V softmax(S), each column of S normalised",
        "Y = V softmax(S), where every row sums to one",
    ),
    "of rows and columns normalised": (
        "attention",
        [],
        "O = softmax(QKᵀ/√d_k) V, rows normalised",
        "O = softmax(QKᵀ/√d_k) V, columns normalised",
    ),
    "a softmax by its entries": (
        "attention",
        [r"\mathrm{softmax}(S)_{ij} = e^{S_{ij}}/\sum_l e^{S_{lj}}"],
        "O = softmax(KQ^T/√d_k)^T V",
        "O = softmax(QK^T/√d_k) V",
    ),
    "a convention in words": (
        "attention",
        ["the softmax acts on each column"],
        "O^T = V^T softmax(K Q^T/√d_k)",
        "O = softmax(Q K^T/√d_k) V",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), LINES.values(), ids=LINES)
def test_rounds_and_axes(derivation: str, setup: list[str], right: str, wrong: str):
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_of_a_name_that_is_nearly_the_output_nothing_wrong_is_given():
    line = r"\tilde V = V softmax(Q^T K/\sqrt{d_{\mathrm{attn}}})"
    assert check("attention", ["tokens as columns, Q = W_q X, K = W_k X, V = W_v X"], line).verdict == "undecided"

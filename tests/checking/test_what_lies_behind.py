"""Set-up lines that go on behind their formula, with where a value lies and of what shape it is; columns without commas."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "labels in a set": (
        "logistic-regression",
        ["t_i = 2*y_i - 1 in {-1,+1}, u_i = w'x_i"],
        "L(w) = sum_i log(1 + exp(-t_i*u_i))",
        "L(w) = sum_i log(1 + exp(t_i*u_i))",
    ),
    "a vector in its space": (
        "linear-regression",
        ["r = y − Xw ∈ ℝⁿ"],
        "∇L = −2Xᵀr",
        "∇L = 2Xᵀr",
    ),
    "an interval of code without an end": (
        "kl-divergence",
        ["u_i = p_i/q_i in (0, inf)"],
        "KL(p||q) = sum_i p_i log u_i",
        "KL(p||q) = sum_i q_i log u_i",
    ),
    "a shape in brackets": (
        "attention",
        ["S = QKᵀ/√d_k (n × n), A = softmax(S) (n × n)"],
        "O = A V",
        "O = Aᵀ V",
    ),
    "shapes of code, and blocks told as stacked": (
        "attention",
        ["O_i = A_i V_i (n x d_v), i = 1..h", "W_O = [W_1; ...; W_h] stacked row blocks, each W_i is d_v x d"],
        "MHA(X) = [O_1, ..., O_h] W_O = sum_{i=1}^h A_i V_i W_i",
        "MHA(X) = [O_1, ..., O_h] W_O = sum_{i=1}^h A_i^T V_i W_i",
    ),
    "a shape that is claimed": ("attention", [], "S = Q K^T / sqrt(d_k) (n x n)", "S = Q K^T / sqrt(d_k) (n x d_k)"),
    "columns without commas": (
        "svm-dual",
        ["A=[\\,y_1x_1\\ \\cdots\\ y_nx_n\\,]\\in\\mathbf{R}^{d\\times n}"],
        "w = A\\alpha",
        "w = A y",
    ),
    "features as rows": (
        "linear-regression",
        ["\\Phi=[\\phi(x_1)\\ \\cdots\\ \\phi(x_n)]^\\top,\\ J=\\|y-\\Phi w\\|^2"],
        "\\nabla J=2\\Phi^\\top(\\Phi w-y)",
        "\\nabla J=2\\Phi(\\Phi w-y)",
    ),
    "samples as rows": (
        "linear-regression",
        ["X = [x_1 x_2 … x_n]ᵀ"],
        "XᵀX = Σ_i x_i x_iᵀ",
        "XXᵀ = Σ_i x_i x_iᵀ",
    ),
    "what is transposed is a vector": (
        "map-estimation",
        ["f_i = x_i^T w"],
        "log p(y|X,w) = −(1/(2σ²)) Σ_i (y_i − f_i)² + const",
        "log p(y|X,w) = −(1/σ²) Σ_i (y_i − f_i)² + const",
    ),
    "rows called by a name": (
        "attention",
        ["A = softmax(QKᵀ/√d_k), row by row, n×n", "vⱼ = row j of V"],
        "row i of the output:  oᵢ = Σⱼ Aᵢⱼ vⱼ",
        "row i of the output:  oᵢ = Σⱼ Aⱼᵢ vⱼ",
    ),
    "letters called what they are": (
        "em-algorithm",
        ["r_nk = responsibility of the k-th mixture component for the n-th data point, n = 1..N, k = 1..K"],
        "r_nk = pi_k N(x_n | mu_k, Sigma_k) / sum_{m=1}^K pi_m N(x_n | mu_m, Sigma_m)",
        "r_nk = pi_k N(x_n | mu_k, Sigma_k) / sum_{m=1}^N pi_k N(x_m | mu_k, Sigma_k)",
    ),
    "a column of X": (
        "linear-regression",
        ["x_i = the i-th column of X"],
        "X X^T = sum_i x_i x_i^T",
        "X^T X = sum_i x_i x_i^T",
    ),
}


@pytest.mark.parametrize("name", SETUPS)
def test_what_follows_from_the_set_up(name: str) -> None:
    derivation, setup, right, wrong = SETUPS[name]
    assert check(derivation, setup, right).verdict == "verified"
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_wrong_space_behind_a_formula_is_refuted() -> None:
    assert check("linear-regression", [], "X^T X = X^T X \\in \\mathbb{R}^{n\\times n}").verdict == "refuted"


@pytest.mark.parametrize("count", ["h = number of heads, n = number of tosses"])
def test_numbers_may_be_called_anything(count: str) -> None:
    assert check("map-estimation", [count], "θ_MLE = h/n").verdict != "refuted"
    assert check("map-estimation", [count], "θ_MLE = n/h").verdict not in ("verified", "given")


COUNTED = {
    "by an index": ("kl-divergence", "p_i = 1/n for all i", "H(p) = log n", "H(p) = n log n"),
    "by a list": ("kl-divergence", "q = (1/N, …, 1/N)", "KL(p||q) = log N − H(p)", "KL(p||q) = log N + H(p)"),
    "weights of a mixture": (
        "em-algorithm",
        "π_k = 1/M for all k",
        "γ_nk = N(x_n|μ_k,Σ_k)/Σ_j N(x_n|μ_j,Σ_j)",
        "γ_nk = N(x_n|μ_k,Σ_k)/M",
    ),
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_letter_that_counts_the_members_of_what_it_is_told_of(name: str) -> None:
    derivation, told, right, wrong = COUNTED[name]
    assert check(derivation, [told], right).verdict == "verified"
    assert check(derivation, [told], wrong).verdict == "refuted"

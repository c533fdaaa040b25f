"""Tokens in the columns of X, maps that stand transposed, and along what a softmax runs; a line that is right and one that is wrong after each."""

import pytest

from interviewer.checking import check, weighing

PROJECTED = "X ∈ ℝ^{d×n}, Q = W_Q X, K = W_K X, V = W_V X"
BOLD = r"Q = \mathbf{W}_Q\mathbf{X}, K = \mathbf{W}_K\mathbf{X}, V = \mathbf{W}_V\mathbf{X}"

LINES = {  # what is written before, a right line, a wrong one
    "told by words": (
        ["tokens as columns"],
        "O = V softmax(K^T Q/√d_k), softmax over each column",
        "O = V softmax(Q^T K/√d_k), softmax over each column",
    ),
    "told by words in the line": (
        [],
        "with tokens as columns, O = V softmax(Q^T K/√d_k)^T, softmax over each row",
        "with tokens as columns, O = V softmax(Q^T K/√d_k), softmax over each row",
    ),
    "told by shapes and products": ([PROJECTED, "A = softmax_cols(KᵀQ/√d_k)"], "O = V A", "O = A V"),
    "told by products alone": (
        [BOLD],
        r"\mathbf{O} = \mathbf{V}\,\mathrm{softmax}\left(\frac{\mathbf{K}^\top\mathbf{Q}}{\sqrt{d_k}}\right)",
        r"\mathbf{O} = \mathbf{V}\,\mathrm{softmax}\left(\frac{\mathbf{Q}^\top\mathbf{K}}{\sqrt{d_k}}\right)",
    ),
    "entries": ([f"{PROJECTED}, A = softmax(KᵀQ/√d_k) column-wise"], "o_i = Σ_j A_{ji} v_j", "o_i = Σ_j A_{ij} v_j"),
    "sums": ([f"{PROJECTED}, A = softmax(KᵀQ/√d_k) column-wise"], "1ᵀA = 1ᵀ", "A 1 = 1"),
    "scores in tokens": (
        ["tokens are the columns of X ∈ ℝ^{d×n}"],
        "S = K^T Q/√d_k = X^T W_K^T W_Q X/√d_k",
        "S = K^T Q/√d_k = X^T W_Q^T W_K X/√d_k",
    ),
    "an unsaid softmax runs over the keys": (
        [PROJECTED, "S = QᵀK/√d_k", "A = softmax(S)"],
        "O = V Aᵀ",
        "O = V A",
    ),
    "as code": (
        ["each token is a column of X ∈ R^{d x n}; Q = Wq X, K = Wk X, V = Wv X"],
        "out = V @ softmax(K.T @ Q / sqrt(dk), axis=0)",
        "out = V @ softmax(K.T @ Q / sqrt(dk), axis=1)",
    ),
    "one token": (
        ["X = [x_1, ..., x_n] has the tokens as columns, W_Q ∈ ℝ^{d_k×d}"],
        "q_i = W_Q x_i",
        "q_i = W_Q^T x_i",
    ),
    "heads": (
        ["X ∈ ℝ^{d×n}, tokens as columns, Q_i = W_i^Q X, K_i = W_i^K X, V_i = W_i^V X"],
        "head_i = V_i softmax(K_i^T Q_i/√d_k)",
        "head_i = V_i softmax(Q_i^T K_i/√d_k)",
    ),
    "attention by name": (
        ["columns are tokens"],
        "Attention(Q,K,V) = V softmax(K^T Q/√d_k)",
        "Attention(Q,K,V) = V softmax(Q^T K/√d_k)",
    ),
    "without it the tokens are rows": ([], "Q = X W_Q", "Q = W_Q X"),
    "of each column of the usual scores": (
        [],
        "A^T = softmax(KQ^T/√d_k), column-wise",
        "A = softmax(QK^T/√d_k), softmax over each column",
    ),
    "by a label": ([], "A = softmax_{row}(QK^T/√d_k)", "A = softmax_{col}(QK^T/√d_k)"),
    "over queries or keys": (
        [],
        "O = softmax(QK^T/√d_k)V, where the softmax is taken over the keys",
        "O = softmax(QK^T/√d_k)V, where the softmax is taken over the queries",
    ),
    "an adverb": (
        [],
        "O = softmax(QK^T/√d_k)V with a row-wise softmax",
        "O = softmax(QK^T/√d_k)V with a column-wise softmax",
    ),
    "maps as layers of code keep them": (
        ["W_Q, W_K ∈ ℝ^{d_k×d}, W_V ∈ ℝ^{d_v×d}"],
        "O = softmax(X W_Q^T W_K X^T/√d_k) X W_V^T",
        "O = softmax(X W_Q^T W_K X^T/√d_k) X W_V",
    ),
    "such maps told by products": (
        ["Q = X W_Q^T, K = X W_K^T, V = X W_V^T"],
        "S = X W_Q^T W_K X^T/√d_k",
        "S = X W_Q W_K^T X^T/√d_k",
    ),
    "a row of ones": ([], "1ᵀAᵀ = 1ᵀ", "1ᵀA = 1ᵀ"),
    "the sign of a transpose": ([], "A = softmax(QK^⊤/√d_k)", "A = softmax(KQ^⊤/√d_k)"),
    "sizes of code": ([], "A = softmax(Q @ K.T / sqrt(dk))", "A = softmax(Q @ K.T / dk)"),
}


@pytest.mark.parametrize(("setup", "right", "wrong"), LINES.values(), ids=LINES)
def test_tokens_in_columns(setup: list[str], right: str, wrong: str):
    assert check("attention", setup, right).verdict in ("verified", "given")
    assert check("attention", setup, wrong).verdict == "refuted"


def test_columns_of_which_nobody_knows_how_they_are_meant():
    line = "O = softmax(QK^T/√d_k)V with the softmax over columns"
    assert check("attention", [], line).verdict == "undecided"


def test_sizes_stay_apart_where_a_reading_bears_the_line():
    setup = r"\mathrm{head}_i=\mathrm{Attention}(QW_i^Q,KW_i^K,VW_i^V), Q,K,V\in\mathbb{R}^{n\times d_{\text{model}}}"
    right, wrong = (
        rf"where the projections are W_i^Q\in\mathbb{{R}}^{{{s}}}"
        for s in (r"d_{\text{model}}\times d_k", r"d_k\times d_{\text{model}}")
    )
    assert check("attention", [setup], right).verdict == "given"
    assert check("attention", [setup], wrong).verdict in ("refuted", "undecided")


def test_no_reading_is_taken_because_there_was_no_time_to_see_that_it_is_not_meant(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weighing, "FIT_SECONDS", 0.0)
    setup = ["W_Q ∈ ℝ^{d_k×d} and X = [x_1, ..., x_n] with the tokens as columns"]  # of which no test has asked before
    assert check("attention", setup, "q_i = W_Q^T x_i").verdict not in ("verified", "given")

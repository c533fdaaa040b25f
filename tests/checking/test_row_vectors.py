"""Vectors that lie along: gradients as rows, samples and tokens as row vectors; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

GRADIENTS, TOKENS = "gradients are row vectors", "q_i, k_j, v_j are row vectors"
SAMPLES, RESPONSE = "x_i are row vectors", "row vectors x_i, p_i = σ(x_i w)"

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a gradient as a row": (
        "linear-regression",
        [GRADIENTS, "L(θ) = ‖y − Φθ‖²"],
        "dL/dθ = −2(y − Φθ)ᵀΦ",
        "dL/dθ = 2(y − Φθ)ᵀΦ",
    ),
    "of that shape": (
        "linear-regression",
        ["L(θ) = 1/(2σ²) (y − Xθ)ᵀ(y − Xθ), X ∈ ℝ^{N×D}"],
        "dL/dθ = (1/σ²)(−yᵀX + θᵀXᵀX) ∈ ℝ^{1×D}",
        "dL/dθ = (1/σ²)(−yᵀX − θᵀXᵀX) ∈ ℝ^{1×D}",
    ),
    "a chain of rows and Jacobians": (
        "linear-regression",
        ["L(e) = ‖e‖², e(θ) = y − Φθ; derivatives as rows: ∂L/∂e ∈ ℝ^{1×N}, ∂e/∂θ ∈ ℝ^{N×D}"],
        "∂L/∂θ = (∂L/∂e)(∂e/∂θ) = 2eᵀ(−Φ)",
        "∂L/∂θ = (∂L/∂e)(∂e/∂θ) = 2eᵀΦ",
    ),
    "rows through a layer": (
        "backpropagation",
        ["a = Wx + b, h = tanh(a), gradients are rows: ∂L/∂h ∈ R^{1×m}"],
        "∂L/∂x = (∂L/∂h) diag(1 − h²) W",
        "∂L/∂x = (∂L/∂h) diag(1 − h²) Wᵀ",
    ),
    "the gradient of a sum over samples": (
        "logistic-regression",
        [GRADIENTS],
        "∂L/∂w = Σ_i (p_i − y_i) x_iᵀ",
        "∂L/∂w = Σ_i (y_i − p_i) x_iᵀ",
    ),
    "tokens": ("attention", [TOKENS], "s_ij = q_i k_jᵀ/√d_k", "s_ij = q_iᵀ k_j/√d_k"),
    "outputs of tokens": (
        "attention",
        [f"{TOKENS}, s_ij = q_i k_jᵀ/√d_k"],
        "o_i = Σ_j softmax_j(s_ij) v_j",
        "o_i = Σ_j softmax_i(s_ij) v_j",
    ),
    "rows by their matrices": (
        "attention",
        ["Q_i, K_j, V_j denote the rows of Q, K and V"],
        r"O_i = \frac{\sum_j \exp(Q_i K_j^T/\sqrt{d_k}) V_j}{\sum_j \exp(Q_i K_j^T/\sqrt{d_k})}",
        r"O_i = \frac{\sum_j \exp(Q_i K_j^T/\sqrt{d_k}) V_j}{\sum_i \exp(Q_i K_j^T/\sqrt{d_k})}",
    ),
    "rows by what stands after them": (
        "attention",
        [r"e_{ij} = \frac{(x_i W^Q)(x_j W^K)^T}{\sqrt{d_k}}"],
        r"z_i = \sum_{j=1}^n \frac{\exp(e_{ij})}{\sum_{k=1}^n \exp(e_{ik})} (x_j W^V)",
        r"z_i = \sum_{j=1}^n \frac{\exp(e_{ij})}{\sum_{k=1}^n \exp(e_{kj})} (x_j W^V)",
    ),
    "by their size": (
        "attention",
        ["x_i ∈ ℝ^{1×d} the token embeddings"],
        "o_i = Σ_j A_ij x_j W^V",
        "o_i = Σ_j A_ij W^V x_j",
    ),
    "samples are no numbers then": (
        "linear-regression",
        ["rows x_i of X as row vectors"],
        "L(w) = Σᵢ (x_i w − y_i)², ∇L = 2 Σᵢ x_iᵀ(x_i w − y_i)",
        "L(w) = Σᵢ (x_i w − y_i)², ∇L = 2 Σᵢ x_i(x_i w − y_i)",
    ),
    "samples by their transposes": (
        "linear-regression",
        ["each row of X is a sample x_i^T"],
        r"\sum_i x_i x_i^T = X^T X",
        r"\sum_i x_i x_i^T = X X^T",
    ),
    "a decision": (
        "svm-dual",
        [SAMPLES],
        "w = X^T (alpha * y), f(x) = x w + b = sum_i alpha_i y_i x x_i^T + b",
        "w = X^T (alpha * y), f(x) = x w + b = sum_i alpha_i x x_i^T + b",
    ),
    "numerator layout": (
        "backpropagation",
        ["numerator layout: h = σ(Wx), ∂L/∂h a row"],
        "∂L/∂x = ∂L/∂h · diag(σ'(Wx)) · W",
        "∂L/∂x = W · diag(σ'(Wx)) · ∂L/∂h",
    ),
    "a Hessian": ("logistic-regression", [RESPONSE], "H = Σ_i p_i(1 − p_i) x_iᵀ x_i", "H = Σ_i p_i(1 − p_i) x_i x_iᵀ"),
    "a kernel": ("svm-dual", [SAMPLES], "K_ij = x_i x_jᵀ, w = Σ_i α_i y_i x_iᵀ", "K_ij = x_iᵀ x_j"),
    "a covariance": (
        "em-algorithm",
        ["x_i, μ_k are row vectors"],
        "Σ_k = Σ_i γ_ik (x_i − μ_k)ᵀ(x_i − μ_k) / Σ_i γ_ik",
        "Σ_k = Σ_i γ_ik (x_i − μ_k)(x_i − μ_k)ᵀ / Σ_i γ_ik",
    ),
    "a layer of one's own": (
        "backpropagation",
        ["x a row vector, h = x W + b"],
        "∂L/∂W = xᵀ ∂L/∂h",
        "∂L/∂W = ∂L/∂h xᵀ",
    ),
    "targets and weights as rows": (
        "linear-regression",
        ["y and w are row vectors, samples in the columns of X"],
        "L = ‖y − wX‖², ∇_w L = 2(wX − y)Xᵀ",
        "L = ‖y − wX‖², ∇_w L = 2Xᵀ(wX − y)",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_right_lines_hold(case: str) -> None:
    derivation, setup, right, _ = LINES[case]
    assert check(derivation, setup, right).verdict in ("verified", "given")


@pytest.mark.parametrize("case", LINES)
def test_wrong_lines_do_not(case: str) -> None:
    derivation, setup, _, wrong = LINES[case]
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_column_where_rows_are_told_is_no_slip() -> None:
    verdict = check("linear-regression", [GRADIENTS, "L(θ) = ‖y − Φθ‖²"], "dL/dθ = −2Φᵀ(y − Φθ)")
    assert verdict.verdict == "undecided"
    assert "column" in verdict.message


def test_a_row_that_is_called_a_transpose_makes_no_vector_a_row() -> None:
    setup = ["each row of X is a sample x_i^T"]
    assert check("linear-regression", setup, r"\sum_i x_i^T x_i = X^T X").verdict in ("refuted", "undecided")

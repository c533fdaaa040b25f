"""A scoring function of a query and a key is no other name of the weights."""

import pytest

from interviewer.checking import check

RIGHT, WRONG, OPEN = ("verified", "given"), ("refuted",), ("undecided",)

LINES = [
    ("attention", [], "a(q, k_i) = -1/2 ||q - k_i||^2 = q^T k_i - 1/2 ||k_i||^2 - 1/2 ||q||^2", RIGHT),
    ("attention", [], "a(q, k_i) = -1/2 ||q - k_i||^2 = q^T k_i - 1/2 ||k_i||^2 + 1/2 ||q||^2", WRONG),
    (
        "attention",
        ["a(q, k) = q^T k/\\sqrt{d}"],
        "\\alpha_i = \\frac{\\exp(a(q,k_i))}{\\sum_{j=1}^m \\exp(a(q,k_j))}",
        RIGHT,
    ),
    ("attention", ["a(q, k) = q^T k/\\sqrt{d}"], "\\alpha_i = \\frac{\\exp(a(q,k_i))}{\\sum_{j=1}^m a(q,k_j)}", WRONG),
    (
        "attention",
        ["a(q, k_i) = w_v^T tanh(W_q q + W_k k_i)"],
        "\\alpha_i = \\exp(a(q,k_i))/\\sum_j \\exp(a(q,k_j))",
        OPEN,
    ),
    ("attention", ["f(q, k_j) = q^T k_j / \\sqrt{d_k}"], "f(q, 2 k_j) = 2 f(q, k_j)", RIGHT),
    ("attention", ["f(q, k_j) = q^T k_j / \\sqrt{d_k}"], "f(2 q, 2 k_j) = 2 f(q, k_j)", WRONG),
    ("attention", [], "α(q, k_i) = exp(qᵀk_i/√d_k) / Σ_j qᵀk_j/√d_k", WRONG),
    ("attention", [], "\\alpha(q, k_i) = \\frac{\\exp(q^\\top k_i)}{\\sqrt{d_k}\\sum_j \\exp(q^\\top k_j)}", WRONG),
    (
        "attention",
        [],
        "\\alpha(q, k_i) = \\frac{\\exp(q^\\top k_i/\\sqrt{d_k})}{\\sum_j \\exp(q^\\top k_j/\\sqrt{d_k})}",
        RIGHT,
    ),
    ("attention", [], "Attention(Q, K, V) = softmax(QᵀK/√d_k) V", WRONG),
    ("attention", [], "A(Q, K) = softmax(KQᵀ/√d_k)", WRONG),
    ("attention", [], "α(q, k_i) = exp(qᵀk_i/√d) / Σ_j exp(qᵀk_j/√d)", RIGHT),
    ("attention", [], "α(q, k_i) = exp(qᵀk_i/√d) / Σ_j exp(qᵀq_j/√d)", WRONG),
    ("attention", ["a(q, k) = q^T k/\\sqrt{d}"], "α(q, k_i) = exp(a(q, k_i)) / Σ_j exp(a(q, k_j))", RIGHT),
    ("attention", ["a(q, k) = q^T k/\\sqrt{d}"], "α(q, k_i) = a(q, k_i) / Σ_j a(q, k_j)", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

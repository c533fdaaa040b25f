"""Networks and attention in the manner of notes and code: layers told by letters, rows that sum to one, sizes told to be equal."""

import pytest

from derivations import catalogue
from interviewer.checking import judge

BISHOP = r"a_j = \sum_i w_{ji} z_i, \quad z_j = h(a_j)"
BATCH_NORM = (
    r"\mu_B = \frac{1}{m}\sum_{i=1}^m x_i, \sigma_B^2 = \frac1m \sum_{i=1}^m (x_i - \mu_B)^2, "
    r"\hat{x}_i = \frac{x_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}, y_i = \gamma \hat{x}_i + \beta"
)
SIGMOID = "z1 = W1 @ x + b1; a1 = sigmoid(z1); z2 = W2 @ a1 + b2"
SOFTMAX = r"A = \operatorname{softmax}(QK^\top/\sqrt{d_k})"
CROSS_ENTROPY = r"C = -[y \ln a + (1-y)\ln(1-a)], a = \sigma(z), z = \sum_j w_j x_j + b"
NUMBERS = r"a = \sigma(z), C = \frac{(y-a)^2}{2}, z = wx+b, x = 1, y = 0"
ROWS = "S_l = H_{l-1} W_l, H_l = f(S_l), Δ_l = ∂L/∂S_l"
NETWORKS = [
    ("right", BISHOP, r"\delta_j = h'(a_j) \sum_k w_{kj} \delta_k"),
    ("wrong", BISHOP, r"\delta_j = h'(a_j) \sum_k w_{jk} \delta_k"),
    ("wrong", BISHOP, r"\delta_j = h'(z_j) \sum_k w_{kj} \delta_k"),
    ("right", BISHOP, r"\frac{\partial E_n}{\partial w_{ji}} = \delta_j z_i"),
    ("wrong", BISHOP, r"\frac{\partial E_n}{\partial w_{ji}} = \delta_i z_j"),
    ("right", BISHOP, r"\frac{\partial a_k}{\partial a_j} = w_{kj} h'(a_j)"),
    ("right", BISHOP, r"\delta_j = \sum_k \frac{\partial E_n}{\partial a_k}\frac{\partial a_k}{\partial a_j}"),
    ("right", r"a_j = \sum_i w_{ji} z_i, z_j = \tanh(a_j)", r"\delta_j = (1 - z_j^2) \sum_k w_{kj} \delta_k"),
    ("wrong", r"a_j = \sum_i w_{ji} z_i, z_j = \tanh(a_j)", r"\delta_j = (1 - a_j^2) \sum_k w_{kj} \delta_k"),
    ("right", BATCH_NORM, r"\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \gamma"),
    ("wrong", BATCH_NORM, r"\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \beta"),
    (
        "right",
        BATCH_NORM,
        r"\frac{\partial \ell}{\partial \sigma_B^2} = "
        r"\sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i}(x_i-\mu_B)\cdot\frac{-1}{2}(\sigma_B^2+\epsilon)^{-3/2}",
    ),
    (
        "wrong",
        BATCH_NORM,
        r"\frac{\partial \ell}{\partial \sigma_B^2} = "
        r"\sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i}(x_i-\mu_B)\cdot\frac{-1}{2}(\sigma_B^2+\epsilon)^{-1/2}",
    ),
    ("right", SIGMOID, "delta1 = (W2.T @ delta2) * a1 * (1 - a1)"),
    ("right", "a1 = sigmoid(W1 @ x + b1); z2 = W2 @ a1 + b2", "delta1 = (W2.T @ delta2) * a1 * (1 - a1)"),
    ("wrong", SIGMOID, "delta1 = (W2 @ delta2) * a1 * (1 - a1)"),
    ("wrong", SIGMOID, "delta1 = (W2.T @ delta2) * z1 * (1 - z1)"),
    ("right", "a2 = sigmoid(z2)", "delta2 = (a2 - y) * a2 * (1 - a2)"),
    ("wrong", "a1 = relu(z1), a2 = sigmoid(z2)", "delta1 = (W2.T @ delta2) * a1 * (1 - a1)"),
    ("right", "A1 = relu(Z1); Z2 = W2 @ A1 + b2", "dZ1 = (W2.T @ dZ2) * (Z1 > 0)"),
    ("wrong", "A1 = relu(Z1); Z2 = W2 @ A1 + b2", "dZ1 = (W2.T @ dZ2) * (Z1 < 0)"),
    ("right", "", r"dZ^{[1]} = W^{[2]T}dZ^{[2]} * g^{[1]'}(Z^{[1]})"),
    ("wrong", "", r"dZ^{[1]} = W^{[2]T}dZ^{[2]} * g^{[1]'}(A^{[1]})"),
    ("right", r"A^{[1]} = \tanh(Z^{[1]})", r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)"),
    ("wrong", r"A^{[1]} = \tanh(Z^{[1]})", r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - A^{[1]})"),
    ("right", "", r"db^{[2]} = \frac{1}{m} \sum_{i=1}^m dz^{[2](i)}"),
    ("wrong", "", r"db^{[2]} = \sum_{i=1}^m dz^{[2](i)}"),
    ("right", "", r"dW^{[2]} = \frac{1}{m} \sum_{i=1}^m dz^{[2](i)} a^{[1](i)T}"),
    ("wrong", "", r"dW^{[2]} = \frac{1}{m} \sum_{i=1}^m a^{[1](i)} dz^{[2](i)T}"),
    ("right", "", r"z^{[1](i)} = W^{[1]} x^{(i)} + b^{[1]}"),
    ("wrong", "", r"z^{[2](i)} = W^{[2]} a^{[2](i)} + b^{[2]}"),
    ("right", "", r"Z^{[1]} = W^{[1]}X + b^{[1]}, A^{[1]} = g^{[1]}(Z^{[1]})"),
    ("wrong", "", r"Z^{[1]} = X W^{[1]} + b^{[1]}, A^{[1]} = g^{[1]}(Z^{[1]})"),
    ("right", r"x_{l+1} = x_l + F(x_l, W_l)", r"x_L = x_l + \sum_{i=l}^{L-1} F(x_i, W_i)"),
    ("wrong", r"x_{l+1} = x_l + F(x_l, W_l)", r"x_L = x_l + \sum_{i=l}^{L} F(x_i, W_i)"),
    ("right", CROSS_ENTROPY, r"\frac{\partial C}{\partial w_j} = x_j(\sigma(z) - y)"),
    ("wrong", CROSS_ENTROPY, r"\frac{\partial C}{\partial w_j} = x_j(\sigma(z) - y)\sigma'(z)"),
    ("right", NUMBERS, r"\frac{\partial C}{\partial w} = a\sigma'(z)"),
    ("wrong", NUMBERS, r"\frac{\partial C}{\partial w} = -a\sigma'(z)"),
    ("right", ROWS, "Δ_{l-1} = (Δ_l W_lᵀ) ⊙ f'(S_{l-1})"),
    ("wrong", ROWS, "Δ_{l-1} = (W_lᵀ Δ_l) ⊙ f'(S_{l-1})"),
    ("right", ROWS, "∂L/∂W_l = H_{l-1}ᵀ Δ_l"),
    ("wrong", ROWS, "∂L/∂W_l = Δ_l H_{l-1}ᵀ"),
    ("right", "L = f(a, b), a = g(x), b = h(x)", "dL/dx = (∂f/∂a) g'(x) + (∂f/∂b) h'(x)"),
    ("wrong", "L = f(a, b), a = g(x), b = h(x)", "dL/dx = (∂f/∂a) h'(x) + (∂f/∂b) g'(x)"),
    ("wrong", "", "∂L/∂W_l = a_{l−1} δ_lᵀ"),  # no layout of a gradient by a matrix
    ("right", "", "W = W - eta * dW"),
    ("wrong", "", "W = W + eta * dW"),
    ("right", "", "W1 -= lr * dW1; b1 -= lr * db1"),
    ("wrong", "", "W1 -= lr * dW1; b1 += lr * db1"),
]
ATTENTION = [
    ("right", "", f"{SOFTMAX}, so each row of $A$ sums to 1"),
    ("wrong", "", f"{SOFTMAX}, so each column of $A$ sums to 1"),
    ("right", SOFTMAX, "the entries of each row of A sum to one"),
    ("wrong", SOFTMAX, "the columns of A sum to one"),
    ("wrong", "", f"{SOFTMAX}, whose columns sum to 1"),
    ("right", "", r"\sum_j \alpha_{ij} = 1"),
    ("wrong", "", r"\sum_i \alpha_{ij} = 1"),
    ("wrong", "", r"\sum_i p_{ij} = 1"),
    ("right", "q, k ~ N(0, I_d) independent", "Var(q^T k) = d"),
    ("wrong", "q, k ~ N(0, I_d) independent", "Var(q^T k) = √d"),
    ("right", r"q, k \sim N(0, \sigma^2 I_d) independent", "Var(q^T k) = d σ^4"),
    ("wrong", r"q, k \sim N(0, \sigma^2 I_d) independent", "Var(q^T k) = d σ^2"),
    ("right", "Q, K, V ∈ R^{n x d}", "O = softmax(QK^T/√d) V"),
    ("wrong", "Q, K, V ∈ R^{n x d}", "O = softmax(QK^T/√n) V"),
    ("wrong", "Q, K, V ∈ R^{n x d}", "O = softmax(KQ^T/√d) V"),
    ("right", "", "Var(q·k) = d_k, so q·k/√d_k has unit variance"),
    ("wrong", "", "Var(q·k) = d_k, so q·k/d_k has unit variance"),
    ("right", "", "q·k has zero mean and variance d_k"),
    ("wrong", "", "q·k has zero mean and unit variance"),
    ("right", "", "q·k = Σ q_i k_i has mean 0 and variance d_k"),
    ("wrong", "", "q·k = Σ q_i k_i has mean 0 and variance √d_k"),
    ("right", "", r"\alpha = softmax(Kq/\sqrt{d_k}), o = V^T \alpha"),
    ("wrong", "", r"\alpha = softmax(Kq/d_k), o = V^T \alpha"),
    ("right", "", "out = softmax(q @ k.T / sqrt(d_k)) @ v"),
    ("wrong", "", "out = softmax(k @ q.T / sqrt(d_k)) @ v"),
    ("right", "", r"softmax(x)_i = \frac{e^{x_i - \max_j x_j}}{\sum_k e^{x_k - \max_j x_j}}"),
    ("wrong", "", r"softmax(x)_i = \frac{e^{x_i - \max_j x_j}}{\sum_k e^{x_k}}"),
    ("right", "", "If all keys are equal, A_{ij} = 1/n and o_i = (1/n) Σ_j v_j"),
    ("wrong", "", "If all keys are equal, A_{ij} = 1/d_k"),
    ("right", "", "If all values are equal, o_i = v_1"),
    ("wrong", "", "If all values are equal, o_i = n v_1"),
    ("right", "", "For n tokens of dimension d, Q K^T takes n^2 d multiplications"),
    ("wrong", "", "For n tokens of dimension d, Q K^T takes n d^2 multiplications"),
    ("right", "", "for n tokens QK^T takes 2 n^2 d_k FLOPs"),
    ("wrong", "", "for n tokens QK^T takes 2 n^2 d_k multiplications"),
]


@pytest.mark.parametrize(
    ("name", "label", "setup", "step"),
    [("backpropagation", *row) for row in NETWORKS] + [("attention", *row) for row in ATTENTION],
)
def test_lines_are_judged_by_what_they_say(name: str, label: str, setup: str, step: str) -> None:
    verdict = judge(catalogue()[name], [setup] if setup else [], step)
    assert verdict.verdict in (("verified", "given") if label == "right" else ("refuted",)), verdict.message


def test_how_many_tokens_there_are_equals_no_other_size() -> None:
    """Queries in columns are no declaration that n = d."""
    assert judge(catalogue()["attention"], ["Q, K ∈ R^{d×n}"], "A = softmax(QK^T/√d)").verdict != "verified"


def test_a_count_in_words_beside_a_formula_is_not_passed_over() -> None:
    """The formula holds, and the order is no order of n²."""
    line = "by associativity (Q K^T) V = Q (K^T V), and the right-hand order takes 2 n^2 d multiplications"
    assert judge(catalogue()["attention"], [], line).verdict == "undecided"


@pytest.mark.parametrize(
    ("name", "setup", "step"),
    [
        ("attention", "q_i = W^Q x_i, k_i = W^K x_i", r"\alpha_{ij} = \exp(q_i^T k_j/√d)/\sum_l \exp(q_i^T k_l/√d)"),
        ("attention", "", "A = softmax(QK^T/√d)"),
        ("backpropagation", "f(x) = f_3(f_2(f_1(x)))", "f'(x) = f_3'(f_2(f_1(x))) f_2'(f_1(x)) f_1'(x)"),
    ],
)
def test_what_hangs_on_what_is_meant_is_not_refuted(name: str, setup: str, step: str) -> None:
    """d may be the size of the keys, and f is what he says it is."""
    assert judge(catalogue()[name], [setup] if setup else [], step).verdict != "refuted"


@pytest.mark.parametrize("step", ["Var(q^T k) = √d", "A = softmax(QK^T/d)", "W^Q ∈ R^{d×d}"])
def test_a_size_by_its_plain_letter_saves_no_slip(step: str) -> None:
    """Wrong whatever d is; or it is the sizes that are claimed."""
    assert judge(catalogue()["attention"], [], step).verdict == "refuted"

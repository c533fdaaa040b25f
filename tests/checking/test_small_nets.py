"""Networks and attention in letters of the candidate's own: a line that is right and one that is wrong by a slip."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "an open σ beside p(1 − p) is the logistic one": (
        "backpropagation",
        ["u = Wx + b, p = σ(u) elementwise, L = ½‖p − y‖²"],
        "∂L/∂u = (p − y) ⊙ p ⊙ (1 − p)",
        "∂L/∂u = (p − y) ⊙ u ⊙ (1 − u)",
    ),
    "a derivative of a bare f keeps to the x that f is defined of": (
        "backpropagation",
        [
            "f(x) = w_3 \\sigma(w_2 \\sigma(w_1 x)) with scalars, a_1 = \\sigma(w_1 x), a_2 = \\sigma(w_2 a_1), "
            "\\sigma the logistic function"
        ],
        "\\frac{\\partial f}{\\partial w_1} = w_3 a_2(1-a_2) w_2 a_1(1-a_1) x",
        "\\frac{\\partial f}{\\partial w_1} = w_3 a_2(1-a_2) w_2 a_1(1-a_1)",
    ),
    "what is defined in a conclusion in words is defined": (
        "attention",
        ["Q = X W_Q, K = X W_K"],
        "so Q K^T = X M X^T, i.e. score_ij is the bilinear form x_i^T M x_j (before the scaling) with M = W_Q W_K^T in "
        "R^{d x d} and rank(M) <= min(d, d_k)",
        "so Q K^T = X M X^T, i.e. score_ij is the bilinear form x_i^T M x_j (before the scaling) with M = W_K W_Q^T in "
        "R^{d x d} and rank(M) <= min(d, d_k)",
    ),
    "a weight that is zero in one layer is so in no other": (
        "backpropagation",
        ["W^{(L)} = 0"],
        "\\delta^{(L-1)} = 0",
        "z^{(1)} = b^{(1)}",
    ),
    "l < L is said of the layers, not of the loss": (
        "backpropagation",
        ["all weight matrices are initialised W⁽ˡ⁾ = 0, l = 1…L, with L ≥ 2 layers and σ differentiable"],
        "δ⁽ˡ⁾ = 0 for every l < L",
        "δ⁽ˡ⁾ = 0 for every l ≤ L",
    ),
    "a bracket round what bears a script and is transposed is a factor": (
        "backpropagation",
        [
            "\\tilde a = m \\odot a, z^{(l+1)} = W^{(l+1)} \\tilde a + b^{(l+1)}, \\delta^{(l+1)} = \\partial L/\\partial z^{(l+1)}"
        ],
        "\\partial L/\\partial W^{(l+1)} = \\delta^{(l+1)}(\\tilde a)^\\top",
        "\\partial L/\\partial W^{(l+1)} = \\tilde a(\\delta^{(l+1)})^\\top",
    ),
    "a test as a factor is a mask": (
        "backpropagation",
        ["residual block y = x + U relu(V x), g = dL/dy"],
        "dL/dx = g + V^T ((U^T g) * (V x > 0))",
        "dL/dx = V^T ((U^T g) * (V x > 0))",
    ),
    "the s of softmax(s) is no total of its entries": (
        "attention",
        ["a = softmax(s), o = Σⱼ aⱼ vⱼ"],
        "∂o/∂sⱼ = aⱼ (vⱼ − o)",
        "∂o/∂sⱼ = aⱼ vⱼ",
    ),
    "a tuple part by part, a product by a full stop": (
        "attention",
        ["single query q, keys k_1,k_2, weights (a, 1-a) = softmax(q.k_1, q.k_2)"],
        "a = 1/(1 + exp(q.(k_2 - k_1)))",
        "a = 1/(1 + exp(q.(k_1 - k_2)))",
    ),
    "vectors in numbers": (
        "backpropagation",
        ["w = (1, 2), x = (3, -1), z = w·x, L = z²"],
        "dL/dw = (6, -2)",
        "dL/dw = (6, 2)",
    ),
    "matrices in numbers": (
        "backpropagation",
        [
            "W = \\begin{pmatrix} 1 & 2 \\\\ 0 & -1\\end{pmatrix}, x = (1, 1)^\\top, z = Wx, h = relu(z), v = (2, 5)^\\top, "
            "o = v^\\top h"
        ],
        "z = (3, -1)^\\top, h = (3, 0)^\\top, o = 6",
        "\\partial o/\\partial W = \\begin{pmatrix} 2 & 2 \\\\ 5 & 5\\end{pmatrix}",
    ),
    "words that equations make names": (
        "backpropagation",
        ["pre = U x, act = relu(pre), out = V act, E = 0.5||out - t||^2"],
        "dE/dpre = (V^T (out - t)) * (pre > 0)",
        "dE/dpre = (V^T (out - t)) * act",
    ),
    "such a word set upright": (
        "backpropagation",
        ["\\text{net} = w^\\top x + b, o = f(\\text{net}), E = \\tfrac12 (o-t)^2"],
        "\\frac{\\partial E}{\\partial w} = (o - t) f'(\\text{net})\\, x",
        "\\frac{\\partial E}{\\partial w} = (o - t) f'(o)\\, x",
    ),
    "such a word indexed": (
        "backpropagation",
        ["E = \\frac12\\sum_k (o_k - t_k)^2, o_k = \\sigma(net_k), net_k = \\sum_j w_{jk} h_j"],
        "\\frac{\\partial E}{\\partial w_{jk}} = (o_k - t_k) \\sigma'(net_k) h_j",
        "\\frac{\\partial E}{\\partial w_{jk}} = (t_k - o_k) \\sigma'(net_k) h_j",
    ),
    "a loss beside its word, with a star": (
        "backpropagation",
        ["h = relu(w1*x), out = w2*h, loss 0.5*(out - y)^2", "x = 1, w1 = 2, w2 = -1, y = 1"],
        "dloss/dw2 = -3*2 = -6, dloss/dw1 = -3*(-1)*1*1 = 3",
        "dloss/dw2 = -3*2 = -6, dloss/dw1 = -3*(-1)*1*2 = 6",
    ),
    "a bias of samples in rows": (
        "backpropagation",
        ["out = x.dot(w) + b, dout = dL/dout, x of shape (N, D)"],
        "db = np.sum(dout, axis=0)",
        "db = np.sum(dout, axis=1)",
    ),
    "a bias of samples in columns": (
        "backpropagation",
        ["Z = WX + b, X ∈ ℝ^{d×N}, G = ∂L/∂Z"],
        "∂L/∂b = G 1",
        "∂L/∂b = Gᵀ 1",
    ),
    "a mask by cases, of as many entries as what it is added to": (
        "attention",
        ["additive mask: S = QK^T/\\sqrt{d} + M, A = softmax(S), M_{ij} = 0 if j \\le i else -\\infty"],
        "A_{12} = 0",
        "A_{21} = 0",
    ),
    "q_i is a row of his Q": (
        "attention",
        ["B = Q K^T + M, A = softmax(B), M_ij = 0 for j <= i, -inf for j > i"],
        "A_ij = exp(q_i.k_j)/sum_{l <= i} exp(q_i.k_l) for j <= i",
        "A_ij = exp(q_i.k_j)/sum_{l <= i} exp(-q_i.k_l) for j <= i",
    ),
    "what follows an else is said of something else": (
        "backpropagation",
        ["f(z) = z if z > 0 else 0.1*z, h = f(w x), L = (h - t)^2, w = -2, x = 1, t = 0"],
        "h = -0.2 and dL/dw = -0.04",
        "h = -0.2 and dL/dw = -0.4",
    ),
    "an entry of a matrix is no function": (
        "backpropagation",
        ["E = ½ Σₖ(yₖ − tₖ)², yₖ = Σⱼ vₖⱼzⱼ, zⱼ = h(aⱼ), aⱼ = Σᵢ wⱼᵢxᵢ"],
        "∂E/∂wⱼᵢ = h′(aⱼ) (Σₖ vₖⱼ(yₖ − tₖ)) xᵢ",
        "∂E/∂wⱼᵢ = h′(aⱼ) (Σₖ vⱼₖ(yₖ − tₖ)) xᵢ",
    ),
    "entries of scores of his own go into the weights": (
        "attention",
        ["Sᵢⱼ = qᵢ·kⱼ − ½‖kⱼ‖², P = softmax over j"],
        "Pᵢⱼ = exp(−½‖qᵢ − kⱼ‖²) / Σₗ exp(−½‖qᵢ − kₗ‖²)",
        "Pᵢⱼ = exp(−‖qᵢ − kⱼ‖²) / Σₗ exp(−‖qᵢ − kₗ‖²)",
    ),
    "a recursion of numbers that begins with one": (
        "backpropagation",
        ["RNN with scalar state: s_t = tanh(w s_{t-1} + u x_t), s_0 = 0"],
        "ds_2/dw = (1 - s_2^2) (s_1 + w ds_1/dw)",
        "ds_2/du = (1 - s_2^2) x_2",
    ),
    "two recursions, the one by the other": (
        "attention",
        [
            "m_t = \\max(m_{t-1}, s_t), \\ell_t = e^{m_{t-1} - m_t}\\ell_{t-1} + e^{s_t - m_t}, \\ell_1 = 1, m_1 = s_1",
        ],
        "\\ell_2 = e^{s_1 - m_2} + e^{s_2 - m_2}",
        "\\ell_2 = e^{m_2 - s_1} + e^{s_2 - m_2}",
    ),
    "σ of numbers is the logistic one": (
        "backpropagation",
        ["z = w_1 x_1 + w_2 x_2 + b, a = \\sigma(z), w_1 = 1, w_2 = -1, b = 0, x_1 = 2, x_2 = 2"],
        "z = 0,\\ a = \\tfrac12,\\ \\partial a/\\partial w_1 = \\tfrac12",
        "\\partial a/\\partial w_1 = \\tfrac14",
    ),
    "sech, and the slope of an o": (
        "backpropagation",
        ["h = tanh(w x), o = v h"],
        "do/dw = v sech^2(w x) x",
        "do/dw = v sech(w x) x",
    ),
    "weights and output of scores in numbers": (
        "attention",
        ["two scores s₁ = 0, s₂ = ln 3, values v₁ = 4, v₂ = 8"],
        "weights 1/4 and 3/4, output = 7",
        "o = ¼·8 + ¾·4 = 5",
    ),
    "a list of scores told by the noun": (
        "attention",
        ["one query, three keys, scores (0, 0, ln 2)"],
        "softmax gives (1/4, 1/4, 1/2)",
        "softmax gives (1/3, 1/3, 2/3)",
    ),
    "the row of one token": (
        "attention",
        ["two tokens, scaled scores of the first one: s_1 = (0, ln 3)", "values v_1 = (4, 0), v_2 = (0, 8)"],
        "a_1 = (1, 3)/(1+3) = (0.25, 0.75), o_1 = 0.25*(4,0) + 0.75*(0,8) = (1, 6)",
        "a_1 = (1, 3)/(1+3) = (0.25, 0.75), o_1 = (3, 2)",
    ),
    "scores of a query and keys in numbers": (
        "attention",
        ["toy case: n = 2 tokens, d_k = 1, q₁ = 1, k₁ = 0, k₂ = ln 3"],
        "scores of token 1 are (0, ln 3), so its attention row is (1/4, 3/4)",
        "scores of token 1 are (0, ln 3), so its attention row is (3/4, 1/4)",
    ),
    "the slope of the logistic function says which σ is meant": (
        "backpropagation",
        ["L = ½‖a^{(L)} − y‖²"],
        "δ^{(L)} = (a^{(L)} − y) ⊙ a^{(L)} ⊙ (1 − a^{(L)})",
        "δ^{(L)} = (y − a^{(L)}) ⊙ a^{(L)} ⊙ (1 − a^{(L)})",
    ),
    "what is defined with a prime is another letter": (
        "attention",
        ["p = softmax(z), p' = softmax(z + b 1) with a number b"],
        "p' = p",
        "p' = p + b",
    ),
    "what is held fixed is not random": (
        "attention",
        ["q ∈ ℝᵐ fixed, the kᵢ independent with mean 0 and variance 1"],
        "Var(q·k) = ‖q‖²",
        "Var(q·k) = m‖q‖²",
    ),
    "the class of a sample as an index": (
        "backpropagation",
        ["hidden = tanh(W1 @ x + b1), logits = W2 @ hidden + b2, p = softmax(logits), loss = -log(p[c])"],
        "dloss/dlogits = p - e_c and dloss/dW2 = (p - e_c) @ hidden.T",
        "dloss/dhidden = W2 @ (p - e_c)",
    ),
    "heads that share their keys": (
        "attention",
        ["multi-query attention: h = 8 query heads, one key/value head, d_k = 64"],
        "the cache holds 2·64 = 128 numbers per token and layer",
        "the cache holds 2·8·64 = 1024 numbers per token and layer",
    ),
    "the e of softmax(e) is no number": (
        "attention",
        ["alpha = softmax(e), c = H^T alpha, g = dL/dc"],
        "dL/dalpha = H g",
        "dL/dalpha = H^T g",
    ),
    "sizes of layers beside the model": (
        "backpropagation",
        ["3 → 2 → 1 net: h = σ(W₁x), o = w₂ᵀh, E = ½(o − t)²"],
        "∂E/∂w₂ = (o − t) h",
        "∂E/∂W₁ = (o − t) (w₂ ⊙ h) xᵀ",
    ),
    "a layer norm is no norm": (
        "backpropagation",
        [
            "layer norm without gain: m = \\frac1d \\mathbf 1^\\top x, \\; y = x - m \\mathbf 1, \\; g = \\partial L/\\partial y",
        ],
        "\\frac{\\partial L}{\\partial x} = g - \\frac1d \\mathbf 1 \\mathbf 1^\\top g",
        "\\frac{\\partial L}{\\partial x} = g - \\mathbf 1 \\mathbf 1^\\top g",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), SETUPS.values(), ids=SETUPS.keys())
def test_setup(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"


@pytest.mark.parametrize(
    ("derivation", "before", "line"),
    [
        ("attention", ["d_k = 64"], "we divide by 64/2 = 32"),
        (
            "backpropagation",
            ["3 inputs, 4 hidden units, 2 outputs with biases"],
            "the network has 3*4 + 4*2 = 20 parameters",
        ),
        ("linear-regression", ["points (1,2), (2,3)"], "the slope is (3 - 2)/(2 - 1) + 1 = 2"),
    ],
)
def test_numbers_of_which_words_say_what_they_are(derivation: str, before: list[str], line: str):
    assert check(derivation, before, line, seconds=3.0).verdict not in ("verified", "given")

"""Blocks of heads, code by rows, penalties beside a loss, slopes on a diagonal: a line that is right and one that is wrong after each."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "heads up to H": (
        "attention",
        [],
        "Concat(head_1,...,head_H) W^O = Σ_{i=1}^H head_i W_i^O",
        "Concat(head_1,...,head_H) W^O = Σ_{i=1}^H W_i^O head_i",
    ),
    "blocks called W_h": (
        "attention",
        ["head_h in R^{n x d_v}, W_O = [W_1; ...; W_H] stacked by rows, W_h in R^{d_v x d}"],
        "Concat(head_1,...,head_H) W_O = sum_h head_h W_h",
        "Concat(head_1,...,head_H) W_O = sum_h W_h head_h",
    ),
    "one row in code": (
        "attention",
        ["S = Q @ K.T / sqrt(d_k)"],
        "w = exp(S[i,:] - max(S[i,:])); y[i,:] = (w @ V) / sum(w)",
        "w = exp(S[i,:] - max(S[i,:])); y[i,:] = (w @ V) / max(w)",
    ),
    "methods of an indexed array": (
        "attention",
        ["S = Q @ K.T / sqrt(d_k)"],
        "w = np.exp(S[i] - S[i].max()); out[i] = w @ V / w.sum()",
        "w = np.exp(S[i] - S[i].max()); out[i] = w @ K / w.sum()",
    ),
    "sizes and axes of tensors": (
        "attention",
        [],
        "att = F.softmax(q @ k.transpose(-2, -1) / math.sqrt(k.size(-1)), dim=-1); y = att @ v",
        "att = F.softmax(q @ k.transpose(-2, -1) / k.size(-1), dim=-1); y = att @ v",
    ),
    "an index that nothing is summed over": (
        "attention",
        [],
        "p_i = exp(z_i)/Σ_j exp(z_j)",
        "p_i = exp(z_i)/Σ_j exp(z_i)",
    ),
    "the largest score and the total of a row": (
        "attention",
        ["m_i = max_j S_ij, l_i = Σ_j exp(S_ij − m_i)"],
        "A_ij = exp(S_ij − m_i)/l_i",
        "A_ij = exp(S_ij)/l_i",
    ),
    "a loss by its noun": (
        "backpropagation",
        ["J = Loss + (lam/2) sum_l ||W^l||_F^2, delta^l = dLoss/dz^l"],
        "W^l <- W^l - eta dJ/dW^l = (1 - eta*lam) W^l - eta delta^l (a^{l-1})^T",
        "W^l <- W^l - eta dJ/dW^l = (1 - lam) W^l - eta delta^l (a^{l-1})^T",
    ),
    "an activation named without a verb": (
        "backpropagation",
        [],
        "σ tanh: δ^{(l)} = W^{(l+1)T} δ^{(l+1)} ⊙ (1 − a^{(l)} ⊙ a^{(l)})",
        "σ tanh: δ^{(l)} = W^{(l+1)T} δ^{(l+1)} ⊙ (1 − z^{(l)} ⊙ z^{(l)})",
    ),
    "a part named beside the whole": (
        "backpropagation",
        ["residual block: a = x + W₂ σ(W₁ x),  u = W₁ x,  g = ∂L/∂a"],
        "∂L/∂x = g + W₁ᵀ (σ′(u) ⊙ W₂ᵀ g)",
        "∂L/∂x = W₁ᵀ (σ′(u) ⊙ W₂ᵀ g)",
    ),
    "a bias beside arrays that code sums along an axis": (
        "backpropagation",
        ["out = H @ W2 + b2", "dout = dL/dout"],
        "db2 = np.sum(dout, axis=0)",
        "db2 = np.sum(dout, axis=1)",
    ),
    "arrays by names of several words": (
        "backpropagation",
        ["out = input_data @ W + b", "dout = dL/dout"],
        "db = np.sum(dout, axis=0)",
        "db = np.sum(dout, axis=1)",
    ),
    "slopes on a diagonal": (
        "backpropagation",
        [],
        r"\delta^l = \Sigma'(z^l) (w^{l+1})^T \delta^{l+1}",
        r"\delta^l = \Sigma'(z^{l+1}) (w^{l+1})^T \delta^{l+1}",
    ),
    "slopes through all layers": (
        "backpropagation",
        [],
        r"\delta^l = \Sigma'(z^l) (w^{l+1})^T \dots \Sigma'(z^{L-1}) (w^L)^T \Sigma'(z^L) \nabla_a C",
        r"\delta^l = \Sigma'(z^l) (w^{l+1})^T \dots \Sigma'(z^{L-1}) (w^L)^T \nabla_a C",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), LINES.values(), ids=LINES)
def test_heads_and_slopes(derivation: str, setup: list[str], right: str, wrong: str):
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"

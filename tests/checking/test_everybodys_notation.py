"""The same line in everybody's notation gets the same verdict."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)
LINES = [
    ("attention", ["A = softmax(S), O = A V, G = dLoss/dO"], "dLoss/dV = A^T G", RIGHT),
    ("attention", ["A = softmax(S), O = A V, G = dLoss/dO"], "dLoss/dV = A G", WRONG),
    ("attention", [], "o_i = Σ_j softmax_j(q_iᵀk_j/√d_k) v_j", RIGHT),
    ("attention", [], "Aᵢⱼ = exp(Sᵢⱼ) / Σⱼ′ exp(Sᵢⱼ′), where S = QKᵀ/√d_k", RIGHT),
    ("attention", [], "A_ij = exp(S_ij) / sum_i' exp(S_i'j), where S = Q K^T / sqrt(d_k)", WRONG),
    ("attention", [], "oᵢ = Σⱼ exp(qᵢᵀkⱼ/√d_k) / Σⱼ′ exp(qᵢᵀkⱼ′/√d_k) vⱼ", RIGHT),
    ("diffusion", [], "beta~_t = (1 - abar_{t-1})/(1 - abar_t) * beta_t", RIGHT),
    ("diffusion", [], "beta~_t = (1 - abar_t)/(1 - abar_{t-1}) * beta_t", WRONG),
    ("linear-regression", [], "w = np.linalg.solve(X.T @ X, X.T @ y)", RIGHT),
    ("linear-regression", [], "w = np.linalg.inv(X @ X.T) @ X.T @ y", WRONG),
    ("linear-regression", [], "X^T X w = X^T y → w = (X^T X)^{-1} X^T y", RIGHT),
    ("logistic-regression", [], r"\sigma(z)={1\over 1+e^{-z}}={e^z\over 1+e^z}", RIGHT),
    ("logistic-regression", [], r"\sigma(z)={1\over 1+e^{-z}}={1\over 1-e^z}", WRONG),
    (
        "logistic-regression",
        ["p = softmax(z)"],
        r"\frac{\partial p_k}{\partial z_j} = p_k(\mathbf{1}_{\{k=j\}} - p_j)",
        RIGHT,
    ),
    (
        "logistic-regression",
        ["p = softmax(z)"],
        r"\frac{\partial p_k}{\partial z_j} = p_j(\mathbf{1}_{\{k=j\}} + p_k)",
        WRONG,
    ),
    ("svm-dual", ["w^T x_± + b = ±1"], "wᵀ(x_+ − x_-)/‖w‖ = 2/‖w‖", RIGHT),
    ("svm-dual", ["w^T x_+ + b = 1, w^T x_- + b = -1"], r"\frac{w^\top(x_+-x_-)}{\|w\|} = \frac{1}{\|w\|}", WRONG),
    ("backpropagation", ["σ(u) = 1/(1 + e^{−u})"], "lim_{u→±∞} σ'(u) = 0", RIGHT),
    ("backpropagation", [], "delta[l] = (W[l+1].T @ delta[l+1]) .* sigma'(z[l])", RIGHT),
    ("backpropagation", [], "delta[l] = (W[l+1] @ delta[l+1]) .* sigma'(z[l])", WRONG),
    ("map-estimation", [], "θ̂_MAP = arg max_θ { ln p(D|θ) + ln p(θ) }", RIGHT),
    # dots
    ("attention", [], "softmax(s/τ) → (1/n, …, 1/n) as τ → ∞", RIGHT),
    ("attention", [], "softmax(s/τ) → (1, …, 1) as τ → ∞", WRONG),
    (
        "backpropagation",
        ["D^(k) = diag(σ'(z^(k)))"],
        "δ^(l) = D^(l) W^(l+1)^T D^(l+1) W^(l+2)^T ... W^(L)^T D^(L) ∂L/∂a^(L)",
        RIGHT,
    ),
    (
        "backpropagation",
        ["D^(k) = diag(σ'(z^(k)))"],
        "δ^(l) = W^(l+1)^T D^(l+1) W^(l+2)^T ... W^(L)^T D^(L) ∂L/∂a^(L)",
        WRONG,
    ),
    ("diffusion", [], "ᾱ_t = α_t α_{t-1} ⋯ α_1", RIGHT),
    ("diffusion", [], "ᾱ_t = β_1 β_2 ⋯ β_t", WRONG),
    # differentials of what is layered
    ("backpropagation", [], r"\mathrm d L = \delta^{(l)\top}\,\mathrm d z^{(l)}", RIGHT),
    ("backpropagation", [], "dz^(l) = W^(l) da^(l-1) + dW^(l) a^(l-1) + db^(l)", RIGHT),
    ("backpropagation", [], "dz^(l) = 2 W^(l) da^(l-1) + dW^(l) a^(l-1) + db^(l)", WRONG),
    # what is predicted for a new observation
    ("map-estimation", [], "p(x*|D) = ∫ p(x*|θ) p(θ|D) dθ", RIGHT),
    ("map-estimation", [], "p(y*|x*, D) = ∫ p(y*|x*, θ) p(θ|D) dθ", RIGHT),
    ("map-estimation", [], "p(y*|x*, D) = ∫ p(y*|x*, θ) p(θ) dθ", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""Least squares and logistic regression as code, lecture notes and books write them."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)
LIN, LOG = "linear-regression", "logistic-regression"

UNSAID = [  # a gradient of nothing said is the objective's
    (LIN, [], "grad = -2 * X.T @ (y - X @ w)", RIGHT),
    (LIN, [], "grad = 2 * X.T @ (y - X @ w)", WRONG),
    (LIN, [], "∇ = −2Xᵀ(y − Xw)", RIGHT),
    (LIN, [], "∇ = 2Xᵀ(y − Xw)", WRONG),
    (LIN, [], "r = y - X @ w; loss = r @ r; grad = -2 * X.T @ r", RIGHT),
    (LIN, [], "r = y - X @ w; loss = r @ r; grad = 2 * X.T @ r", WRONG),
    (LIN, [], "dw = 2 * X.T @ (X @ w - y)", RIGHT),
    (LIN, [], "dw = 2 * X @ (X @ w - y)", WRONG),
    (LIN, ["J(w) = ½‖Xw − y‖²"], "dJ = (Xw − y)ᵀX dw", RIGHT),
    (LIN, ["J(w) = ½‖Xw − y‖²"], "dJ = 2(Xw − y)ᵀX dw", WRONG),
    (LOG, [], "z = X @ w + b; p = sigmoid(z); grad_w = X.T @ (p - y); grad_b = sum(p - y)", RIGHT),
    (LOG, [], "z = X @ w + b; p = sigmoid(z); grad_w = X.T @ (p - y); grad_b = sum(y - p)", WRONG),
    (LOG, ["loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"], "dw = X.T @ (p - y) / n", RIGHT),
    (LOG, ["loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"], "dw = X.T @ (p - y)", WRONG),
]
CODE = [
    (LOG, [], "w -= eta * X.T @ (p - y)", RIGHT),
    (LOG, [], "w += eta * X.T @ (p - y)", WRONG),
    (LOG, [], "w += eta * X.T @ (y - p)", RIGHT),
    (LOG, [], "w -= lr * dw; dw = X.T @ (p - y)", RIGHT),
    (LOG, [], "w += lr * dw; dw = X.T @ (p - y)", WRONG),
    (LOG, [], "loss = -(y * log(p) + (1-y) * log(1-p)).sum()", RIGHT),
    (LOG, [], "loss = (y * log(p) + (1-y) * log(1-p)).sum()", WRONG),
    (LIN, [], "y_hat = X @ w; loss = ((y_hat - y)**2).mean(); grad = 2 * X.T @ (y_hat - y) / n", RIGHT),
    (LIN, [], "y_hat = X @ w; loss = ((y_hat - y)**2).mean(); grad = X.T @ (y_hat - y) / n", WRONG),
    (LOG, [], "w = w - alpha * dw; b = b - alpha * db", RIGHT),
    (LOG, [], "w = w - alpha * dw; b = b + alpha * db", WRONG),
    (LOG, [], "b -= lr * db", RIGHT),
    (LOG, [], "b += lr * db", WRONG),
    ("backpropagation", [], "W1 -= lr * dW1; b1 -= lr * db1", RIGHT),
    ("backpropagation", [], "W1 += lr * dW1; b1 += lr * db1", WRONG),
]
SMALL = [
    (LIN, [], "f(w+h) - f(w) = 2 h^T X^T(Xw - y) + O(||h||^2), f(w) = ||Xw - y||^2", RIGHT),
    (LIN, [], "f(w+h) - f(w) = h^T X^T(Xw - y) + O(||h||^2), f(w) = ||Xw - y||^2", WRONG),
    (LIN, [], "L(w+h) = L(w) - 2(y - Xw)^T X h + o(||h||)", RIGHT),
    (LIN, [], "L(w+h) = L(w) + 2(y - Xw)^T X h + o(||h||)", WRONG),
    (LIN, [], "d tr(wᵀXᵀXw) = 2wᵀXᵀX dw", RIGHT),
    (LIN, [], "d tr(wᵀXᵀXw) = wᵀXᵀX dw", WRONG),
    (LOG, [], "vᵀ∇²L v = Σ p_i(1−p_i)(vᵀx_i)²", RIGHT),
    (LOG, [], "vᵀ∇²L v = Σ p_i(1+p_i)(vᵀx_i)²", WRONG),
]
FACTORS = [
    (LIN, ["X = UΣVᵀ"], "w = VΣ^{-1}Uᵀy", RIGHT),
    (LIN, ["X = UΣVᵀ"], "w = VΣUᵀy", WRONG),
    (LIN, ["X = UΣVᵀ"], "w_λ = Σ_j σ_j/(σ_j² + λ) (u_jᵀ y) v_j", RIGHT),
    (LIN, ["X = UΣVᵀ"], "(Σ² + λI) Vᵀ w = Σ Uᵀ y", RIGHT),
    (LIN, ["X = UΣVᵀ"], "(Σ + λI) Vᵀ w = Σ Uᵀ y", WRONG),
    (LIN, [], "X = QR, QᵀQ = I ⇒ Rw = Qᵀy", RIGHT),
    (LIN, [], "X = QR, QᵀQ = I ⇒ Rᵀw = Qᵀy", WRONG),
    (LIN, [], "Rw = Qᵀy where X = QR", RIGHT),
]
MODELS = [
    (LOG, [], "p(y=1|x) = e^{w₁ᵀx}/(e^{w₀ᵀx} + e^{w₁ᵀx}) = σ((w₁−w₀)ᵀx)", RIGHT),
    (LOG, [], "p(y=1|x) = e^{w₁ᵀx}/(e^{w₀ᵀx} + e^{w₁ᵀx}) = σ((w₀−w₁)ᵀx)", WRONG),
    (LOG, [], r"\frac{e^{w_1^Tx}}{e^{w_1^Tx}+e^{w_2^Tx}} = \sigma(w^Tx) with w = w_1 - w_2", RIGHT),
    (LOG, [], r"\frac{e^{w_1^Tx}}{e^{w_1^Tx}+e^{w_2^Tx}} = \sigma(w^Tx) with w = w_2 - w_1", WRONG),
    (LOG, [], "θ := θ − H⁻¹∇ℓ(θ) with H the Hessian of ℓ", RIGHT),
    (LOG, [], "θ := θ + H⁻¹∇ℓ(θ) with H the Hessian of ℓ", WRONG),
    (LIN, ["X̃ = [1 X]"], "w̃ = (X̃ᵀX̃)⁻¹X̃ᵀy", RIGHT),
    (LIN, ["X̃ = [1 X]"], "w̃ = (X̃ᵀX̃)⁻¹X̃y", WRONG),
    (LIN, ["y_i = w x_i + e_i with scalar w"], "ŵ = Σ x_i y_i / Σ x_i²", RIGHT),
    (LIN, ["y_i = w x_i + e_i with scalar w"], "ŵ = Σ x_i y_i / Σ y_i²", WRONG),
    (LIN, [], "w = Σ_i x_i y_i / Σ_i x_i²", RIGHT),
    (LIN, ["f(w) = ‖Xw − y‖²"], "∇f(w) = 2Xᵀ(Xw − y)", RIGHT),
    (LIN, [], "f(w) = ‖Xw − y‖²", RIGHT),
    (LIN, [], "f(w) = ‖Xw + y‖²", WRONG),
]
EVERYWHERE = [  # a vector said to be any may be zero
    (LIN, [], r"a^\top(X^\top X)a = \|Xa\|_2^2 > 0 \text{ for all } a", WRONG),
    (LIN, [], r"a^\top(X^\top X)a = \|Xa\|_2^2 \ge 0 \text{ for all } a", RIGHT),
    (LIN, [], r"a^\top(X^\top X)a = \|Xa\|_2^2 > 0 \text{ for all } a \ne 0", RIGHT),
    (LIN, [], "v^T X^T X v > 0 for every non-zero v", RIGHT),
    (LIN, [], "aᵀ(XᵀX + λI)a > 0 for all nonzero vectors a", RIGHT),
    (LIN, [], "e^{a} > 0 for all a", RIGHT),
    (LOG, [], "σ'(t) > 0 for all t", RIGHT),
]
WORDS = [
    (LOG, [], "With an l2 penalty, w ← (1 − ηλ)w − η Xᵀ(p − y)", RIGHT),
    (LOG, [], "With an l2 penalty, w ← (1 + ηλ)w − η Xᵀ(p − y)", WRONG),
    (LOG, [], "With an l1 penalty, w ← (1 + ηλ)w − η Xᵀ(p − y)", WRONG),
    (LOG, [], "Adding an ℓ₂ penalty, the gradient is Xᵀ(p − y) + λw", RIGHT),
    (LIN, [], r"\frac{dL}{d\theta} = -2(y^\top - \theta^\top\Phi^\top)\Phi", ("undecided",)),  # a row
    (LIN, [], r"\frac{dL}{d\theta} = 2(y^\top - \theta^\top\Phi^\top)\Phi", WRONG),
    (LIN, [], r"-\log p(Y|X,\theta) = \frac{1}{2\sigma^2}\sum_{n=1}^N (y_n - x_n^\top\theta)^2 + \text{const}", RIGHT),
    (LIN, [], r"-\log p(Y|X,\theta) = \frac{1}{\sigma^2}\sum_{n=1}^N (y_n - x_n^\top\theta)^2 + \text{const}", WRONG),
    (LIN, [], "X† = (XᵀX)⁻¹Xᵀ", RIGHT),
    (LIN, [], "XX† = X(XᵀX)⁻¹Xᵀ, X†X = I", RIGHT),
    (LIN, [], "XX† = X(XᵀX)⁻¹Xᵀ, X†X = 2I", WRONG),
    (LOG, [], "h = sigmoid(X @ theta); J = (-1/m) * (y.T @ log(h) + (1 - y).T @ log(1 - h))", RIGHT),
    (LOG, [], "h = sigmoid(X @ theta); J = (1/m) * (y.T @ log(h) + (1 - y).T @ log(1 - h))", WRONG),
]


@pytest.mark.parametrize(
    ("derivation", "before", "line", "judged"), [*UNSAID, *CODE, *SMALL, *FACTORS, *MODELS, *WORDS, *EVERYWHERE]
)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""Formulas as code writes them: sums over whatever has entries, products with @."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    ("vae-elbo", [], "KL = -0.5 * sum(1 + logvar - mu^2 - exp(logvar))", RIGHT),
    ("vae-elbo", [], "KL = -0.5 * sum(1 + logvar - mu^2 + exp(logvar))", WRONG),
    ("vae-elbo", [], "KL = -½ Σ (1 + log σ² − μ² − σ²)", RIGHT),
    ("vae-elbo", [], "KL = ½ Σ (1 + log σ² − μ² − σ²)", WRONG),
    ("vae-elbo", [], "kl = -0.5 * torch.sum(1 + logvar - mu**2 - logvar.exp())", RIGHT),
    ("linear-regression", [], "L = sum((y - Xw)^2)", RIGHT),
    ("linear-regression", [], "L = np.sum((y - X @ w)**2)", RIGHT),
    ("kl-divergence", [], "KL(p||q) = sum(p * log(p/q))", RIGHT),
    ("kl-divergence", [], "KL(p||q) = sum(q * log(p/q))", WRONG),
    ("logistic-regression", [], "loss = -sum(y * log(p) + (1-y) * log(1-p))", RIGHT),
    ("logistic-regression", [], "loss = -sum(y * log(p) - (1-y) * log(1-p))", WRONG),
    ("linear-regression", [], "\\nabla L = -2\\sum (y_i - w^Tx_i)x_i", RIGHT),
    ("map-estimation", [], "J(θ) = Σ (y − Xθ)²/(2σ²) + Σ θ²/(2τ²)", RIGHT),
    ("logistic-regression", [], "dz = a - y, dw = x dz, db = dz", RIGHT),
    ("logistic-regression", [], "dz = a - y", RIGHT),
    ("logistic-regression", [], "dz = y - a", WRONG),
    ("logistic-regression", [], "dw = x (a - y), db = a - y", RIGHT),
    ("logistic-regression", [], "dw = x (y - a), db = y - a", WRONG),
    ("logistic-regression", [], "da = -y/a + (1-y)/(1-a), dz = da * a(1-a) = a - y", RIGHT),
    ("logistic-regression", [], "da = -y/a - (1-y)/(1-a), dz = da * a(1-a)", WRONG),
    ("logistic-regression", [], "dw_1 = x_1 dz, dw_2 = x_2 dz, db = dz", RIGHT),
    ("logistic-regression", [], "dw = X.T @ (p - y), db = np.sum(p - y)", RIGHT),
    ("logistic-regression", [], "dw = (1/n) * X.T @ (p - y)", RIGHT),
    ("logistic-regression", [], "dw = (1/n) * X @ (p - y)", WRONG),
    ("logistic-regression", [], "dw = X.T @ (y - p)", WRONG),
    ("logistic-regression", [], "w = w - lr * X.T @ (sigmoid(X @ w) - y)", RIGHT),
    ("logistic-regression", [], "w = w - lr * X.T @ (y - sigmoid(X @ w))", WRONG),
    ("logistic-regression", [], "dw = X.T @ dz, dz = p - y, db = sum(dz)", RIGHT),
    ("linear-regression", [], "w = np.linalg.inv(X.T @ X) @ X.T @ y", RIGHT),
    ("linear-regression", [], "w = np.linalg.inv(X @ X.T) @ X.T @ y", WRONG),
    ("linear-regression", [], "w = np.linalg.solve(X.T @ X, X.T @ y)", RIGHT),
    ("linear-regression", [], "w = np.linalg.solve(X.T @ X, X @ y)", WRONG),
    ("backpropagation", [], "dW2 = dz2 @ a1.T, db2 = dz2", RIGHT),
    ("backpropagation", [], "dW2 = np.dot(dZ2, A1.T) / m", RIGHT),
    ("backpropagation", [], "dz1 = W2.T @ dz2 * sigma'(z1)", RIGHT),
    ("attention", [], "scores = Q @ K.T / np.sqrt(d_k); A = softmax(scores, axis=-1); out = A @ V", RIGHT),
    ("attention", [], "scores = Q @ K.T / d_k; A = softmax(scores, axis=-1); out = A @ V", WRONG),
    ("attention", [], "A = softmax(Q @ K.T / sqrt(d_k)), O = A @ V", RIGHT),
    ("attention", [], "A = softmax(Q.T @ K / sqrt(d_k)), O = A @ V", WRONG),
    ("vae-elbo", [], "z = mu + std * eps, std = exp(0.5 * logvar)", RIGHT),
    ("vae-elbo", [], "z = mu + std * eps, std = exp(logvar)", WRONG),
    ("diffusion", [], "x_t = sqrt(alpha_bar_t) * x_0 + sqrt(1 - alpha_bar_t) * eps", RIGHT),
    ("diffusion", [], "x_t = sqrt(alpha_bar_t) * x_0 + (1 - alpha_bar_t) * eps", WRONG),
    ("diffusion", [], "x = (x - beta_t / (1 - alpha_bar_t) * eps_theta(x, t)) / sqrt(alpha_t) + sigma_t * z", WRONG),
    ("diffusion", [], "loss = ||eps - eps_theta(sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps, t)||^2", RIGHT),
    (
        "em-algorithm",
        [],
        "gamma[i,k] = pi[k] * N(x[i] | mu[k], Sigma[k]) / sum_j pi[j] * N(x[i] | mu[j], Sigma[j])",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        "gamma[i,k] = pi[k] * N(x[i] | mu[k], Sigma[k]) / sum_i pi[k] * N(x[i] | mu[k], Sigma[k])",
        WRONG,
    ),
    ("svm-dual", [], "w = sum(alpha_i y_i x_i), sum(alpha_i y_i) = 0", RIGHT),
    ("svm-dual", [], "W = sum(alpha) - 0.5 * sum_{i,j} alpha[i] alpha[j] y[i] y[j] x[i].x[j]", RIGHT),
    ("svm-dual", [], "W = sum(alpha) - sum_{i,j} alpha[i] alpha[j] y[i] y[j] x[i].x[j]", WRONG),
    ("logistic-regression", ["dw = X.T @ (p - y)"], "db = np.sum(p - y)", RIGHT),
    ("logistic-regression", ["dw = Xᵀ(p − y)"], "db = Σ_i (p_i − y_i)", RIGHT),
    ("logistic-regression", [], "w = w - η ∇L(w)", RIGHT),
    ("logistic-regression", [], "w = w - η Xᵀ(p − y)", RIGHT),
    ("logistic-regression", [], "w = w - η Xᵀ(σ(Xw) − y)", RIGHT),
    ("logistic-regression", [], "w = w + η Xᵀ(σ(Xw) − y)", WRONG),
    ("linear-regression", [], "w = w - η Xᵀ(Xw − y)", RIGHT),
    ("logistic-regression", [], "w ← w - η Xᵀ(σ(Xw) − y)", RIGHT),
    ("linear-regression", [], "w = w + η Xᵀ(Xw − y)", WRONG),
    ("linear-regression", [], "\\theta_j = \\theta_j - \\alpha\\frac{\\partial}{\\partial\\theta_j}J(\\theta)", RIGHT),
    ("linear-regression", [], "\\theta_j = \\theta_j + \\alpha\\frac{\\partial}{\\partial\\theta_j}J(\\theta)", WRONG),
    ("em-algorithm", [], "θ = θ + η ∇ℓ(θ)", RIGHT),
    ("backpropagation", [], "W^{(l)} = W^{(l)} − η δ^{(l)} a^{(l−1)ᵀ}", RIGHT),
    ("backpropagation", [], "W^{(l)} = W^{(l)} + η δ^{(l)} a^{(l−1)ᵀ}", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

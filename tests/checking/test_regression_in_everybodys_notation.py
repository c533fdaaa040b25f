"""The main line of the regressions and of MAP estimation in other people's notation: a right line and one with a slip."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a gradient of a form gives the objective that form": (
        "linear-regression",
        [],
        r"\nabla_\theta J(\theta) = \nabla_\theta \tfrac12 (X\theta - \vec y)^T(X\theta - \vec y) = X^TX\theta - X^T\vec y",
        r"\nabla_\theta J(\theta) = \nabla_\theta \tfrac12 (X\theta - \vec y)^T(X\theta - \vec y) = 2X^TX\theta - 2X^T\vec y",
    ),
    "one sample": (
        "linear-regression",
        [],
        r"\frac{\partial}{\partial\theta_j}J(\theta) = \frac{\partial}{\partial\theta_j}\frac12 (h_\theta(x)-y)^2 = (h_\theta(x)-y)x_j",
        r"\frac{\partial}{\partial\theta_j}J(\theta) = \frac{\partial}{\partial\theta_j}\frac12 (h_\theta(x)-y)^2 = 2(h_\theta(x)-y)x_j",
    ),
    "the differential of a norm": (
        "linear-regression",
        [],
        r"d\|y - Xw\|^2 = -2(y - Xw)^\top X\,dw",
        r"d\|y - Xw\|^2 = -(y - Xw)^\top X\,dw",
    ),
    "a row of targets beside samples in columns": (
        "linear-regression",
        ["samples as columns: X is d x n, y a row"],
        "w^T = y X^T (X X^T)^-1",
        "w^T = y X^T (X^T X)^-1",
    ),
    "a residual is no objective": (
        "linear-regression",
        ["err = X @ w - y; loss = (err**2).sum()"],
        "grad = 2 * X.T @ err",
        "grad = X.T @ err",
    ),
    "a name that the line itself sets": (
        "linear-regression",
        [],
        "err = X @ w - y; loss = (err**2).mean(); grad = 2/n * X.T @ err; w -= lr * grad",
        "err = X @ w - y; loss = (err**2).mean(); grad = 2/n * X.T @ err; w += lr * grad",
    ),
    "scores are no objective": (
        "logistic-regression",
        ["z = X @ w + b; p = sigmoid(z)"],
        "db = np.sum(p - y), dw = X.T @ (p - y)",
        "db = np.sum(y - p), dw = X.T @ (p - y)",
    ),
    "the model with a bias written out": (
        "logistic-regression",
        ["p = sigmoid(X @ w + b)"],
        "dz = p - y; dw = X.T @ dz; db = dz.sum()",
        "dz = y - p; dw = X.T @ dz; db = dz.sum()",
    ),
    "a prior given its precision is no likelihood": (
        "map-estimation",
        [r"p(\mathbf w|\alpha) = \mathcal N(\mathbf w|\mathbf 0,\alpha^{-1}\mathbf I)"],
        r"\ln p(\mathbf w|\alpha) = -\frac\alpha2\mathbf w^{\mathrm T}\mathbf w + \mathrm{const}",
        r"\ln p(\mathbf w|\alpha) = -\frac1{2\alpha}\mathbf w^{\mathrm T}\mathbf w + \mathrm{const}",
    ),
    "the same without a line before": (
        "map-estimation",
        [],
        "p(w|α) = (α/2π)^{M/2} exp(−α/2 wᵀw)",
        "p(w|α) = (α/2π)^{M/2} exp(−wᵀw/(2α))",
    ),
    "the dimension D beside the data D": (
        "map-estimation",
        [],
        "-log p(w) = ||w||^2/(2 tau^2) + (D/2) log(2 pi tau^2)",
        "-log p(w) = ||w||^2/(2 tau^2) + (1/2) log(2 pi tau^2)",
    ),
    "names of logarithms in code, in his letter": (
        "map-estimation",
        [],
        "log_post = -0.5 * np.sum((y - X @ w)**2) / sigma**2 - 0.5 * np.sum(w**2) / tau**2 + const",
        "log_post = -0.5 * np.sum((y - X @ w)**2) / sigma**2 - 0.5 * np.sum(w)**2 / tau**2 + const",
    ),
    "sums over repeated indices": (
        "linear-regression",
        [],
        "L = y_i y_i - 2 y_i X_ij w_j + w_j X_ij X_ik w_k  (summed over repeated indices)",
        "L = y_i y_i - y_i X_ij w_j + w_j X_ij X_ik w_k  (summed over repeated indices)",
    ),
    "another letter for the matrix with samples in columns": (
        "linear-regression",
        ["samples as columns: A = X^T, d x n", "L(w) = |y - A^T w|^2"],
        "w = (A A^T)^-1 A y",
        "w = (A^T A)^-1 A y",
    ),
    "a row of outputs": (
        "logistic-regression",
        ["A = σ(wᵀX + b), X ∈ ℝ^{d×m}, samples as columns"],
        "dw = (1/m) X (A − Y)ᵀ, db = (1/m) Σ (A − Y)",
        "dw = (1/m) X (Y − A)ᵀ, db = (1/m) Σ (A − Y)",
    ),
    "a product of more than names": (
        "logistic-regression",
        [],
        "p = 1 / (1 + np.exp(-(X @ w))); grad = np.dot(X.T, p - y); w -= eta * grad",
        "p = 1 / (1 + np.exp(-(X @ w))); grad = np.dot(X.T, y - p); w -= eta * grad",
    ),
    "a name that is new in every reading": (
        "logistic-regression",
        [],
        "logits = X @ w + b; loss = np.mean(np.log1p(np.exp(logits)) - y * logits)",
        "logits = X @ w + b; loss = np.mean(np.log1p(np.exp(-logits)) - y * logits)",
    ),
    "letters that earlier lines set": (
        "map-estimation",
        ["b = 1/sigma^2, a = 1/tau^2"],
        "log p(theta|D) = -b/2 * sum_i (y_i - theta.x_i)^2 - a/2 * theta.theta + const",
        "log p(theta|D) = -a/2 * sum_i (y_i - theta.x_i)^2 - b/2 * theta.theta + const",
    ),
    "a gradient of what the problem is about": (
        "map-estimation",
        [],
        "grad = -X.T @ (y - X @ theta) / sigma**2 + theta / tau**2",
        "grad = -X.T @ (y - X @ theta) / sigma**2 - theta / tau**2",
    ),
    "one sample and a bias": (
        "logistic-regression",
        [],
        "∂L/∂z = σ(z) − y ⇒ ∂L/∂w = (σ(z) − y)x, ∂L/∂b = σ(z) − y",
        "∂L/∂z = σ(z) − y ⇒ ∂L/∂w = (σ(z) − y)w, ∂L/∂b = σ(z) − y",
    ),
    "the logit with a bias": (
        "logistic-regression",
        [],
        "logit(p) = log p − log(1−p) = wᵀx + b ⇔ p = 1/(1+exp(−(wᵀx + b)))",
        "logit(p) = log p − log(1−p) = wᵀx + b ⇔ p = 1/(1+exp(wᵀx + b))",
    ),
    "a function of code": (
        "logistic-regression",
        [],
        "def grad(w): return X.T @ (sigmoid(X @ w) - y)",
        "def grad(w): return X.T @ (y - sigmoid(X @ w))",
    ),
    "a claim for a function": (
        "linear-regression",
        [],
        "∇f(x) = 2Aᵀ(Ax − b) for f(x) = ‖Ax − b‖²",
        "∇f(x) = Aᵀ(Ax − b) for f(x) = ‖Ax − b‖²",
    ),
    "basis functions by their index": (
        "linear-regression",
        ["E = ½ Σₙ (Σⱼ wⱼφⱼ(xₙ) − tₙ)²"],
        "∂E/∂wₖ = Σₙ (Σⱼ wⱼφⱼ(xₙ) − tₙ) φₖ(xₙ)",
        "∂E/∂wₖ = Σₙ (Σⱼ wⱼφⱼ(xₙ) − tₙ) φⱼ(xₙ)",
    ),
    "a model called y at the weights": (
        "linear-regression",
        [],
        r"\nabla E = 2\sum_{n=1}^N\{y(x_n,\mathbf w) - t_n\}x_n",
        r"\nabla E = 2\sum_{n=1}^N\{y(x_n,\mathbf w) + t_n\}x_n",
    ),
    "a derivative of what stands in brackets": (
        "map-estimation",
        [],
        "d[-log p(theta)]/d theta_j = theta_j / tau^2",
        "d[-log p(theta)]/d theta_j = theta_j / (2 tau^2)",
    ),
    "each component of the gradient vanishes": (
        "logistic-regression",
        [],
        "sum_i (p_i - y_i) x_ij = 0 for all j at the optimum",
        "sum_i (p_i - y_i) p_i x_ij = 0 for all j at the optimum",
    ),
    "a rate that is chosen": (
        "logistic-regression",
        [],
        "lr = 0.1; w -= lr * X.T @ (p - y)",
        "lr = 0.1; w += lr * X.T @ (p - y)",
    ),
    "a row of zeros": (
        "map-estimation",
        [],
        r"\frac{1}{\sigma^2}\left(\theta^\top X^\top X - y^\top X\right) + \frac{1}{\tau^2}\theta^\top = 0^\top",
        r"\frac{1}{\sigma^2}\left(\theta^\top X^\top X - y^\top X\right) - \frac{1}{\tau^2}\theta^\top = 0^\top",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_right_and_wrong(name: str) -> None:
    derivation, setup, right, wrong = LINES[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"

"""Linear and logistic regression as notes and code write them: a line of each kind that is right and one that is wrong."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "a design matrix called F is no loss": (
        "linear-regression",
        [],
        "∇_β ½‖t − Fβ‖² = FᵀFβ − Fᵀt",
        "∇_β ½‖t − Fβ‖² = FᵀFβ + Fᵀt",
    ),
    "the loss through its residuals": (
        "linear-regression",
        ["r = y − Xw"],
        "∂L/∂w = (∂r/∂w)ᵀ ∂L/∂r = −2Xᵀr",
        "∂L/∂w = (∂r/∂w)ᵀ ∂L/∂r = 2Xᵀr",
    ),
    "the loss through its predictions": (
        "linear-regression",
        [],
        "∂L/∂ŷ = 2(ŷ − y)",
        "∂L/∂ŷ = 2(y − ŷ)",
    ),
    "the loss through one residual": (
        "linear-regression",
        ["L(w) = Σ_i (y_i − wᵀx_i)²"],
        "∂L/∂r_i = 2 r_i, with r_i = y_i − wᵀx_i",
        "∂L/∂r_i = −2 r_i, with r_i = y_i − wᵀx_i",
    ),
    "a differential that vanishes along all increments": (
        "linear-regression",
        [],
        "dL = 2(Xw − y)ᵀX dw = 0 for all dw ⇒ Xᵀ(Xw − y) = 0",
        "dL = 2(y − Xw)ᵀX dw = 0 for all dw ⇒ Xᵀ(Xw − y) = 0",
    ),
    "the differential of the loss by that of the residual": (
        "linear-regression",
        [],
        "dL = (dL/dr)ᵀ dr = 2rᵀ(−X dw), r = y − Xw",
        "dL = (dL/dr)ᵀ dr = 2rᵀ(X dw), r = y − Xw",
    ),
    "the gradient of code is that of a mean, too": (
        "logistic-regression",
        [],
        "probs = 1 / (1 + np.exp(-X @ w)); grad = X.T @ (probs - y) / n",
        "probs = 1 / (1 + np.exp(X @ w)); grad = X.T @ (probs - y) / n",
    ),
    "but not where the loss is a sum": (
        "logistic-regression",
        ["loss = -np.sum(y*np.log(p) + (1-y)*np.log(1-p))"],
        "grad = X.T @ (p - y)",
        "grad = X.T @ (p - y) / n",
    ),
    "nor is the dw of code": (
        "linear-regression",
        [],
        "loss = np.sum((X @ w - y)**2); dw = 2 * X.T @ (X @ w - y)",
        "loss = np.sum((X @ w - y)**2); dw = 2 * X.T @ (X @ w - y) / n",
    ),
    "samples in columns, by the model itself": (
        "logistic-regression",
        [],
        "A = sigmoid(np.dot(w.T, X) + b); dw = np.dot(X, (A - Y).T) / m; db = np.sum(A - Y) / m",
        "A = sigmoid(np.dot(w.T, X) + b); dw = np.dot(X, (Y - A).T) / m; db = np.sum(A - Y) / m",
    ),
    "a program about a matrix of his own": (
        "linear-regression",
        [],
        "min_β ‖y − Gβ‖² gives β = (GᵀG)⁻¹Gᵀy",
        "min_β ‖y − Gβ‖² + ‖β‖² gives β = (GᵀG)⁻¹Gᵀy",
    ),
    "n features beside m samples": (
        "logistic-regression",
        [
            "J(θ) = −(1/m) Σᵢ [y⁽ⁱ⁾ log h_θ(x⁽ⁱ⁾) + (1−y⁽ⁱ⁾) log(1−h_θ(x⁽ⁱ⁾))] + (λ/2m) Σ_{j=1}^n θⱼ²",
        ],
        "θⱼ := θⱼ(1 − αλ/m) − (α/m) Σᵢ (h_θ(x⁽ⁱ⁾) − y⁽ⁱ⁾) xⱼ⁽ⁱ⁾   (j = 1, …, n)",
        "θⱼ := θⱼ(1 + αλ/m) − (α/m) Σᵢ (h_θ(x⁽ⁱ⁾) − y⁽ⁱ⁾) xⱼ⁽ⁱ⁾   (j = 1, …, n)",
    ),
    "noise about a line with an intercept": (
        "linear-regression",
        [
            "one feature with intercept: yᵢ = a + b xᵢ + eᵢ, eᵢ independent, mean 0, variance s²",
            "S = Σᵢ (xᵢ − x̄)²,  b̂ = Σᵢ (xᵢ − x̄) yᵢ / S,  â = ȳ − b̂ x̄",
        ],
        "Var(â) = s² (1/n + x̄²/S)",
        "Var(â) = s² (1/n − x̄²/S)",
    ),
    "its estimates without their formulas": (
        "linear-regression",
        ["y_i = β_0 + β_1 x_i + ε_i, Var(ε_i) = σ²"],
        "Var(β̂_1) = σ²/Σ_i (x_i − x̄)²",
        "Var(β̂_1) = σ²/Σ_i x_i²",
    ),
    "noise about a line through the origin": (
        "linear-regression",
        ["y_i = b x_i + e_i, e_i iid N(0, s^2)", "bhat = sum_i x_i y_i / sum_i x_i^2"],
        "E[bhat] = b",
        "E[bhat] = 2 b",
    ),
    "a sum of squares that is no loss": (
        "linear-regression",
        ["S = Σᵢ (xᵢ − x̄)²"],
        "b = Σᵢ (xᵢ − x̄) yᵢ / S",
        "b = Σᵢ (xᵢ − x̄)² / S",
    ),
    "a step of one sample, counted by τ": (
        "linear-regression",
        [r"E_D(\mathbf w)=\frac12\sum_{n=1}^N\{t_n-\mathbf w^{\mathrm T}\boldsymbol\phi(\mathbf x_n)\}^2"],
        r"\mathbf w^{(\tau+1)}=\mathbf w^{(\tau)}+\eta\,(t_n-\mathbf w^{(\tau)\mathrm T}\boldsymbol\phi_n)\boldsymbol\phi_n",
        r"\mathbf w^{(\tau+1)}=\mathbf w^{(\tau)}-\eta\,(t_n-\mathbf w^{(\tau)\mathrm T}\boldsymbol\phi_n)\boldsymbol\phi_n",
    ),
    "the law of a sample is the density that it has": (
        "linear-regression",
        [],
        "y_i ~ N(wᵀx_i, σ²)",
        "y_i ~ N(wᵀx_i, σ)",
    ),
    "given what, and by which parameters": (
        "logistic-regression",
        [],
        "y | x; θ ~ Bernoulli(h_θ(x))",
        "y | x; θ ~ Bernoulli(1 − h_θ(x))",
    ),
    "a model with noise, as a line of its own": (
        "linear-regression",
        [],
        "y = Xw + ε, ε ~ N(0, σ²I)",
        "y = Xw + ε, ε ~ N(0, σI)",
    ),
    "another law makes another likelihood": (
        "logistic-regression",
        ["y_i ~ Poisson(exp(wᵀx_i))"],
        "∇ℓ = Σ_i (y_i − exp(wᵀx_i)) x_i",
        "∇ℓ = Σ_i (exp(wᵀx_i) − y_i) x_i",
    ),
    "which words name, too": (
        "logistic-regression",
        ["y_i ~ Poisson(exp(wᵀx_i))"],
        "log-likelihood = Σ_i (y_i wᵀx_i − exp(wᵀx_i) − log y_i!)",
        "log-likelihood = Σ_i (y_i wᵀx_i + exp(wᵀx_i) − log y_i!)",
    ),
    "two classes by their names": (
        "logistic-regression",
        [],
        r"p(C_1|\boldsymbol\phi)=\sigma(w^T\boldsymbol\phi), p(C_2|\boldsymbol\phi)=1-p(C_1|\boldsymbol\phi)",
        r"p(\mathcal{C}_2|\boldsymbol\phi)=\sigma(w^T\boldsymbol\phi)",
    ),
    "weights told by the diagonal alone": (
        "linear-regression",
        ["J(θ) = ½ Σ_i ω_i (θᵀx_i − y_i)², W_ii = ½ ω_i"],
        "J(θ) = (Xθ − y)ᵀW(Xθ − y)",
        "J(θ) = ½ (Xθ − y)ᵀW(Xθ − y)",
    ),
    "the error of one sample and of all": (
        "linear-regression",
        ["L_i = (y_i − wᵀx_i)²"],
        "L = Σ_i L_i",
        "L = −Σ_i L_i",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_line(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"


def test_fitted_is_not_true():
    before = ["y = Xw + e, e ~ N(0, s²I), ŝ² = ‖y − Xŵ‖²/n"]
    assert check("linear-regression", before, "E[ŝ²] = (n − d)/n s²", seconds=3.0).verdict == "verified"
    assert check("linear-regression", before, "E[ŝ²] = s²", seconds=3.0).verdict not in ("verified", "given")


@pytest.mark.parametrize(
    ("derivation", "before", "right"),
    [
        ("linear-regression", "y_i = w x_i + e_i, e_i ~ N(0, v x_i^2)", "maximum likelihood: w = (1/n) Σ_i y_i/x_i"),
        ("logistic-regression", "n = 10 samples, k = 3 of them positive, no features, p = sigmoid(b)", "b = log(3/7)"),
        ("logistic-regression", "single point x = 2, y = 1, w = 0, η = 0.5", "one gradient step: w = 0.5"),
    ],
)
def test_another_model_is_not_refuted_by_ours(derivation: str, before: str, right: str):
    assert check(derivation, [before], right, seconds=3.0).verdict != "refuted"

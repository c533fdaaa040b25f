"""Lines on margins and priors as code, solvers and lecture notes write them; a right one and one with a slip for each way."""

import pytest

from interviewer.checking import check

SUM = "Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j"
PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "a vector from the left": ("svm-dual", [], "w = (alpha * y) @ X", "w = alpha @ X"),
    "a form with @": (
        "svm-dual",
        [],
        "L_D = alpha.sum() - 0.5 * (alpha*y) @ K @ (alpha*y)",
        "L_D = alpha.sum() - 0.5 * alpha @ K @ alpha",
    ),
    "an outer product, entry by entry": (
        "svm-dual",
        [],
        "L_D = np.sum(alpha) - 0.5 * np.sum(np.outer(alpha*y, alpha*y) * (X @ X.T))",
        "L_D = np.sum(alpha) - np.sum(np.outer(alpha*y, alpha*y) * (X @ X.T))",
    ),
    "a matrix called as the dual is": (
        "svm-dual",
        ["Q = diag(y) X Xᵀ diag(y)"],
        "W(α) = eᵀα − ½ αᵀQα",
        "W(α) = eᵀα − αᵀQα",
    ),
    "sums without indices": (
        "svm-dual",
        ["w = Σ_i α_i y_i x_i", "Σ_i α_i y_i = 0"],
        "L(w,b,α) = Σ_i α_i − ½ ΣΣ α_i α_j y_i y_j x_iᵀx_j",
        "L(w,b,α) = Σ_i α_i + ½ ΣΣ α_i α_j y_i y_j x_iᵀx_j",
    ),
    "a function that is a minimum": (
        "svm-dual",
        [],
        rf"\theta(\alpha) = \min_{{w,b}} L(w,b,\alpha) = {SUM}",
        rf"\theta(\alpha) = \min_{{w,b}} L(w,b,\alpha) = {SUM.replace('½ ', '')}",
    ),
    "the weight of a penalty": (
        "svm-dual",
        [],
        r"\min_{w,b} \sum_i \max(0, 1 - y_i f(x_i)) + \lambda\|w\|^2 \text{ with } \lambda = \frac{1}{2C}",
        r"\min_{w,b} \sum_i \max(0, 1 - y_i f(x_i)) + \lambda\|w\|^2 \text{ with } \lambda = \frac{1}{C}",
    ),
    "a distance before a colon": (
        "svm-dual",
        [],
        "distance of x_i to the hyperplane: |w^T x_i + b| / ||w||",
        "distance of x_i to the hyperplane: |w^T x_i + b| / ||w||^2",
    ),
    "a signed distance": (
        "svm-dual",
        [],
        "the signed distance of x to the decision boundary is (wᵀx + b)/‖w‖",
        "the signed distance of x to the decision boundary is |wᵀx + b|/‖w‖",
    ),
    "a distance from the origin": (
        "svm-dual",
        [],
        "the distance from the origin to the hyperplane is |b|/‖w‖",
        "the distance from the origin to the hyperplane is |b|/‖w‖²",
    ),
    "nouns as operands": (
        "map-estimation",
        [],
        "posterior ∝ likelihood × prior",
        "posterior ∝ likelihood / prior",
    ),
    "nouns and signs in words": (
        "map-estimation",
        [],
        "the posterior equals the likelihood times the prior divided by the evidence",
        "the posterior equals the likelihood times the prior",
    ),
    "nouns as code joins them": (
        "map-estimation",
        [],
        "log_posterior = log_likelihood + log_prior + const",
        "log_posterior = log_likelihood - log_prior + const",
    ),
    "a gradient with multipliers in it": (
        "svm-dual",
        [],
        "the gradient with respect to w is w − Σ_i α_i y_i x_i",
        "the gradient with respect to w is w + Σ_i α_i y_i x_i",
    ),
    "a gradient of nothing said, in code": (
        "svm-dual",
        [],
        "grad_w = w - X.T @ (alpha * y)",
        "grad_w = w - X.T @ alpha",
    ),
    "proportional logarithms": (
        "map-estimation",
        [],
        r"\log p(w|X,y) \propto -\frac{\|y - Xw\|^2}{2\sigma^2} - \lambda\|w\|_1",
        r"\log p(w|X,y) \propto \frac{\|y - Xw\|^2}{2\sigma^2} - \lambda\|w\|_1",
    ),
    "the weight in a log-posterior": (
        "map-estimation",
        [],
        "log p(w|X,y) = −‖y − Xw‖²/(2σ²) − λ‖w‖² + const",
        "log p(w|X,y) = −‖y − Xw‖²/(2σ²) + λ‖w‖² + const",
    ),
    "a model before an arrow that is the problem's": (
        "map-estimation",
        [],
        "p(θ) = Beta(θ; a, b), k | θ ~ Bin(n, θ) ⇒ θ_MAP = (k + a − 1)/(n + a + b − 2)",
        "p(θ) = Beta(θ; a, b), k | θ ~ Bin(n, θ) ⇒ θ_MAP = (k + a)/(n + a + b)",
    ),
    "mean and covariance of the weights": (
        "map-estimation",
        [],
        r"m_N = \beta S_N \Phi^T t, S_N^{-1} = \alpha I + \beta\Phi^T\Phi",
        r"m_N = \beta S_N \Phi^T t, S_N^{-1} = \beta I + \alpha\Phi^T\Phi",
    ),
    "an error beside the likelihood": (
        "map-estimation",
        [],
        r"\ln p(t|w,\beta) = \frac N2\ln\beta - \frac N2\ln(2\pi) - \beta E_D(w), E_D(w) = \frac12\sum_{n=1}^N\{t_n - w^T\phi(x_n)\}^2",
        r"\ln p(t|w,\beta) = \frac N2\ln\beta - \frac N2\ln(2\pi) - \frac\beta2 E_D(w), E_D(w) = \frac12\sum_{n=1}^N\{t_n - w^T\phi(x_n)\}^2",
    ),
    "a variance b² of the prior": (
        "map-estimation",
        [],
        r"\theta_{MAP} = \left(\Phi^\top\Phi + \frac{\sigma^2}{b^2} I\right)^{-1}\Phi^\top y",
        r"\theta_{MAP} = \left(\Phi^\top\Phi + \frac{b^2}{\sigma^2} I\right)^{-1}\Phi^\top y",
    ),
    "an estimate in code": (
        "map-estimation",
        [],
        "w_map = np.linalg.solve(X.T @ X + (sigma**2/tau**2) * np.eye(d), X.T @ y)",
        "w_map = np.linalg.solve(X.T @ X + (tau**2/sigma**2) * np.eye(d), X.T @ y)",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_way_of_writing(name: str) -> None:
    derivation, before, right, wrong = PAIRS[name]
    assert check(derivation, before, right).verdict in ("verified", "given")
    assert check(derivation, before, wrong).verdict == "refuted"


def test_factor_of_proportional_logarithms() -> None:
    found = check("map-estimation", [], r"\log p(\theta) \propto -\|\theta\|^2")
    assert found.verdict in ("undecided", "refuted")


def test_words_that_say_how_far_apart() -> None:
    line = "The two hyperplanes wᵀx + b = 1 and wᵀx + b = −1 are 2/‖w‖ apart, so maximizing the margin is minimizing ½‖w‖²."
    assert check("svm-dual", [], line).verdict != "refuted"

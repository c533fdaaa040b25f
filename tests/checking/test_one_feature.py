"""Logistic regression with one feature or many classes; what words of an optimum leave in force."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    ("logistic-regression", [], "ln(p/(1 − p)) = β₀ + β₁x ⇔ p = 1/(1 + e^{−(β₀+β₁x)})", RIGHT),
    ("logistic-regression", [], "ln(p/(1 − p)) = β₀ + β₁x ⇔ p = 1/(1 + e^{β₀+β₁x})", WRONG),
    ("logistic-regression", [], "log(p/(1-p)) = a + b x => p = exp(a + b x)/(1 + exp(a + b x))", RIGHT),
    ("logistic-regression", [], "log(p/(1-p)) = a + b x => p = exp(a + b x)/(1 - exp(a + b x))", WRONG),
    ("logistic-regression", [], "log(p/(1-p)) = z => p = 1/(1+e^{-z})", RIGHT),
    ("logistic-regression", ["odds(x) = exp(b0 + b1 x)"], "odds(x+1)/odds(x) = exp(b1)", RIGHT),
    ("logistic-regression", ["p(x) = σ(b0 + b1 x)"], "(p(x+1)/(1-p(x+1)))/(p(x)/(1-p(x))) = e^{b1}", RIGHT),
    ("logistic-regression", [], "logit(p) = β₀ + β₁ x, a unit increase in x multiplies the odds by e^{β₁}", RIGHT),
    ("logistic-regression", [], "p = 1/(1+exp(-(a + b x))) => log(p/(1-p)) = a + b x", RIGHT),
    ("logistic-regression", ["p_i = σ(β₀ + β₁ x_i)"], "∂ℓ/∂β₁ = Σᵢ (yᵢ − pᵢ) xᵢ", RIGHT),
    ("logistic-regression", ["p_i = σ(β₀ + β₁ x_i)"], "∂ℓ/∂β₁ = Σᵢ (pᵢ − yᵢ) xᵢ", WRONG),
    ("logistic-regression", ["p_i = σ(β₀ + β₁ x_i)"], "∂ℓ/∂β₀ = Σᵢ (yᵢ − pᵢ)", RIGHT),
    ("logistic-regression", ["p_i = σ(β₀ + β₁ x_i)"], "∂ℓ/∂β₀ = Σᵢ (yᵢ − pᵢ) xᵢ", WRONG),
    ("logistic-regression", [], "dL/db0 = sum_i (p_i - y_i) x_i", WRONG),
    ("logistic-regression", [], "p(x) = e^{β₀+β₁x}/(1+e^{β₀+β₁x}) => p(x)/(1−p(x)) = e^{β₀+β₁x}", RIGHT),
    ("logistic-regression", [], "p(x) = e^{β₀+β₁x}/(1+e^{β₀+β₁x}) => p(x)/(1−p(x)) = e^{−β₀−β₁x}", WRONG),
    ("logistic-regression", [], "dp/dx = β₁ p (1 − p) for p = σ(β₀ + β₁ x)", RIGHT),
    ("logistic-regression", ["P = softmax(XW), L = −Σ_{ik} Y_{ik} log P_{ik}"], "∂L/∂W = Xᵀ(P − Y)", RIGHT),
    ("logistic-regression", ["P = softmax(XW), L = −Σ_{ik} Y_{ik} log P_{ik}"], "∂L/∂W = Xᵀ(Y − P)", WRONG),
    ("logistic-regression", ["softmax regression, P = softmax(X W), one-hot Y"], "dL/dW = X^T (P - Y)", RIGHT),
    (  # the layout of a derivative by a matrix is open where its sizes are apart
        "logistic-regression",
        ["softmax regression with W ∈ ℝ^{d×K}: P = softmax(XW)"],
        "∂L/∂W = (P − Y)ᵀX",
        (*WRONG, "undecided"),
    ),
    ("logistic-regression", ["softmax regression with W ∈ ℝ^{d×K}: P = softmax(XW)"], "∂L/∂W = Xᵀ(P + Y)", WRONG),
    ("logistic-regression", ["P = softmax(XW)"], "∂L/∂W = Xᵀ(P − Y)", RIGHT),
    ("logistic-regression", ["Z = XW, P = softmax(Z)"], "∂L/∂Z = P − Y", RIGHT),
    ("logistic-regression", ["Z = XW, P = softmax(Z)"], "∂L/∂Z = Y − P", WRONG),
    ("logistic-regression", ["\\hat Y = \\mathrm{softmax}(XW)"], "\\nabla_W L = X^\\top Y - X^\\top \\hat Y", WRONG),
    (
        "logistic-regression",
        ["\\hat Y = \\mathrm{softmax}(XW)"],
        "\\nabla_W L = \\frac{1}{n} X^\\top(Y - \\hat Y)",
        WRONG,
    ),
    ("logistic-regression", ["P = softmax(X @ W)"], "dW = X.T @ (P - Y) / n", RIGHT),
    ("logistic-regression", ["P = softmax(X @ W)"], "dW = (P - Y).T @ X / n", WRONG),
    ("logistic-regression", ["P = softmax(XW)"], "each row of P sums to 1: P 1 = 1", RIGHT),
    ("svm-dual", ["w = Σₙ aₙ tₙ xₙ at the optimum"], "‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", [], "at the optimum ‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["γ = 1/‖w‖ is the margin"], "at the optimum 1/γ² = ‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["ρ = 1/‖w‖ is the margin"], "at the optimum 1/ρ² = ‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["w = Σₙ aₙ tₙ xₙ at the optimum, and γ = 1/‖w‖ is the margin"], "1/γ² = ‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["w = Σₙ aₙ tₙ xₙ at the optimum, and ρ = 1/‖w‖ is the margin"], "1/ρ² = ‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["w = Σₙ aₙ tₙ xₙ at the optimum, and ρ = 1/‖w‖ is the margin"], "1/ρ² = ‖w‖² = 2Σₙ aₙ", WRONG),
    ("svm-dual", ["w = Σₙ aₙ tₙ xₙ"], "‖w‖² = Σₙ aₙ", RIGHT),
    ("svm-dual", ["strong duality holds"], "w = Σₙ aₙ xₙ", WRONG),
    ("svm-dual", ["At the optimum:"], "a_n {t_n y(x_n) − 1} = 0", RIGHT),
    ("svm-dual", ["ρ = 1/‖w‖ is the margin"], "‖w‖ = 1/ρ", RIGHT),
    ("svm-dual", ["ρ = 1/‖w‖ is the margin"], "‖w‖ = ρ", WRONG),
    ("svm-dual", ["f(x) = wᵀx + ρ"], "y_k(wᵀx_k + ρ) = 1 => ρ = y_k − wᵀx_k", RIGHT),
    (
        "logistic-regression",
        ["scores f = Wx_i, correct class y_i"],
        "L_i = −log(e^{f_{y_i}}/Σ_j e^{f_j}) = −f_{y_i} + log Σ_j e^{f_j}",
        RIGHT,
    ),
    ("logistic-regression", [], "L_i = −log(e^{f_{y_i}}/Σ_j e^{f_j}) = −f_{y_i} + log Σ_j e^{f_j}", RIGHT),
    ("logistic-regression", ["f = Wx_i"], "L_i = −log(e^{f_{y_i}}/Σ_j e^{f_j}) = −f_{y_i} + log Σ_j e^{f_j}", RIGHT),
    ("logistic-regression", ["L_i = -log(e^{f_{y_i}}/sum_j e^{f_j})"], "L_i = -f_{y_i} + log sum_j e^{f_j}", RIGHT),
    ("logistic-regression", [], "L_i = −log(e^{f_{y_i}}/Σ_j e^{f_j}) = f_{y_i} + log Σ_j e^{f_j}", WRONG),
    ("logistic-regression", ["f = W x, L = −f_y + log Σ_j e^{f_j}"], "∂L/∂f_k = p_k − 1(y = k)", RIGHT),
    ("logistic-regression", ["L_i = -log(e^{f_{y_i}}/sum_j e^{f_j})"], "∂L_i/∂f_k = p_k − 1(y_i = k)", RIGHT),
    ("logistic-regression", ["L_i = -log(e^{f_{y_i}}/sum_j e^{f_j})"], "∂L_i/∂f_k = 1(y_i = k) − p_k", WRONG),
    (
        "logistic-regression",
        ["p_k = e^{f_k}/sum_j e^{f_j}, L_i = -log(p_{y_i})"],
        "dL_i/df_k = p_k - 1[y_i = k]",
        RIGHT,
    ),
    (
        "linear-regression",
        ["$\\hat\\beta$ minimises $\\|y - X\\beta\\|^2$, where $X$ is $N\\times p$."],
        "X^\\top (y - X\\hat\\beta) = 0",
        RIGHT,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=5.0).verdict in judged

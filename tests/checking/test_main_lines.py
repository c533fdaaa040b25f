"""The main line of two derivations in other people's notation: a line that is right and one with a slip, under the same set-up."""

import pytest

from interviewer.checking import check

BISHOP = ["a_j=\\sum_i w_{ji}z_i, z_j=h(a_j)"]
ROWS = ["X: (N, D), rows are samples; H = relu(X @ W1 + b1); S = H @ W2 + b2; dS = dL/dS"]
COLUMNS = ["X = [x₁ … xₙ], one sample a column, Y = diag(y)"]
MARGIN = ["constraints with fixed margin ρ > 0: yᵢ(wᵀxᵢ + b) ≥ ρ", "Λ(w, b, α) = ½‖w‖² − Σᵢ αᵢ [yᵢ(wᵀxᵢ + b) − ρ]"]
SVM, NET = "svm-dual", "backpropagation"
PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "a feature map in the condition alone": (
        SVM,
        [],
        "w=\\sum_n a_n t_n\\phi(x_n), \\qquad 0=\\sum_n a_n t_n",
        "w=\\sum_n a_n t_n\\phi(x_n), \\qquad 0=\\sum_n a_n",
    ),
    "a feature map in the constraints": (
        SVM,
        [],
        "\\arg\\min_{w,b}\\tfrac12\\|w\\|^2 \\text{ s.t. } t_n(w^T\\phi(x_n)+b)\\ge1,\\ n=1,\\dots,N",
        "\\arg\\min_{w,b}\\tfrac12\\|w\\|^2 \\text{ s.t. } t_n(w^T\\phi(x_n)+b)\\le1,\\ n=1,\\dots,N",
    ),
    "samples counted by what is a size": (
        SVM,
        [],
        "\\min_{w,b}\\tfrac12\\|w\\|^2 \\text{ s.t. } t_n(w^Tx_n+b)\\ge1\\ \\forall n",
        "\\min_{w,b}\\tfrac12\\|w\\|^2 \\text{ s.t. } t_n(w^Tx_n+b)\\ge0\\ \\forall n",
    ),
    "a condition that is written out is not used": (
        SVM,
        [],
        "L(w,b,α) = Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j − b Σ_i α_i y_i",
        "L(w,b,α) = Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j + b Σ_i α_i y_i",
    ),
    "one of two conditions is used": (SVM, [], "L = Σ_i α_i − ½ wᵀw − b αᵀy", "L = Σ_i α_i − ½ wᵀw + b αᵀy"),
    "slackness is not used beside the slack": (
        SVM,
        [],
        "L = 0.5*norm(w)**2 - sum(alpha * (y*(X @ w + b) - 1))",
        "L = 0.5*norm(w)**2 + sum(alpha * (y*(X @ w + b) - 1))",
    ),
    "a Lagrangian with a number of his own": (
        SVM,
        MARGIN,
        "D(α) = ρ Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ",
        "D(α) = Σᵢ αᵢ − (ρ/2) Σᵢ Σⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ",
    ),
    "the same, with no line before it": (
        SVM,
        MARGIN[1:],
        "∂Λ/∂b = 0 ⇒ Σᵢ αᵢyᵢ = 0",
        "D(α) = Σᵢ αᵢ − (ρ/2) Σᵢ Σⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ",
    ),
    "what orders as the objective does": (
        SVM,
        [],
        "\\max_{w,b} \\frac{2}{\\|w\\|} \\iff \\min_{w,b}\\frac12\\|w\\|^2",
        "\\max_{w,b} \\frac{2}{\\|w\\|} \\iff \\max_{w,b}\\frac12\\|w\\|^2",
    ),
    "the same under its constraints": (
        SVM,
        [],
        "maximise 1/||w|| s.t. y_i(w^T x_i + b) >= 1",
        "minimise 1/||w|| s.t. y_i(w^T x_i + b) >= 1",
    ),
    "samples beside each other": (
        SVM,
        COLUMNS,
        "L = ½ wᵀw − αᵀ(Y(Xᵀw + b1) − 1)",
        "L = ½ wᵀw − αᵀ(Y(Xw + b1) − 1)",
    ),
    "a sample a column is no single sample": (SVM, ["one sample a column of X"], "w = X diag(y) α", "w = X α"),
    "a function of constraints": (SVM, [], "g_i(w) = 1 - y_i(w^T x_i + b) <= 0", "g_i(w) = 1 - y_i(w^T x_i + b) >= 0"),
    "the dual by the letter of a size": (
        SVM,
        [],
        "d(α) = Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j",
        "d(α) = Σ_i α_i − Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j",
    ),
    "slopes by their names in code": (SVM, [], "dL_dw = w - X.T @ (alpha * y)", "dL_dw = w - X.T @ alpha"),
    "layers by the letters of units": (
        NET,
        [],
        "\\delta_j = h'(a_j)\\sum_k w_{kj}\\delta_k",
        "\\delta_j = h'(a_j)\\sum_k w_{jk}\\delta_k",
    ),
    "the same, of a weight": (
        NET,
        [],
        "\\frac{\\partial E_n}{\\partial w_{ji}}=\\frac{\\partial E_n}{\\partial a_j}\\frac{\\partial a_j}{\\partial w_{ji}}=\\delta_jz_i",
        "\\frac{\\partial E_n}{\\partial w_{ji}}=\\frac{\\partial E_n}{\\partial a_j}\\frac{\\partial a_j}{\\partial w_{ji}}=\\delta_iz_j",
    ),
    "the same in the problem's letters": (NET, [], "∂L/∂w_jk = δ_j a_k", "∂L/∂w_jk = δ_k a_j"),
    "differentials of his own quantities": (
        NET,
        ["z = W a + b, δ = ∂L/∂z"],
        "dL = δᵀ dW a + δᵀ W da + δᵀ db",
        "dL = δᵀ dW a + δᵀ W da + 2 δᵀ db",
    ),
    "rows of samples through two layers": (
        NET,
        ROWS,
        "dW2 = H.T @ dS; db2 = dS.sum(axis=0); dH = dS @ W2.T",
        "dW2 = H.T @ dS; db2 = dS.sum(axis=1); dH = dS @ W2.T",
    ),
    "a slip makes no column of a weight matrix": (NET, ROWS, "dH = dS @ W2.T", "dH = dS @ W2"),
    "an error by what goes into his outputs": (
        NET,
        ["y_k = a_k,\\ E_n=\\tfrac12\\sum_k(y_k-t_k)^2"],
        "\\delta_k = y_k - t_k",
        "\\delta_k = t_k - y_k",
    ),
    "the slope of an activation by another name": (
        NET,
        [],
        "dz2 = (a2 - y) * s'(z2); dW2 = dz2 @ a1.T; dz1 = (W2.T @ dz2) * s'(z1); dW1 = dz1 @ x.T",
        "dz2 = (a2 - y) * s'(z2); dW2 = dz2 @ a1.T; dz1 = (W2.T @ dz2) * s'(a1); dW1 = dz1 @ x.T",
    ),
    "a sum over the entries of a layer": (
        NET,
        ["L = 0.5*np.sum((a2 - y)**2)"],
        "dW2 = dz2 @ a1.T",
        "dz2 = a2 - y",
    ),
    "the loss that words name": (
        NET,
        ["cross-entropy loss, sigmoid outputs"],
        "δ^{(L)} = a^{(L)} − y",
        "δ^{(L)} = (a^{(L)} − y) ⊙ σ'(z^{(L)})",
    ),
    "one of several forms of the loss, by its formula": (
        NET,
        ["L = −Σ_k (y_k log a_k^{(L)} + (1−y_k) log(1−a_k^{(L)}))"],
        "δ^{(L)} = a^{(L)} − y",
        "δ^{(L)} = (a^{(L)} − y) ⊙ σ'(z^{(L)})",
    ),
    "a derivative by another name of the activations": (
        NET,
        [],
        "∇_{h⁽ˡ⁻¹⁾} L = (W⁽ˡ⁾)ᵀ ∇_{z⁽ˡ⁾} L",
        "∇_{h⁽ˡ⁻¹⁾} L = (W⁽ˡ⁾)ᵀ ∇_{h⁽ˡ⁾} L",
    ),
    "rows told in words": (
        NET,
        ["samples in rows: A1 = sigma(X @ W1 + b1), Z2 = A1 @ W2 + b2"],
        "db2 = dZ2.sum(axis=0), dA1 = dZ2 @ W2.T",
        "db2 = dZ2.sum(axis=1), dA1 = dZ2 @ W2.T",
    ),
    "a loss by its name, and gradients as code has them": (
        NET,
        ["z1 = W1 @ x + b1; h = relu(z1); yhat = W2 @ h + b2; loss = 0.5 * sum((yhat - y)**2)"],
        "dW2 = outer(yhat - y, h); dh = W2.T @ (yhat - y)",
        "dW2 = outer(h, yhat - y); dh = W2.T @ (yhat - y)",
    ),
    "weights by the order that the line gives": (
        NET,
        [],
        "\\frac{\\partial E}{\\partial w_{ij}}=\\delta_jz_i,\\ \\text{ where } a_j=\\sum_iw_{ij}z_i",
        "\\frac{\\partial E}{\\partial w_{ij}}=\\delta_iz_j,\\ \\text{ where } a_j=\\sum_iw_{ij}z_i",
    ),
    "what w has taken up": (
        SVM,
        [],
        "\\sum_i\\alpha_i[y_i(w^\\top x_i+b)-1]=\\|w\\|^2-\\sum_i\\alpha_i",
        "\\sum_i\\alpha_i[y_i(w^\\top x_i+b)-1]=\\|w\\|^2+\\sum_i\\alpha_i",
    ),
    "a constraint of all samples at once": (SVM, [], "y * (X @ w + b) >= 1", "y * (X @ w - b) >= 1"),
    "a verb set as text": (
        SVM,
        [],
        "\\text{minimise } \\tfrac12 w^\\top w \\text{ subject to } 1 - y_i(w^\\top x_i + b) \\le 0",
        "\\text{minimise } \\tfrac12 w^\\top w \\text{ subject to } 1 + y_i(w^\\top x_i + b) \\le 0",
    ),
    "a kernel behind an index": (
        SVM,
        [],
        "w^\\top\\phi(x)+b=\\sum_i\\alpha_iy_ik(x_i,x)+b",
        "w^\\top\\phi(x)+b=\\sum_i\\alpha_ik(x_i,x)+b",
    ),
    "the value that both problems share": (
        SVM,
        [],
        "p^\\star=d^\\star=\\sum_i\\alpha_i^\\star-\\tfrac12\\|w^\\star\\|^2",
        "p^\\star=d^\\star=\\sum_i\\alpha_i^\\star+\\tfrac12\\|w^\\star\\|^2",
    ),
    "the sample that the bias is found by": (
        SVM,
        [],
        "b = y[s] - np.sum(alpha * y * (X @ X[s]))",
        "b = y[s] + np.sum(alpha * y * (X @ X[s]))",
    ),
    "rows that are scaled": (
        SVM,
        ["Z = y[:, None] * X"],
        "W(alpha) = alpha.sum() - 0.5 * alpha @ (Z @ Z.T) @ alpha",
        "W(alpha) = alpha.sum() + 0.5 * alpha @ (Z @ Z.T) @ alpha",
    ),
    "a primed name in code": (
        NET,
        [],
        "delta[l] = (W[l+1].T @ delta[l+1]) * sigma_prime(z[l])",
        "delta[l] = (W[l+1].T @ delta[l+1]) * sigma_prime(a[l])",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_right(name: str) -> None:
    derivation, setup, right, _ = PAIRS[name]
    assert check(derivation, setup, right, seconds=5).verdict in ("verified", "given")


@pytest.mark.parametrize("name", PAIRS)
def test_wrong(name: str) -> None:
    derivation, setup, _, wrong = PAIRS[name]
    assert check(derivation, setup, wrong, seconds=5).verdict == "refuted"


DOUBTED = {  # what nothing tells: neither is refuted
    "a weight that a line before leads the other way": (
        ["in_j = \\sum_i w_{ij} a_i, a_j = g(in_j)"],
        "\\Delta_i = g'(in_i) \\sum_j w_{ij} \\Delta_j",
    ),
    "a z that goes into units or comes out": ([], "∂L/∂w_ji = δ_j z_i"),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_not_refuted(name: str) -> None:
    setup, line = DOUBTED[name]
    assert check(NET, setup, line, seconds=5).verdict == "undecided"

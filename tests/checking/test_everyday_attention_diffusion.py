"""The main line of attention and of diffusion as anybody writes it: what is right is verified and what is wrong refuted."""

import pytest

from interviewer.checking import check

PAIRS = {  # derivation, a right line, a wrong one
    "the softmax along an axis": (
        "attention",
        "scores = Q @ K.T / np.sqrt(d_k); A = softmax(scores, axis=1); O = A @ V",
        "scores = Q @ K.T / np.sqrt(d_k); A = softmax(scores, axis=0); O = A @ V",
    ),
    "a softmax of what brackets hold": (
        "attention",
        "out = softmax((X @ W_Q) @ (X @ W_K).T / sqrt(d_k), dim=-1) @ (X @ W_V)",
        "out = softmax((X @ W_Q) @ (X @ W_K).T / sqrt(d_k), dim=0) @ (X @ W_V)",
    ),
    "each row by its sum": (
        "attention",
        "A = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)",
        "A = np.exp(S) / np.exp(S).sum(axis=0, keepdims=True)",
    ),
    "a sum over a range": (
        "attention",
        "O[i] = sum(A[i, j] * V[j] for j in range(n))",
        "O[i] = sum(A[j, i] * V[j] for j in range(n))",
    ),
    "entries of arrays with a label": (
        "attention",
        "Q[i, a] = sum_b X[i, b] * W_Q[b, a]",
        "Q[i, a] = sum_b X[b, i] * W_Q[b, a]",
    ),
    "one bracket behind the other": (
        "attention",
        "S[i][j] = sum_a Q[i][a] * K[j][a] / sqrt(d_k)",
        "S[i][j] = sum_a Q[i][a] * K[a][j] / sqrt(d_k)",
    ),
    "layers, rows and columns in brackets": (
        "backpropagation",
        "z[l][j] = sum_k W[l][j][k] * a[l-1][k] + b[l][j]",
        "z[l][j] = sum_k W[l][k][j] * a[l-1][k] + b[l][j]",
    ),
    "a row of an array": ("attention", "O[i,:] = sum_j A[i,j] V[j,:]", "O[i,:] = sum_j A[j,i] V[j,:]"),
    "a row of an array by all others": ("attention", "O[i] = A[i, :] @ V", "O[i] = A[:, i] @ V"),
    "a row of a matrix": ("attention", "O_{i,:} = A_{i,:} V", "O_{i,:} = A_{:,i} V"),
    "a small letter beside its matrix": (
        "attention",
        "o_i^T = a_i^T V where a_i^T is row i of A",
        "o_i = V a_i where a_i is row i of A as a column",
    ),
    "deltas in nested sums": (
        "attention",
        "E[(q·k)²] = Σ_i Σ_j E[q_i q_j] E[k_i k_j] = Σ_i Σ_j δ_ij = d_k",
        "E[(q·k)²] = Σ_i Σ_j E[q_i q_j] E[k_i k_j] = Σ_i Σ_j δ_ij = d_k²",
    ),
    "a score of one's own": ("attention", "s = q·k, Var(s) = d_k", "s = q·k, Var(s) = √d_k"),
    "a sum that says how large vectors are": (
        "attention",
        "V[s/sqrt(d)] = V[s]/d = d/d = 1 where s = sum_{i=1}^d q_i k_i",
        "V[s/sqrt(d)] = V[s]/sqrt(d) = sqrt(d) where s = sum_{i=1}^d q_i k_i",
    ),
    "what the first law of a chain is a function of": (
        "diffusion",
        "q(x_{t-1}|x_t,x_0) = q(x_t|x_{t-1},x_0) q(x_{t-1}|x_0)/q(x_t|x_0) ∝ q(x_t|x_{t-1}) q(x_{t-1}|x_0)",
        "q(x_{t-1}|x_t,x_0) = q(x_t|x_{t-1},x_0) q(x_{t-1}|x_0)/q(x_t|x_0) ∝ q(x_t|x_{t-1}) q(x_t|x_0)",
    ),
    "one coordinate": (
        "diffusion",
        "q(x_{t-1}|x_t,x_0) ∝ exp(-½[(α_t/β_t + 1/(1-ᾱ_{t-1})) x_{t-1}² "
        "- 2(√α_t x_t/β_t + √ᾱ_{t-1} x_0/(1-ᾱ_{t-1})) x_{t-1}])",
        "q(x_{t-1}|x_t,x_0) ∝ exp(-½[(α_t/β_t + 1/(1-ᾱ_t)) x_{t-1}² "
        "- 2(√α_t x_t/β_t + √ᾱ_{t-1} x_0/(1-ᾱ_{t-1})) x_{t-1}])",
    ),
    "a square written out": (
        "diffusion",
        "(x_t - √α_t x_{t-1})²/β_t = (x_t² - 2√α_t x_t x_{t-1} + α_t x_{t-1}²)/β_t",
        "(x_t - √α_t x_{t-1})²/β_t = (x_t² - 2α_t x_t x_{t-1} + α_t x_{t-1}²)/β_t",
    ),
    "a variance that one divides by": (
        "diffusion",
        "1/Var(x_{t-1}|x_t,x_0) = α_t/β_t + 1/(1-ᾱ_{t-1})",
        "1/Var(x_{t-1}|x_t,x_0) = α_t/β_t + 1/(1-ᾱ_t)",
    ),
    "a product that runs along": (
        "diffusion",
        "alpha_bar = np.cumprod(1 - beta); x_t = np.sqrt(alpha_bar[t]) * x_0 + np.sqrt(1 - alpha_bar[t]) * eps",
        "alpha_bar = np.cumprod(beta); x_t = np.sqrt(alpha_bar[t]) * x_0 + np.sqrt(1 - alpha_bar[t]) * eps",
    ),
    "names of published code": (
        "diffusion",
        "posterior_variance = betas[t] * (1 - alphas_cumprod[t-1]) / (1 - alphas_cumprod[t])",
        "posterior_variance = betas[t] * (1 - alphas_cumprod[t]) / (1 - alphas_cumprod[t-1])",
    ),
    "Euler's number beside scores of that name": (
        "attention",
        r"e_{ij} = q_i^\top k_j/\sqrt{d_k}, \quad \alpha_{ij} = \frac{e^{e_{ij}}}{\sum_l e^{e_{il}}}, \quad z_i = \sum_j \alpha_{ij} v_j",
        r"e_{ij} = q_i^\top k_j/\sqrt{d_k}, \quad \alpha_{ij} = \frac{e^{e_{ij}}}{\sum_l e^{e_{lj}}}, \quad z_i = \sum_j \alpha_{ij} v_j",
    ),
    "a softmax of numbers": (
        "attention",
        "α_{ij} = softmax(e_{ij}), e_{ij} = q_i^T k_j/√d_k",
        "a_{ij} = softmax(q_i^T k_j/√d_k) = exp(q_i^T k_j/√d_k)/Σ_r exp(q_r^T k_j/√d_k)",
    ),
    "several set at once": (
        "attention",
        "Q, K, V = X @ Wq, X @ Wk, X @ Wv",
        "Q, K, V = X @ Wq, X @ Wv, X @ Wk",
    ),
    "labels below with an index": (
        "attention",
        "head_i = softmax(X Wq_i Wk_i^T X^T / sqrt(d_k)) X Wv_i",
        "head_i = softmax(X Wq_i Wk_i^T X^T / sqrt(d_k)) X Wk_i",
    ),
    "a label above with its transpose": (
        "attention",
        r"Q K^\top = X W^Q W^{K\top} X^\top",
        r"Q K^\top = X W^{Q\top} W^K X^\top",
    ),
    "heads parted by semicolons": (
        "attention",
        r"\text{MultiHead}(Q,K,V) = [\text{head}_1; \dots; \text{head}_h] W^O",
        r"\text{MultiHead}(Q,K,V) = W^O [\text{head}_1; \dots; \text{head}_h]",
    ),
    "an expectation of a norm": ("attention", "E||q||^2 = d_k", "E||q||^2 = 1"),
    "a standard deviation": (
        "attention",
        r"\operatorname{sd}(q \cdot k) = \sqrt{d_k}",
        r"\operatorname{sd}(q \cdot k / \sqrt{d_k}) = 1/\sqrt{d_k}",
    ),
    "the scale of the posterior": (
        "diffusion",
        r"x_{t-1} = \mu_\theta(x_t, t) + \sqrt{\tilde\beta_t}\, z",
        r"x_{t-1} = \mu_\theta(x_t, t) + \tilde\beta_t\, z",
    ),
    "a step's term of the bound": (
        "diffusion",
        "L_t = E_{x_0,ε}[β_t²/(2σ_t²α_t(1-ᾱ_t)) ‖ε - ε_θ(x_t,t)‖²]",
        "L_t = E_{x_0,ε}[β_t²/(2σ_t²ᾱ_t(1-ᾱ_t)) ‖ε - ε_θ(x_t,t)‖²]",
    ),
    "a variance as a number": (
        "diffusion",
        "Var(x_t) = (1 - beta_t) Var(x_{t-1}) + beta_t",
        "Var(x_t) = (1 - beta_t) Var(x_{t-1}) + sqrt(beta_t)",
    ),
    "a variable called var": (
        "diffusion",
        "mean, var = sqrt(abar[t]) * x0, 1 - abar[t]; x_t = mean + sqrt(var) * eps",
        "mean, var = sqrt(abar[t]) * x0, 1 - abar[t]; x_t = mean + var * eps",
    ),
    "products of code, one inside the other": (
        "attention",
        "O = np.matmul(softmax(np.matmul(Q, K.T) / np.sqrt(d_k)), V)",
        "O = np.matmul(softmax(np.matmul(Q, K.T)) / np.sqrt(d_k), V)",
    ),
    "ones behind a matrix": (
        "attention",
        "A = softmax(QKᵀ/√dₖ) ⇒ A1 = 1, O = AV",
        "A = softmax(QKᵀ/√dₖ) ⇒ Aᵀ1 = 1, O = AV",
    ),
    "the trace of I": (
        "attention",
        r"\mathbb{V}[q^\top k] = \mathrm{tr}(\mathbb{E}[qq^\top]\mathbb{E}[kk^\top]) = \mathrm{tr}(I) = d_k",
        r"\mathbb{V}[q^\top k] = \mathrm{tr}(\mathbb{E}[qq^\top])\mathrm{tr}(\mathbb{E}[kk^\top]) = d_k^2",
    ),
    "one coordinate of each state": (
        "diffusion",
        r"x_t^{(i)} = \sqrt{1-\beta_t}\,x_{t-1}^{(i)} + \sqrt{\beta_t}\,\epsilon_t^{(i)}",
        r"x_t^{(i)} = \sqrt{1-\beta_t}\,x_{t-1}^{(i)} + \beta_t\,\epsilon_t^{(i)}",
    ),
    "entries of states in brackets": (
        "diffusion",
        "x_t[i] = sqrt(abar_t) * x_0[i] + sqrt(1 - abar_t) * eps[i]",
        "x_t[i] = sqrt(abar_t) * x_0[i] + (1 - abar_t) * eps[i]",
    ),
    "a law with its moments named": (
        "diffusion",
        "q(x_t | x_{t-1}) = Normal(x_t; mean = sqrt(1-beta_t) * x_{t-1}, cov = beta_t * I)",
        "q(x_t | x_{t-1}) = Normal(x_t; mean = sqrt(1-beta_t) * x_{t-1}, cov = sqrt(beta_t) * I)",
    ),
    "names with a number": (
        "diffusion",
        "coef1 = beta_t * sqrt(abar_{t-1}) / (1 - abar_t), coef2 = (1 - abar_{t-1}) * sqrt(alpha_t) / (1 - abar_t), "
        "mu_tilde = coef1 * x_0 + coef2 * x_t",
        "coef1 = beta_t * sqrt(abar_{t-1}) / (1 - abar_t), coef2 = (1 - abar_{t-1}) * sqrt(alpha_t) / (1 - abar_t), "
        "mu_tilde = coef2 * x_0 + coef1 * x_t",
    ),
    "set and set again": (
        "attention",
        "P = exp(S); P = P / P.sum(axis=-1, keepdims=True); O = P @ V with S = Q @ K.T / sqrt(d_k)",
        "P = exp(S); P = P / P.sum(axis=0, keepdims=True); O = P @ V with S = Q @ K.T / sqrt(d_k)",
    ),
    "entry by entry, as code multiplies": (
        "attention",
        "dA = A * (dS - (A * dS).sum(axis=1, keepdims=True)) for differentials",
        "da = (diag(a) + a a^T) ds for a = softmax(s)",
    ),
    "constants along a chain": (
        "diffusion",
        r"\log q(x_t|x_{t-1}) = -\|x_t - \sqrt{\alpha_t}x_{t-1}\|^2/(2\beta_t) + C = -\|x_t\|^2/(2\beta_t) "
        r"+ \sqrt{\alpha_t}x_t^\top x_{t-1}/\beta_t - \alpha_t\|x_{t-1}\|^2/(2\beta_t) + C",
        r"\log q(x_t|x_{t-1}) = -\|x_t - \sqrt{\alpha_t}x_{t-1}\|^2/(2\beta_t) + C = -\|x_t - \sqrt{\alpha_t}x_{t-1}\|^2/\beta_t + C",
    ),
    "a variance in round brackets": (
        "attention",
        "V(q·k) = Σ_{i=1}^{d_k} V(q_i k_i) = d_k · 1 = d_k",
        "V(q·k) = Σ_{i=1}^{d_k} V(q_i k_i) = d_k · d_k = d_k²",
    ),
    "roots by their names": (
        "diffusion",
        "x_t = sqrt_alphas_cumprod[t] * x_start + sqrt_one_minus_alphas_cumprod[t] * noise",
        "x_t = sqrt_alphas_cumprod[t] * x_start + one_minus_alphas_cumprod[t] * noise",
    ),
    "a derivative by what stands below": (
        "diffusion",
        r"\nabla_\theta \|\epsilon-\epsilon_\theta(x_t,t)\|^2 = -2\,(\partial_\theta\epsilon_\theta(x_t,t))^\top(\epsilon-\epsilon_\theta(x_t,t))",
        r"\nabla_\theta \|\epsilon-\epsilon_\theta(x_t,t)\|^2 = 2\,(\partial_\theta\epsilon_\theta(x_t,t))^\top(\epsilon-\epsilon_\theta(x_t,t))",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_right_and_wrong(name: str) -> None:
    derivation, right, wrong = PAIRS[name]
    assert check(derivation, [], right).verdict in ("verified", "given")
    assert check(derivation, [], wrong).verdict == "refuted"


def test_an_axis_that_is_not_understood_is_said() -> None:
    assert check("attention", [], "A = softmax(S, axis=k)").verdict == "undecided"


def test_an_equation_behind_the_letters_it_is_for_is_judged() -> None:
    line = "a = softmax(K q / sqrt(d_k)) in R^n for one query q, o = {} in R^{{d_v}}"
    assert check("attention", [], line.format("V^T a")).verdict == "verified"
    assert check("attention", [], line.format("V a")).verdict != "verified"


@pytest.mark.parametrize("line", ["h = 8, d = 512, d_k = d_v = d/h = 64", "d_k = d/h"])
def test_sizes_that_the_problem_leaves_open_are_not_refuted(line: str) -> None:
    assert check("attention", [], line).verdict != "refuted"


def test_sizes_that_do_not_add_up_are_refuted() -> None:
    assert check("attention", [], "h = 8, d = 512, d_k = d_v = d/h = 512/8 = 32").verdict == "refuted"


@pytest.mark.parametrize(
    ("line", "verdict"), [("Õ = Ṽ Pᵀ with P = softmax(S)", "verified"), ("Õ = Ṽ P with P = softmax(S)", "refuted")]
)
def test_an_accent_that_turns_matrices(line: str, verdict: str) -> None:
    setup = ["Z = Xᵀ, Q̃ = (W^Q)ᵀZ, K̃ = (W^K)ᵀZ, Ṽ = (W^V)ᵀZ"]
    assert check("attention", setup, line).verdict == verdict


@pytest.mark.parametrize(
    "line",
    ["H = 8 heads, d_model = 512: d_k = d_v = 512/8 = 64", "dS = A * (dA - (dA * A).sum(axis=1, keepdims=True))"],
)
def test_what_may_be_meant_otherwise_is_not_refuted(line: str) -> None:
    assert check("attention", [], line).verdict != "refuted"


def test_a_customary_size_ends_with_its_number() -> None:
    setup = ["d_model = 512, h = 8"]
    assert check("attention", setup, "d_k = d_v = d_model/h = 64").verdict in ("verified", "given")
    assert check("attention", setup, "d_k = d_v = d_model/h = 32").verdict == "refuted"

"""Set-ups as notes write them: with names of people, models and samples told in words; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "full rank restricts nothing": (
        "logistic-regression",
        [
            "Newton's method for the negative log-likelihood: the gradient is g = X^T (p - y) and the Hessian is "
            "H = X^T S X with S = diag(p_i (1 - p_i)); X has full column rank."
        ],
        "w_new = w_old - (X^T S X)^{-1} X^T (p - y)",
        "w_new = w_old - (X^T S X)^{-1} X^T S (p - y)",
    ),
    "what is held fixed is what it is": (
        "svm-dual",
        [
            "Following the SMO notes, keep all multipliers but α₁ and α₂ fixed; the equality constraint then says "
            "α₁y₁ + α₂y₂ = ζ with a constant ζ"
        ],
        "α₁ = (ζ − α₂y₂) y₁",
        "α₁ = (ζ + α₂y₂) y₁",
    ),
    "multipliers of two kinds": (
        "svm-dual",
        [
            "\\text{We allow slack and solve } \\min_{w, b, \\xi} \\frac{1}{2}\\|w\\|^2 + C\\sum_{i=1}^m \\xi_i "
            "\\text{ s.t. } y^{(i)}(w^T x^{(i)} + b) \\ge 1 - \\xi_i,\\ \\xi_i \\ge 0",
            "\\text{with multipliers } \\alpha_i \\ge 0 \\text{ for the margins and } r_i \\ge 0 \\text{ for the slacks}",
        ],
        "\\frac{\\partial L}{\\partial \\xi_i} = C - \\alpha_i - r_i = 0",
        "\\frac{\\partial L}{\\partial \\xi_i} = C - \\alpha_i + r_i = 0",
    ),
    "a compound is one word": (
        "linear-regression",
        [
            "Let \\Phi be the design matrix with rows \\phi(x_n)^{\\mathrm{T}} and t = (t_1,\\ldots,t_N)^{\\mathrm{T}} the "
            "targets; the sum-of-squares error is E_D(w) = \\frac{1}{2}\\sum_{n=1}^{N}\\{t_n - w^{\\mathrm{T}}\\phi(x_n)\\}^2"
        ],
        "\\nabla E_D(w) = -\\sum_{n=1}^{N}\\{t_n - w^{\\mathrm{T}}\\phi(x_n)\\}\\phi(x_n)",
        "\\nabla E_D(w) = \\sum_{n=1}^{N}\\{t_n - w^{\\mathrm{T}}\\phi(x_n)\\}\\phi(x_n)",
    ),
    "people are no products of letters": (
        "em-algorithm",
        [
            "As in Neal and Hinton, let F(q,θ) be the lower bound of the log-likelihood obtained from Jensen's inequality "
            "with a distribution q(Z), and let \\mathbb{H}(q) = -\\sum_Z q(Z) log q(Z) denote the entropy of q."
        ],
        "F(q,θ) = E_q[log p(X,Z;θ)] + \\mathbb{H}(q)",
        "F(q,θ) = E_q[log p(X,Z;θ)] - \\mathbb{H}(q)",
    ),
    "a title denies nothing of what stands behind its colon": (
        "map-estimation",
        ["The marginal likelihood follows without an integral: y = Xθ + ε with θ ~ N(0, τ²I) and ε ~ N(0, σ²I)"],
        "p(y|X) = N(y; 0, σ²I + τ²XXᵀ)",
        "p(y|X) = N(y; 0, σ²I + τ²XᵀX)",
    ),
    "what is minimised is called so": (
        "backpropagation",
        ["We minimise J = L + (λ/2) Σₗ ‖W⁽ˡ⁾‖²_F"],
        "W⁽ˡ⁾ ← (1 − ηλ) W⁽ˡ⁾ − η δ⁽ˡ⁾ a⁽ˡ⁻¹⁾ᵀ",
        "W⁽ˡ⁾ ← (1 + ηλ) W⁽ˡ⁾ − η δ⁽ˡ⁾ a⁽ˡ⁻¹⁾ᵀ",
    ),
    "a matrix is said to be a permutation behind its space": (
        "attention",
        ["Let $P \\in \\{0,1\\}^{n \\times n}$ be a permutation matrix"],
        "P^T P = I",
        "P^2 = I",
    ),
    "the estimate of the noise beside that of the weights": (
        "linear-regression",
        ["p(y | X, w, sigma^2) = N(y; Xw, sigma^2 I), we maximise the likelihood over w and then over sigma^2"],
        "sigma^2_ML = (1/n) ||y - X w_ML||^2",
        "sigma^2_ML = (1/(2n)) ||y - X w_ML||^2",
    ),
    "labels 0 and 1": (
        "map-estimation",
        [
            "For logistic regression the labels are y_i in {0,1}, p_i = 1/(1 + exp(-theta^T x_i)), and with the prior "
            "N(0, tau^2 I) the loss is J(theta) = -log p(D|theta) - log p(theta)"
        ],
        "grad J = sum_i (p_i - y_i) x_i + theta / tau^2",
        "grad J = sum_i (y_i - p_i) x_i + theta / tau^2",
    ),
    "the negative of what a noun names": (
        "map-estimation",
        [
            "In logistic regression the negative log posterior is J(θ) = −Σᵢ (yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)) + (λ/2)‖θ‖²"
        ],
        "∇²J = Xᵀ diag(pᵢ(1 − pᵢ)) X + λI",
        "∇²J = Xᵀ diag(pᵢ(1 − pᵢ)) X + λ²I",
    ),
    "the negative of a name": (
        "vae-elbo",
        [],
        "The loss to be minimised is the negative ELBO, loss = -E_q[log p(x|z)] + KL(q(z|x) || p(z))",
        "The loss to be minimised is the negative ELBO, loss = -E_q[log p(x|z)] - KL(q(z|x) || p(z))",
    ),
    "samples as rows": (
        "backpropagation",
        [
            "Let the m samples of a batch be rows: H^{(l)} ∈ ℝ^{m×n_l}, S^{(l)} = H^{(l-1)} W^{(l)T} + 1 b^{(l)T}, "
            "with n_l ≠ n_{l-1}, and Δ^{(l)} = ∂L/∂S^{(l)} ∈ ℝ^{m×n_l}"
        ],
        "∂L/∂W^{(l)} = Δ^{(l)T} H^{(l-1)}",
        "∂L/∂W^{(l)} = H^{(l-1)T} Δ^{(l)}",
    ),
    "samples as columns": (
        "backpropagation",
        [
            "Vectorised over m examples: stack the activations as columns, so Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]} 1^T, "
            "with cost J = \\frac{1}{m}\\sum_{i=1}^m \\mathcal{L}^{(i)}"
        ],
        "\\frac{\\partial J}{\\partial W^{[l]}} = \\frac{1}{m} dZ^{[l]} A^{[l-1]T}",
        "\\frac{\\partial J}{\\partial W^{[l]}} = dZ^{[l]} A^{[l-1]T}",
    ),
    "an expectation given the data under the parameters of the step before": (
        "em-algorithm",
        [
            "Dempster, Laird and Rubin define Q(θ, θ_t) = E[log p(X, Z; θ) | X; θ_t] and "
            "H(θ, θ_t) = −E[log p(Z|X; θ) | X; θ_t]"
        ],
        "log p(X; θ) = Q(θ, θ_t) + H(θ, θ_t)",
        "log p(X; θ) = Q(θ, θ_t) − H(θ, θ_t)",
    ),
    "what words have called for is heard": (
        "attention",
        [
            "Su et al. encode positions by rotations: the query at position m is R_m q and the key at position n is R_n k, "
            "where R_m rotates the plane by the angle mθ"
        ],
        "(R_m q)ᵀ(R_n k) = qᵀ R_{n−m} k",
        "(R_m q)ᵀ(R_n k) = qᵀ R_{m−n} k",
    ),
    "a program behind its title": (
        "svm-dual",
        [
            "Following Cortes and Vapnik, the soft-margin problem is: minimise ½‖w‖² + C Σ ξ_i subject to "
            "y_i(w·x_i + b) ≥ 1 − ξ_i and ξ_i ≥ 0, with Lagrange multipliers α_i for the first and β_i for the second constraints"
        ],
        "C − α_i − β_i = 0",
        "C − α_i + β_i = 0",
    ),
    "a causal mask told in words": (
        "attention",
        [
            "token i may look at itself and at earlier tokens only, so a mask M is added to the scores: "
            "A = softmax(Q K^T / sqrt(d_k) + M), row-wise"
        ],
        "M_ij = -inf for j > i and M_ij = 0 for j <= i",
        "M_ij = -inf for j < i and M_ij = 0 for j >= i",
    ),
    "a triangular factor": (
        "vae-elbo",
        [
            "Let the encoder output m in R^d and a lower triangular matrix C with positive diagonal, and take "
            "q(z|x) = N(m, C C^T) in place of the diagonal Gaussian."
        ],
        "KL(q(z|x) || N(0, I)) = 1/2 (||m||^2 + ||C||_F^2 - d) - sum_j log C_jj",
        "KL(q(z|x) || N(0, I)) = 1/2 (||m||^2 + ||C||_F^2 - d) - 2 sum_j log C_jj",
    ),
    "turned queries": (
        "attention",
        [
            "Rotary embeddings turn the query at position m and the key at position n: q_m = R_m q, k_n = R_n k, where "
            "R_m is the 2x2 rotation matrix by the angle m*theta."
        ],
        "q_m^T k_n = q^T R_{n-m} k",
        "q_m^T k_n = q^T R_{m+n} k",
    ),
    "a feature map": (
        "attention",
        ["linear attention with feature map φ"],
        "o_i = Σ_j φ(q_i)ᵀφ(k_j) v_j / Σ_j φ(q_i)ᵀφ(k_j)",
        "o_i = Σ_j φ(q_i)ᵀφ(k_j) v_j",
    ),
    "estimates of a mixture": (
        "em-algorithm",
        ["Mixture of Bernoullis with responsibilities r_ik"],
        "μ̂_{kj} = Σᵢ r_{ik} x_{ij} / Σᵢ r_{ik}",
        "μ̂_{kj} = Σᵢ r_{ik} x_{ij} / n",
    ),
    "a prior on the weights of a mixture": (
        "em-algorithm",
        [
            "We place a Dirichlet prior p(π) ∝ Π_k π_k^{α_k − 1} with α_k > 1 on the mixing weights and run EM for the "
            "MAP estimate; write N_k = Σ_{i=1}^n γ_ik"
        ],
        "\\pi_k^{new} = \\frac{N_k + \\alpha_k - 1}{n + \\sum_{j=1}^K \\alpha_j - K}",
        "\\pi_k^{new} = \\frac{N_k + \\alpha_k}{n + \\sum_{j=1}^K \\alpha_j}",
    ),
    "two coins": (
        "em-algorithm",
        [
            "Two coins A and B have unknown biases p_A and p_B. In round i one of them is picked with probability 1/2 each "
            "and tossed m times, which shows h_i heads; we do not see which coin it was.",
            "Let w_i be the posterior probability that round i used coin A.",
        ],
        "w_i = p_A^{h_i} (1 - p_A)^{m - h_i} / (p_A^{h_i} (1 - p_A)^{m - h_i} + p_B^{h_i} (1 - p_B)^{m - h_i})",
        "w_i = p_A^{h_i} (1 - p_A)^{m - h_i} / (p_A^{h_i} (1 - p_B)^{m - h_i} + p_B^{h_i} (1 - p_A)^{m - h_i})",
    ),
    "blocks take the room that is left": (
        "linear-regression",
        ["Ridge as least squares on augmented data: X̃ = [X; √λ I], ỹ = [y; 0]"],
        "(X̃ᵀX̃)⁻¹X̃ᵀỹ = (XᵀX + λI)⁻¹Xᵀy",
        "(X̃ᵀX̃)⁻¹X̃ᵀỹ = (XᵀX + λ²I)⁻¹Xᵀy",
    ),
}


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), SETUPS.values(), ids=SETUPS.keys())
def test_setup(derivation: str, before: list[str], right: str, wrong: str):
    assert check(derivation, before, right, seconds=3.0).verdict in ("verified", "given")
    assert check(derivation, before, wrong, seconds=3.0).verdict == "refuted"

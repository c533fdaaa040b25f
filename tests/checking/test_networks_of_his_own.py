"""Losses, activations and ranges of networks of the candidate's own; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

LINES = {  # derivation, what is written before, a right line, a wrong one
    "the errors of all samples": (
        "backpropagation",
        ["rows of H are samples, S = HW"],
        "∂L/∂W = HᵀΔ",
        "∂L/∂W = ΔHᵀ",
    ),
    "the errors of all samples, layer by layer": (
        "backpropagation",
        ["S_l = H_{l-1} W_l, H_l = f(S_l)"],
        "Δ_l = f'(S_l) ⊙ (Δ_{l+1} W_{l+1}ᵀ)",
        "Δ_l = f'(S_l) ⊙ (Δ_{l+1} W_{l+1})",
    ),
    "a penalised loss of which nothing is told": (
        "backpropagation",
        ["L' = L + \\frac{\\lambda}{2}\\|W\\|_F^2"],
        "\\nabla_W L' = \\nabla_W L + \\lambda W",
        "\\nabla_W L' = \\nabla_W L + \\frac{\\lambda}{2} W",
    ),
    "a product over the steps told": (
        "backpropagation",
        ["scalar recurrent net: hₜ = tanh(w hₜ₋₁ + u xₜ), t = 1…T"],
        "∂h_T/∂h₀ = Πₜ w(1 − hₜ²)  ⇒  |∂h_T/∂h₀| ≤ |w|^T",
        "∂h_T/∂h₀ = Πₜ u(1 − hₜ²)",
    ),
    "sizes of which one is the smaller": (
        "backpropagation",
        ["h=σ(W x), x̂ = Wᵀh, W ∈ ℝ^{m×d}, m < d", "L=½‖x̂ − x‖², e = x̂ − x"],
        "∇_W L = h eᵀ + [(W e) ⊙ σ'(W x)] xᵀ",
        "∇_W L = e hᵀ + [(W e) ⊙ σ'(W x)] xᵀ",
    ),
    "a cross-entropy by name": (
        "backpropagation",
        ["z = W h + b, ŷ = softmax(z), L = CE(y, ŷ)"],
        "∂L/∂h = Wᵀ(ŷ − y)",
        "∂L/∂h = Wᵀ(y − ŷ)",
    ),
    "an entry of a softmax by rows": (
        "attention",
        ["S = QKᵀ/√d_k, P = softmax(S)"],
        "∂P_ij/∂S_im = P_ij(δ_jm − P_im)",
        "∂P_ij/∂S_im = P_ij(δ_jm + P_im)",
    ),
    "what is drawn, differentiated whatever its law": (
        "vae-elbo",
        ["z = μ + e^{s/2} ε"],
        "∂z/∂s = ½ e^{s/2} ε",
        "∂z/∂s = e^{s/2} ε",
    ),
    "entries of a name told as a whole": (
        "vae-elbo",
        ["logvar = log σ²"],
        "∂KL/∂logvar_j = ½(σ_j² − 1)",
        "∂KL/∂logvar_j = (σ_j² − 1)",
    ),
    "a function that looks like a density": (
        "logistic-regression",
        ["f(x) = 1/(1 + e^{-x})"],
        "f''(x) = f(x)(1 - f(x))(1 - 2 f(x))",
        "f''(x) = f(x)(1 - f(x))(1 - f(x))",
    ),
    "convex where it is positive": (
        "vae-elbo",
        [],
        "The KL term is strictly convex in σ_j > 0, as ∂²KL/∂σ_j² = 1 + 1/σ_j²",
        "The KL term is strictly convex in σ_j > 0, as ∂²KL/∂σ_j² = 1 − 1/σ_j²",
    ),
    "a smoothed target": (
        "backpropagation",
        ["p = softmax(z), t_k = (1-eps)*y_k + eps/K, L = -sum_k t_k * log(p_k)"],
        "dL/dz_k = p_k - (1-eps)*y_k - eps/K",
        "dL/dz_k = p_k - (1-eps)*y_k - eps",
    ),
    "a loss of his own by the problem's letter": (
        "logistic-regression",
        ["p = \\mathrm{softmax}(z), q_k = (1-\\alpha) y_k + \\alpha/K, L = -\\sum_k q_k \\log p_k"],
        "\\frac{\\partial L}{\\partial z_k} = p_k - q_k",
        "\\frac{\\partial L}{\\partial z_k} = p_k - y_k",
    ),
    "a penalty by entries": (
        "backpropagation",
        ["L_reg = L + (λ/2) Σ_ij W_ij²"],
        "∂L_reg/∂W_ij = ∂L/∂W_ij + λ W_ij",
        "∂L_reg/∂W_ij = ∂L/∂W_ij + (λ/2) W_ij",
    ),
    "an intercept called c": (
        "logistic-regression",
        ["pᵢ = σ(wᵀxᵢ + c) with a free intercept c"],
        "∂L/∂c = 0  ⇔  Σᵢ pᵢ = Σᵢ yᵢ",
        "∂L/∂c = 0  ⇔  Σᵢ pᵢ = n/2",
    ),
}


@pytest.mark.parametrize("case", LINES, ids=str)
def test_networks_of_his_own(case: str) -> None:
    derivation, before, right, wrong = LINES[case]
    assert check(derivation, before, right).verdict == "verified"
    assert check(derivation, before, wrong).verdict not in ("verified", "given")

"""Independent samples, priors and posteriors told in words, and the steps of EM as candidates write them."""

from __future__ import annotations

import pytest

from interviewer.checking import check

EM, MAP = "em-algorithm", "map-estimation"
COIN = "coin: k heads in n tosses, prior Beta(a, b) on theta with a, b > 1"
GAUSSIAN = "D = (y₁,…,y_n) i.i.d. N(θ, s²), scalar θ ~ N(0, r²)"
RIGHT = [
    (MAP, [], "θ_MAP = argmax_θ Σ_i log p(x_i|θ) + log p(θ)"),
    (MAP, [], "θ_MAP = argmax_θ Π_i p(x_i|θ) p(θ)"),
    (MAP, [], "p(θ|x_1,…,x_n) ∝ p(θ) Π_i p(x_i|θ)"),
    (MAP, [], "p(y|X,θ) = Π_i p(y_i|x_i,θ)"),
    (MAP, ["naive Bayes: x₁, …, x_d are independent given y"], "p(x|y) = Πⱼ p(xⱼ|y)"),
    (MAP, ["p(theta) = const"], "theta_MAP = argmax_theta p(D|theta) = theta_MLE"),
    (MAP, [COIN], "theta_MAP = (k + a - 1)/(n + a + b - 2)"),
    (MAP, ["k heads in n tosses"], "the MLE is k/n"),
    (MAP, [GAUSSIAN], "the posterior variance is s² r²/(n r² + s²)"),
    (EM, [], "p(X;θ) = Π_i Σ_{z_i} p(x_i,z_i;θ) = Σ_Z Π_i p(x_i,z_i;θ)"),
    (EM, [], "ℓ(θ) ≥ Σ_i Σ_{z^{(i)}} Q_i(z^{(i)}) log \\frac{p(x^{(i)},z^{(i)};θ)}{Q_i(z^{(i)})}"),
    (EM, [], "q^{(t+1)}(Z) = p(Z|X;θ^{(t)})"),
    (EM, [], "q(z) = p(x,z;θ)/Σ_{z'} p(x,z';θ)"),
    (EM, [], "log p(X;θ^{(t+1)}) ≥ log p(X;θ^{(t)})"),
    (EM, [], "F(q^{(t+1)}, θ^{(t)}) = ℓ(θ^{(t)})"),
    (EM, [], "∇_θ Q(θ,θᵗ)|_{θ=θᵗ} = ∇_θ log p(X|θ)|_{θ=θᵗ}"),
    (EM, [], "log p(X|θ) = Σ_i log Σ_k π_k N(x_i|μ_k,Σ_k)"),
    (EM, [], "E[z_{ik}|x_i] = γ_{ik}"),
    (EM, [], "p(z_i=k|x_i) = p(x_i|z_i=k)p(z_i=k)/p(x_i)"),
    (EM, [], "σ_k² = (1/N_k) Σ_i γ_{ik} (x_i − μ_k)²"),
    (EM, ["q(Z) = p(Z|X;θ^{(t)})"], "F(q,θ) = Q(θ,θ^{(t)}) + const"),
    (MAP, [], "p(w|X,y) = p(y|X,w)p(w)/∫ p(y|X,w')p(w')dw'"),
    (MAP, ["Laplace prior p(θ) = Πⱼ (1/(2c)) exp(−|θⱼ|/c), c > 0"], "θ_MAP = argmin_θ ‖y − Xθ‖² + (2σ²/c) ‖θ‖₁"),
]
WRONG = [
    (EM, [], "E[z_{ik}|x_i] = π_k"),
    (EM, [], "p(z_i=k|x_i) = p(x_i|z_i=k)/p(x_i)"),
    (EM, [], "σ_k = (1/N_k) Σ_i γ_{ik} (x_i − μ_k)²"),
    (MAP, ["Laplace prior p(θ) = Πⱼ (1/(2c)) exp(−|θⱼ|/c), c > 0"], "θ_MAP = argmin_θ ‖y − Xθ‖² + (2σ²/c) ‖θ‖²"),
    (MAP, [], "θ_MAP = argmax_θ Σ_i p(x_i|θ) + p(θ)"),
    (MAP, [], "θ_MAP = argmax_θ [Σ_i log p(x_i|θ) + n log p(θ)]"),
    (MAP, [], "p(θ|D) ∝ Π_i [p(x_i|θ) p(θ)]"),
    (MAP, [], "θ_MAP = θ_MLE"),
    (MAP, [COIN], "theta_MAP = (k + a)/(n + a + b)"),
    (MAP, [GAUSSIAN], "the posterior variance is s² r²/(n s² + r²)"),
    (EM, [], "log p(X,Z;θ) = log Σ_i p(x_i,z_i;θ)"),
    (EM, [], "q^{(t+1)}(Z) = p(Z;θ^{(t)})"),
    (EM, [], "log p(X;θ^{t+1}) ≤ log p(X;θ^t)"),
    (EM, [], "F(q^{(t+1)}, θ^{(t)}) ≤ F(q^{(t)}, θ^{(t)})"),
    (EM, [], "\\ln p(X|π,μ,Σ) = Σ_n Σ_k \\ln π_k N(x_n|μ_k,Σ_k)"),
]


@pytest.mark.parametrize(("derivation", "setup", "step"), RIGHT)
def test_a_right_line_is_accepted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "step"), WRONG)
def test_a_wrong_line_is_refuted(derivation: str, setup: list[str], step: str) -> None:
    assert check(derivation, setup, step, seconds=5).verdict == "refuted"

"""Objectives of the candidate's own under a bare name, by a letter the problem uses otherwise, or with a matrix told behind."""

import pytest

from interviewer.checking import check

BRIER = "B(w) = ½ Σᵢ (pᵢ − yᵢ)²"
RIDGE = "J(w) = (1/n)‖y − Xw‖² + λ‖w‖², λ > 0"
HALF = "J(w) = ½‖y − Xw‖² + (λ/2)‖w‖²"
SHIFTED = "J = ‖y − Xθ‖²/(2s²) + ‖θ − m‖²/(2t²)"
WEIGHTED = "J(θ) = (Xθ − y)ᵀC(Xθ − y), C = diag(c_1,…,c_n), c_i > 0"
DECAY = "J = L + (c/2) sum_l ||W^(l)||_F^2"
HINGE = "J(w) = (λ/2)‖w‖² + (1/n) Σᵢ max(0, 1 − yᵢ wᵀxᵢ)"
SIGNS = "ỹᵢ ∈ {−1, +1}, NLL(w) = Σᵢ log(1 + exp(−ỹᵢ wᵀxᵢ))"
LAPLACE = r"p(\theta) = \prod_j \frac{1}{2b} e^{-|\theta_j|/b}"
DECODER = "Gaussian decoder p(x|z) = N(x; f(z), s^2 I)"

RIGHT = [
    ("logistic-regression", [BRIER], "∇B = Xᵀ[(p − y) ⊙ p ⊙ (1 − p)]"),
    ("logistic-regression", [SIGNS], "∇NLL(w) = −Σᵢ ỹᵢ σ(−ỹᵢ wᵀxᵢ) xᵢ"),
    ("linear-regression", [RIDGE], "ŵ = argmin J = (XᵀX + nλI)⁻¹ Xᵀy"),
    ("linear-regression", [HALF], "argmin J = (XᵀX + λI)⁻¹ Xᵀy"),
    ("linear-regression", [HALF], "gradient: g = Xᵀ(Xw − y) + λw"),
    ("linear-regression", [WEIGHTED], "∇_θ J = 0 ⇒ θ = (XᵀCX)⁻¹XᵀCy"),
    ("map-estimation", [SHIFTED], "∇J = −Xᵀ(y − Xθ)/s² + (θ − m)/t²"),
    (
        "map-estimation",
        [LAPLACE],
        r"J(\theta) = \frac{1}{2\sigma^2}\|y - X\theta\|^2 + \frac{1}{b}\|\theta\|_1 + \text{const}",
    ),
    ("backpropagation", [DECAY], "dJ/dW^(l) = delta^(l) (a^(l-1))^T + c W^(l)"),
    ("svm-dual", [HINGE], "∇J = λw − (1/n) Σ_{i: yᵢ wᵀxᵢ < 1} yᵢ xᵢ"),
    ("vae-elbo", [DECODER], "loss = 1/(2 s^2) E_q ||x - f(z)||^2 + KL(q(z|x) || p(z)) + const"),
    ("vae-elbo", ["s = log σ²"], "∂KL/∂s_j = ½(e^{s_j} − 1)"),
]
WRONG = [
    ("logistic-regression", [BRIER], "∇B = Xᵀ[(p − y) ⊙ (1 − p)]"),
    ("logistic-regression", [SIGNS], "∇NLL(w) = −Σᵢ ỹᵢ σ(ỹᵢ wᵀxᵢ) xᵢ"),
    ("linear-regression", [RIDGE], "ŵ = argmin J = (XᵀX + λI)⁻¹ Xᵀy"),
    ("linear-regression", [HALF], "argmin J = (XᵀX + 2λI)⁻¹ Xᵀy"),
    ("linear-regression", [WEIGHTED], "∇_θ J = 0 ⇒ θ = (XᵀCX)⁻¹Xᵀy"),
    ("map-estimation", [SHIFTED], "∇J = −Xᵀ(y − Xθ)/s² + (m − θ)/t²"),
    (
        "map-estimation",
        [LAPLACE],
        r"J(\theta) = \frac{1}{2\sigma^2}\|y - X\theta\|^2 + \frac{1}{2b}\|\theta\|_1 + \text{const}",
    ),
    ("map-estimation", [], r"\log p(\theta) = -\frac{1}{2\sigma^2}\|\theta\|_2^2 + \text{const}"),
    ("backpropagation", [DECAY], "dJ/dW^(l) = delta^(l) (a^(l-1))^T + (c/2) W^(l)"),
    ("svm-dual", [HINGE], "∇J = λw + (1/n) Σ_{i: yᵢ wᵀxᵢ < 1} yᵢ xᵢ"),
    ("vae-elbo", [DECODER], "loss = 1/(2 s^2) E_q ||x - f(z)||^2 - KL(q(z|x) || p(z)) + const"),
    ("vae-elbo", ["s = log σ²"], "∂KL/∂s_j = ½(e^{s_j} + 1)"),
    (
        "diffusion",
        [],
        r"\sigma_t(\eta) = \eta\sqrt{\frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}}\sqrt{1-\frac{\bar\alpha_t}{\bar\alpha_{t-1}}}; "
        r"\eta=1 gives \sigma_t^2 = \beta_t",
    ),
    ("linear-regression", [], r"X^\top X \succ 0 \text{ since } X^\top \text{ has full column rank}"),
    ("em-algorithm", [], "∂Q/∂σ² = Σ_i Σ_k γ_ik ( −d/(2σ²) + ‖x_i − μ_k‖²/(2σ⁴) ) = 0 for Σ_k = σI"),
]
NOT_ACCEPTED = [
    ("map-estimation", [], "gradient of J: g = −Xᵀ(y − Xθ)/σ² − θ/τ²"),
    ("vae-elbo", [], "log q(z|x) = −½ Σ_j [(z_j − μ_j)²/σ_j² − log σ_j²] + const"),
    ("diffusion", [], "log q(x_t|x_0) = (d/2) log(1−ᾱ_t) − ‖x_t − √ᾱ_t x_0‖²/(2(1−ᾱ_t)) + const"),
]


@pytest.mark.parametrize(("derivation", "setup", "line"), RIGHT)
def test_right_consequences_are_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "setup", "line"), WRONG)
def test_wrong_consequences_are_refuted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict == "refuted"


@pytest.mark.parametrize(("derivation", "setup", "line"), NOT_ACCEPTED)
def test_what_words_or_a_constant_hide_is_not_accepted(derivation: str, setup: list[str], line: str) -> None:
    assert check(derivation, setup, line).verdict in ("refuted", "undecided")


BEHIND = [
    ("backpropagation", "δ^{(L)} = 2(a^{(L)} − y) ⊙ σ'(z^{(L)}), L = ‖a^{(L)} − y‖²", True),
    ("backpropagation", "δ^{(L)} = (a^{(L)} − y) ⊙ σ'(z^{(L)}), L = ‖a^{(L)} − y‖²", False),
    ("linear-regression", "∇L = Xᵀ(Xw − y), L = ½‖y − Xw‖²", True),
    ("linear-regression", "∇L = 2Xᵀ(Xw − y), L = ½‖y − Xw‖²", False),
    ("logistic-regression", "∇L = Xᵀ(p − y), L = −(1/n) Σ_i [y_i log p_i + (1−y_i) log(1−p_i)]", False),
    ("logistic-regression", "∇L = Xᵀ(p − y), p = σ(−Xw)", False),
    ("svm-dual", "∂L/∂w = w − Σ α_i y_i x_i, L = ½‖w‖² − Σ α_i [y_i(wᵀx_i + b) − 1]", True),
    ("svm-dual", "∂L/∂w = w − Σ α_i y_i x_i, L = ½‖w‖² + Σ α_i [y_i(wᵀx_i + b) − 1]", False),
]


@pytest.mark.parametrize(("derivation", "line", "right"), BEHIND)
def test_the_form_of_the_loss_behind_its_slope_is_in_force(derivation: str, line: str, right: bool) -> None:
    assert check(derivation, [], line).verdict in (("verified", "given") if right else ("refuted",))


def test_names_that_the_problem_uses_otherwise_leave_a_line_open() -> None:
    line = "O = D⁻¹ A V, A = exp(QKᵀ/√d_k), D = diag(A 1)"
    assert check("attention", [], line).verdict != "refuted"
    assert check("attention", [], line.replace("D⁻¹", "D")).verdict == "refuted"
    assert check("attention", ["D = diag(exp(QKᵀ/√d_k) 1)"], "O = D⁻¹ exp(QKᵀ/√d_k) V").verdict == "verified"

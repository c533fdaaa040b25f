"""What a verb or an adjective behind a statement says of its formula: `a = b grows with t`, `… is not convex`, `…, a metric`."""

import pytest

from interviewer.checking import check

SNR = "SNR(t) = ᾱ_t/(1−ᾱ_t)"
SIGMOID = "σ(z) = 1/(1+e^{−z})"
SLOPE = "σ'(z) = σ(z)(1−σ(z))"
KL = "KL(p‖q) = Σ p log(p/q)"

RIGHT = [
    ("diffusion", f"{SNR} decreases with t"),
    ("diffusion", f"{SNR}, which falls with t"),
    ("diffusion", r"\bar\alpha_t = \prod_{s=1}^t \alpha_s shrinks with t"),
    ("linear-regression", "‖ŵ_λ‖ = ‖(XᵀX+λI)⁻¹Xᵀy‖ shrinks with λ"),
    ("map-estimation", "λ = σ²/τ² is decreasing in τ"),
    ("attention", "sqrt(d_k) grows with d_k"),
    ("logistic-regression", f"{SIGMOID} strictly increases in z"),
    ("logistic-regression", f"{SLOPE} is maximal when z = 0"),
    ("logistic-regression", f"{SLOPE}, and it is at most 1/4"),
    ("linear-regression", "∇²L = 2XᵀX does not depend on w"),
    ("linear-regression", "∇²L = 2XᵀX, independent of w"),
    ("linear-regression", "L(w) = ‖y − Xw‖² is not concave in w"),
    ("linear-regression", "H = 2XᵀX is not negative definite"),
    ("kl-divergence", f"{KL} is not symmetric"),
    ("kl-divergence", "JS(p,q) = ½KL(p‖m) + ½KL(q‖m) is symmetric"),
    ("linear-regression", "XᵀXŵ = Xᵀy are the normal equations"),
    ("linear-regression", "∇L = 2Xᵀ(Xw−y) is set to zero, so XᵀXw = Xᵀy"),
]
WRONG = [
    ("diffusion", f"{SNR} increases with t"),
    ("diffusion", f"{SNR}, which grows with t"),
    ("diffusion", "ᾱ_t increases with t"),
    ("diffusion", "ᾱ_t = Π_{s=1}^t α_s is larger than 1"),
    ("logistic-regression", f"{SIGMOID} decreases in z"),
    ("logistic-regression", f"{SLOPE} and it is largest at z = 1"),
    ("logistic-regression", f"{SLOPE}, and it is at most 1/5"),
    ("linear-regression", "‖ŵ_λ‖ = ‖(XᵀX+λI)⁻¹Xᵀy‖ grows with λ"),
    ("linear-regression", "∇L = 2Xᵀ(Xw−y) does not depend on w"),
    ("linear-regression", "∇L = 2Xᵀ(Xw−y), independent of w"),
    ("linear-regression", "L(w) = ‖y − Xw‖² is not convex"),
    ("linear-regression", "H = 2XᵀX is not positive definite"),
    ("attention", "1/sqrt(d_k) grows with d_k"),
    ("kl-divergence", f"{KL} is symmetric"),
    ("kl-divergence", f"{KL}, symmetric in p and q"),
]
UNHEARD = [  # said in words that no formula stands for: neither right nor wrong
    ("diffusion", "ᾱ_t = Π_{s=1}^t α_s goes to 1"),
    ("diffusion", "ᾱ_t = Π_{s=1}^t α_s never decreases"),
    ("diffusion", "ᾱ_t = Π_{s=1}^t α_s, which vanishes at t = 0"),
    ("attention", "Var(q·k) = d_k grows quadratically with d_k"),
    ("map-estimation", "-log p(D|w) decreases with n"),
    ("map-estimation", "λ = σ²/τ² is increasing in μ"),
    ("vae-elbo", "KL(q(z|x)‖N(0,I)) = ½Σ_j(μ_j² + σ_j² − 1 − log σ_j²) increases as σ_j → 1"),
    ("linear-regression", "L(w) = ‖y − Xw‖² is symmetric"),
    ("linear-regression", "∇L = 2Xᵀ(Xw − y), independent of n"),
    ("linear-regression", "L(w) = ‖y − Xw‖², which does not depend on n"),
    ("kl-divergence", f"{KL}, a metric"),
    ("kl-divergence", f"{KL} satisfies the triangle inequality"),
    ("vae-elbo", "ELBO = log p(x) − KL(q(z|x)‖p(z|x)), maximal when q(z|x) = p(z)"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_what_is_so_is_accepted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_what_is_not_so_is_refuted(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"


@pytest.mark.parametrize(("derivation", "line"), UNHEARD)
def test_what_only_words_say_is_left_open(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "undecided"


def test_a_denied_property_is_refuted_with_its_name() -> None:
    assert "it is convex" in check("linear-regression", [], "L(w) = ‖y − Xw‖² is not convex").message


def test_a_stationarity_condition_of_an_unwritten_lagrangian_is_left_open() -> None:
    line, told = "∂L/∂π_k = N_k/π_k + λ = 0", ["L = Σ_k N_k log π_k + λ(Σ_k π_k − 1)"]
    assert check("em-algorithm", [], line).verdict == "undecided"
    assert check("em-algorithm", told, line).verdict in ("verified", "given")
    assert check("em-algorithm", told, "∂L/∂π_k = N_k/π_k² − λ = 0").verdict == "refuted"

"""What a refuted line got wrong, where one small repair makes it hold."""

import pytest

from interviewer.checking import check

SLIPS = [
    ("attention", "\\sum_i A_{ij} = 1", "one index in place of another"),
    ("backpropagation", "∂L/∂W^{(l)}_{jk} = δ^{(l)}_k a^{(l−1)}_j", "one index in place of another"),
    ("linear-regression", "tr(H) = n where H = X(XᵀX)⁻¹Xᵀ", "one letter in place of another"),
    ("logistic-regression", "σ'(z) = σ(z) σ(z)", "the sign inside a function"),
    ("attention", "softmax(z)_i = e^{z_i}/Π_j e^{z_j}", "a sum in place of a product, or the other way round"),
    ("linear-regression", "∂L/∂w = −2Xᵀ(Xw − y)", "right up to the sign"),
    ("kl-divergence", "KL(p‖q) ≤ 0", "the inequality points the wrong way"),
]


@pytest.mark.parametrize(("derivation", "line", "diagnosis"), SLIPS)
def test_one_repair_explains_the_line(derivation, line, diagnosis):
    verdict = check(derivation, [], line)
    assert (verdict.verdict, verdict.diagnosis) == ("refuted", diagnosis)


OWN_SLIPS = [
    (
        "diffusion",
        ["x_t = √ᾱ_t x₀ + √(1−ᾱ_t) ε"],
        "∇_{x_t} log q(x_t|x₀) = −(x_t − √ᾱ_t x₀)/(1 − ᾱ_t) = −ε/(1 − ᾱ_t)",
        "a square root missing",
    ),
    (
        "backpropagation",
        ["σ(z) = log(1 + e^z)"],
        "δ^{(l)} = (W^{(l+1)ᵀ} δ^{(l+1)}) ⊙ e^{−a^{(l)}}",
        "a complement 1 − x in place of x, or the other way round",
    ),
    (
        "backpropagation",
        [
            "recurrent net: h_t = tanh(W h_(t-1) + U x_t)",
            "D_t = diag(1 - h_t^2), Jacobians with [i,j] = d(out_i)/d(in_j)",
        ],
        "dh_2/dh_0 = D_1 W D_2 W",
        "the order of two factors",
    ),
    ("kl-divergence", ["p = Poisson(λ), q = Poisson(ν)"], "KL(p ‖ q) = λ log(λ/ν) + λ − ν", "the signs of two terms"),
    (
        "kl-divergence",
        ["p(x,y) = p(x)p(y|x), q(x,y) = q(x)q(y|x)"],
        "D(p(x,y)‖q(x,y)) = D(p(x)‖q(x)) + Σ_x q(x) Σ_y p(y|x) log(p(y|x)/q(y|x))",
        "another distribution",
    ),
    (
        "kl-divergence",
        ["M = ½(P+Q)", "JSD(P‖Q) = ½ D_KL(P‖M) + ½ D_KL(Q‖M)"],
        "JSD(P‖Q) = ½ D_KL(M‖P) + ½ D_KL(M‖Q)",
        "the arguments of the divergence swapped",
    ),
    ("backpropagation", ["zˡ = Wˡaˡ⁻¹ + bˡ, aˡ = σ(zˡ)"], "∂C/∂Wˡ = δˡ (aˡ)ᵀ", "one index in place of another"),
]


@pytest.mark.parametrize(("derivation", "before", "line", "diagnosis"), OWN_SLIPS)
def test_one_repair_explains_a_line_after_a_set_up(derivation, before, line, diagnosis):
    verdict = check(derivation, before, line)
    assert (verdict.verdict, verdict.diagnosis) == ("refuted", diagnosis)


def test_no_phrase_for_what_no_repair_explains():
    assert check("linear-regression", [], "∂L/∂w = 7Xᵀ(Xw − 3y)").diagnosis is None


def test_shapes_after_letters_of_ones_own_need_a_slip_to_be_wrong():
    before = ["N_k = \\sum_i \\gamma_{ik}, where I write my own letters V, U for it"]
    assert check("linear-regression", [], "X(y − Xŵ) = 0").verdict == "refuted"
    assert check("linear-regression", before, "V U = W G").verdict == "undecided"


def test_after_a_told_size_what_is_sought_is_no_number():
    one_feature = "ŵ = Σ_i x_i y_i / Σ_i x_i²"
    assert check("linear-regression", ["d = 1"], one_feature).verdict == "verified"
    for told in ("d = 2", "two features", "in two dimensions"):
        assert check("linear-regression", [told], one_feature).verdict == "refuted", told

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


def test_no_phrase_for_what_no_repair_explains():
    assert check("linear-regression", [], "∂L/∂w = 7Xᵀ(Xw − 3y)").diagnosis is None


def test_shapes_after_letters_of_ones_own_need_a_slip_to_be_wrong():
    before = ["N_k = \\sum_i \\gamma_{ik}, where I write my own letters V, U for it"]
    assert check("linear-regression", [], "X(y − Xŵ) = 0").verdict == "refuted"
    assert check("linear-regression", before, "V U = W G").verdict == "undecided"

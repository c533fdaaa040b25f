"""What a line concludes is claimed like the rest of it, whatever words lead up to it; what is optimised has a sense."""

import pytest

from interviewer.checking import check

BACKPROP, LOGISTIC, MAP, SVM = "backpropagation", "logistic-regression", "map-estimation", "svm-dual"
LIKELIHOOD = "L(w) = Σ_i [y_i log p_i + (1−y_i) log(1−p_i)]"
HUBER = "Huber loss with r = ŷ − y: ρ(r) = ½r² for |r| ≤ 1, |r| − ½ otherwise"

RIGHT = [
    (LOGISTIC, [], "H = XᵀSX, so for any v: 0 ≤ vᵀHv = Σᵢ pᵢ(1 − pᵢ)(vᵀxᵢ)² ≤ ¼‖Xv‖²"),
    (BACKPROP, [], "dL = δ⁽ˡ⁾ᵀ (dW⁽ˡ⁾ a⁽ˡ⁻¹⁾ + db⁽ˡ⁾), from which we read off ∂L/∂b⁽ˡ⁾ = δ⁽ˡ⁾"),
    (LOGISTIC, [LIKELIHOOD], "ŵ = argmax_w L(w)"),
    (MAP, [], "argmax_θ log p(D|θ) + log p(θ)"),
    (SVM, [], "L = ½‖w‖² − Σ αᵢ(yᵢ(wᵀxᵢ + b) − 1) with αᵢ ≥ 0"),
    (BACKPROP, [HUBER], "dρ/dr = r for |r| ≤ 1"),
    (LOGISTIC, [], "w ← w + η (yᵢ − σ(wᵀxᵢ)) xᵢ"),
]
WRONG = [
    (LOGISTIC, [], "H = XᵀSX, so for any v: 0 ≤ vᵀHv = Σᵢ pᵢ(1 − pᵢ)(vᵀxᵢ)² ≥ ¼‖Xv‖²"),
    (LOGISTIC, [LIKELIHOOD], "ŵ = argmin_w L(w)"),
    (LOGISTIC, [], "argmin_w Π_{i=1}^n p_i^{y_i} (1−p_i)^{1−y_i}"),
    (MAP, [], "argmin_θ log p(D|θ) + log p(θ)"),
    (SVM, [], "L = ½‖w‖² − Σ αᵢ(yᵢ(wᵀxᵢ + b) − 1) with αᵢ ≤ 0"),
    (SVM, [], "−Σᵢ λᵢyᵢ = 0, where λᵢ ≤ 0 are the multipliers"),
    (BACKPROP, [HUBER], "dρ/dr = r for |r| ≥ 1"),
    (LOGISTIC, [], "w ← w + η (yᵢ + σ(wᵀxᵢ)) xᵢ"),
]


@pytest.mark.parametrize(("derivation", "before", "line"), RIGHT)
def test_a_right_conclusion_is_accepted(derivation, before, line):
    assert check(derivation, before, line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "before", "line"), WRONG)
def test_a_wrong_conclusion_is_refuted(derivation, before, line):
    assert check(derivation, before, line).verdict == "refuted"


def test_which_argument_of_a_function_of_two_is_new_is_not_guessed():
    assert check("em-algorithm", [], "θ_new = argmax_θ Q(θ, θ_old)").verdict == "given"
    assert check("em-algorithm", [], "θ_new = argmax_θ Q(θ_old, θ)").verdict == "undecided"


def test_letters_of_a_told_model_stand_for_the_problems():
    before = ["One feature plus intercept: yhat_i = w0 + w1 x_i, means xbar, ybar."]
    slope = "w1 = sum_i (x_i - xbar)(y_i - ybar) / sum_i ({0}_i - {0}bar)^2"
    assert check("linear-regression", before, slope.format("x")).verdict == "verified"
    assert check("linear-regression", before, slope.format("y")).verdict == "refuted"


def test_what_is_read_off_wrongly_is_not_accepted():
    line = "dL = δ⁽ˡ⁾ᵀ (dW⁽ˡ⁾ a⁽ˡ⁻¹⁾ + db⁽ˡ⁾), from which we read off ∂L/∂W⁽ˡ⁾ = δ⁽ˡ⁾ a⁽ˡ⁾ᵀ"
    assert check(BACKPROP, [], line).verdict not in ("verified", "given")

"""What earlier lines call things by: a line after each that is right and one that is wrong; and which must be left open."""

import pytest

from interviewer.checking import check

SETUPS = {  # derivation, what is written before, a right line, a wrong one
    "a name of the dual function for what is no function of the multipliers": (
        "svm-dual",
        ["w*, b*, a* optimal for the hard margin", "g = 1/||w*||"],
        "1/g^2 = sum_i a*_i",
        "1/g = sum_i a*_i",
    ),
    "what a value is called, behind it": (
        "map-estimation",
        ["s^2 is the noise variance, v the prior variance"],
        "θ_MAP = (XᵀX + (s²/v) I)⁻¹Xᵀy",
        "θ_MAP = (XᵀX + (v/s²) I)⁻¹Xᵀy",
    ),
    "a covariance with a label": (
        "map-estimation",
        ["y | X, θ ~ N(Xθ, σ²I), θ ~ N(0, τ²I)", "Σ_n = (I/τ² + XᵀX/σ²)⁻¹"],
        "θ_MAP = Σ_n Xᵀy/σ²",
        "θ_MAP = Σ_n Xᵀy/τ²",
    ),
    "a covariance with a label in words": (
        "map-estimation",
        ["Σ_post = (I/τ² + XᵀX/σ²)⁻¹"],
        "θ_MAP = Σ_post Xᵀy/σ²",
        "θ_MAP = Σ_post Xᵀy",
    ),
    "a data set by its pairs": (
        "map-estimation",
        ["training data \\mathcal{D} = \\{(x_i, y_i)\\}_{i=1}^m"],
        "p(\\theta|\\mathcal{D}) \\propto p(\\theta)\\prod_{i=1}^m p(y_i|x_i,\\theta)",
        "p(\\theta|\\mathcal{D}) \\propto p(\\theta) + \\prod_{i=1}^m p(y_i|x_i,\\theta)",
    ),
    "a data set by another letter": (
        "map-estimation",
        ["CS229: training set S = {(x⁽ⁱ⁾, y⁽ⁱ⁾)}, i = 1…m, prior p(θ)"],
        "p(θ|S) ∝ Πᵢ p(y⁽ⁱ⁾|x⁽ⁱ⁾,θ) p(θ)",
        "p(θ|S) ∝ Πᵢ p(y⁽ⁱ⁾|x⁽ⁱ⁾,θ) / p(θ)",
    ),
    "a number as part of a word": (
        "backpropagation",
        ["2-layer net: h = relu(W1 x + b1), yhat = W2 h + b2, L = 0.5*||yhat - y||^2"],
        "dW1 = ((W2.T @ (yhat - y)) * (h > 0)) @ x.T",
        "dW1 = ((W2.T @ (yhat - y)) * (h < 0)) @ x.T",
    ),
    "a function for each layer": (
        "backpropagation",
        ["a1 = relu(z1), a2 = sigmoid(z2)"],
        "delta1 = (W2.T @ delta2) * (z1 > 0)",
        "delta1 = (W2.T @ delta2) * (z1 < 0)",
    ),
    "a function for each layer of a batch": (
        "backpropagation",
        ["A1 = np.tanh(Z1), A2 = sigmoid(Z2)"],
        "dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))",
        "dZ1 = np.dot(W2.T, dZ2) * (1 - A1)",
    ),
    "weights numbered by the layer they come from": (
        "backpropagation",
        ["z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}, a^{(l+1)} = f(z^{(l+1)})"],
        "\\delta^{(l)} = ((W^{(l)})^T \\delta^{(l+1)}) \\bullet f'(z^{(l)})",
        "\\delta^{(l)} = ((W^{(l+1)})^T \\delta^{(l+1)}) \\bullet f'(z^{(l)})",
    ),
    "without biases, from layer to layer": (
        "backpropagation",
        ["z^{(l+1)} = W^{(l+1)} a^{(l)}, a^{(l+1)} = σ(z^{(l+1)})"],
        "\\delta^{(l)} = (W^{(l+1)})^T \\delta^{(l+1)} \\odot \\sigma'(z^{(l)})",
        "\\delta^{(l)} = -(W^{(l+1)})^T \\delta^{(l+1)} \\odot \\sigma'(z^{(l)})",
    ),
    "what holds of some samples alone": (
        "svm-dual",
        ["t_n y(x_n) = 1 for n ∈ S"],
        "b = \\frac{1}{N_S} \\sum_{n∈S} (t_n − \\sum_{m∈S} a_m t_m k(x_n, x_m))",
        "b = \\frac{1}{N_S} \\sum_{n∈S} (t_n − \\sum_{m∈S} a_m k(x_n, x_m))",
    ),
    "methods of code": (
        "backpropagation",
        ["y_pred = h_relu.mm(w2), h = x.mm(w1), h_relu = h.clamp(min=0), loss = (y_pred - y).pow(2).sum()"],
        "grad_y_pred = 2.0 * (y_pred - y); grad_w2 = h_relu.t().mm(grad_y_pred)",
        "grad_y_pred = y_pred - y; grad_w2 = h_relu.t().mm(grad_y_pred)",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), SETUPS.values(), ids=SETUPS)
def test_what_is_called_so(derivation, setup, right, wrong):
    assert check(derivation, setup, right, seconds=5).verdict in ("verified", "given")
    assert check(derivation, setup, wrong, seconds=5).verdict == "refuted"


def test_a_letter_that_nobody_has_introduced_decides_nothing():
    step = "p(θ|D) = N(m, C), C = (XᵀX/κ² + I/τ²)⁻¹, m = C Xᵀy/κ²"
    assert check("map-estimation", [], step, seconds=5).verdict == "undecided"


SAMPLES = {  # right lines and wrong ones about samples of a kind
    "y_i f(x_i) = 1 for all i ∈ S": True,
    "for i in S: y_i (w^T x_i + b) = 1": True,
    "y_i (w^T x_i + b) = 1 for every support vector": True,
    "y_i (w^T x_i + b) = 0 for every support vector": False,
    "i ∈ S ⇒ y_i (w^T x_i + b) = 1": True,
    "i ∈ S ⇒ y_i (w^T x_i + b) > 1": False,
    "α_i = 0 for all i not in S": True,
    "α_i > 0 for i ∉ S": False,
}


@pytest.mark.parametrize(("line", "right"), SAMPLES.items(), ids=SAMPLES)
def test_samples_of_a_kind(line: str, right: bool):
    assert check("svm-dual", [], line, seconds=5).verdict == ("verified" if right else "refuted")


DUAL = "Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢ αⱼ yᵢ yⱼ xᵢᵀxⱼ"
PROGRAMS = {  # the set-up, the program, whether it is the problem's
    "a cap that is missing": (["soft margin with penalty C"], "max_α {} s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", False),
    "a cap": (["soft margin with penalty C"], "max_α {} s.t. C ≥ αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", True),
    "no cap is needed": (["hard margin, no slack"], "max_α {} s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", True),
    "the equation is missing beside a name": ([], "max_α L_D(α) = {} s.t. αᵢ ≥ 0", False),
    "with a name": ([], "max_α L_D(α) = {} s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", True),
    "the other way": ([], "min_α L_D(α) = {} s.t. αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", False),
    "the other way in words": ([], "L_D = {}, minimised subject to αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0", False),
    "behind a comma": (["soft margin"], "L_D = {}, max over 0 ≤ αᵢ ≤ C, Σᵢ αᵢyᵢ = 0", True),
}


@pytest.mark.parametrize(("setup", "program", "right"), PROGRAMS.values(), ids=PROGRAMS)
def test_programs_of_a_named_objective(setup: list[str], program: str, right: bool):
    verdict = check("svm-dual", setup, program.format(DUAL), seconds=5).verdict
    assert verdict in ("verified", "given") if right else verdict == "refuted"


STATES = {  # what is told of a sample, a line, whether it is right
    "at the cap": ("α_i = C", "y_i (wᵀx_i + b) ≤ 1", True),
    "at the cap, the other side": ("α_i = C", "y_i (wᵀx_i + b) ≥ 1", False),
    "at the cap, its slack": ("bounded support vector: α_i = C", "r_i = 0 and y_i f(x_i) = 1 − ξ_i", True),
    "no support vector": ("α_i = 0", "y_i (wᵀx_i + b) ≥ 1", True),
    "no support vector, the other side": ("α_i = 0", "y_i (wᵀx_i + b) ≤ 1", False),
    "a constraint": ("hard margin", "y_i (wᵀx_i + b) ≥ 1", True),
    "a constraint that a slack loosens": ("soft margin", "y_i (wᵀx_i + b) ≥ 1", False),
}


@pytest.mark.parametrize(("told", "line", "right"), STATES.values(), ids=STATES)
def test_the_state_of_a_sample(told: str, line: str, right: bool):
    verdict = check("svm-dual", [told], line, seconds=5).verdict
    assert verdict in ("verified", "given") if right else verdict == "refuted"


NOUNS = "prior ∝ θ^{a−1}(1−θ)^{b−1} and likelihood ∝ θ^h(1−θ)^t"


def test_densities_by_nouns_and_formulas():
    assert check("map-estimation", [NOUNS], "posterior ∝ θ^{h+a−1}(1−θ)^{t+b−1}", seconds=5).verdict == "verified"
    assert check("map-estimation", [NOUNS], "posterior ∝ θ^{h+a}(1−θ)^{t+b}", seconds=5).verdict == "refuted"

"""A verdict does not depend on letters, sides or script; a slip is refuted wherever it is made."""

from __future__ import annotations

import pytest

from interviewer.checking import check

GRADIENT = [
    "∂L/∂w = 2Xᵀ(Xw − y)",
    r"\frac{\partial L}{\partial w} = 2X^\top(Xw-y)",
    "dL/dw = 2 X^T (X w - y)",
    "2Xᵀ(Xw − y) = ∂L/∂w",
    "∇_w L = 2XᵀXw − 2Xᵀy",
    r"\nabla_w L = -2X^{\top}(y - Xw)",
    "dL/dtheta = 2 X^T (X theta - y)",
    "∂L/∂β = 2Xᵀ(Xβ − y)",
]


@pytest.mark.parametrize("line", GRADIENT)
def test_one_gradient_in_many_writings(line):
    verdict = check("linear-regression", [], line)
    assert verdict.verdict == "verified"
    assert verdict.milestone == "gradient"


@pytest.mark.parametrize(
    "line",
    [
        "∂L/∂w = −2Xᵀ(Xw − y)",
        "∂L/∂w = 2X(Xw − y)",
        "∂L/∂w = Xᵀ(Xw − y)",
        "∂L/∂w = 2Xᵀ(Xw + y)",
        "∂L/∂w = 2XᵀXw − Xᵀy",
        "∂L/∂w = 2Xᵀ(wX − y)",
        "∂L/∂w = 2XᵀX − 2Xᵀy",
    ],
)
def test_one_gradient_with_many_slips(line):
    verdict = check("linear-regression", [], line)
    assert verdict.verdict == "refuted"
    assert verdict.counterexample


def test_a_slip_is_diagnosed():
    assert check("linear-regression", [], "∂L/∂w = −2Xᵀ(Xw − y)").diagnosis == "right up to the sign"
    assert check("kl-divergence", [], "KL(p‖q) ≤ 0").diagnosis == "the inequality points the wrong way"


def test_a_declared_half_counts_for_later_lines():
    assert check("linear-regression", ["L(w) = ½‖y − Xw‖²"], "∂L/∂w = Xᵀ(Xw − y)").verdict == "verified"
    assert check("linear-regression", ["L(w) = ½‖y − Xw‖²"], "∂L/∂w = 2Xᵀ(Xw − y)").verdict == "refuted"


def test_own_names_serve_later_lines():
    setup = ["let r = y − Xw"]
    assert check("linear-regression", setup, "L = rᵀr").verdict == "verified"
    assert check("linear-regression", setup, "L = r rᵀ").verdict == "refuted"


def test_what_the_problem_fixes_is_no_free_definition():
    assert check("svm-dual", [], "L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]").verdict == "refuted"
    assert check("attention", [], "A = softmax(QKᵀ/d_k)").verdict == "refuted"


def test_a_zero_on_both_sides_of_the_optimum_hides_nothing():
    # at the optimum both sides vanish; the line is still wrong
    assert check("linear-regression", [], "∂L/∂w = Xᵀ(Xw − y)").verdict == "refuted"
    assert check("svm-dual", [], "∂L/∂b = Σᵢ αᵢyᵢ = 0", seconds=5.0).verdict == "refuted"


def test_symbolic_proof_is_named():
    assert check("linear-regression", [], "wᵀXᵀy = yᵀXw").method == "symbolic"


def test_undecided_says_what_to_do():
    verdict = check("linear-regression", [], "foo(bar) baz = quux")
    assert verdict.verdict in ("undecided", "given")
    assert verdict.message


def test_unknown_derivation_is_a_key_error():
    with pytest.raises(KeyError):
        check("no-such", [], "1 = 1")

"""Formulas in answers: a claim's formula counts in any form, what is true beside it counts nothing, a refuted one counts against it."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.formulas import formulas_said, unproved
from interviewer.judging.written import written
from rubrics import Claim, Point, rubrics

JUDGE = BuiltinJudge()


def found(derivation, point, answer):
    one = rubrics()[derivation].point(point)
    return formulas_said(Question(derivation, one, one.questions[0], answer), answer, [(0, len(answer))])


STATED = [
    ("map-estimation", "bayes-intuition", "p(θ|D) = p(D|θ)p(θ)/p(D)", "product"),
    ("map-estimation", "bayes-intuition", "p(D|θ) p(θ) = p(D) p(θ|D)", "product"),
    ("map-estimation", "bayes-intuition", r"$p(\theta \mid D) = \frac{p(D \mid \theta)\, p(\theta)}{p(D)}$", "product"),
    ("map-estimation", "bayes-intuition", "log p(θ|D) = log p(D|θ) + log p(θ) − log p(D)", "product"),
    ("map-estimation", "bayes-intuition", "P(w|X) = P(X|w) P(w) / P(X)", "product"),
    ("map-estimation", "bayes-intuition", "P(h|e) = P(e|h)P(h)/P(e)", "product"),
    ("map-estimation", "bayes-intuition", "p(theta|D) is proportional, p(theta|D) ∝ p(D|theta) p(theta)", "product"),
    ("attention", "scaling-factor", "so d_k = Var(q·k)", "variance"),
    ("attention", "scaling-factor", r"\operatorname{Var}(q^\top k) = d_k", "variance"),
    ("attention", "scaling-factor", "Var(q·k)/d_k = 1", "variance"),
    ("attention", "scaling-factor", "Var(q·k) = Σ_i Var(q_i k_i) = d_k", "variance"),
    ("attention", "scaling-factor", "Var(qᵀk/√d_k) = 1", "unit"),
    ("em-algorithm", "gmm-em", "N_k μ_k = Σ_n γ_nk x_n", "weighted-means"),
    ("em-algorithm", "gmm-em", "μ_k = (1/N_k) Σ γ_ik x_i", "weighted-means"),
    ("svm-dual", "support-vectors", "w = Σ αᵢyᵢxᵢ", "sum-formula"),
    ("kl-divergence", "js-divergence", "log 2 ≥ JS(p‖q)", "bounded"),
    ("kl-divergence", "asymmetry", "KL(p‖q) ≠ KL(q‖p)", "not-symmetric"),
    ("logistic-regression", "sigmoid-derivative", "sigma'(z) = sigma(z) - sigma(z)^2", "form"),
    ("logistic-regression", "no-closed-form", "XᵀXw = Xᵀy", "contrast"),
    ("linear-regression", "ridge", "(XᵀX + λI)w = Xᵀy", "formula"),
    ("linear-regression", "invertibility", "vᵀXᵀXv > 0 for v ≠ 0", "full-rank"),
    ("svm-dual", "kkt-conditions", "alpha_i (y_i (w^T x_i + b) - 1) = 0", "complementary-slackness"),
    ("backpropagation", "why-relu", "σ'(z) ≤ 0.25", "sigmoid-flat"),
    ("attention", "causal-mask", "A_ij = 0 for j > i", "zero-weight"),
]


@pytest.mark.parametrize(("derivation", "point", "answer", "claim"), STATED)
def test_a_formula_counts_in_whatever_form(derivation, point, answer, claim):
    assert list(found(derivation, point, answer).met) == [claim]


BESIDE = [
    ("map-estimation", "bayes-intuition", "E = mc^2"),
    ("map-estimation", "bayes-intuition", "p(θ|D) = p(θ, D)/p(D)"),
    ("map-estimation", "bayes-intuition", "p(θ|D) = p(θ|D)"),
    ("map-estimation", "bayes-intuition", "∫ p(θ|D) dθ = 1"),
    ("attention", "scaling-factor", "E[q·k] = 0"),
    ("attention", "scaling-factor", "A = softmax(QKᵀ/√d_k)"),
    ("attention", "scaling-factor", "d_k = d_k"),
    ("kl-divergence", "js-divergence", "JS(p‖q) ≥ 0"),
    ("em-algorithm", "gmm-em", "Σ_k γ_ik = 1"),
    ("svm-dual", "support-vectors", "Σ_i α_i y_i = 0"),
    ("svm-dual", "soft-margin", "Σα_i ≤ C"),
    ("diffusion", "closed-form-forward", "ᾱ_t = Πα_s"),  # over which s it does not say
    ("linear-regression", "ridge", "w = w"),
]


@pytest.mark.parametrize(("derivation", "point", "answer"), BESIDE)
def test_what_is_true_and_says_something_else_counts_nothing(derivation, point, answer):
    said = found(derivation, point, answer)
    assert not said.met
    assert not said.refuted


AGAINST = [
    ("attention", "scaling-factor", "Var(q·k) = √d_k", "variance"),
    ("attention", "scaling-factor", "Var(qᵀk) = √d_k", "variance"),
    ("attention", "scaling-factor", "d_k² = Var(q·k)", "variance"),
    ("map-estimation", "bayes-intuition", "p(θ|D) = p(D)p(θ)/p(D|θ)", "product"),
    ("linear-regression", "ridge", "w = (XᵀX − λI)⁻¹Xᵀy", "formula"),
    ("logistic-regression", "sigmoid-derivative", "σ'(z) = σ(z)(1 + σ(z))", "form"),
    ("kl-divergence", "js-divergence", "JS(p‖q) = KL(p‖m) + ½KL(q‖m)", "definition"),
    ("backpropagation", "chain-rule", "δ^l = W^{l+1} δ^{l+1} + f'(z^l)", "product"),
    (
        "linear-regression",
        "matrix-differentiation",
        "w = X⁻¹y",
        "loss-gradient",
    ),  # the same for numbers, not for matrices
]


@pytest.mark.parametrize(("derivation", "point", "answer", "claim"), AGAINST)
def test_a_refuted_formula_counts_against_the_claim(derivation, point, answer, claim):
    said = found(derivation, point, answer)
    assert not said.met
    assert list(said.refuted) == [claim]


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("svm-dual", "support-vectors", "w = Σ_SV α_i y_i x_i"),  # of a set that only its writer knows
        ("kl-divergence", "js-divergence", "JS = log 2"),  # a special case
        ("attention", "scaling-factor", "Var(q·k) = 64"),
        ("logistic-regression", "softmax-extension", "z_k = w_k x"),  # without a mark for the transpose
        ("attention", "scaling-factor", "it is not true that Var(q·k) = √d_k"),
        ("backpropagation", "why-relu", "σ'(z) = 0 for large z"),
    ],
)
def test_a_formula_of_something_else_is_not_held_against_an_answer(derivation, point, answer):
    assert not found(derivation, point, answer).refuted


def test_a_denied_formula_says_no_claim():
    assert not found("attention", "scaling-factor", "it is not true that Var(q·k) = d_k").met


@pytest.mark.parametrize(
    ("name", "point", "answer", "level"),
    [
        ("map-estimation", "bayes-intuition", "p(θ|D) = p(D|θ)p(θ)/p(D)", "partial"),
        ("attention", "scaling-factor", "Var(q·k) = d_k", "partial"),
        ("attention", "scaling-factor", "E = mc^2", "none"),
        ("attention", "scaling-factor", "softmax, gradient, scale, variance, Var(q·k) = d_k, temperature", "none"),
        ("attention", "scaling-factor", "Var(q·k) = √d_k", "none"),
    ],
)
def test_a_formula_alone_is_a_part_and_no_pile(name, point, answer, level):
    one = rubrics()[name].point(point)
    assert JUDGE.judge(Question(name, one, one.questions[0], answer)).level == level


def test_formulas_are_cut_out_of_their_sentence():
    answer = "Since the entries are independent, Var(q·k) = d_k (so the root), and $a = b$ if c > 0."
    assert [w.text for w in written(answer, 0, len(answer))] == ["Var(q·k) = d_k", "a = b", "c > 0"]
    left = "The normal equations XᵀX w = Xᵀy give it."
    assert [w.text for w in written(left, 0, len(left))] == ["XᵀX w = Xᵀy"]
    spoken = "it is sigma' = sigma times (1 minus sigma)"
    assert [w.text.split() for w in written(spoken, 0, len(spoken))] == [
        ["sigma'", "=", "sigma", "*", "(1", "−", "sigma)"]
    ]


@pytest.mark.parametrize("text", ["=" * 500, "p(" * 300 + "= 1", "a = " + "b + " * 400, "$$$ = $$$", "x = \x00"])
def test_hostile_formulas_end_soon_and_say_nothing(text):
    assert not found("map-estimation", "bayes-intuition", text).met


def test_each_point_lists_formulas():
    assert all(any(c.formulas for c in p.claims) for r in rubrics().values() for p in r.points)


def test_a_formula_of_a_rubric_that_does_not_check_is_found():
    shipped = rubrics()["attention"].point("scaling-factor")
    assert not list(unproved("attention", shipped.model_copy(update={"claims": shipped.claims[:1]})))
    wrong = Claim(id="wrong", text="wrong", says=[["wrong"]], formulas=["Var(q·k) = d_k", "Var(q·k) = d_k²"])
    bad = Point.model_validate(shipped.model_dump() | {"claims": [wrong], "full": 1, "asks": []})
    assert [formula for formula, _ in unproved("attention", bad)] == ["Var(q·k) = d_k²"]

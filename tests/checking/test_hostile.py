"""Hostile text is data: never run, bounded, answered with `undecided` and a message."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations import catalogue
from interviewer.checking import check, judge
from interviewer.checking.verdict import Verdict

HOSTILE = [
    "__import__('os').system('echo pwned > /tmp/pwned')",
    "9^9^9^9 = 1",
    "x = " + "(" * 5000 + "1" + ")" * 5000,
    "w = " + "w+" * 60_000 + "w",
    "L = \x00\x1b[31m w\x07",
    "\\frac{\\partial L}{\\partial w = 2",
    "Σ_{i=1}^{10^9} i = 3",
    "}{)(][",
    "\\begin{pmatrix} 1 & 2",
    "\u202eL = w\u202c",
    "1/0 = 1/0",
    "0/0 = 1",
    "exp(exp(exp(exp(100)))) = 1",
    "",
    "=",
    "((((((((((",
    "w_{w_{w_{w_{w}}}} = 1",
    "L = " + "-" * 2000 + "1",
    "d/dx" * 300,
    "x" * 100_000,
]


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_are_not_right(line):
    verdict = check("linear-regression", [], line)
    assert verdict.verdict in ("undecided", "refuted")
    assert verdict.message


def test_hostile_setup_changes_nothing():
    setup = [line for line in HOSTILE if "L =" not in line]  # “L = w” is a definition, if a wrong one
    assert check("linear-regression", setup, "∂L/∂w = 2Xᵀ(Xw − y)", seconds=4.0).verdict == "verified"
    assert check("linear-regression", setup, "∂L/∂w = 2X(Xw − y)", seconds=4.0).verdict == "refuted"


@pytest.mark.parametrize(
    ("derivation", "setup", "step"),
    [
        ("attention", ["9^9^9^9^9^9^9^9^9 = 1"], "x = 1"),  # a size that is a tower
        ("map-estimation", ["sum_i" * 4_000 + " p("], "x = 1"),  # a name of 20,000 characters
        (
            "em-algorithm",
            [],
            "one-dimensional mixture, weights \\approx/2 and \\approx/2, means -\\approx, both variances \\approx",
        ),
        ("em-algorithm", ["mixture: p(xᵢ|z=k) = λ_k^{x\\ᵢ} e^{−λ_k}/xᵢ!, weight\\le π_k"], "μ_k = 1"),
        ("svm-dual", ["q_i, k_j are row vectors"], "x_i" * 30),
        ("svm-dual", [], "x_i" * 30 + " ∈ row vectors"),
    ],
)
def test_hostile_lines_of_all_kinds_end_soon(derivation, setup, step):
    started = time.process_time()
    assert judge(catalogue()[derivation], setup, step, seconds=0.1).verdict in ("undecided", "refuted")
    assert time.process_time() - started < 4.0  # most of it the problem's world, built once


def test_a_normal_distribution_without_variance_is_asked_for_it():
    assert "a mean and a variance" in check("diffusion", [], r"\epsilon \sim \mathcal{N}(0)").message


def test_a_failure_inside_the_checker_is_an_undecided_line(monkeypatch):
    """The interview goes on, and nothing of the failure is shown."""

    def broken(*_, **__):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("interviewer.checking.judge", broken)
    verdict = check("linear-regression", [], "w = w")
    assert verdict.verdict == "undecided"
    assert verdict.message == "this line could not be judged; write it differently"
    with pytest.raises(KeyError):
        check("no-such-derivation", [], "w = w")


PIECES = st.sampled_from(
    [
        "w",
        "X",
        "y",
        "L",
        "α",
        "Σ",
        "_i",
        "^T",
        "^2",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\\frac",
        "{a \\over ",
        "\\sum",
        "∂",
        "/",
        "=",
        "≤",
        "+",
        "−",
        "·",
        "log",
        "exp",
        "|",
        "‖",
        ",",
        ";",
        "E_q",
        "KL(",
        "p(x|z)",
        "∫",
        "dz",
        "1",
        "0",
        "½",
        "'",
        "⇒",
        "for all",
        "let",
        " ",
        "\\",
        "N(0,I)",
        "max",
        "_{",
        "^{",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["svm-dual", "vae-elbo", "backpropagation"]))
def test_any_text_gets_a_verdict(text, derivation):
    assert isinstance(check(derivation, [], text, seconds=0.3), Verdict)


def test_a_loss_named_among_broken_characters_is_what_it_is_without_them():
    line = "logistic activation\ud800 in the ou\ud800tput layer, loss ½‖a^{(L)} − y‖²"
    found = judge(catalogue()["backpropagation"], [], line).verdict
    assert found == judge(catalogue()["backpropagation"], [], line.replace("\ud800", "")).verdict
    assert found != "refuted"


def test_a_margin_of_code_before_bare_bars_is_no_crash():
    setup = ["margin = min_i y_i (w @ x_i + b) / np.linalg.norm(w)"]
    assert judge(catalogue()["svm-dual"], setup, "‖‖").verdict == "undecided"


def test_expectations_of_nothing_within_each_other_are_no_crash():
    step = "E_q[" * 20 + "$$" + "]" * 20
    assert judge(catalogue()["diffusion"], ["v = α_t ε − σ_t x_0"], step).verdict == "undecided"

"""Where a bound is tight, told without the word equality; independence as a factorisation; labels that claim nothing."""

import pytest

from interviewer.checking import check

PAIRS = {  # derivation, what is written before, a right line, a wrong one
    "= 0 iff": ("kl-divergence", [], "KL(p||q) >= 0, = 0 iff p = q", "KL(p||q) <= 0, = 0 iff p = q"),
    "in brackets": ("kl-divergence", [], "KL(p‖q) ≥ 0 (= 0 iff p = q)", "KL(p‖q) ≤ 0 (= 0 iff p = q)"),
    "zero iff": ("kl-divergence", [], "KL(p‖q) ≥ 0 and is zero iff p = q", "KL(p‖q) ≤ 0 and is zero iff p = q"),
    "another value": ("logistic-regression", [], "σ'(z) ≤ 1/4, = 1/4 iff z = 0", "σ'(z) ≤ 1/2, = 1/2 iff z = 0"),
    "independent": (
        "kl-divergence",
        ["I(X;Y) = KL( p(x,y) || p(x)p(y) )"],
        "I(X;Y) = H(Y) - H(Y|X) >= 0, and = 0 iff X, Y independent",
        "I(X;Y) = H(Y) - H(X|Y) >= 0, and = 0 iff X, Y independent",
    ),
    "what follows from a factorisation": (
        "kl-divergence",
        [],
        "p(x,y) = p(x)p(y) ⇒ I(X;Y) = 0",
        "p(x,y) = p(x)p(y) ⇒ I(X;Y) = H(X)",
    ),
    "a sum over an index": (
        "svm-dual",
        [],
        "sum over i: ||w||^2 = sum_i alpha_i",
        "sum over i: ||w||^2 = 2 sum_i alpha_i",
    ),
    "grad as a word": (
        "linear-regression",
        [],
        "grad wrt w: 2 X^T (Xw - y)",
        "grad wrt w: 2 X^T (y - Xw)",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_line_and_a_wrong_one(name: str) -> None:
    derivation, setup, right, wrong = PAIRS[name]
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_a_list_of_labels_equates_nothing() -> None:
    line = "reconstruction term: E_q[log p(x|z)], regulariser: KL(q(z|x)||p(z))"
    assert check("vae-elbo", [], line).verdict == "undecided"

"""How far a denial reaches, what a bracket closes, what a typo leaves of a word, and what a thing is called."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.doc import read
from interviewer.judging.guards import is_evasion, is_hedged
from interviewer.judging.patterns import mentions, occurrences
from rubrics import rubric

CLAIMS = BuiltinJudge(by_example=False)


@pytest.mark.parametrize(
    ("answer", "group", "affirmed"),
    [
        ("if not there are infinitely many solutions", "infinitely many", True),
        ("if not theres infinitly many", "infinitely many", True),
        ("if not invertible there are many solutions", "invertible", False),
        ("where q is zero but p isn't it's infinite", "infinite", True),
        ("it isn't infinite", "infinite", False),
        ("it depends on the norm and not its direction", "direction", False),
        ("one variable per sample in place of one per feature", "per feature", False),
        ("one variable per sample, one place per feature", "per feature", True),
    ],
)
def test_a_denial_ends_where_another_statement_begins(answer: str, group: str, affirmed: bool):
    assert bool(occurrences(read(answer), group)) == affirmed


@pytest.mark.parametrize(
    ("answer", "group", "said"),
    [
        ("it costs O(n) per token", "O(n)", True),
        ("it costs O(n d) per token", "O(n)", False),
        ("it costs O(n²) per token", "O(n)", False),
        ("the encoder is q(z|x, φ)", "q(z|x)", True),
        ("the density is N(x; μ, Σ)", "mu", False),
        ("the mean (as said; μ is known)", "mu", True),
        ("you compute the responsability", "responsibilit*", True),
        ("it lowers the bound", "=lowers", True),
        ("it is a lower bound", "=lowers", False),
        ("throw out redundant columns", "redundanc*", False),
        ("the mixing wieght", "weight", True),
        ("the mixing height", "weight", False),
    ],
)
def test_what_is_a_group(answer: str, group: str, said: bool):
    assert bool(mentions(read(answer), group)) == said


@pytest.mark.parametrize(
    ("point", "answer", "wrong"),
    [
        ("attention/complexity", "The score matrix QKᵀ is d by d and needs that much memory.", True),
        ("attention/complexity", "The score matrix QKᵀ is n by n and needs that much memory.", False),
        ("attention/complexity", "Memory is O(n²) for the score matrix plus O(n d) for the activations.", False),
        ("attention/complexity", "As the context gets long it is the projection term that takes over.", True),
        ("attention/complexity", "As the context gets short it is the projection term that takes over.", False),
        (
            "attention/complexity",
            "For n > d the quadratic term dominates, for short sequences the projections do.",
            False,
        ),
        ("attention/complexity", "As long as the width is larger, the projections dominate.", False),
        ("backpropagation/why-relu", "Gradients don't vanish as through saturating sigmoids; it's cheap.", False),
        ("backpropagation/vanishing-exploding", "The initialisation doesn't enter into it.", True),
        ("backpropagation/vanishing-exploding", "The initialisation enters into it.", False),
        ("svm-dual/soft-margin", "The primal stays as it is.", True),
        ("svm-dual/soft-margin", "In the dual the α_i may lie between −C and C.", True),
        ("svm-dual/soft-margin", "In the dual the α_i may lie between 0 and C.", False),
        ("svm-dual/kkt-conditions", "For points lying on the margin α_i must vanish.", True),
        ("svm-dual/kkt-conditions", "For points beyond the margin α_i must vanish.", False),
        ("em-algorithm/monotonicity", "The M-step then lowers the bound a little.", True),
        ("em-algorithm/monotonicity", "The M-step then raises the lower bound a little.", False),
        (
            "svm-dual/soft-margin",
            "Large C means hardly any tolerance, small C a wide street with a few trespassers.",
            False,
        ),
        ("svm-dual/soft-margin", "Small C means few trespassers.", True),
        ("attention/kv-cache", "A new token compares its query with the stored keys.", False),
        ("attention/kv-cache", "We store the queries of all tokens.", True),
        ("kl-divergence/js-divergence", "Its value can get arbitrarily large, as for KL.", True),
        ("kl-divergence/js-divergence", "Its value is bounded, while KL is unbounded.", False),
        ("em-algorithm/em-vs-kmeans", "So k-means is hard EM, while EM has soft assignments.", False),
        ("em-algorithm/em-vs-kmeans", "So k-means is soft, while EM has hard assignments.", True),
        (
            "map-estimation/bayes-intuition",
            "The likelihood is what I believe before the data, the prior tells the rest.",
            True,
        ),
        ("map-estimation/bayes-intuition", "The likelihood changes what I believe before the data, the prior.", False),
        ("backpropagation/computation-graph", "Going back it multiplies the derivatives and sends the product.", False),
        (
            "backpropagation/computation-graph",
            "Gradients that come back along several branches are multiplied with each other.",
            True,
        ),
    ],
)
def test_what_is_mistaken(point: str, answer: str, wrong: bool):
    derivation, _, name = point.partition("/")
    found = CLAIMS.judge(Question(derivation, rubric(derivation).point(name), "", answer))
    assert (found.misconception is not None) == wrong


@pytest.mark.parametrize(
    ("derivation", "point", "answer", "level"),
    [
        (
            "em-algorithm",
            "gmm-em",
            "In the E-step each point gets γ_ik equal to π_k N(x_i; μ_k, Σ_k) divided by the same thing summed over all components.",
            "partial",
        ),
        (
            "em-algorithm",
            "gmm-em",
            "In the E-step each point gets γ_ik equal to π_k N(x_i; μ_k, Σ_k) divided by the sum of these; in the M-step the means "
            "become averages weighted by γ, the covariances likewise, and π_k is the average of the γ_ik.",
            "full",
        ),
        (
            "backpropagation",
            "why-relu",
            "The sigmoid's slope is at most a quarter, so through many layers the gradient dies away, while ReLU has slope one for "
            "positive inputs and passes it on undiminished, and it is cheap.",
            "partial",
        ),
    ],
)
def test_half_of_the_question_is_half_of_the_answer(derivation: str, point: str, answer: str, level: str):
    asked = rubric(derivation).point(point)
    assert BuiltinJudge().judge(Question(derivation, asked, asked.questions[0], answer)).level == level


@pytest.mark.parametrize(
    ("answer", "hedged"),
    [
        ("I couldn't recite the details exactly", True),
        ("I don't have the final formula in my head", True),
        ("we don't have the exact posterior, so we bound it", False),
        ("autoencoders don't have a prior", False),
    ],
)
def test_who_says_that_something_is_missing_hedges(answer: str, hedged: bool):
    assert is_hedged(answer) == hedged


@pytest.mark.parametrize(
    ("answer", "evades"),
    [
        ("It is important in practice. Which framework are you using, if I may ask?", True),
        ("What are you asking a network to do then? To predict a mean.", False),
    ],
)
def test_who_asks_back_evades(answer: str, evades: bool):
    assert is_evasion(answer) == evades

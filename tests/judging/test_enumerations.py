"""A row of keywords earns nothing by the sentence around it; what is said shortly, or of each in a row, loses nothing."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.enumerations import only_lists
from rubrics import rubrics


def question(derivation: str, point: str, answer: str) -> Question:
    asked = rubrics()[derivation].point(point)
    return Question(derivation, asked, asked.questions[0], answer)


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("map-estimation", "bayes-intuition", "The key things are prior, likelihood, evidence, posterior, normalisation, Bayes, of course."),
        ("linear-regression", "invertibility", "I would talk about full column rank, collinearity, more samples than features, the pseudoinverse and ridge."),
        ("svm-dual", "soft-margin", "The topic covers slack variables, the hinge loss, C, the box constraint, overfitting and the margin."),
        ("em-algorithm", "em-vs-kmeans", "Keywords would be soft assignments, hard assignments, spherical covariances, zero variance, clusters and distances."),
        ("diffusion", "ddpm-vs-ddim", "There are, as everybody knows, stochastic, deterministic, steps, marginals, the same network, skipping, non-Markovian."),
        ("backpropagation", "why-relu", "Typical buzzwords are slope one, no saturation, cheap, sparse activations, dying units and leaky variants."),
        ("vae-elbo", "vae-vs-ae", "A complete answer contains the latent distribution, the prior, KL, sampling, point codes, gaps and generation."),
    ],
)  # fmt: skip
def test_keywords_in_a_sentence_earn_nothing(derivation, point, answer):
    asked = question(derivation, point, answer)
    assert only_lists(asked, answer)
    assert BuiltinJudge(by_example=False).judge(asked).level == "none"


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        ("backpropagation", "vanishing-exploding", "Remedies are ReLU, residual connections, clipping, normalisation and good initialisation."),
        ("svm-dual", "why-dual", "Data enter only through inner products, so kernels; and few α are non-zero."),
        ("attention", "causal-mask", "−∞ above the diagonal before the softmax, so future weights are zero and no token sees what comes later."),
        ("map-estimation", "bayes-intuition", "It is the prior times the likelihood, over the evidence, which gives the posterior, our belief, afterwards."),
        ("diffusion", "ddpm-vs-ddim", "DDPM adds noise each step, DDIM is deterministic and skips steps; same marginals, same network."),
    ],
)  # fmt: skip
def test_a_short_statement_is_no_row_of_keywords(derivation, point, answer):
    assert not only_lists(question(derivation, point, answer), answer)


def test_a_statement_with_a_few_terms_after_it_is_no_pile():
    answer = (
        "The gradient is a product of layer Jacobians: factors below one vanish, above one explode. "
        "ReLU, good initialisation, residuals, clipping help."
    )
    asked = question("backpropagation", "vanishing-exploding", answer)
    assert BuiltinJudge(by_example=False).judge(asked).level == "full"

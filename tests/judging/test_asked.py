"""What a question asks for, in whatever words, has to be answered: half of it in full is a part."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.asks import passed_over
from interviewer.judging.doc import read
from rubrics import rubric

JUDGE = BuiltinJudge()
CLAIMS = BuiltinJudge(by_example=False)
RELU = (
    "For positive inputs its slope is one, so gradients do not vanish, whereas the sigmoid saturates, its slope is never above "
    "a quarter, and ReLU is cheap to compute, just a comparison."
)


def asked(derivation, point, question, answer):
    return Question(derivation, rubric(derivation).point(point), question, answer)


@pytest.mark.parametrize(
    ("derivation", "point", "question", "answer"),
    [
        ("backpropagation", "why-relu", "Why is ReLU in use, not the sigmoid, and what speaks against ReLU?", RELU),
        ("backpropagation", "why-relu", "Why ReLU rather than the sigmoid? What's bad about it?", RELU),
        (
            "kl-divergence",
            "asymmetry",
            "Why isn't KL symmetric, and why can't one call it a distance?",
            "The expectation is taken under the first distribution only, so the log ratio is weighted by p in one case and by q "
            "in the other, and swapping them gives another number.",
        ),
        (
            "attention",
            "causal-mask",
            "How do you hide the future, and at which place does the mask act?",
            "Every position sees only itself and the positions before it, a triangle; in training all positions can be "
            "predicted in parallel without cheating.",
        ),
        (
            "diffusion",
            "classifier-free-guidance",
            "Explain classifier-free guidance: what's done in training, what in sampling?",
            "In sampling you run the network with the prompt and without it, and extrapolate from the unconditional prediction; "
            "a larger scale follows the prompt more closely at the cost of diversity.",
        ),
        (
            "logistic-regression",
            "gradient-intuition",
            "Read the gradient to me. What do the factors do?",
            "It has prediction minus label in it. The larger the error the larger the update, and for a perfect prediction "
            "there is none at all.",
        ),
    ],
)
def test_one_half_of_what_is_asked_is_a_part(derivation, point, question, answer):
    assert JUDGE.judge(asked(derivation, point, question, answer)).level == "partial"


@pytest.mark.parametrize(
    ("derivation", "point", "question", "answer"),
    [
        (
            "backpropagation",
            "why-relu",
            "Why is ReLU in use, not the sigmoid, and what speaks against ReLU?",
            f"{RELU} But units may die: negative for all the data they get no gradient any more.",
        ),
        ("backpropagation", "why-relu", "Why ReLU rather than the sigmoid?", RELU),
        (
            "kl-divergence",
            "asymmetry",
            "Why isn't KL symmetric, and why can't one call it a distance?",
            "The expectation is taken under the first distribution only, so swapping them gives another number. Nor does it obey "
            "the triangle inequality.",
        ),
        (
            "attention",
            "causal-mask",
            "How do you hide the future, and at which place does the mask act?",
            "Scores of later positions are set to minus infinity before the softmax, so their weights are exactly zero and the "
            "rest still sums to one.",
        ),
    ],
)
def test_both_halves_are_the_whole(derivation, point, question, answer):
    assert JUDGE.judge(asked(derivation, point, question, answer)).level == "full"


def test_a_question_of_two_parts_in_other_words_asks_for_the_halves_of_the_first_question():
    two = asked("backpropagation", "why-relu", "What made ReLU win, and which dark side has it?", RELU)
    one = asked("backpropagation", "why-relu", "What made ReLU win?", RELU)
    met = {"no-saturation", "cheap"}
    assert [ask.claims for ask in passed_over(two, read(RELU), met)] == [["dying", "not-centred"]]
    assert not passed_over(one, read(RELU), met)


def test_what_was_not_understood_may_be_what_is_missing_but_a_single_remark_is_none():
    question = "Why ReLU rather than the sigmoid, and what are its drawbacks?"
    met = {"no-saturation", "sigmoid-flat", "cheap"}
    remark = f"{RELU} Everybody in industry likes such simple things."
    silence = asked("backpropagation", "why-relu", question, remark)
    assert passed_over(silence, read(remark), met)
    more = f"{remark} Some valves rust shut and then water never flows again. Such pipes remain closed for good afterwards."
    assert not passed_over(asked("backpropagation", "why-relu", question, more), read(more), met)


def test_likeness_lifts_no_answer_that_leaves_out_a_half():
    answer = (
        "Maximum likelihood takes the θ under which the data are most probable, MAP the θ that's most probable given the data, "
        "so it maximises likelihood times prior. In logs that's just one extra term, log p(θ), which protects you from extremes."
    )
    question = (
        "What separates MAP from maximum likelihood, and under what circumstances do they give the same estimate?"
    )
    found = JUDGE.judge(asked("map-estimation", "map-vs-mle", question, answer))
    assert found.level == "partial"


@pytest.mark.parametrize(
    ("derivation", "point", "question", "answer"),
    [
        (
            "attention",
            "kv-cache",
            "What's kept in a KV cache, and what's the saving?",
            "With the cache each new token costs work linear in the length rather than quadratic, because the prefix isn't run "
            "through again, though memory grows with the length.",
        ),
        (
            "vae-elbo",
            "blurry-images",
            "Where does the blur come from, and what could one do against it?",
            "Use a more flexible likelihood than a fixed-variance Gaussian, or an adversarial or perceptual loss on top, or a richer "
            "prior or discrete codes as in VQ-VAE.",
        ),
        (
            "diffusion",
            "closed-form-forward",
            "How does one get x_t out of x_0 in a single step, and what's the justification?",
            "Because one can unroll it: every step is linear with independent Gaussian noise, and a sum of independent Gaussians is "
            "again Gaussian, the variances added.",
        ),
    ],
)
def test_the_second_half_alone_is_a_part_too(derivation, point, question, answer):
    assert JUDGE.judge(asked(derivation, point, question, answer)).level == "partial"

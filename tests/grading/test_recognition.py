"""What an interviewer asks about in words of his own, and what he does not ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivations import catalogue
from interviewer.grading.recognition import Topic, recognise
from rubrics import rubrics

ANSWERS = Path("rubrics/suites/answers/first-sight")


def topic(derivation: str, question: str, answer: str = "", **known: bool) -> Topic | None:
    return recognise(catalogue()[derivation], rubrics()[derivation].points, question, answer, **known)


@pytest.mark.parametrize(
    ("derivation", "point", "question"),
    [
        ("svm-dual", "soft-margin", "Suppose the two classes overlap. What becomes of the primal and of the dual?"),
        ("svm-dual", "support-vectors", "Which training points are called support vectors, and why?"),
        ("attention", "kv-cache", "While generating, what is kept in the KV cache and what is saved by that?"),
        ("attention", "causal-mask", "How does one hide future tokens from a position, and where is the mask put?"),
        ("diffusion", "ddpm-vs-ddim", "Set DDPM and DDIM sampling side by side for me, please."),
        ("vae-elbo", "blurry-images", "VAE samples tend to look blurry. Where does that come from?"),
        ("em-algorithm", "em-vs-kmeans", "What relates k-means to EM on Gaussian mixtures?"),
        ("kl-divergence", "js-divergence", "Tell me about the Jensen–Shannon divergence: what does it mend?"),
        ("linear-regression", "ridge", "What would an L2 penalty do to your solution?"),
        ("backpropagation", "batch-norm", "Batch normalisation: what is computed, and how does one differentiate it?"),
        ("map-estimation", "map-vs-mle", "In which cases do MAP and maximum likelihood coincide?"),
        (
            "logistic-regression",
            "softmax-extension",
            "With ten classes in place of two, what do model and loss look like?",
        ),
    ],
)
def test_a_question_in_other_words_is_recognised(derivation, point, question):
    assert topic(derivation, question) == Topic("point", point)


def test_questions_of_many_authors_are_recognised():
    """The questions that came with the labelled answers, in their authors' own words."""
    asked: dict[tuple[str, str, str], str] = {}
    for path in sorted(ANSWERS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            points = rubrics()[row["derivation"]].points
            if not any(row["question"] in (*p.questions, *p.deeper, *p.simpler) for p in points):
                asked.setdefault((row["derivation"], row["point"], row["question"]), row["answer"])
    rows = list(asked.items())[::3]
    found = [(topic(d, question, answer), Topic("point", point)) for (d, point, question), answer in rows]
    assert len(rows) > 100
    assert sum(is_so == meant for is_so, meant in found) > 0.93 * len(rows)
    assert sum(is_so not in (meant, None) for is_so, meant in found) < 0.02 * len(rows)


@pytest.mark.parametrize("derivation", list(catalogue()))
def test_the_catalogues_own_questions_are_theirs(derivation):
    for point in rubrics()[derivation].points:
        for question in (*point.questions, *point.deeper, *point.simpler):
            assert topic(derivation, f"Good. {question}") == Topic("point", point.id)
    for milestone in catalogue()[derivation].milestones:
        for question in milestone.why:
            assert topic(derivation, question) == Topic("why", milestone.id)
    for opening in catalogue()[derivation].opening:
        assert topic(derivation, opening) is None


@pytest.mark.parametrize(
    ("derivation", "milestone", "question"),
    [
        ("svm-dual", "primal", "Why is it the squared norm that you minimise?"),
        ("attention", "multi-head", "Why use several heads instead of a single big one?"),
        ("diffusion", "reverse-process", "Why is the posterior conditioned on x_0?"),
        ("linear-regression", "expansion", "You merged the two cross terms. Why are they equal?"),
        ("vae-elbo", "loss", "In which directions do the two terms of the loss pull?"),
        ("kl-divergence", "cross-entropy-relation", "Why does one train with cross-entropy rather than with the KL?"),
    ],
)
def test_a_motivation_in_other_words_is_recognised(derivation, milestone, question):
    answer = catalogue()[derivation].milestone(milestone).motivation
    assert topic(derivation, question, answer) == Topic("why", milestone)


@pytest.mark.parametrize(
    "question",
    [
        "Hello! Shall we begin?",
        "Okay, and why is that?",
        "Could you write that down as a formula?",
        "Good. What is the next step?",
        "Can you say that again in other words?",
        "What is your favourite paper of last year?",
        "Why are you interested in this position?",
        "Take your time. Would you like a hint?",
        "Is this always true?",
        "Understood. Back to the derivation.",
        "Agreed.",
        "That fixes it.",
        "Better. Go on from there.",
        "Take an extreme case of it.",
        "Let us leave the derivation there, so that we have time for some questions.",
        "We are coming to the end of our time.",
        "All right, we end it here. Thank you for the work you put in.",
        "",
        "???",
    ],
)
@pytest.mark.parametrize("derivation", list(catalogue()))
def test_chatter_asks_for_nothing_even_before_a_full_answer(derivation, question):
    for point in rubrics()[derivation].points:
        assert topic(derivation, question, point.answer) is None


@pytest.mark.parametrize(
    ("derivation", "question"),
    [
        ("svm-dual", "Why does DDIM need fewer steps than DDPM?"),
        ("linear-regression", "What does the KV cache save during generation?"),
        ("attention", "Why does EM never lower the likelihood?"),
        ("kl-divergence", "When is XᵀX invertible, and what does the ridge do about it?"),
    ],
)
def test_a_question_about_something_else_is_none_of_this(derivation, question):
    for point in rubrics()[derivation].points:
        assert topic(derivation, question, point.answer) is None


def test_a_request_for_a_step_asks_for_no_reason():
    assert topic("svm-dual", "Now substitute this back into the Lagrangian, please.") is None
    assert topic("em-algorithm", "Can you write the Q-function for this?") is None
    assert topic("attention", "What is the variance of q·k?", "Var(q·k) = d_k", is_step=True) is None
    assert topic("backpropagation", "Derive backpropagation for a network of your choice.", is_opening=True) is None


def test_between_two_points_none_is_chosen_unless_the_answer_tells():
    derivation = catalogue()["svm-dual"]
    point, other = (rubrics()["svm-dual"].point(name) for name in ("soft-margin", "support-vectors"))
    twin = point.model_copy(update={"id": "twin", "claims": other.claims})
    question = "Suppose the two classes overlap. What becomes of the primal and of the dual?"
    assert recognise(derivation, [point], question) == Topic("point", "soft-margin")
    assert recognise(derivation, [point, twin], question) is None
    assert recognise(derivation, [point, twin], question, point.answer) == Topic("point", "soft-margin")
    assert recognise(derivation, [point, twin], question, other.answer) == Topic("point", "twin")

"""What labelled answers to the same point add to the claims: they see what no pattern lists, and credit nothing alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.likeness import Likeness, likeness
from interviewer.judging.protocol import LEVELS
from rubrics import Example, RubricError, examples, rubric, rubrics
from rubrics.examples import SUITE

BOTH, CLAIMS = BuiltinJudge(), BuiltinJudge(by_example=False)
Q = {
    "em-vs-kmeans": "How are EM for Gaussian mixtures and k-means related, and where do they differ?",
    "forward-vs-reverse": "When you fit q to a bimodal p, what do the two directions of KL give you, and why?",
    "batch-norm": "What does batch norm compute in training, and what changes at test time?",
    "scaling-factor": "Why are the scores divided by the root of d_k, and why the root?",
    "reparameterization": "Why does one need the reparameterization trick, and how does it go?",
    "priors-as-regularizers": "Which penalties do Gaussian and Laplace priors give, and what sets the strength?",
    "no-closed-form": "Why is there no closed form for logistic regression, and how do you fit it then?",
}


def question(derivation: str, point: str, answer: str) -> Question:
    return Question(derivation, rubrics()[derivation].point(point), Q[point], answer)


@pytest.mark.parametrize(
    ("derivation", "point", "level", "answer"),
    [
        (
            "em-algorithm",
            "em-vs-kmeans",
            "full",
            "Both go back and forth between assigning the points and refitting the clusters. EM assigns softly, by posterior "
            "responsibilities, and fits weights and full covariances, whereas k-means gives each point wholly to its nearest "
            "centre and so assumes round clusters of equal size. Take a shared covariance σ²I and let σ² shrink to zero: the "
            "responsibilities become zero or one, and EM turns into k-means.",
        ),
        (
            "em-algorithm",
            "em-vs-kmeans",
            "partial",
            "K-means puts every point wholly into one cluster, namely that of the nearest centre, while EM computes for each "
            "point how probable each of the clusters is and shares it out accordingly.",
        ),
        (
            "em-algorithm",
            "em-vs-kmeans",
            "none",
            "K-means is the more general of the two, since it makes no assumption of a density; EM is what you get when you let "
            "the clusters of k-means become infinitely wide, so that each point is assigned to just the one it is nearest to, "
            "and this is why EM always finds the best clustering while k-means gets stuck.",
        ),
        (
            "backpropagation",
            "batch-norm",
            "full",
            "For each feature it takes the mean and variance over the minibatch, subtracts and divides, and then applies a "
            "learned scale γ and shift β. Meanwhile it keeps running averages of both statistics; at test time those fixed "
            "averages are used, so that the output of an example does not hang on the company it comes in.",
        ),
        (
            "vae-elbo",
            "reparameterization",
            "none",
            "The trick is needed because the decoder would otherwise overfit to the mean of the latent code. So one multiplies "
            "the decoder's output by random noise at training time, which works like dropout, and switches the noise off at "
            "test time; the gradient itself was never a problem since sampling is differentiable.",
        ),
        (
            "logistic-regression",
            "no-closed-form",
            "full",
            "Setting the gradient to zero gives Xᵀ(y − σ(Xw)) = 0, and w sits inside the sigmoid, so these are nonlinear "
            "equations that can't be solved for w, unlike least squares. The log-loss is convex though, so gradient descent or "
            "Newton steps (IRLS) get you to the global optimum.",
        ),
    ],
)
def test_claims_and_labelled_answers_together_judge_answers_of_every_level(derivation, point, level, answer):
    assert BOTH.judge(question(derivation, point, answer)).level == level


def test_a_wrong_account_that_meets_claims_is_none_when_labelled_ones_are_like_it():
    asked = Question(
        "backpropagation",
        rubric("backpropagation").point("batch-norm"),
        "What does batch norm do at test time?",
        "Batch norm rescales the weights of each layer to unit length after every update so that the activations cannot grow, "
        "and at test time it computes the statistics afresh from the test batch, because the running values of training would "
        "leak information about the training labels into the predictions.",
    )
    assert CLAIMS.judge(asked).level == "partial"
    found = BOTH.judge(asked)
    assert (found.level, found.evidence, found.claims) == ("none", (), ())
    assert found.rationale


@pytest.mark.parametrize(
    ("derivation", "point", "answer"),
    [
        (
            "attention",
            "scaling-factor",
            "If the entries of q and k are independent with mean zero and variance one, their dot product is a sum of d_k such "
            "terms, so its variance is d_k and its typical size √d_k. Dividing by that brings the scores back to variance one "
            "whatever the width; unscaled, the softmax would be nearly one-hot and its gradients would die. Dividing by d_k "
            "itself would overdo it and leave the weights almost uniform.",
        ),
        (
            "map-estimation",
            "priors-as-regularizers",
            "A Gaussian prior w ~ N(0, τ²I) has −log p(w) = ‖w‖²/(2τ²) + const, which is an L2 penalty, ridge; a Laplace prior "
            "p(w) ∝ exp(−‖w‖₁/b) gives ‖w‖₁/b, an L1 penalty, lasso, whose peak at zero yields sparse solutions. The strength is "
            "set by the prior's width relative to the noise: with Gaussian noise of variance σ², multiplying through by 2σ² gives "
            "λ = σ²/τ² for ridge and 2σ²/b for the lasso. So a narrow prior or noisy data means strong regularisation.",
        ),
    ],
)
def test_a_right_answer_in_which_the_rubric_sees_a_mistake_is_full_when_labelled_ones_are_surely_like_it(
    derivation, point, answer
):
    asked = question(derivation, point, answer)
    assert CLAIMS.judge(asked).misconception
    found = BOTH.judge(asked)
    assert (found.level, found.misconception) == ("full", None)
    assert found.evidence
    assert all(quote in answer for quote in found.evidence)


RIGHT = "the gap closes when q is the posterior of z given x"
HALF = "the gap closes for some choice of q"
WRONG = "the gap closes when q is the prior of z"
LABELLED = tuple(
    Example(f"{text} {more}", level)
    for text, level in ((RIGHT, "full"), (HALF, "partial"), (WRONG, "none"))
    for more in ("so", "as the ratio tells", "in every step", "and that is all there is to it")
)


@pytest.mark.parametrize(("text", "level"), [(RIGHT, "full"), (HALF, "partial"), (WRONG, "none")])
def test_an_answer_has_the_level_of_the_labelled_ones_it_is_like(text, level):
    found = likeness(LABELLED, text, text)
    assert found is not None
    assert found.level == level
    assert found.margin > 0


def test_an_answer_is_not_judged_by_its_own_label():
    answer = f"{RIGHT} as the ratio tells"
    mislabelled = tuple(Example(e.answer, "none" if e.answer == answer else e.level) for e in LABELLED)
    found = likeness(mislabelled, answer, answer)
    assert found is not None
    assert found.level == "full"


def test_the_shorter_an_answer_the_less_there_is_to_liken():
    short, long = (likeness(LABELLED, text, text) for text in (RIGHT, f"{RIGHT} . {RIGHT} . {RIGHT}"))
    assert short is not None
    assert long is not None
    assert short.margin < long.margin / 2


def test_without_labelled_answers_of_each_level_the_claims_decide():
    assert likeness((), RIGHT, RIGHT) is None
    assert likeness([e for e in LABELLED if e.level != "none"], RIGHT, RIGHT) is None
    point = rubrics()["attention"].point("complexity").model_copy(update={"id": "of-my-own"})
    asked = Question("attention", point, point.questions[0], point.answer)
    assert BOTH.judge(asked) == CLAIMS.judge(asked)


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.floats(0, 2), st.integers(-2, 5), st.booleans())
def test_likeness_credits_nothing_alone_and_raises_by_a_level_at_most(like, level, margin, spare, lift):
    found = Likeness(like, margin).settled(level, spare, lift)
    rise = LEVELS.index(found) - LEVELS.index(level)
    assert rise <= (level == "partial" and lift)
    assert found == "none" or level != "none"


@given(st.sampled_from(LEVELS), st.floats(0, 2), st.integers(-2, 5))
def test_what_a_formula_or_a_doubt_of_his_own_took_away_is_not_given_back(like, margin, spare):
    assert Likeness(like, margin).settled("partial", spare, lift=False) != "full"


def test_more_claims_than_needed_take_more_doubt_to_outweigh():
    doubt = Likeness("partial", 0.15)
    assert doubt.settled("full", 0, lift=True) == "partial"
    assert doubt.settled("full", 2, lift=True) == "full"


def test_held_out_answers_are_never_compared_with():
    held = {
        json.loads(line)["answer"] for f in (SUITE / "held-out").glob("*.jsonl") for line in f.open(encoding="utf-8")
    }
    known = {e.answer for name, r in rubrics().items() for p in r.points for e in examples(name, p.id)}
    assert held
    assert known
    assert held.isdisjoint(known)


def test_the_labelled_answers_of_ones_own_catalogue_count(tmp_path, monkeypatch):
    folder = tmp_path / "rubrics" / "answers"
    folder.mkdir(parents=True)
    row = {"derivation": "of-my-own", "point": "why", "answer": RIGHT, "label": "full"}
    (folder / "mine.jsonl").write_text(json.dumps(row) + "\n\n", "utf-8")
    monkeypatch.setenv("INTERVIEWER_CATALOGUE", str(tmp_path))
    assert examples("of-my-own", "why") == (Example(RIGHT, "full"),)


@pytest.mark.parametrize("bad", ["not json", "[1]", '{"derivation": "a", "point": "b", "answer": "c"}'])
def test_a_row_that_is_no_labelled_answer_is_named_with_its_line(tmp_path, monkeypatch, bad):
    folder = tmp_path / "rubrics" / "answers"
    folder.mkdir(parents=True)
    (folder / "mine.jsonl").write_text(f"\n{bad}\n", "utf-8")
    monkeypatch.setenv("INTERVIEWER_CATALOGUE", str(tmp_path))
    with pytest.raises(RubricError, match=r"mine\.jsonl:2: .*label"):
        examples("attention", "complexity")


def test_an_unknown_label_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "rubrics" / "answers"
    folder.mkdir(parents=True)
    row = {"derivation": "a", "point": "b", "answer": "c", "label": "good"}
    (folder / "mine.jsonl").write_text(json.dumps(row), "utf-8")
    monkeypatch.setenv("INTERVIEWER_CATALOGUE", str(tmp_path))
    with pytest.raises(RubricError, match="'good' is none of"):
        examples("a", "b")

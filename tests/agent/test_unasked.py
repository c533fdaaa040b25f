"""What a candidate says of a point that nobody asked about: all of it counts, a half of it or a line of algebra does not."""

from __future__ import annotations

import pytest

from interviewer.agent.bench import Here
from interviewer.agent.interview import Interview
from interviewer.agent.store import Store
from interviewer.grading.transcript import Mark

GRADIENT = r"$$\nabla_w \ell = \sum_i (y_i - p_i) x_i$$"
SIGN = "the residual p - y weights each sample, so the sign flips"
READING = (
    "In words: it is the prediction error times the input, summed over samples. A confident mistake pushes hardest and a perfect "
    "prediction not at all, and the weights move along the inputs so that the score shifts towards the label."
)
CLASSES = (
    "With more classes each of them gets a weight vector of its own, the softmax of the scores gives the probabilities, the "
    "loss is the cross-entropy with one-hot labels, and the gradient for class k is p_k minus y_k times the input."
)


@pytest.fixture
def interview(tmp_path):
    return Interview.start("logistic-regression", store=Store(tmp_path / "a.db"), judge="builtin", bench=Here())


def levels(interview: Interview) -> dict[str, str]:
    """The points with a level, as the candidate sees them and then as the report has them."""
    shown = {point.id: point.level for point in interview.state.points if point.level}
    graded = {point.id: point.level for point in interview.finish().points if point.level != "not-asked"}
    assert shown == graded
    return shown


@pytest.mark.parametrize("said", [SIGN, f"{GRADIENT}\n{SIGN}", f"{SIGN}\n{GRADIENT}", f"{GRADIENT}, {SIGN}"])
def test_a_remark_on_a_line_answers_no_point(interview: Interview, said: str):
    interview.say(said)
    assert levels(interview) == {}


@pytest.mark.parametrize(
    ("said", "point"),
    [(READING, "gradient-intuition"), (CLASSES, "softmax-extension"), (f"{GRADIENT}\n{READING}", "gradient-intuition")],
)
def test_who_explains_all_of_a_point_is_not_asked_for_it(interview: Interview, said: str, point: str):
    interview.say(said)
    assert levels(interview) == {point: "full"}


def test_it_may_be_explained_in_several_messages(interview: Interview):
    for sentence in READING.split(". "):
        interview.say(f"{sentence}.")
    assert levels(interview) == {"gradient-intuition": "full"}


def test_what_an_interviewer_says_besides_is_no_question(interview: Interview):
    """An export says what was asked, also where it was nothing: its words leave nothing to guess."""
    interview.say(CLASSES)
    assert interview.transcript().turns[0].marks == (Mark("task", "logistic-regression"),)
    assert levels(interview) == {"softmax-extension": "full"}

"""What is made of a candidate's words: reasons are heard wherever they stand, and in letters as well as in words."""

from __future__ import annotations

import pytest

from interviewer.agent.calling import with_words
from interviewer.agent.wiring import JudgedProse, script_of
from interviewer.judging import BuiltinJudge
from tests.agent.rig import open_interview

CALLED = {"pre-activation": ["z"], "bias": ["b"], "posterior": ["p(z|x)"]}


def test_letters_are_said_in_words():
    assert with_words("the derivative of z by b is one", CALLED) == (
        "the derivative of z pre-activation by b bias is one"
    )


@pytest.mark.parametrize("said", ["sizes", "b_1b", "the b's", "\\z"])
def test_a_letter_inside_something_else_is_none(said):
    assert with_words(said, CALLED) == said


def test_the_longest_name_counts():
    assert with_words("p(z|x) is unknown", CALLED) == "p(z|x) posterior is unknown"


@pytest.mark.parametrize(
    ("derivation", "step", "said"),
    [
        ("backpropagation", "output-bias-gradient", "because z depends on b with derivative one"),
        (
            "backpropagation",
            "output-weight-gradient",
            "W has a row a unit of this layer, so it must be the outer product",
        ),
        ("map-estimation", "map-objective", "p(D) does not depend on θ"),
    ],
)
def test_a_reason_in_letters_is_a_reason(derivation, step, said):
    prose = JudgedProse(derivation, BuiltinJudge(), BuiltinJudge())
    assert prose.reason(script_of(derivation).step(step), said).level != "none"


def test_a_short_reason_that_says_everything_is_whole():
    prose = JudgedProse("backpropagation", BuiltinJudge(), BuiltinJudge())
    step = script_of("backpropagation").step("hidden-weight-gradient")
    assert prose.reason(step, "it is the same outer product, only the error vector has changed").level == "full"


def test_a_reason_in_the_message_after_the_formula_is_not_asked_for_again(tmp_path):
    interview = open_interview(tmp_path / "a.db")
    interview.say("objective = |Xw-y|^2\nand that is because of convexity")
    assert interview.say("expansion = w'X'Xw - 2w'X'y + y'y") == []  # auxiliary: its reason waits for a pause
    (reply,) = interview.say("this holds because a scalar is its own transpose")
    assert reply.move == "nod"


def test_two_equations_in_one_line_reach_two_key_steps(tmp_path):
    from interviewer.agent.bench import Here
    from interviewer.agent.interview import Interview
    from interviewer.agent.store import Store

    interview = Interview.start("backpropagation", store=Store(tmp_path / "a.db"), judge="builtin", bench=Here())
    interview.say("∂L/∂W^{(l)} = δ^{(l)} (a^{(l-1)})^T, ∂L/∂b^{(l)} = δ^{(l)}")
    reached = {milestone.id for milestone in interview.state.milestones if milestone.status == "reached"}
    assert reached == {"hidden-weight-gradient", "hidden-bias-gradient"}
    report = interview.finish()
    assert {m.id for m in report.milestones if m.status == "reached"} == reached

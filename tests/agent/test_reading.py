"""What is made of a candidate's words: reasons are heard wherever they stand, and in letters as well as in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.agent.bench import Here
from interviewer.agent.calling import with_words
from interviewer.agent.interview import Interview
from interviewer.agent.reading import MOST_LINES, TOO_MANY, Answer, MessageReader
from interviewer.agent.state import new_state
from interviewer.agent.store import Store
from interviewer.agent.view import Turn
from interviewer.agent.wiring import JudgedProse, script_of
from interviewer.checking.verdict import Verdict
from interviewer.judging import BuiltinJudge, Judgement
from tests.agent.rig import PlayedProse, check, open_interview, split
from tests.agent.scene import SCRIPT

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
    interview = Interview.start("backpropagation", store=Store(tmp_path / "a.db"), judge="builtin", bench=Here())
    interview.say("∂L/∂W^{(l)} = δ^{(l)} (a^{(l-1)})^T, ∂L/∂b^{(l)} = δ^{(l)}")
    reached = {milestone.id for milestone in interview.state.milestones if milestone.status == "reached"}
    assert reached == {"hidden-weight-gradient", "hidden-bias-gradient"}
    report = interview.finish()
    assert {m.id for m in report.milestones if m.status == "reached"} == reached


class CountingBench:
    """Checks nothing; counts what it is asked."""

    def __init__(self):
        self.asked = 0

    def check(self, derivation, setup, step):
        self.asked += 1
        return Verdict("refuted" if self.asked % 3 == 0 else "undecided", message="hostile")

    def turn(self, derivation, setup, step):
        return ""

    def judge(self, question):
        return Judgement("none")


HOSTILE = {
    "lines": "\n".join(f"a_{k} = b_{k} + c_{k}^{k}" for k in range(2_000)),
    "brackets": "x = " + "(" * 5_000 + "1" + ")" * 5_000,
    "fractions": "$$" + r"\frac{" * 2_000 + "x" + "}{y}" * 2_000 + "$$",
    "mixed": "\n".join(f"We set a_{k} = {k} for the sake of it\n\\sqrt{{{k}}} = b_{k}" for k in range(500)),
    "powers": "```math\n" + "y = 9^{9^9}\n" * 1_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_read_once_is_not_checked_again_for_the_report(tmp_path, kind):
    bench = CountingBench()
    interview = Interview.start("svm-dual", store=Store(tmp_path / "a.db"), judge="builtin", bench=bench)
    interview.say(HOSTILE[kind])
    asked = bench.asked
    assert asked <= 3 * MOST_LINES
    assert interview.finish().score == 0
    assert bench.asked == asked


def test_a_message_that_takes_too_long_is_answered_all_the_same():
    seconds = iter(range(0, 1_000, 5))
    reader = MessageReader(SCRIPT, split, check, PlayedProse(), now=lambda: next(seconds))
    text = "\n".join(f"expansion = {k}" for k in range(12))
    lines, _ = reader.read(new_state("a"), Turn(2, "candidate", text), [])
    judged = [line.verdict.verdict for line in lines]
    assert judged[:3] == ["verified"] * 3
    assert judged[-1] == "undecided"
    assert lines[-1].verdict.message == TOO_MANY


class NotesProse(PlayedProse):
    """Judges a point full once both halves of the answer were said."""

    def point(self, point, question, answer, *, quick=False):
        said = "first half" in answer, "second half" in answer
        return Answer("full" if all(said) else "partial" if any(said) else "none")


def test_what_was_explained_in_several_messages_is_known():
    reader = MessageReader(SCRIPT, split, check, NotesProse())
    first = Turn(2, "candidate", "the first half of the answer comes here in so many words")
    second = Turn(3, "candidate", "and the second half of it comes here in other words")
    lines, facts = reader.read(new_state("a"), first, [])
    assert facts.volunteered == {"ridge": "partial", "invertibility": "partial"}
    _, facts = reader.read(new_state("a"), second, [replace(first, lines=lines)])
    assert facts.volunteered == {"ridge": "full", "invertibility": "full"}

"""No line hangs or kills an interview: algebra and judge work in a process that may be lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from interviewer.agent.bench import Aside
from interviewer.agent.interview import Interview
from interviewer.agent.store import Store
from interviewer.judging import Question
from rubrics import rubric

RIGHT = "∂L/∂w = 2Xᵀ(Xw − y)"
HOSTILE = (
    "x = " + "(" * 5_000 + "1" + ")" * 5_000,
    "9^9^9^9 = 1",
    "Σ_{i=1}^{10^9} i = 3\n" * 3,
    "w = " + "w+" * 40_000 + "w",
    "\x1b[2J__import__('os').system('true') = 0\x00\u202e",
    "\\frac{" * 400 + " = 1",
    "$$ x = \n" * 50,
    "exp(exp(exp(exp(100)))) = 1",
    "a" * 150_000,
)


@pytest.fixture(scope="module")
def bench():
    aside = Aside()
    yield aside
    aside.close()


def workers() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def test_a_line_is_judged_as_everywhere(bench):
    assert bench.check("linear-regression", [], RIGHT).verdict == "verified"
    assert bench.check("linear-regression", [], "∂L/∂w = 2Xᵀ(y − Xw)").diagnosis == "right up to the sign"


def test_a_known_wrong_turn_is_recognised_in_another_notation(bench):
    setup = ["L(w) = ‖y − Xw‖²"]
    assert "raise or lower the loss" in bench.turn("linear-regression", setup, "dL/dw = -2X^T(Xw - y)")
    assert bench.turn("linear-regression", setup, "dL/dw = 7X^T(Xw - y)") == ""


def test_when_its_process_dies_the_next_line_is_judged_by_another(bench):
    bench.check("linear-regression", [], RIGHT)
    before = workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    lost = bench.check("linear-regression", [], RIGHT)
    assert lost.verdict == "undecided"
    assert "split it" in lost.message
    assert bench.check("linear-regression", [], RIGHT).verdict == "verified"
    assert workers().isdisjoint(before)


def test_an_answer_whose_process_dies_earns_nothing(bench):
    point = rubric("linear-regression").points[0]
    question = Question("linear-regression", point, point.questions[0], point.answer)
    assert bench.judge(question).level == "full"
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    assert bench.judge(question).level == "none"
    assert bench.judge(question).level == "full"


def test_hostile_lines_are_answered_and_the_interview_goes_on(bench, tmp_path: Path):
    interview = Interview.start("linear-regression", store=Store(tmp_path / "a.db"), judge="builtin", bench=bench)
    for line in HOSTILE:
        interview.say(line)
    lines = [line for turn in interview.state.turns for line in turn.lines if line.formula]
    assert lines
    assert not any(line.verdict and line.verdict.verdict in ("verified", "given") for line in lines)
    interview.say(RIGHT)
    last = interview.state.turns[-1].lines or interview.state.turns[-2].lines
    assert [line.verdict.verdict for line in last if line.verdict] == ["verified"]
    assert "gradient" in [m.id for m in interview.finish().milestones if m.status == "reached"]
    interview.close()

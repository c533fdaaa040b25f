"""Verdicts while one writes: each line under what was accepted before it, the latest text first, no waiting."""

from __future__ import annotations

import threading
import time

from interviewer.checking.verdict import Verdict
from tui.checking import LiveChecker
from tui.live import QUICK, LiveVerdicts, walk

GOOD, BAD = Verdict("verified"), Verdict("refuted")


class Written:
    """Answers from a table; keeps what it was asked, and can be made to wait."""

    def __init__(self, table):
        self.table, self.asked, self.gate = table, [], threading.Event()
        self.gate.set()

    def verdict(self, derivation, setup, line, seconds):
        self.asked.append((line, tuple(setup), seconds))
        self.gate.wait(20)
        return self.table.get(line)


def until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_a_line_is_judged_under_the_accepted_lines_before_it():
    known = {("a = 1", ()): GOOD, ("b = 2", ("a = 1",)): BAD}
    found = walk(["a = 1", "in words only we say", "b = 2", "c = 3"], [], known)
    assert {row: verdict.verdict for row, verdict in found.verdicts.items()} == {0: "verified", 2: "refuted"}
    assert found.missing == (3, "c = 3", ("a = 1",))


def test_a_pasted_board_is_judged_line_by_line():
    checker = Written({"a = 1": GOOD, "b = 2": BAD, "c = 3": GOOD})
    live = LiveVerdicts("svm-dual", checker, lambda _: None)
    live.submit(["a = 1", "b = 2", "c = 3"], ["before = 0"])
    until(lambda: len(live.known(["a = 1", "b = 2", "c = 3"], ["before = 0"])) == 3)
    assert [setup for _, setup, _ in checker.asked] == [
        ("before = 0",),
        ("before = 0", "a = 1"),
        ("before = 0", "a = 1"),
    ]
    live.close()


def test_the_latest_text_wins_and_nothing_is_asked_twice():
    checker = Written({"a = 1": GOOD, "c = 3": GOOD})
    checker.gate.clear()
    live = LiveVerdicts("svm-dual", checker, lambda _: None)
    live.submit(["a = 1"], [])
    until(lambda: checker.asked)
    live.submit(["b = 2"], [])
    live.submit(["c = 3"], [])
    checker.gate.set()
    until(lambda: live.known(["c = 3"], []))
    live.submit(["a = 1"], [])
    until(lambda: live.known(["a = 1"], []))
    assert [line for line, _, _ in checker.asked] == ["a = 1", "c = 3"]
    live.close()


def test_a_line_that_ran_out_of_time_gets_more_of_it_when_nothing_else_waits():
    checker = Written({})
    live = LiveVerdicts("svm-dual", checker, lambda _: None)
    live.submit(["a = 1"], [])
    until(lambda: len(checker.asked) == 2)
    assert [seconds > QUICK for _, _, seconds in checker.asked] == [False, True]
    until(lambda: live.known(["a = 1"], [])[0].verdict == "undecided")
    live.close()


def test_the_checking_process_answers_survives_its_death_and_can_be_closed():
    checker = LiveChecker()
    line = "w = (XᵀX)⁻¹Xᵀy"
    first = checker.verdict("linear-regression", [], line, 4.0)
    assert first is not None
    assert first.verdict == "verified"
    checker._process.kill()
    assert checker.verdict("linear-regression", [], line, 4.0) is None
    again = checker.verdict("linear-regression", [], line, 4.0)
    assert again is not None
    assert again.verdict == "verified"
    checker.close()
    assert checker.verdict("linear-regression", [], line, 1.0) is None

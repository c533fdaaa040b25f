"""The candidate's formula lines in order, each judged as the grader judges it: under his own sound lines before it.

A line that fails is tried once more with his refuted lines taken for true: if it then follows, the mistake is only
carried forward, and neither probed nor counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from interviewer.agent.view import Line, Turn
from interviewer.checking.verdict import Verdict
from interviewer.grading.steps import MAX_STEPS

Check = Callable[[Sequence[str], str], Verdict]
WrongTurn = Callable[[Sequence[str], str], str]

RIGHT = ("verified", "given")


def no_known_turn(setup: Sequence[str], step: str) -> str:
    """For who has no catalogue of wrong turns: every slip is an unknown one."""
    return ""


@dataclass(slots=True)
class Ledger:
    """What was written so far: the lines that stand, and all of them."""

    sound: list[str] = field(default_factory=list)
    everything: list[str] = field(default_factory=list)
    refuted: bool = False

    def enter(self, text: str, verdict: Verdict) -> None:
        """Keep a judged line."""
        self.everything.append(text)
        if verdict.verdict == "refuted":
            self.refuted = True
        else:
            self.sound.append(text)

    def judge(self, text: str, check: Check) -> Line:
        """The line with its verdict, entered."""
        verdict = check(self.sound, text)
        fails = verdict.verdict not in RIGHT
        carried = fails and self.refuted and check(self.everything, text).verdict in RIGHT
        self.enter(text, verdict)
        return Line(text, verdict, carried=carried)


def ledger_of(turns: Iterable[Turn]) -> Ledger:
    """The ledger of what was said before."""
    ledger = Ledger()
    for turn in turns:
        for line in turn.lines:
            if line.formula and line.verdict:
                ledger.enter(line.text, line.verdict)
    return ledger


def recorded(turns: Iterable[Turn]) -> dict[tuple[tuple[str, ...], str], Verdict]:
    """The verdicts already reached, by set-up and line, so that the report says what the interview said: under the sound
    lines, and under all lines for what was carried forward."""
    ledger, known = Ledger(), {}
    for turn in turns:
        for line in turn.lines:
            if line.formula and line.verdict and len(ledger.everything) < MAX_STEPS:
                carried = replace(line.verdict, verdict="verified") if line.carried else line.verdict
                known.setdefault((tuple(ledger.everything), line.text), carried)
                known[tuple(ledger.sound), line.text] = line.verdict
                ledger.enter(line.text, line.verdict)
    return known

"""Verdicts on the whiteboard while one writes: a thread asks the checking process line by line, the latest text wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from interviewer.checking.verdict import Verdict

QUICK, PATIENT = 0.4, 2.0  # seconds for a line's first check, and for another one when the first ran out of time
REMEMBERED = 2_000  # verdicts kept; an interview has a few hundred lines

Known = dict[tuple[str, tuple[str, ...]], Verdict]


class Checker(Protocol):
    """Judges one line; None when there was no answer in time."""

    def verdict(self, derivation: str, setup: Sequence[str], line: str, seconds: float) -> Verdict | None: ...


@dataclass(frozen=True, slots=True)
class Walk:
    """What is known of a board: verdicts by line number, and the first line whose verdict is missing, with its set-up."""

    verdicts: dict[int, Verdict]
    missing: tuple[int, str, tuple[str, ...]] | None


def walk(lines: Sequence[str], before: Sequence[str], known: Known) -> Walk:
    """Go down the board as the interviewer would: a line is judged under what was accepted before it. `before` are the
    accepted formulas of earlier messages."""
    from interviewer.grading.formulas import formula_in

    verdicts: dict[int, Verdict] = {}
    setup = list(before)
    for number, line in enumerate(lines):
        formula = formula_in(line) if line.strip() else None
        if formula is None:
            continue
        verdict = known.get((formula, tuple(setup)))
        if verdict is None:
            return Walk(verdicts, (number, formula, tuple(setup)))
        verdicts[number] = verdict
        if verdict.verdict in ("verified", "given"):
            setup.append(formula)
    return Walk(verdicts, None)


class LiveVerdicts:
    """The thread. `show` is called in it with the verdicts by line number whenever they change."""

    def __init__(self, derivation: str, checker: Checker, show: Callable[[dict[int, Verdict]], object]) -> None:
        self._derivation, self._checker, self._show = derivation, checker, show
        self._wake = threading.Condition()
        self._board: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._closed = False
        self._known: Known = {}
        self._hasty: set[tuple[str, tuple[str, ...]]] = set()
        threading.Thread(target=self._run, name="live verdicts", daemon=True).start()

    def known(self, lines: Sequence[str], before: Sequence[str]) -> dict[int, Verdict]:
        """The verdicts that are there at once."""
        return walk(lines, before, self._known).verdicts

    def submit(self, lines: Sequence[str], before: Sequence[str]) -> None:
        """Judge this board; an earlier one that still waits is forgotten."""
        with self._wake:
            self._board = (tuple(lines), tuple(before))
            self._wake.notify()

    def close(self) -> None:
        """End the thread after the line at hand."""
        with self._wake:
            self._closed = True
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                while self._board is None and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                board, self._board = self._board, None
            assert board is not None
            self._judge(*board)

    def _judge(self, lines: tuple[str, ...], before: tuple[str, ...]) -> None:
        while not self._overtaken:
            found = walk(lines, before, self._known)
            if found.missing is None:
                self._show(found.verdicts)
                return self._try_again(lines, before)
            _, formula, setup = found.missing
            self._ask(formula, setup, QUICK)
            if not self._overtaken:
                self._show(walk(lines, before, self._known).verdicts)
        return None

    def _try_again(self, lines: tuple[str, ...], before: tuple[str, ...]) -> None:
        """With nothing else to do, give the lines that ran out of time another chance."""
        for key in list(self._hasty):
            if self._overtaken:
                return
            self._hasty.discard(key)
            self._ask(*key, PATIENT)
            self._show(walk(lines, before, self._known).verdicts)

    @property
    def _overtaken(self) -> bool:
        return self._board is not None or self._closed

    def _ask(self, formula: str, setup: tuple[str, ...], seconds: float) -> None:
        verdict = self._checker.verdict(self._derivation, setup, formula, seconds)
        late = verdict is None or (verdict.verdict == "undecided" and verdict.ms > 600 * seconds)
        if late and seconds == QUICK:
            self._hasty.add((formula, setup))
        if len(self._known) > REMEMBERED:
            self._known.clear()
        self._known[formula, setup] = verdict or Verdict(
            "undecided", message="no answer in time; it is judged when handed in"
        )

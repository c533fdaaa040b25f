"""The workbench: algebra and the built-in judge in a process of their own, so that no line can hang or kill an interview.

What does not come back in time costs its process, not the interview: a formula is then undecided, an answer unjudged.
`Here` does the same work in this process, for batch runs whose processes may not have children.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from interviewer.checking.verdict import Verdict
from interviewer.isolated import Lost, Worker

if TYPE_CHECKING:
    from interviewer.judging import Judgement, Question

LINE_SECONDS = 3.0  # for a line of an interview; nobody waits for it key by key, as in the live preview
LOST_SECONDS = 15.0  # the checker bounds itself; this catches what escapes its bounds


class Bench(Protocol):
    """Judges formulas and answers. No call raises on candidate text."""

    def check(self, derivation: str, setup: Sequence[str], step: str) -> Verdict: ...

    def turn(self, derivation: str, setup: Sequence[str], step: str) -> str: ...

    def judge(self, question: Question) -> Judgement: ...


class Here:
    """The work done in this process, bounded only as checker and judge bound themselves."""

    def check(self, derivation: str, setup: Sequence[str], step: str) -> Verdict:
        """The verdict on a line under the lines before it."""
        return work(("check", derivation, list(setup), step))

    def turn(self, derivation: str, setup: Sequence[str], step: str) -> str:
        """What the catalogue asks whoever takes this wrong turn; "" when a refuted line is none it knows."""
        return work(("turn", derivation, list(setup), step))

    def judge(self, question: Question) -> Judgement:
        """The built-in judge's judgement."""
        return work(("judge", question))


class Aside:
    """The work done in one process that is killed and replaced when it is late or dies. Safe from any thread."""

    def __init__(self, seconds: float = LOST_SECONDS) -> None:
        self._worker = Worker(work, prepare, seconds)
        self._lock = threading.Lock()
        self._usable: bool | None = None

    def check(self, derivation: str, setup: Sequence[str], step: str) -> Verdict:
        """As `Here.check`; a line that its process did not survive is undecided."""
        answer = self._call(("check", derivation, list(setup), step))
        if isinstance(answer, Lost):
            return Verdict("undecided", message=f"this line {answer.why}; split it into smaller steps")
        return answer

    def turn(self, derivation: str, setup: Sequence[str], step: str) -> str:
        """As `Here.turn`."""
        answer = self._call(("turn", derivation, list(setup), step))
        return "" if isinstance(answer, Lost) else answer

    def judge(self, question: Question) -> Judgement:
        """As `Here.judge`; an answer that its process did not survive earns nothing."""
        from interviewer.judging import Judgement

        answer = self._call(("judge", question))
        if isinstance(answer, Lost):
            return Judgement("none", rationale=f"the answer {answer.why}")
        return answer

    def warm(self, derivation: str) -> None:
        """Start the process and read what the derivation's first line needs, in the background."""
        threading.Thread(target=self.check, args=(derivation, [], "1 = 1"), daemon=True).start()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._worker.close()

    def _call(self, job: tuple[Any, ...]) -> Any:
        with self._lock:
            if self._usable is None:  # where processes cannot be had, better unprotected than not at all
                self._usable = not isinstance(self._worker.call(("ready",)), Lost)
            return self._worker.call(job) if self._usable else work(job)


@cache
def shared() -> Aside:
    """The bench of this program: one process however many interviews are opened."""
    return Aside()


def prepare() -> None:
    """Import what every job needs, so that the first is not the slow one; warnings would stain the screen."""
    import warnings

    import interviewer.checking
    import interviewer.judging  # noqa: F401

    warnings.simplefilter("ignore")


def work(job: tuple[Any, ...]) -> Any:
    """One job, given as its name and its arguments."""
    match job:
        case ("check", derivation, setup, step):
            from interviewer.checking import check

            return check(derivation, setup, step, seconds=LINE_SECONDS)
        case ("turn", derivation, setup, step):
            from interviewer.checking.turns import wrong_turn_of

            taken = wrong_turn_of(derivation, setup, step, seconds=LINE_SECONDS)
            return taken.reply if taken else ""
        case ("judge", question):
            from interviewer.judging import BuiltinJudge

            return BuiltinJudge().judge(question)
        case _:
            return None

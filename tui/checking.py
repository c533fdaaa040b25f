"""Live verdicts from a process of their own: typing never waits, and a line that is too hard costs only its worker."""

from __future__ import annotations

import threading
from typing import Any

from interviewer.checking.verdict import Verdict
from interviewer.isolated import Lost, Worker

SECONDS = 2.0  # a line's verdict while one types; the interview itself judges without this hurry


def answer(job: tuple[str, list[str], str]) -> Verdict:
    """The verdict on (derivation, set-up, line); runs in the worker."""
    from interviewer.checking import check

    return check(*job)


def warm() -> None:
    """Import what judging needs."""
    from interviewer.checking import check

    check("linear-regression", [], "1 = 1")


class LiveChecker:
    """One worker; the latest question counts."""

    def __init__(self) -> None:
        self._worker = Worker(answer, warm, SECONDS)
        self._lock = threading.Lock()

    def verdict(self, derivation: str, setup: list[str], line: str) -> Verdict | None:
        """Blocks for at most a few seconds; None when the line could not be judged in time. Call it in a thread."""
        with self._lock:
            found: Any = self._worker.call((derivation, setup, line))
        return None if isinstance(found, Lost) else found

    def close(self) -> None:
        self._worker.close()

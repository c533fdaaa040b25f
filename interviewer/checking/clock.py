"""Time is bounded in one place: a deadline shared by everything that is done for one line."""

from __future__ import annotations

import time
from dataclasses import dataclass

MAX_PARDON = 2.5  # seconds of a line's shared work that are not charged to it


class OutOfTime(Exception):
    """The budget for this line is spent."""


@dataclass
class Clock:
    """A deadline shared by everything that is done for one line, in this thread's processor time: a verdict must not
    depend on what else the machine is doing."""

    deadline: float
    pardoned: float = 0.0

    @classmethod
    def of(cls, seconds: float, within: Clock | None = None) -> Clock:
        """A clock that runs out `seconds` from now, and no later than `within`."""
        deadline = time.thread_time() + seconds
        return cls(min(deadline, within.deadline) if within else deadline)

    def check(self) -> None:
        if time.thread_time() > self.deadline:
            raise OutOfTime

    def longest(self) -> Clock:
        """The clock of work that all lines share: it ends when no pardon could bring the line back in time."""
        return Clock(self.deadline + MAX_PARDON - self.pardoned)

    def pardon(self, seconds: float) -> None:
        """Do not charge the line for work that all lines of its problem share; within a limit."""
        granted = min(seconds, MAX_PARDON - self.pardoned)
        self.deadline, self.pardoned = self.deadline + granted, self.pardoned + granted

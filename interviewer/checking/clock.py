"""Time is bounded in one place: a deadline shared by everything that is done for one line."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

MAX_PARDON = 2.5  # seconds of work shared by all lines of a problem that are not charged to the line that comes first
PATIENCE = (
    20.0  # seconds of wall clock for each second of processor time, and as many for good measure: a machine may be busy
)


class OutOfTime(Exception):
    """The budget for this line is spent."""


@dataclass
class Clock:
    """A deadline shared by everything that is done for one line, in this thread's processor time: a verdict must not
    depend on what else the machine is doing. A ceiling of wall clock stands behind it for work that waits.

    A part of a line's work runs `within` the clock of the whole line.
    """

    deadline: float
    ceiling: float = float("inf")
    within: Clock | None = field(default=None, repr=False)
    pardoned: float = 0.0
    ended: bool = False  # whether it has stopped something
    safe: float = field(
        default=0.0, repr=False
    )  # until then by the wall it cannot have run out: that clock is cheap to read

    @classmethod
    def of(cls, seconds: float, within: Clock | None = None) -> Clock:
        """A clock that runs out `seconds` from now, and no later than `within`."""
        deadline, ceiling = time.thread_time() + seconds, time.monotonic() + PATIENCE * (1 + seconds)
        return cls(deadline, ceiling, within)

    def left(self) -> float:
        """Seconds of processor time until it runs out."""
        return self._end() - time.thread_time()

    def check(self) -> None:
        now = time.monotonic()
        if now < self.safe:
            return
        spent = time.thread_time()
        if self._over(spent, now):
            raise OutOfTime
        self.safe = min(now + self._end() - spent, self.ceiling)

    def _end(self) -> float:
        return self.deadline if self.within is None else min(self.deadline, self.within._end())

    def _over(self, spent: float, now: float) -> bool:
        around = self.within is not None and self.within._over(spent, now)
        if around or spent > self.deadline or now > self.ceiling:
            self.ended = True
        return self.ended

    def pardon(self, seconds: float) -> None:
        """Do not charge the line for work that all lines of its problem share; within a limit for the whole line."""
        chain: list[Clock] = [self]
        while (around := chain[-1].within) is not None:
            chain.append(around)
        granted = min(seconds, MAX_PARDON - chain[-1].pardoned)
        chain[-1].pardoned += granted
        for part in chain:
            part.deadline += granted
            part.ceiling += PATIENCE * granted

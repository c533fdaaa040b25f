"""Calls spaced in time, for endpoints that limit the rate."""

from __future__ import annotations

import threading
import time


class Pace:
    """Spaces calls evenly: at most `per_minute` in any minute, from all threads together. 0 is no limit."""

    def __init__(self, per_minute: float = 0.0) -> None:
        self._gap = 60.0 / per_minute if per_minute > 0 else 0.0
        self._next = 0.0
        self._quiet_until = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Returns when it is this caller's turn."""
        if not self._gap:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._gap
        time.sleep(max(0.0, turn - now))

    def hold(self, seconds: float) -> None:
        """The endpoint asked to be left alone for so long."""
        with self._lock:
            self._quiet_until = max(self._quiet_until, time.monotonic() + seconds)

    def held(self) -> float:
        """For how many seconds yet."""
        return max(0.0, self._quiet_until - time.monotonic())

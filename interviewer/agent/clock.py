"""The interview's own clock: it runs only while the app is open and not paused."""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """Seconds spent in the interview. `now` is any monotonic source of seconds."""

    def __init__(self, elapsed: float = 0.0, now: Callable[[], float] = time.monotonic) -> None:
        self._before = elapsed
        self._now = now
        self._since: float | None = now()

    @property
    def elapsed(self) -> float:
        """Seconds so far, the pauses left out."""
        running = self._now() - self._since if self._since is not None else 0.0
        return self._before + max(0.0, running)

    @property
    def paused(self) -> bool:
        return self._since is None

    def pause(self) -> None:
        """Stop; twice does no harm."""
        self._before, self._since = self.elapsed, None

    def go_on(self) -> None:
        """Run again; twice does no harm."""
        if self._since is None:
            self._since = self._now()

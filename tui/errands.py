"""Work that may take its time, done one after the other off the screen's thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

Errand = Callable[[], None]


class Errands:
    """A queue that `run` empties; `start` is called when there is something to run and nothing runs."""

    def __init__(self, start: Callable[[], object]) -> None:
        self._start = start
        self._queue: deque[Errand] = deque()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._queue)

    def add(self, errand: Errand) -> None:
        """Do this after what was asked for before."""
        self._queue.append(errand)
        if len(self._queue) == 1:
            self._start()

    async def run(self) -> None:
        """Do everything there is to do, each in a thread."""
        while self._queue:
            try:
                await asyncio.to_thread(self._queue[0])
            finally:
                self._queue.popleft()

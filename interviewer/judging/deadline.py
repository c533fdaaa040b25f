"""A call that must end: a client's time-outs bound each wait for bytes, not a reply that drips for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Late(Exception):
    """The call had not ended in time; it is left behind, and whatever it still brings is dropped."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What `call` gives or raises, or Late after so many seconds. It runs in a thread that no exit waits for."""
    done: list[T] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            done.append(call())
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise Late
    return done[0]

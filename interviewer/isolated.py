"""Run a function on many values in processes of its own, in order, so that no value can stop the run.

A value on which the function crashes its process, or does not come back in time, is answered with a `Lost` and the rest
goes on. Time is the worker's own processor time, so that a busy machine changes no answer: what has used it up is
interrupted, and the worker keeps what it has learned. One that cannot be interrupted is replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Queue
from typing import Any

START_SECONDS = 120.0  # imports and warm-up of a worker, on a busy machine
MEMORY_BYTES = 4 << 30  # of address space; a worker that wants more is refused it
PATIENCE = 4  # times its processor time that a value may take by the clock on the wall
WINDOW = 8  # values a worker may be ahead of the output
_STARTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer: `why` is a phrase for a person."""

    why: str


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Worker:
    """One process that calls `function`; `prepare` runs in it first. Replaced when it dies or is late."""

    def __init__(self, function: Callable[[Any], Any], prepare: Callable[[], None], seconds: float) -> None:
        """`seconds` is the processor time allowed for one value."""
        self._function, self._prepare, self._seconds = function, prepare, seconds
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def call(self, value: Any) -> Any:
        """The function's result, or a `Lost`."""
        try:
            pipe = self._pipe or self._start()
            pipe.send(value)
            if not pipe.poll(self._seconds * PATIENCE):
                self.close()
                return Lost(f"took more than {self._seconds * PATIENCE:g} s")
            return pipe.recv()
        except (EOFError, OSError):
            self.close()
            return Lost("the worker stopped on it")

    def _start(self) -> Connection:
        context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._function, self._prepare, self._seconds), daemon=True
        )
        # a full-screen app's own has no file to hand on; one start at a time, or two would restore each other's
        with _STARTING, contextlib.redirect_stderr(sys.__stderr__):
            process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        if not ours.poll(START_SECONDS) or ours.recv() != "ready":
            raise OSError("a worker process did not start")
        return ours

    def close(self) -> None:
        """End the process; the next call starts another."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


class _Late(BaseException):
    """Raised where the function stands when its processor time is used up; no `except Exception` catches it."""


@contextlib.contextmanager
def _at_most(seconds: float) -> Generator[None, None, None]:
    """Interrupt the body after that much processor time, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: object) -> None:
        raise _Late

    signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _serve(pipe: Connection, function: Callable[[Any], Any], prepare: Callable[[], None], seconds: float) -> None:
    """The worker's life: announce itself, then answer until the pipe closes."""
    _limit_memory()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        prepare()
        pipe.send("ready")
        while True:
            value = pipe.recv()
            try:
                with _at_most(seconds):
                    answer = function(value)
            except _Late:
                answer = Lost(f"took more than {seconds:g} s")
            except MemoryError:
                answer = Lost("needs too much memory")
            except RecursionError:
                answer = Lost("is nested too deeply")
            pipe.send(answer)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


def ordered_map(
    function: Callable[[Any], Any],
    values: Iterable[Any],
    *,
    prepare: Callable[[], None],
    seconds: float,
    jobs: int | None = None,
) -> Iterator[Any]:
    """`function` of each value, in the values' order, each as soon as it and those before it are there.

    `values` may be a live stream: it is read no further ahead than a small window. `function` and `prepare` must be
    importable by name. What could not be computed comes as `Lost`.
    """
    # Small matrices: threads inside a worker would only fight with the other workers.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    count = jobs or cores()
    workers = [Worker(function, prepare, seconds) for _ in range(count)]
    idle: Queue[Worker] = Queue()
    for worker in workers:
        idle.put(worker)
    ahead: Queue[Future[Any] | None] = Queue(maxsize=WINDOW * count)
    failed: list[Exception] = []
    stop = threading.Event()

    def run(value: Any) -> Any:
        worker = idle.get()
        try:
            return worker.call(value)
        finally:
            idle.put(worker)

    def feed(pool: ThreadPoolExecutor) -> None:
        try:
            for value in values:
                if stop.is_set():
                    break
                ahead.put(pool.submit(run, value))
        except Exception as error:  # the input failed, not a value: told to the reader of the results
            failed.append(error)
        ahead.put(None)

    pool = ThreadPoolExecutor(count)
    threading.Thread(target=feed, args=(pool,), daemon=True).start()
    try:
        while (future := ahead.get()) is not None:
            yield future.result()
        if failed:
            raise failed[0]
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()

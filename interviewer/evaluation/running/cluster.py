"""Tasks on a Dask cluster: the same work in the same isolated processes, only elsewhere.

A worker that dies loses nothing: the scheduler gives its tasks to another, and results that arrived are in the store.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from interviewer.evaluation.running.keys import DECIDES, code_version
from interviewer.evaluation.running.runner import Result, RunnerError, shared
from interviewer.evaluation.running.tasks import SECONDS, Task, lost, perform, preparing
from interviewer.isolated import Lost, Worker

AHEAD = 20  # tasks a thread of the cluster has waiting, so that none idles and a million fit the scheduler
CONNECT_SECONDS = 20


class ClusterRunner:
    """Runs on the workers of a scheduler at `address`, such as tcp://10.0.0.1:8786."""

    def __init__(self, address: str, rate: float = 0.0) -> None:
        self.address, self.rate = address, rate

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, as it arrives. Raises RunnerError when the cluster does not serve."""
        client = _connected(self.address)
        try:
            yield from self._run(client, tasks)
        finally:
            client.close()

    def _run(self, client: Any, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker, as_completed

        threads = _agreeing_threads(client)
        waiting = iter(shared(tasks, self.rate, threads))
        under_way: dict[str, Task] = {}

        def submitted(task: Task) -> Any:
            # impure: the store decides what is done again, not the cluster's memory
            future = client.submit(perform_isolated, task, pure=False)
            under_way[future.key] = task
            return future

        arriving = as_completed(loop=client.loop, raise_errors=False)
        for _, task in zip(range(threads * AHEAD), waiting, strict=False):
            arriving.add(submitted(task))
        for future in arriving:
            task = under_way.pop(future.key)
            try:
                # waits where the worker that held the result died meanwhile: the scheduler has it computed again
                yield task, future.result()
            except (KilledWorker, CancelledError, OSError) as error:
                yield task, lost(task, f"could not be done by any worker ({type(error).__name__})")
            following = next(waiting, None)
            if following is not None:
                arriving.add(submitted(following))


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise RunnerError("a cluster needs the extra: pip install 'interviewer[cluster]'") from None
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RunnerError(f"no Dask scheduler answers at {address} ({error}); start one with: dask scheduler") from None


def _agreeing_threads(client: Any) -> int:
    """How many threads the cluster has. Raises RunnerError unless all its workers run the code that runs here."""
    threads = sum(client.nthreads().values())
    if not threads:
        raise RunnerError("the cluster has no workers; start one with: dask worker ADDRESS --nthreads 1")
    here = versions()
    for worker, there in client.run(versions).items():
        if there != here:
            raise RunnerError(
                f"the worker {worker} runs another version of interviewer; install the same on all machines"
            )
    return threads


def versions() -> dict[str, str]:
    """The code that decides results, as hashes."""
    return {kind: code_version(kind) for kind in DECIDES}


_OWN = threading.local()


def perform_isolated(task: Task) -> Result:
    """On a cluster's worker: the task in an isolated process that belongs to this thread."""
    workers: dict[str, Worker] | None = getattr(_OWN, "workers", None)
    if workers is None:
        # Dask marks its workers as daemons, to which multiprocessing refuses children. Ours end with their pipe.
        multiprocessing.current_process()._config["daemon"] = False  # ty: ignore[missing-attribute]
        workers = _OWN.workers = {}
    if task.kind not in workers:
        workers[task.kind] = Worker(perform, preparing(task.kind), SECONDS[task.kind])
    answer = workers[task.kind].call(task)
    return lost(task, answer.why) if isinstance(answer, Lost) else answer

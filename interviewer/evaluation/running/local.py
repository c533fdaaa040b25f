"""Tasks on this machine: one isolated process a job, each fed by a thread."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby

from interviewer.evaluation.running.runner import Result, shared
from interviewer.evaluation.running.tasks import SECONDS, Task, lost, perform, preparing
from interviewer.isolated import Lost, Worker, cores


class LocalRunner:
    """Runs over all cores unless told otherwise; a task that crashes or hangs its process costs only that process."""

    def __init__(self, jobs: int | None = None, rate: float = 0.0) -> None:
        self.jobs, self.rate = jobs or cores(), rate

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, as it arrives."""
        for kind, same in groupby(sorted(tasks, key=lambda task: task.kind), key=lambda task: task.kind):
            yield from self._run(kind, list(same))

    def _run(self, kind: str, tasks: list[Task]) -> Iterator[tuple[Task, Result]]:
        # Small matrices: threads inside a worker would only fight with the other workers.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        arrived: queue.SimpleQueue[tuple[Task, Result]] = queue.SimpleQueue()
        processes = min(self.jobs, len(tasks))
        for task in shared(tasks, self.rate, processes):
            waiting.put(task)
        stop = threading.Event()

        def serve(worker: Worker) -> None:
            while not stop.is_set():
                try:
                    task = waiting.get_nowait()
                except queue.Empty:
                    break
                answer = worker.call(task)
                arrived.put((task, lost(task, answer.why) if isinstance(answer, Lost) else answer))
            worker.close()

        workers = [Worker(perform, preparing(kind), SECONDS[kind]) for _ in range(processes)]
        for worker in workers:
            threading.Thread(target=serve, args=(worker,), daemon=True).start()
        try:
            for _ in tasks:
                yield arrived.get()
        finally:
            stop.set()

"""The one thing a runner does, and what both share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from interviewer.evaluation.running.tasks import Task

Result = dict[str, Any]


class Runner(Protocol):
    """Does tasks in any order and gives each result as it arrives. Closing the iterator stops what is under way."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]: ...


def shared(tasks: Sequence[Task], rate: float, processes: int) -> list[Task]:
    """The tasks, each with its process's share of the calls that all may make in a minute. A process counts its own
    calls, repeated ones too, so that together they never make more."""
    return [replace(task, rate=rate / processes) for task in tasks] if rate > 0 else list(tasks)


class RunnerError(Exception):
    """The runner cannot start or go on; the text says what to do."""

"""An evaluation from suite to report: plan, do what is not in the store, look at everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from interviewer.evaluation.running.planning import Planned
from interviewer.evaluation.running.runner import Runner
from interviewer.evaluation.running.store import Store
from interviewer.evaluation.statistics.outcomes import Outcome, outcomes
from interviewer.evaluation.suite.yamlfile import SuiteError, read_text
from interviewer.jsonlines import dumps

STORE, RESULTS = "store.jsonl", "results.jsonl"
VOLATILE = ("ms",)  # what differs from run to run stays out of the results, so that runs compare byte by byte


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `known` results were in the store already."""

    done: int
    total: int
    known: int
    tokens: int


@dataclass(slots=True)
class Budget:
    """Tokens that may be spent in this run; None is no bound."""

    tokens: int | None = None
    spent: int = 0

    @property
    def exhausted(self) -> bool:
        return self.tokens is not None and self.spent >= self.tokens


def complete(
    planned: Sequence[Planned], store: Store, runner: Runner, budget: Budget, told: Callable[[Progress], None]
) -> dict[str, str]:
    """Do every task that the store does not have, writing each result as it arrives. Returns the errors by key.

    Stops early when the budget is spent. What failed is not stored, so that another run tries it again.
    """
    keys = {p.task.key: p.task for p in planned}
    waiting = {key: task for key, task in keys.items() if key not in store}
    known = done = len(keys) - len(waiting)
    failed: dict[str, str] = {}
    told(Progress(done, len(keys), known, 0))
    if not waiting or budget.exhausted:
        return failed
    running = runner.run(list(waiting.values()))
    try:
        for task, result in running:
            budget.spent += int(result.get("tokens") or 0)
            if "error" in result:
                failed[task.key] = result["error"]
            else:
                store.put(task.key, result)
            done += 1
            told(Progress(done, len(keys), known, budget.spent))
            if budget.exhausted:
                break
    finally:
        close: Callable[[], None] | None = getattr(running, "close", None)
        if close is not None:
            close()
    return failed


def gather(planned: Sequence[Planned], store: Store, failed: dict[str, str]) -> Iterator[Outcome]:
    """The outcomes of all tasks that have a result or an error, in the suite's order."""
    for one in planned:
        key = one.task.key
        if key in store:
            yield from outcomes(one, store.get(key))
        elif key in failed:
            yield from outcomes(one, {"error": failed[key]})


def missing(planned: Sequence[Planned], store: Store, failed: dict[str, str]) -> int:
    """How many tasks have neither a result nor an error."""
    return sum(p.task.key not in store and p.task.key not in failed for p in planned)


def write_results(path: Path, rows: Sequence[Outcome]) -> None:
    """The outcomes in the suite's order, the same to the byte wherever they were computed."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            plain = {name: value for name, value in asdict(row).items() if name not in VOLATILE}
            file.write(dumps(plain) + "\n")


def read_results(folder: Path) -> list[Outcome]:
    """The outcomes of an earlier run, from its folder. Raises SuiteError."""
    path = folder / RESULTS
    if not path.exists():
        raise SuiteError(f"{folder}: no {RESULTS} in it; name the folder that an earlier run wrote with --out")
    return [_outcome(path, number, line) for number, line in enumerate(read_text(path).split("\n"), 1) if line]


def _outcome(path: Path, number: int, line: str) -> Outcome:
    try:
        row: dict[str, Any] = json.loads(line)
        return Outcome(**row)
    except (ValueError, TypeError) as error:
        raise SuiteError(f"{path}:{number}: not a result of an evaluation ({error})") from error

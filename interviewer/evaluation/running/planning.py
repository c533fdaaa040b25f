"""Items to tasks: who judges what, how often, and under which wording of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.evaluation.running.judges import identity
from interviewer.evaluation.running.tasks import CHECKER, INTERVIEWER, Task
from interviewer.evaluation.suite.items import Item


@dataclass(frozen=True, slots=True)
class Planned:
    """A task with the item it judges."""

    item: Item
    task: Task


def plan(
    items: Sequence[Item],
    judges: Sequence[str],
    runs: int = 1,
    wordings: bool = False,
    seconds: float | None = None,
) -> list[Planned]:
    """All tasks in the suite's order. With `wordings` an answer is judged under each question of its point; `seconds` of
    CPU time are allowed for a line, by default what an interview allows. Raises ValueError for a judge there is not.
    """
    own = {"line": CHECKER, "simulation": INTERVIEWER}  # what is judged here is the same whoever judges prose
    identities = {CHECKER: CHECKER, INTERVIEWER: INTERVIEWER, **{name: identity(name) for name in judges}}
    return [
        Planned(item, Task(item.kind, content, judge, identities[judge], run))
        for item in items
        for judge in ((own[item.kind],) if item.kind in own else judges)
        for content in _contents(item, wordings, seconds)
        for run in range(1, runs + 1)
    ]


def _contents(item: Item, wordings: bool, seconds: float | None) -> Iterator[dict]:
    if item.kind == "line" and seconds is not None:
        yield {**item.content, "seconds": seconds}
        return
    if item.kind != "answer" or not wordings:
        yield item.content
        return
    for question in dict.fromkeys((item.content["question"], *item.content["point"]["questions"])):
        yield {**item.content, "question": question}

"""Which form of the loss words name: `… for a sigmoid output with cross-entropy` is not said of the squared error."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.judged import Judged
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.world import World


def forms_told(problem: World, setup: Sequence[str], text: str) -> tuple[str, ...]:
    """The formulas of the one form that is named; none where several are, or none is."""
    if not problem.forms:
        return ()
    said = " ".join((*setup, text)).casefold()
    named = [f for f in problem.forms if any(word in said for word in f.words)]
    return named[0].formulas if len(named) == 1 else ()


def leans_on_form(judged: Judged) -> bool:
    """Whether a verdict is about what is optimised, and no line has given that as a formula."""
    scope = judged.read_in
    if scope is None or any(d.sense for name in scope.own for d in scope.world.definitions.get(name, ())):
        return False
    goals = {n for n, ds in scope.world.definitions.items() if any(d.sense for d in ds)}
    return any(dependencies(scope, node) & goals for node in judged.nodes)

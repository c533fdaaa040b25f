"""What a line concludes in words with a formula that no relation ties to anything: accepted only where the problem says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.tree import Node, Num, walk

CONCLUDES = "what the formula at the end is of is said in words; write it as an equation"


def with_conclusion_judged(judged: Judged) -> Judged:
    """`abar_t = (1 − β)^t, so the signal factor is (1 + β)^{t/2}`: that the equation holds does not make this right."""
    node = judged.line.unjudged if judged.line is not None else None
    if (
        node is None
        or judged.kind not in ("verified", "given")
        or _is_the_problems(node, judged.read_in or judged.scope)
    ):
        return judged
    return replace(judged, kind="undecided", message=CONCLUDES)


def _is_the_problems(node: Node, scope: Scope) -> bool:
    """The ½‖w‖² of `…, so maximising the margin is minimising ½‖w‖²`."""
    if isinstance(node, Num):
        return False
    said = prepare(node, scope)
    return any(said in (part, prepare(part, scope)) for part in _formulas(scope))


def _formulas(scope: Scope) -> Iterator[Node]:
    bodies = (d.body for ds in scope.world.definitions.values() for d in ds)
    return (n for body in bodies for n in walk(body))

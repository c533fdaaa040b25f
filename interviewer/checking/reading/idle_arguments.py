"""`ℓ(θ) = ℓ(θ_t)`: a reading of the problem in which θ moves nothing says nothing of one objective at two places."""

from __future__ import annotations

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Call, Node, walk

IDLE = "the two are the same in my reading of the problem; what the function is of makes no difference there"


def argument_idle(nodes: tuple[Node, ...], scope: Scope) -> bool:
    """Whether calls of one objective differ in nothing but arguments that it does not depend on."""
    calls: dict[str, set[tuple[Node, ...]]] = {}
    for n in (n for node in nodes for n in walk(node) if isinstance(n, Call)):
        calls.setdefault(n.fn.name, set()).add((*n.args, *n.given, *n.params))
    for name, taken in calls.items():
        if len(taken) < 2:
            continue
        for d in scope.definitions(name):
            if d.sense and d.is_call and _alike(d, taken, scope):
                return True
    return False


def _alike(definition: Definition, taken: set[tuple[Node, ...]], scope: Scope) -> bool:
    leans = dependencies(scope, definition.body)
    moving = [k for k, p in enumerate(definition.params) if p in leans]
    fitting = [args for args in taken if len(args) == len(definition.params)]
    kept = [tuple(args[k] for k in moving) for args in fitting]
    return len(fitting) > 1 and len({*kept}) < len(kept)

"""Whether an objective is to be minimised or maximised in another form than the problem's: L may be the loss or the likelihood."""

from __future__ import annotations

from interviewer.checking.claims.orders import slopes_alike
from interviewer.checking.clock import Clock
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Node, apply

SECONDS = 0.5
_OTHER = {"min": "max", "max": "min"}


def sense_of(scope: Scope, definition: Definition, body: Node, clock: Clock | None = None) -> str:
    """What is sought of the objective in this form: the other optimum where it grows as the defined one falls."""
    if not definition.sense or body == definition.body:
        return definition.sense
    known = scope.follows("senses", dict)
    key = id(definition), body
    if key not in known:
        clock = Clock.of(SECONDS, within=clock)
        fallen = any(_falls(scope, form, definition.body, clock) for form in (body, apply("log", body)))
        known[key] = definition, _OTHER[definition.sense] if fallen else definition.sense
    return known[key][1]


def _falls(scope: Scope, body: Node, other: Node, clock: Clock) -> bool:
    """Whether one falls where the other grows, in each unknown."""
    unknowns = {*scope.world.unknowns}
    sought = dependencies(scope, body) & unknowns
    away = apply("neg", other)
    same = bool(sought) and dependencies(scope, other) & unknowns == sought
    return same and all(slopes_alike(scope, body, away, name, clock) for name in sorted(sought))

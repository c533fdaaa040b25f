"""A relation tried with one way after the other of typing what nobody has declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewer.checking.clock import Clock
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Node, Rel


def attempts(
    ways: Iterable[dict[str, Letter]],
    scope: Scope,
    nodes: tuple[Node, ...],
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    conditions: tuple[Rel, ...] = (),
) -> Iterator[Sampler]:
    """Its samplers; whoever asks for the next has found that the last one tells nothing.

    Then no other one does that agrees with it on the letters whose types were needed: those ways are passed over.
    """
    futile: list[dict[str, Letter]] = []
    for assumed in ways:
        clock.check()
        if any(types.items() <= assumed.items() for types in futile):
            continue
        sampler = Sampler(scope, nodes, clock, assumed, filters, conditions)
        yield sampler
        futile.append({name: assumed[name] for name in sampler.asked if name in assumed})

"""Values that meet conditions, found once for all lines, and for all readings of the problem that mean the same by them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.models.facts import facts_of
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.notation.tree import Divergence, Moment, Rel, walk

Moved = dict[int, dict[Any, Any] | None]  # the moved letters of a model by its seed; None where none were found

MAX_MOVED = 2000
_MOVED: dict[Hashable, tuple[World, Moved]] = {}


def moved_before(
    scope: Scope, conditions: tuple[Rel, ...], assumed: Mapping[str, Letter]
) -> tuple[dict[str, Letter], Moved]:
    """The assumed letters that conditions lean on, and what has been found of them; the caller adds to that."""
    world = scope.world
    touched = sorted(frozenset[str]().union(*(dependencies(scope, c) for c in conditions)))
    touching = {name: assumed[name] for name in touched if name in assumed}
    bodies = (d.body for name in touched for d in scope.definitions(name))
    random = any(isinstance(n, Moment | Divergence) for tree in (*conditions, *bodies) for n in walk(tree))
    random = random or not world.distributions.keys().isdisjoint(touched)
    key = (
        conditions,
        tuple((n, scope.definitions(n), scope.letter(n), n in scope.types, world.row_families.get(n)) for n in touched),
        tuple(touching.items()),
        (world.sizes, tuple(world.size_values.items()), world.unknowns, world.multipliers),
        (facts_of(scope, conditions).argument, layouts(scope.context), scope.flat),
        id(world) if random else 0,  # laws lean on more than they name
    )
    if key not in _MOVED:
        if len(_MOVED) > MAX_MOVED:
            _MOVED.clear()
        _MOVED[key] = world, {}
    return touching, _MOVED[key][1]

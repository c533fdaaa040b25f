"""The readings of the problem: as it is stated, and its variants."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.world import World

_settings: dict[int, tuple[World, tuple[World, ...]]] = {}


def worlds(world: World) -> tuple[World, ...]:
    """The problem and its variants, each of which knows of the others; the same objects every time."""
    found = _settings.get(id(world))
    if found is None or found[0] is not world:
        found = world, (world, *(replace(v, variants=world.variants) for v in world.variants))
        _settings[id(world)] = found
    return found[1]

"""The same lines in another reading of the problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.canonical import canonical
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World, key_of
from interviewer.notation.tree import Node, Rel, Sym, names, walk


def with_world(scope: Scope, world: World) -> Scope:
    """The same lines in another reading of the problem, where `μ_1` may be a name instead of a component."""
    if world is scope.world:
        return scope
    there = replace(scope, world=world, own=_computed_before(scope, world))
    labelled = {n for n in world.letters if "_" in n} - set(scope.world.letters)
    renamed: dict[str, str] = {}
    for d in (d for ds in there.own.values() for d in ds):
        for symbol in (n for n in walk(d.body) if isinstance(n, Sym)):
            for name in (key_of(symbol), symbol.name):
                targets = [t for t in targets_of(there, name) if t not in world.sizes] if name else []
                own = name in {*d.params, *d.given, *d.index} or name in scope.traits  # the L of LLᵀ
                if own or scope.knows(name) or there.knows(name):
                    break
                if targets:
                    renamed[name] = targets[0]
                    break
    if not (labelled or renamed) or not (there.own or scope.conditions or scope.filters):
        return there

    def put(node: Node) -> Node:
        return canonical(there, node, renamed)

    return replace(
        there,
        own={name: tuple(replace(d, body=put(d.body)) for d in ds) for name, ds in there.own.items()},
        conditions=tuple(r for c in scope.conditions if isinstance(r := put(c), Rel)),
        filters=tuple(r for c in scope.filters if isinstance(r := put(c), Rel)),
    )


def _computed_before(scope: Scope, world: World) -> Mapping[str, tuple[Definition, ...]]:
    """Without what a later stage takes for given, however an earlier one has computed it from what is sought now."""
    if not world.stage or world.stage == scope.world.stage:
        return scope.own
    there, sought = replace(scope, own={}, world=world), {*world.unknowns, *scope.world.distributions}

    def given(name: str, definitions: tuple[Definition, ...]) -> bool:
        known = (t for t in (name, *targets_of(there, name)) if t not in world.unknowns)  # what is sought is not given
        letters = [world.letters.get(t) for t in known]
        return any(letters) and any(names(d.body) & sought for d in definitions)

    return {n: ds for n, ds in scope.own.items() if not given(n, ds)}

"""Readings of the problem that take its own letters for any numbers: a density of those fails there by chance."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, names, walk


def guessed(scope: Scope, here: Scope, assumed: Iterable[str], told: Collection[str] | None) -> bool:
    """Whether a reading of the problem takes a density of letters for any function, where another reading knows them."""
    others = [w for w in (scope.world, *scope.world.variants) if w is not here.world]
    tables = [t for w in others for t in (w.letters, w.row_families)]
    his = frozenset[str]().union(*(names(d.body) for ds in scope.own.values() for d in ds))  # the λ of p = Poi(λ)
    his -= {n for h in scope.held for t in (h.world.letters, h.world.row_families) for n in his & t.keys()}
    unknown = [n for n in assumed if n not in his and (told is None or n in told)]
    return bool(here.world.distributions) and sum(any(n in t for t in tables) for n in unknown) > 1


def given_in(nodes: Iterable[Node]) -> frozenset[str]:
    """What densities are conditioned on: the μ, Σ and π of p(X, Z | μ, Σ, π)."""
    calls = [n for node in nodes for n in walk(node) if isinstance(n, Call)]
    return frozenset[str]().union(*(names(g) for n in calls for g in n.given))


def parameters_guessed(nodes: Iterable[Node], assumed: Iterable[str]) -> set[str]:
    """The φ of `p(y; φ) = …`: by what a function is told to be parameterised, where nobody has said what that is."""
    heads = [n.operands[0] for n in nodes if isinstance(n, Rel)]
    told = frozenset[str]().union(*(names(p) for h in heads if isinstance(h, Call) for p in h.params))
    return {*told} & {*assumed}

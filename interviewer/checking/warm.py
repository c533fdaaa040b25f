"""The models that meet a problem's own conditions, found before the first line asks for them."""

from __future__ import annotations

from derivations import Derivation
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.tree import Rel

MODELS = 5  # as many as most lines ask for


def warm(derivation: Derivation, seconds: float) -> None:
    """Find them, as far as the time goes. Costs nothing the second time."""
    clock = Clock.of(seconds)
    world = world_of(derivation)
    try:
        for seed in range(MODELS):
            for variant in worlds(world):
                for group in variant.conditions.values():
                    _model(with_world(Scope(world), variant), group, seed, clock)
    except OutOfTime:
        return


def _model(scope: Scope, group: tuple[object, ...], seed: int, clock: Clock) -> None:
    equations = tuple(c for c in group if isinstance(c, Rel))
    scope, conditions = substituted(scope, equations)
    clock.check()
    try:
        Sampler(scope, equations, clock, {}, (), conditions).model(seed)
    except (Inconsistent, Unsupported, IllTyped, IndexError, KeyError, ArithmeticError):
        return

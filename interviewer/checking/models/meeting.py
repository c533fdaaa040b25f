"""Values that meet the conditions of the lines before, found by moving a model."""

from __future__ import annotations

from typing import Any

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.evaluation.tangents import TANGENTS
from interviewer.checking.fields import FLOAT, OutOfDomain
from interviewer.checking.models.drawn_letters import indices_of, letters_in
from interviewer.checking.models.evaluators import Evaluators
from interviewer.checking.models.ordering import both_sides, residuals
from interviewer.checking.models.solve import Equation, Inconsistent, solve
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.values.model import Model
from interviewer.notation.tree import Deriv, Rel, Sym, names, walk

DEGENERATE = 2  # one in so many models has a multiplier that is zero on its bound: strict complementarity is no theorem
MAX_VERSIONS = 12


def values_meeting(scope: Scope, conditions: tuple[Rel, ...], model: Model, clock: Clock) -> dict[Any, Any] | None:
    """Values that meet the conditions, by letter and index; None when none are found. Raises OutOfTime."""
    evaluators = Evaluators(scope, conditions, clock, model.assumed)
    ev, carrying = evaluators.evaluator(model, FLOAT), evaluators.evaluator(model, TANGENTS)
    letters = letters_in(scope, conditions, model)
    keyed = [(letter, index) for letter in letters for index in indices_of(letter, model)]
    told = tuple(c for c in conditions if not _same_version(scope, c, model))
    places = [(c, env) for c in told for env in evaluators.environments(ev, (c,))]
    slack = list(dict.fromkeys(c for c, _ in places if "⊥" in c.ops)) if model.seed % 4 == DEGENERATE else []
    zero = [[p for p in places if p[0] is c][k : k + 1] for k, c in enumerate(slack)]  # each at a place of its own
    equations = [_equation(*p, ev, carrying, clock, degenerate=[p] in zero) for p in places]

    def moved() -> None:
        ev.forget()
        carrying.forget()

    try:
        # what a line says of a letter of its own is no word on the data: XᵀXv = 0 leaves X its rank
        first = frozenset((*scope.world.unknowns, *scope.world.multipliers, *model.assumed))
        written = frozenset[str]().union(*map(names, conditions))
        solve(model, keyed, equations, first, moved, written)
    except (Inconsistent, OutOfDomain):
        return None
    return dict(model.fixed)


def _equation(condition: Rel, env: Env, ev: Evaluator, carrying: Evaluator, clock: Clock, degenerate: bool) -> Equation:
    """A condition at one choice of its indices, evaluated on numbers or on numbers that carry their derivatives."""

    def at_start(carried: bool) -> Evaluator:
        by = carrying if carried else ev
        by.steps = 0
        return by

    def residual(at: Env, carried: bool) -> list[Any]:
        clock.check()
        return residuals(at_start(carried), condition, at.bind_all(env.bound), degenerate)

    def pair(at: Env, carried: bool) -> tuple[list[Any], list[Any]]:
        return both_sides(at_start(carried), condition, at.bind_all(env.bound))

    touched = dependencies(ev.scope, condition)
    families = {ev.scope.world.row_families.get(n, n) for n in touched}
    analytic = not any(isinstance(n, Deriv) for n in walk(condition))
    related = pair if condition.ops == ("⊥",) and not degenerate else None
    return Equation(residual, touched | families, analytic, related, set(condition.ops) == {"="} or degenerate)


def _same_version(scope: Scope, condition: Rel, model: Model) -> bool:
    """`θ = θ_t`: the versions of the parameters take the value of the parameters themselves, and that is all it says."""
    sides = condition.operands
    plain = [s for s in sides if isinstance(s, Sym) and not s.index and s.name in scope.world.unknowns]
    marked = [s for s in sides if isinstance(s, Sym) and s.index and plain and s.name == plain[0].name]
    letter = scope.letter(plain[0].name) if plain else None
    if condition.ops != ("=",) or len(marked) != 1 or letter is None:
        return False
    for k in range(MAX_VERSIONS):
        model.fixed[letter.name, (k,)] = model.draw(letter, ())
    return True

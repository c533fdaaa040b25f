"""Whether an objective's gradient in a letter vanishes at a value of it, on every model."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from interviewer.checking.claims.whole_families import A_SHARE, Place, places_told
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.comparison import Comparison, Witness, plain
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import residuals
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Bound, Node, Rel, Sym

STEP = 1e-30j


FLAT = 1e-9  # of a gradient: nothing is told by one that vanishes nearby, too
SMALL = 1e-7  # a gradient this much below its usual size has vanished


NO_NUMBER = "what is optimised is a number"


def gradient_vanishes(
    scope: Scope,
    objective: Node,
    unknown: Sym,
    value: Node,
    clock: Clock,
    filters: tuple[Rel, ...],
    conditions: tuple[Rel, ...],
) -> Comparison:
    nodes = (unknown, value, objective)  # an index of the claim may run elsewhere in the objective
    budget = [c for c in conditions if _of_sum(c, unknown)]
    together = unknown.name not in dependencies(scope, value)
    premises = [c for c in conditions if c not in budget and c.ops == ("=",) and unknown.name in dependencies(scope, c)]
    problem = ""
    for assumed in assignments(scope, nodes, set(free_indices(scope, nodes)))[:4]:
        for domain in ("", "positive", "unit"):  # the mean of counts, of bits
            inner, letters = _drawn_from(scope, value, assumed, domain)
            rest = tuple(c for c in conditions if c not in budget)
            sampler = Sampler(inner, nodes, clock, letters, filters, rest)
            held, seen = 0, set[int]()
            try:
                for sample in sampler.samples(3):
                    if together and sample.model.seed in seen:
                        continue  # every index is looked at in each model
                    seen.add(sample.model.seed)
                    try:
                        found = _at(sampler, sample, objective, unknown, value, budget, together)
                    except (Unsupported, IllTyped) as error:
                        problem = problem or str(error)  # at these values
                        continue
                    if found.outcome == "holds" and together and not _meets(sampler, sample, premises, unknown, value):
                        found = Comparison("fails", "", _witness(sample, unknown, value))
                    if found.outcome == "fails":
                        return replace(found, assumed=letters)
                    held += 1
            except TypeError:
                return Comparison("unsupported", NO_NUMBER)
            except (Unsupported, IllTyped, IndexError, KeyError, ArithmeticError, ValueError) as error:
                problem = problem or str(error)
                break
            if held:
                return Comparison("holds", models=held, assumed=letters)
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _drawn_from(scope: Scope, value: Node, assumed: dict[str, Letter], domain: str) -> tuple[Scope, dict[str, Letter]]:
    """The scope and the assumed letters with what the value is made of drawn positive, or from between 0 and 1."""
    if not domain:
        return scope, assumed
    types = dict(scope.types)
    for name in dependencies(scope, value):
        letter = assumed.get(name) or scope.letter(scope.world.row_families.get(name, name))
        if letter is None or letter.of or letter.kind not in ("scalar", "real", "vector", "matrix"):
            continue
        number = letter.kind in ("scalar", "real")
        drawn = replace(letter, kind=domain) if number else replace(letter, of=domain)
        (assumed := {**assumed, name: drawn}) if name in assumed else types.update({drawn.name: drawn})
    return replace(scope, types=types), assumed


def _of_sum(condition: Rel, unknown: Sym) -> bool:
    """`Σ_k π_k = 1`."""
    return condition.ops == ("=",) and any(
        isinstance(side, Bound) and side.op == "sum" and isinstance(side.body, Sym) and side.body.name == unknown.name
        for side in condition.operands
    )


def _witness(sample: Sample, unknown: Sym, value: Node) -> Witness:
    here = {k: v for k, v in sample.env.bound.items() if isinstance(v, int)}
    return Witness(
        here, plain(sample.evaluator.value(unknown, sample.env)), plain(sample.evaluator.value(value, sample.env))
    )


def _at(
    sampler: Sampler, sample: Sample, objective: Node, unknown: Sym, value: Node, budget: list[Rel], together: bool
) -> Comparison:
    """Whether the gradient vanishes in one model. Raises Unsupported where that says nothing."""
    ev, env = sample.evaluator, sample.env
    ev.steps = 0
    places = places_told(sampler.scope, ev, unknown, value, _everywhere(ev, env, unknown, value) if together else [env])
    for (_, index), found in places.items():
        at = _bound(env, unknown, index) if unknown.index else env
        if np.shape(found) != np.shape(ev.value(unknown if len(index) == len(unknown.index) else A_SHARE, at)):
            raise IllTyped("the value has another shape than what it is the value of")
    total = sum(places.values()) if not any(map(is_array, places.values())) else None
    shares = total is not None and len(places) > 1 and abs(complex(total) - 1) < SMALL
    letter = sampler.scope.letter(unknown.name)
    constrained = bool(budget) or (letter is not None and letter.kind == "simplex") or shares
    if constrained and not shares and not dependencies(sampler.scope, objective) & dependencies(sampler.scope, value):
        return Comparison("fails", "", _witness(sample, unknown, value))  # the values leave the constraint
    rng = sample.model.rng("direction", unknown.name)
    ways = {p: rng.normal(size=np.shape(v)) for p, v in places.items()}
    if constrained and shares:  # else a multiplier in the objective may stand for the constraint
        mean = sum(ways.values()) / len(ways)
        ways = {p: w - mean for p, w in ways.items()}
    here = _slope(ev, objective, env, places, ways)
    usual = _slope(ev, objective, env, {p: v * rng.uniform(1.05, 1.4) for p, v in places.items()}, ways)
    if usual == 0:
        raise Unsupported("the objective does not depend on this here")
    if abs(usual) < FLAT:
        raise Unsupported("the objective is flat all around there")  # far from all data
    if abs(here) <= SMALL * max(abs(usual), 1e-3):
        return Comparison("holds")
    return Comparison("fails", "", _witness(sample, unknown, value))


def _meets(sampler: Sampler, sample: Sample, premises: list[Rel], unknown: Sym, value: Node) -> bool:
    """Whether the value is one of those that the conditions in force for it allow: `XᵀXw = −Xᵀy ⇒ w = …`."""
    ev, env = sample.evaluator, sample.env
    places = places_told(sampler.scope, ev, unknown, value, _everywhere(ev, env, unknown, value))
    at = env.override(places)
    for premise in premises:
        try:
            ev.steps = 0
            short = max((abs(complex(x)) for x in residuals(ev, premise, at)), default=0.0)
        except (Unsupported, IllTyped, IndexError, KeyError):
            continue
        if short > SMALL * 1e2:
            return False
    return True


def _everywhere(ev: Any, env: Env, unknown: Sym, value: Node) -> list[Env]:
    """Every choice of the indices that the letter runs over."""
    running = [i.name for i in unknown.index if isinstance(i, Sym) and isinstance(env.bound.get(i.name), int)]
    sizes = [ev.range_of(name, unknown, env) or ev.range_of(name, value, env) for name in running]
    if any(size is None for size in sizes):
        raise Unsupported("the range of an index is not clear")
    spaces = [range(1, size + 1) for size in sizes]
    return [env.bind_all(dict(zip(running, choice, strict=True))) for choice in product(*spaces)]


def _bound(env: Env, unknown: Sym, index: tuple[int, ...]) -> Env:
    return env.bind_all(
        {i.name: k for i, k in zip(unknown.index, index, strict=True) if isinstance(i, Sym) and i.name in env.bound}
    )


def _slope(ev: Any, objective: Node, env: Env, places: dict[Place, Value], ways: dict[Place, Any]) -> float:
    """The derivative along one random direction, which no gradient but zero is orthogonal to, by a complex step."""
    moved = {p: (v if is_array(v) else complex(v)) + STEP * ways[p] for p, v in places.items()}
    ev.steps = 0
    return complex(ev.value(objective, env.override(moved))).imag / STEP.imag

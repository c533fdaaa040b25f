"""`μ_k = F`: the value at which an objective of the problem or of the candidate is stationary in what stands on the left."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from interviewer.checking.claims.whole_families import A_SHARE, Place, places_told
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.models import assume
from interviewer.checking.models.compare import Comparison, Witness, compare, plain
from interviewer.checking.models.elimination import substituted, unwound
from interviewer.checking.models.ordering import residuals
from interviewer.checking.models.sampling import Sample, Sampler, free_indices
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Deriv, Node, Num, Rel, Sym, apply, names, walk

STEP = 1e-30j
SMALL = 1e-7  # a gradient this much below its usual size has vanished
_CONTINUOUS = frozenset(
    [
        "scalar",
        "positive",
        "unit",
        "real",
        "vector",
        "matrix",
        "spd",
        "diagonal",
        "symmetric",
        "simplex",
        "nonneg",
        "small",
        "quantity",
    ]
)


NO_NUMBER = "what is optimised is a number"


def stationary_value(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """Whether an objective's gradient in the left side's letter vanishes at the right side; None where that is not meant.

    The other letters are free, or, where that is not enough, meet the problem's own conditions for them.
    """
    unknown, value = _solved(scope, left, right)
    if unknown is None or isinstance(value, Num) or scope.world.multipliers:
        return None  # a dual problem has conditions of its own
    failed: Comparison | None = None
    unsolved = len(substituted(scope, scope.conditions)[1])
    for extra in ((), *_other_conditions(scope, unknown)):
        inner, conditions = substituted(scope, (*scope.conditions, *extra))
        if inner.definitions(unknown.name) or len(conditions) > unsolved:
            continue
        for objective in objectives(inner, unknown):
            if _is_multiplier(objective, unknown):
                return _at_optimum(scope, objective, unknown, value, clock, filters)
            found = _vanishes(inner, objective, unknown, value, clock, filters, conditions)
            if found.outcome == "holds":
                return replace(found, shown=(inner, _gradient_at(objective, unknown, value)))
            if found.reason == NO_NUMBER:
                continue
            if failed is None or (found.outcome == "fails" and failed.outcome != "fails"):
                failed = found
    return failed


def _gradient_at(objective: Node, unknown: Sym, value: Node) -> Node:
    """∂objective/∂unknown where the unknown has the value."""
    return Apply("at", (Deriv(objective, (unknown,), "grad"), Rel(("=",), (unknown, value))))


def _solved(scope: Scope, left: Node, right: Node) -> tuple[Sym | None, Node]:
    """The letter that the left side holds, and what the equation makes of it: σ² = F gives σ = √F."""
    for target in [n for n in walk(left) if isinstance(n, Sym)][:1] if not isinstance(left, Call) else []:
        letter = scope.letter(target.name)
        inside = {n.name for n in walk(left) if isinstance(n, Sym)} - {
            n.name for i in target.index for n in walk(i) if isinstance(n, Sym)
        }
        if (
            inside != {target.name}
            or scope.definitions(target.name)
            or letter is None
            or letter.kind not in _CONTINUOUS
        ):
            continue
        found = unwound(left, target, right)
        if found is not None:
            return target, found
    return None, right


def _is_multiplier(objective: Node, unknown: Sym) -> bool:
    """The λ of `Σ_k N_k log π_k + λ(Σ_k π_k − 1)`: the objective is linear in it, its slope there says nothing of it."""
    terms = objective.args if isinstance(objective, Apply) and objective.op == "add" else (objective,)
    bare = [t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms]
    holding = [t for t in bare if unknown in walk(t)]
    return bool(holding) and all(
        isinstance(t, Apply)
        and t.op == "mul"
        and [n for n in walk(t) if n == unknown] == [unknown]
        and unknown in t.args
        for t in holding
    )


def _at_optimum(
    scope: Scope, objective: Node, unknown: Sym, value: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison:
    """A multiplier's value where the objective is stationary in what is sought."""
    sought = {n for n in walk(objective) if isinstance(n, Sym) and n.index and n.name in scope.world.unknowns}
    slopes = [Rel(("=",), (Deriv(objective, (Sym(n.name, (Sym("k"),)),)), ZERO)) for n in sought if len(n.index) == 1]
    return compare(scope.with_condition(*slopes[:1]), "=", unknown, value, clock, filters)


def stationary_equation(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """`N_k/π_k + λ = 0` after an objective of the candidate's own: its derivative in what is sought, set to zero.

    None where there is no such objective, or it has another derivative.
    """
    equation = left if right == ZERO else Apply("add", (left, apply("neg", right)))
    sought = [n for n in dict.fromkeys(walk(equation)) if isinstance(n, Sym) and n.name in sought_in(scope)]
    for unknown in [n for n in sought if not scope.definitions(n.name)][:2]:
        for objective in objectives(replace(scope, world=replace(scope.world, definitions={})), unknown):
            for slope in (Deriv(objective, (unknown,)), apply("neg", Deriv(objective, (unknown,)))):
                found = compare(scope, "=", equation, slope, clock, filters)
                if found.outcome == "holds":
                    return found
    return None


def sought_in(scope: Scope) -> frozenset[str]:
    """The letters that are sought, with those that the candidate has made one of them of: the s of Σ_k = s²I."""
    made = (d.body for n in scope.world.unknowns for d in scope.own.get(n, ()))
    return frozenset(scope.world.unknowns).union(*map(names, made))


_OF_ENTRIES = frozenset(["softmax", "diag", "hadamard", "T", "inv"])  # what is no number


def objectives(scope: Scope, unknown: Sym) -> list[Node]:
    """What depends on the letter: the candidate's own last quantities, else what the problem optimises."""
    own = [d for ds in scope.own.values() for d in ds if not d.given and not d.density and not d.index]
    own = [d for d in own if unknown.name in dependencies(scope, d.body) and d.name[:1] not in "pq"]
    own = [d for d in own if not (isinstance(d.body, Apply) and d.body.op in _OF_ENTRIES)]
    used = {n for d in own for n in names(d.body)}
    found = [d for d in own if d.name not in used]
    if scope.world.unknowns and unknown.name not in sought_in(scope):
        return [d.body for d in found]  # the problem's objective is no function of the data
    found += [
        d
        for name, ds in scope.world.definitions.items()
        if name not in scope.own
        for d in ds
        if d.sense and not d.index and unknown.name in dependencies(scope, d.body)
    ]
    return [d.body for d in found]


def _other_conditions(scope: Scope, unknown: Sym) -> list[tuple[Rel, ...]]:
    """The problem's conditions for its other letters."""
    return [
        equations
        for group in scope.world.conditions.values()
        if (equations := tuple(c for c in group if isinstance(c, Rel) and c.ops == ("=",)))
        and not any(isinstance(c.operands[0], Sym) and c.operands[0].name == unknown.name for c in equations)
    ]


def _vanishes(
    scope: Scope,
    objective: Node,
    unknown: Sym,
    value: Node,
    clock: Clock,
    filters: tuple[Rel, ...],
    conditions: tuple[Rel, ...],
) -> Comparison:
    nodes = (objective, unknown, value)
    budget = [c for c in conditions if _of_sum(c, unknown)]
    together = unknown.name not in dependencies(scope, value)
    premises = [c for c in conditions if c not in budget and c.ops == ("=",) and unknown.name in dependencies(scope, c)]
    problem = ""
    for assumed in assume.assignments(scope, nodes, set(free_indices(scope, nodes)))[:4]:
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

"""What the problem fixes, in another form it allows: up to a positive factor, or an alternative."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from interviewer.checking.claims.senses import sense_of
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import FLOAT, IllTyped, Unsupported
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import is_sign, sides
from interviewer.checking.models.quadrature import squares_alone
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.remembering import of_tree
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, apply, num


def fair_variant(scope: Scope, left: Node, right: Node, clock: Clock) -> Definition | None:
    """What the problem fixes, given with another positive factor or in an alternative form the problem allows."""
    match left:
        case Apply("pow", (Sym(name) as root, power)) if power == num(2) and name not in scope.own:
            left, right = root, apply("sqrt", right)  # σ_t² = β̃_t
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym):
        return None
    if isinstance(left, Call) and any(isinstance(a, Num | Rel) for a in left.args):
        return None  # P(0 | x) and P(y = 0 | x) are its values
    if any(not d.carried for d in scope.own.get(symbol.name, ())):
        return None  # he has settled its form himself
    inner, _ = substituted(scope, scope.conditions)  # w = Σαᵢyᵢxᵢ, once it is in force
    for definition in scope.world.definitions.get(symbol.name, ()):
        if definition.given or not (definition.scale or definition.alternatives):
            continue
        index = tuple(i.name for i in symbol.index if isinstance(i, Sym))
        if len(index) != len(symbol.index) or len(index) < len(definition.index):
            continue
        rename = dict(zip(definition.index, index, strict=False))
        for body in (definition.body, *definition.alternatives):
            reference = renamed(body, rename)
            entries = tuple(Sym(i) for i in index[len(definition.index) :])
            reference = Apply("index", (reference, *entries)) if entries else reference  # H_jk of a Hessian H
            if proportional(inner, right, reference, clock, exact=not definition.scale):
                sense = sense_of(scope, definition, right, clock)
                return replace(definition, body=right, index=index, alternatives=(), fixed=False, sense=sense)
    return None


def proportional(scope: Scope, left: Node, right: Node, clock: Clock, exact: bool) -> bool:
    """left = c·right with one positive c for every draw of the same sizes; of two signs their arguments are compared."""
    if is_sign(left) and is_sign(right):  # ±1 agrees by chance
        return proportional(scope, left.args[0], right.args[0], clock, exact=False)
    ways = assignments(scope, (left, right), set(free_indices(scope, (left, right))))
    for sampler in attempts(ways, scope, (left, right), clock):
        seen: list[np.ndarray] = []
        try:
            for shape in range(2):
                ratio: complex | None = None
                for seed in (shape, shape + 6, shape + 12):
                    clock.check()
                    model = sampler.model(seed)
                    ev = sampler.evaluator(model, FLOAT)
                    for env in sampler.environments(ev, (left, right)):
                        if sampler.coarse is None:
                            sampler.coarse = squares_alone(sampler, left, right, Sample(ev, env, model))
                            ev.coarse = bool(sampler.coarse)
                        a, b = sides(ev, left, right, env)
                        fa, fb = (
                            np.atleast_1d(np.asarray(a, complex)).ravel(),
                            np.atleast_1d(np.asarray(b, complex)).ravel(),
                        )
                        if fa.shape != fb.shape:
                            raise IllTyped("different shapes")
                        seen.append(fb)
                        size = complex(fb @ fb.conj())
                        if size == 0:
                            if np.any(fa):
                                return False
                            continue  # both vanish here, a multiplier at its bound
                        here = complex(fa @ fb.conj() / size)
                        if (
                            (exact and abs(here - 1) > 1e-7)
                            or here.real <= 0
                            or np.max(np.abs(fa - here * fb)) > 1e-7 * max(1e-3, float(np.max(np.abs(fa))))
                        ):
                            return False
                        if ratio is not None and abs(ratio - here) > 1e-7 * abs(ratio):
                            return False
                        ratio = here
                if ratio is None:
                    return False
            # of a worked example in numbers any two values are proportional
            return exact or not _constant(seen) or abs(ratio - 1) < 1e-7
        except (Unsupported, IllTyped, IndexError, ArithmeticError, KeyError, ValueError):
            continue
    return False


def _constant(values: list[np.ndarray]) -> bool:
    return all(v.shape == values[0].shape and np.array_equal(v, values[0]) for v in values)


def signature(scope: Scope, node: Node, clock: Clock) -> list[np.ndarray] | None:
    """The values of a tree on two models of the same sizes, empty when it has none; None when they depend on more than the
    problem's letters."""
    return of_tree(scope.remember("signatures", dict), node, lambda: _signature(scope, node, clock))


def _signature(scope: Scope, node: Node, clock: Clock) -> list[np.ndarray] | None:
    if free_indices(scope, (node,)) or assignments(scope, (node,), set()) != [{}]:
        return None
    sampler = Sampler(scope, (node,), clock, {})
    values = []
    try:
        for seed in (0, 6):
            value = sampler.evaluator(sampler.model(seed), FLOAT).value(node, Env())
            values.append(np.atleast_1d(np.asarray(value, complex)).ravel())
    except (Unsupported, IllTyped, IndexError, ArithmeticError, KeyError, ValueError):
        return []
    return values


def alike(first: list[np.ndarray] | None, second: list[np.ndarray] | None) -> bool:
    """Whether one may be the other times a positive constant: a glance before `proportional` looks closely."""
    if first is None or second is None:
        return True
    ratios = []
    for a, b in zip(first, second, strict=False):
        size = complex(b @ b.conj()).real
        if a.shape != b.shape or not size > 0:
            return False
        ratio = complex(a @ b.conj()).real / size
        if not ratio > 0 or np.max(np.abs(a - ratio * b)) > 1e-6 * max(1e-3, float(np.max(np.abs(a)))):
            return False
        ratios.append(ratio)
    return len(ratios) == 2 and abs(ratios[0] - ratios[1]) <= 1e-6 * abs(ratios[0])

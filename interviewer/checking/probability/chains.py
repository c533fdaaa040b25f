"""Gaussian chains: q(x_t|x_{t−1}) composed exactly forwards, p(x_{t−1}|x_t) backwards; any law of their states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.probability.gaussians import Law, conditional, log_density
from interviewer.checking.problem.dependencies import OWN_CHAIN, reach_of
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.environment import Env as Environment
from interviewer.notation.tree import Call, Divergence, Moment, Node, Sym, children, names, num, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

Spec = Mapping[str, Any]
MAX_LENGTH = 12


def chain_spec(ev: Evaluator, name: str) -> Spec | None:
    """What the problem says of a distribution whose states form a chain."""
    spec = ev.scope.world.distributions.get(name.split(".")[0], {})
    return spec if spec.get("chain") else None


def forward_chain(ev: Evaluator) -> Spec | None:
    """The chain that adds noise, if the problem has one."""
    specs = ev.scope.world.distributions.values()
    return next((s for s in specs if s.get("chain") and not s.get("reverse")), None)


def chain_call(ev: Evaluator, node: Node, env: Env) -> tuple[Spec, list[int], list[int]] | None:
    """The times of `q(x_s, … | x_t, …)`: those it is of, those it is given."""
    spec = chain_spec(ev, node.fn.name) if isinstance(node, Call) else None
    if spec is None or not isinstance(node, Call) or not node.args:
        return None
    args, given = (expand_chain(ev, nodes, spec["chain"], env) for nodes in (node.args, node.given))
    if args is None or given is None:
        return None
    if set(args) & set(given):
        raise IndexError("a state conditioned on itself")
    return spec, sorted(set(args)), sorted(set(given))


def chain_log_density(ev: Evaluator, node: Node, env: Env) -> Value | None:
    """log q(x_s, … | x_t, …) at the states' values; None when the call is of no chain."""
    found = chain_call(ev, node, env)
    if found is None:
        return None
    spec, args, given = found
    if spec.get("reverse") and (steps := _steps(ev, args, given)) is not None:
        total = ev.field.number(0, 1)
        for at, before in steps:
            total = total + log_density(ev, states_law(ev, spec, [at], before, env), [state(ev, spec, at, env)])
        return total
    return log_density(ev, states_law(ev, spec, args, given, env), [state(ev, spec, t, env) for t in args])


def _steps(ev: Evaluator, args: list[int], given: list[int]) -> list[tuple[int, list[int]]] | None:
    """A stretch of the reverse chain as its single steps: p(x_T) Π p(x_{t−1}|x_t) needs no integral."""
    top = ev.model.size("T")
    start = given[0] if len(given) == 1 else top + 1 if not given else None
    if start is None or args != list(range(args[0], start)):
        return None
    return [(t, [t + 1] if t < top else []) for t in args]


def state(ev: Evaluator, spec: Spec, t: int, env: Env) -> Value:
    """The value of a state."""
    return ev.value(Sym(spec["chain"], (num(t),)), env)


def states_law(ev: Evaluator, spec: Spec, args: list[int], given: list[int], env: Env) -> Law:
    """The law of the states at `args` given the values of those at `given`."""
    if spec.get("reverse") and len(args) == 1 and given == [args[0] + 1]:
        variance = ev.value(Sym(spec["scale"], (num(given[0]),)), env) ** 2
        mean = _reverse_mean(ev, spec, given[0], state(ev, spec, given[0], env), env)
        return Law([mean], np.array([[variance]], dtype=ev.field.dtype))
    times = sorted({*args, *given})
    joint = _joint(ev, spec, times, env)
    values = [state(ev, spec, t, env) for t in given]
    return conditional(ev, joint, [times.index(t) for t in args], [times.index(t) for t in given], values)


def _joint(ev: Evaluator, spec: Spec, times: list[int], env: Env) -> Law:
    """The law of several states; remembered where nothing that sets the chain has another value."""
    key = ("joint!", (str(spec.get("reverse")), *times), ())
    sets = (spec["reverse"],) if spec.get("reverse") else OWN_CHAIN if _is_own(ev) else (spec["alpha"],)
    reach = frozenset[str]().union(*(reach_of(ev.scope, name) for name in sets))
    if env.touched() & (reach - {spec["chain"], f"{spec['chain']}_0"}):
        return (_backwards if spec.get("reverse") else _forwards)(ev, spec, times, env)
    if key not in ev.known:
        ev.known[key] = (_backwards if spec.get("reverse") else _forwards)(ev, spec, times, env)
    return ev.known[key]


def closed_form(ev: Evaluator, spec: Spec, t: int, env: Env) -> tuple[Any, Any]:
    """Scale and standard deviation of x_t = s x₀ + d ε."""
    scale, variance = ev.field.number(1, 1), ev.field.number(0, 1)
    for slope, added in _steps_forward(ev, spec, t, env):
        scale, variance = slope * scale, slope * slope * variance + added
    return scale, ev.field.functions["sqrt"](variance)


def _is_own(ev: Evaluator) -> bool:
    """Whether the candidate has told another process than the problem's."""
    return OWN_CHAIN[0] in ev.scope.own


def _steps_forward(ev: Evaluator, spec: Spec, top: int, env: Env) -> list[tuple[Any, Any]]:
    """What each step keeps of the state before, and the variance that it adds."""
    if _is_own(ev):
        kept, added = ([ev.value(Sym(name, (num(t),)), env) for t in range(1, top + 1)] for name in OWN_CHAIN)
        return list(zip(kept, added, strict=True))
    root = ev.field.functions["sqrt"]
    alpha = [ev.value(Sym(spec["alpha"], (num(t),)), env) for t in range(1, top + 1)]
    return [(root(a), 1 - a) for a in alpha]


def _forwards(ev: Evaluator, spec: Spec, times: list[int], env: Env) -> Law:
    """Composed from a Gaussian x₀ of generic mean and variance: x_t = √α_t x_{t−1} + √(1−α_t) ε_t."""
    if min(times) < 0:
        raise IndexError("a state before the first")
    top = _checked(max(times))
    steps = [(slope, None, added) for slope, added in _steps_forward(ev, spec, top, env)]
    return _composed(ev, times, _prior(ev, spec), list(range(top + 1)), steps)


def _backwards(ev: Evaluator, spec: Spec, times: list[int], env: Env) -> Law:
    """Composed from x_T ~ N(0, I) by steps whose mean is affine in the state."""
    top, steps = _checked(ev.model.size("T")), []
    zero = 0 * _prior(ev, spec).mean[0]
    for t in range(top, min(times), -1):
        shift, one, two = (_reverse_mean(ev, spec, t, zero + k, env) for k in range(3))
        slope = (one - shift)[0, 0] if is_array(zero) else one - shift
        bend, tilt = two - 2 * one + shift, one - shift - slope
        if any(abs(complex(x)) > 1e-9 for v in (bend, tilt) for x in (v.flat if is_array(v) else [v])):
            raise Unsupported("the marginal of a reverse process whose mean is not linear")
        steps.append((slope, shift, ev.value(Sym(spec["scale"], (num(t),)), env) ** 2))
    start = Law([zero], np.array([[ev.field.number(1, 1)]], dtype=ev.field.dtype))
    return _composed(ev, times, start, list(range(top, min(times) - 1, -1)), steps)


def _composed(ev: Evaluator, times: list[int], start: Law, order: list[int], steps: list[tuple[Any, Any, Any]]) -> Law:
    """The joint law at `times` of a Markov chain visiting `order`: each step scales, shifts and adds variance."""
    mean, variance, factor = start.mean[0], start.cov[0, 0], ev.field.number(1, 1)
    at = {order[0]: (mean, variance, [factor])}
    slopes: list[Any] = []
    for t, (slope, shift, noise) in zip(order[1:], steps, strict=True):
        slopes.append(slope)
        mean = slope * mean if shift is None else slope * mean + shift
        variance = slope * slope * variance + noise
        at[t] = (mean, variance, [])
    cov = np.empty((len(times), len(times)), dtype=ev.field.dtype)
    for i, s in enumerate(times):
        for j, t in enumerate(times):
            first, last = sorted((order.index(s), order.index(t)))
            value = at[order[first]][1]
            for slope in slopes[first:last]:
                value = value * slope
            cov[i, j] = value
    return Law([at[t][0] for t in times], cov)


def _reverse_mean(ev: Evaluator, spec: Spec, t: int, value: Value, env: Env) -> Value:
    return ev.value(Call(Sym(spec["reverse"]), (Sym("state!"), num(t))), env.bind_all({"state!": value}))


def _prior(ev: Evaluator, spec: Spec) -> Law:
    """x₀ with a mean and variance of its own in every model."""
    letter = ev.scope.letter(f"{spec['chain']}_0") or parse_letter(f"{spec['chain']}_0", "scalar")
    mean = ev.base(replace(letter, name=f"{letter.name}!mean"), ())
    variance = ev.base(Letter(f"{letter.name}!variance", "positive"), ())
    said = [_said(ev, f"{letter.name}!{kind}") for kind in ("mean", "variance")]
    mean = mean if said[0] is None else said[0] + 0 * mean
    variance = variance if said[1] is None else said[1][0, 0] if is_array(said[1]) else said[1]
    return Law([mean], np.array([[variance]], dtype=ev.field.dtype))


def _said(ev: Evaluator, name: str) -> Value | None:
    """What a condition says of the first state."""
    return ev.value(Sym(name), Environment()) if ev.scope.definitions(name) else None


def _checked(length: int) -> int:
    if length > MAX_LENGTH:
        raise Unsupported("a chain too long to evaluate")
    return length


def expand_chain(ev: Evaluator, nodes: tuple[Node, ...], variable: str, env: Env) -> list[int] | None:
    """Times named by arguments: x_t, x_{t−1}, x_0, x_{1:T}; None when one is no state."""
    out: list[int] = []
    for k, n in enumerate(nodes):
        if n == Sym("ellipsis") and 0 < k < len(nodes) - 1:  # x_1, …, x_T
            after = expand_chain(ev, (nodes[k + 1],), variable, env)
            if not out or not after:
                return None
            out += list(range(out[-1] + 1, after[0]))
            continue
        if isinstance(n, Sym) and not n.index and n.name.removeprefix(f"{variable}_").isdigit():
            out.append(int(n.name.removeprefix(f"{variable}_")))
            continue
        if not isinstance(n, Sym) or n.name != variable or not n.index:
            return None
        if Sym("colon") in n.index:
            k = n.index.index(Sym("colon"))
            low, high = ev.index(n.index[k - 1], env), ev.index(n.index[k + 1], env)
            out += list(range(low, high + 1))
        else:
            out.append(ev.index(n.index[0], env))
    if any(not 0 <= t <= ev.model.size("T") for t in out):
        raise IndexError("a state before the first or after the last")
    return out


def overriding(spec: Spec, times: list[int], values: list[Any]) -> dict[tuple[str, tuple[int, ...]], Any]:
    """What to override for states to have these values; the first is a letter of its own."""
    bound = {(spec["chain"], (t,)): value for t, value in zip(times, values, strict=True)}
    return bound | {(f"{spec['chain']}_0", ()): value for t, value in zip(times, values, strict=True) if t == 0}


def outside(ev: Evaluator, spec: Spec, env: Env) -> set[int]:
    """Times of the states that the line speaks of outside its moments: they are values there, so inside too."""
    key = ("random data!", (), ())
    if key not in ev.known:
        ev.known[key] = _data_random(ev, spec)
    found: set[int] = set() if ev.known[key] else {0}
    stack = list(ev.line)
    while stack:
        n = stack.pop()
        if isinstance(n, Moment):
            stack.extend(n.given)
        elif isinstance(n, Divergence):
            stack.extend(g for side in (n.first, n.second) if isinstance(side, Call) for g in side.given)
        elif isinstance(n, Sym):
            try:
                found |= set(expand_chain(ev, (n,), spec["chain"], env) or ())
            except (IndexError, Unsupported):
                continue
        else:
            stack.extend(children(n))
    return found


def _data_random(ev: Evaluator, spec: Spec) -> bool:
    """Whether the line, or a condition before it, takes x₀ as random: it has moments of it, or averages over it."""
    first = Sym(f"{spec['chain']}_0")
    if any(ev.scope.definitions(f"{first.name}!{kind}") for kind in ("mean", "variance")):
        return True
    spoken = frozenset[str]().union(*(names(part) for part in ev.line))
    told = [d.body for name in spoken for d in ev.scope.own.get(name, ()) if not d.index]  # the L of `L = E‖x_0 − …‖²`
    for part in (*ev.line, *told, *ev.scope.conditions):
        for n in walk(part):
            if isinstance(n, Moment) and (n.over is not None or (n.given and first not in n.given)):
                return True
            if isinstance(n, Moment) and any(first in walk(a) for a in n.args):
                return True
    return False


def with_outside(ev: Evaluator, env: Env, given: Sequence[int] = ()) -> Env:
    """The environment in which states that are given, or stand outside, keep their values whatever else moves."""
    spec = forward_chain(ev)
    held = sorted({*given, *outside(ev, spec, env)}) if spec is not None else []
    return env.override(overriding(spec, held, [state(ev, spec, t, env) for t in held])) if spec and held else env

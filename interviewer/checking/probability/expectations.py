"""Expectations over the states of a chain: which states are random follows from what the expectation says and what stands
outside it; noise that a state determines moves with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import Unsupported
from interviewer.checking.probability.chains import (
    Spec,
    chain_call,
    chain_spec,
    closed_form,
    expand_chain,
    forward_chain,
    outside,
    overriding,
    state,
    states_law,
    with_outside,
)
from interviewer.checking.probability.gaussians import Law, points
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.dependencies import reach_of
from interviewer.notation.tree import Call, Moment, Node, Rel, Sym, names

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

Nodes = list[tuple["Env", Any]]


def chain_nodes(ev: Evaluator, node: Moment, env: Env) -> Nodes | None:
    """Environments with the random states bound and their weights; None when the moment is of no chain."""
    spec = forward_chain(ev)
    states = {spec["chain"], f"{spec['chain']}_0"} if spec is not None else set()
    if spec is None or not any(states & reach_of(ev.scope, n) for n in names(node)):
        return None
    if node.over is None or (isinstance(node.over, Sym) and not node.over.index and chain_spec(ev, node.over.name)):
        over = node.over.name if isinstance(node.over, Sym) else ""
        return _unsaid(ev, node, chain_spec(ev, over) or spec, env)
    return None


def over_chain(ev: Evaluator, over: Node, body: tuple[Node, ...], env: Env) -> Nodes | None:
    """The same for one thing an expectation runs over: `x_t`, `x_0 ~ q(x_0)`, `q(x_{1:T}|x_0)`, the time t."""
    spec = forward_chain(ev)
    if spec is None:
        return None
    law = over
    if isinstance(over, Rel) and over.ops == ("~",):
        variable, law = over.operands
        if variable == Sym("t"):
            return _times(ev, env)
        if isinstance(law, Call) and law.fn.name in DENSITIES:
            return None
        if isinstance(law, Sym) and expand_chain(ev, (variable,), spec["chain"], env) is not None:
            law = Call(law, (variable,))
        elif isinstance(law, Call) and not law.args:
            law = Call(law.fn, (variable,), law.given, law.params)
    if law == Sym("t"):
        return _times(ev, env)
    if isinstance(law, Sym):
        times = expand_chain(ev, (law,), spec["chain"], env)
        return None if times is None else _bound(ev, spec, sorted(set(times)), [], body, env)
    found = chain_call(ev, law, env)
    if found is None:
        return None
    of, args, given = found
    return _bound(ev, of, args, given, body, env)


def over_all(ev: Evaluator, overs: Sequence[Node], env: Env) -> tuple[Nodes, list[Node]] | None:
    """`E_{x_0, ε}`: data and noise drawn together, which takes fewer points than one after the other; and what is left."""
    spec = forward_chain(ev)
    if spec is None or len(overs) < 2:
        return None
    noises: list[str] = []
    times: set[int] = set()
    rest: list[Node] = []
    for over in overs:
        plain = over
        if isinstance(over, Rel) and over.ops == ("~",) and isinstance(over.operands[0], Sym):
            law = over.operands[1]
            said = isinstance(law, Sym) or (isinstance(law, Call) and not law.given)
            plain = over.operands[0] if said else over
        letter = ev.scope.letter(plain.name) if isinstance(plain, Sym) and not plain.index else None
        if isinstance(plain, Sym) and letter is not None and letter.kind == "noise":
            noises.append(plain.name)
        elif isinstance(plain, Sym) and (found := expand_chain(ev, (plain,), spec["chain"], env)) is not None:
            times |= set(found)
        else:
            rest.append(over)
    if not noises or not times:
        return None
    free = sorted(times)
    law = states_law(ev, spec, free, [], env)
    cov = ev.field.eye(len(free) + len(noises))
    cov[: len(free), : len(free)] = law.cov
    both = Law([*law.mean, *(0 * law.mean[0] for _ in noises)], cov)
    out = []
    for values, weight in points(ev, both):
        bound = overriding(spec, free, values[: len(free)])
        bound |= {(name, ()): value for name, value in zip(noises, values[len(free) :], strict=True)}
        out.append((env.override(bound), weight))
    return out, rest


def _times(ev: Evaluator, env: Env) -> Nodes:
    """t uniform over the steps."""
    top = ev.model.size("T")
    return [(env.bind_all({"t": t}), ev.field.number(1, top)) for t in range(1, top + 1)]


def _unsaid(ev: Evaluator, node: Moment, spec: Spec, env: Env) -> Nodes | None:
    """All states the moment is about, but those it is given or, where nothing is given, that stand outside it."""
    given = expand_chain(ev, node.given, spec["chain"], env)
    if given is None:
        raise Unsupported("an expectation given something other than states of the chain")
    asked = _asked(ev, node.args, spec, env)
    noisy = _mentions_noise(ev, node.args, spec)
    if not asked and not (noisy and given):
        return None
    if noisy:
        asked |= {0, max({*asked, *given})}
    fixed = {*given} if node.given else outside(ev, spec, env)
    free = sorted(asked - fixed)
    if not free:
        return [(env, ev.field.number(1, 1))]
    return _bound(ev, spec, free, sorted(fixed), node.args, env)


def _bound(ev: Evaluator, spec: Spec, free: list[int], given: list[int], body: tuple[Node, ...], env: Env) -> Nodes:
    """The free states at points of their law; what is given, or stands outside, stays as it is."""
    env = with_outside(ev, env, given)
    law = states_law(ev, spec, free, given, env)
    top = max((*free, *given))
    noisy = top > 0 and _mentions_noise(ev, body, spec)
    scale, deviation = closed_form(ev, spec, top, env) if noisy else (None, None)
    out: Nodes = []
    for values, weight in points(ev, law):
        child = env.override(overriding(spec, free, values))
        if noisy:  # the ε of the last state moves with the states
            first, last = state(ev, spec, 0, child), state(ev, spec, top, child)
            child = child.override({(spec["noise"], ()): (last - scale * first) / deviation})
        out.append((child, weight))
    return out


def _asked(ev: Evaluator, body: tuple[Node, ...], spec: Spec, env: Env) -> set[int]:
    """The states whose values the body asks for, found by evaluating it once."""
    before, ev.asked = ev.asked, set()
    try:
        watching = env.override({("watched!", ()): 0})
        for part in body:
            ev.value(part, watching)
        first = f"{spec['chain']}_0"
        return {i[0] for name, i in ev.asked if name == spec["chain"] and i} | {
            0 for name, _ in ev.asked if name == first
        }
    finally:
        if before is not None:
            before |= ev.asked
        ev.asked = before


def _mentions_noise(ev: Evaluator, body: tuple[Node, ...], spec: Spec) -> bool:
    """Whether the noise of the closed form stands in the body itself or in a quantity it names, the states aside."""
    if not spec.get("noise"):
        return False
    seen: set[str] = {spec["chain"]}
    waiting = {n for part in body for n in names(part)} - seen
    while waiting:
        name = waiting.pop()
        if name == spec["noise"]:
            return True
        seen.add(name)
        waiting |= {n for d in ev.scope.definitions(name) for n in names(d.body)} - seen
    return False

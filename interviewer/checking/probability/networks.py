"""Directed models: p(z) and p(x|z) given by formulas make p(x, z), p(x) and p(z|x) by the sum and product rules."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import Unsupported, Value
from interviewer.checking.probability.grids import real_line
from interviewer.checking.probability.names import base_name, cell_of, names_density, support_of
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Call, Node, Rel, Sym, names

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

MAX_TERMS = 6000


def factors_of(ev: Evaluator, name: str) -> dict[str, Definition]:
    """The factor that generates each variable of a directed model, the candidate's own before the problem's."""
    found: dict[str, Definition] = {}
    for definition in ev.scope.definitions(name):
        if names_density(definition) and all(definition.params) and not set(definition.params) & found.keys():
            found.update(dict.fromkeys(definition.params, definition))
    return found


def network_density(ev: Evaluator, node: Call, env: Env) -> Value | None:
    """p(args | given) of the directed model under that name; None when its factors do not determine it."""
    factors = factors_of(ev, node.fn.name)
    known = factors.keys() | {g for d in factors.values() for g in d.given}
    args = [a for a in node.args if base_name(a) in known]
    given = [g for g in node.given if base_name(g) in known]
    if any(base_name(g) not in known and base_name(g) in _random_elsewhere(ev) for g in node.given):
        return None  # p(z|x) does not follow from p(z) where x is random, too
    if not args or len(args) < len(node.args):
        return None
    spoken = frozenset[str]().union(*(names(d.body) for d in factors.values())) | set(ev.scope.world.unknowns)
    for g in node.given:  # p(w|t) is not p(w)
        if (other := base_name(g)) not in known | spoken and g not in _parameters(ev):
            raise Unsupported(f"I do not know how {other} depends on {base_name(args[0])}; write p({other}|…) = …")
    needed: set[str] = {base_name(n) for n in (*args, *given)}
    while True:
        parents = {g for v in needed & factors.keys() for g in factors[v].given} - needed
        if not parents:
            break
        needed |= parents
    fixed = {base_name(n): _state(ev, n, env) for n in (*args, *given)}
    hidden = sorted(needed - fixed.keys())
    if any(v not in factors for v in (*hidden, *(base_name(a) for a in args))):
        return None
    if _circular(factors, needed):
        return None  # p(D|θ) and p(θ|D) both stated: neither generates the other
    made = list({id(factors[v]): factors[v] for v in sorted(needed & factors.keys())}.values())
    top = _summed(ev, node.fn, made, fixed, hidden, env)
    if not given:
        return top
    free = [*hidden, *sorted(base_name(a) for a in args)]
    return top / _summed(ev, node.fn, made, {base_name(g): fixed[base_name(g)] for g in given}, free, env)


def _parameters(ev: Evaluator) -> frozenset[Node]:
    """The θ of p(x|θ) where it stands for π, μ and Σ together: a vector that no density leans on."""

    def found() -> frozenset[Node]:
        world = ev.scope.world
        laws = (d for name in world.distributions for d in ev.scope.definitions(name) if names_density(d))
        used = frozenset({*world.row_families, *world.row_families.values()}).union(*(names(d.body) for d in laws))
        vectors = (n for n, t in world.letters.items() if t.kind == "vector" and not t.index)
        return frozenset(Sym(n) for n in vectors if n not in used and n not in ev.scope.own)

    return ev.scope.follows("parameters as a whole", found)


def _circular(factors: dict[str, Definition], needed: set[str]) -> bool:
    """Whether the factors lead from a variable back to itself."""
    rest = needed & factors.keys()
    while rest:
        roots = {v for v in rest if not rest & set(factors[v].given) - {v} and v not in factors[v].given}
        if not roots:
            return True
        rest -= roots
    return False


def _random_elsewhere(ev: Evaluator) -> set[str]:
    """Variables that densities of any name are of or are given."""
    known = (d for name in ev.scope.world.distributions for d in ev.scope.definitions(name) if names_density(d))
    return {v for d in known for v in (*d.params, *d.given)}


def _state(ev: Evaluator, node: Node, env: Env) -> Value:
    return ev.value(node.operands[1] if isinstance(node, Rel) else node, env)


def _summed(
    ev: Evaluator, fn: Sym, factors: list[Definition], fixed: dict[str, Any], free: list[str], env: Env
) -> Value:
    """The product of the factors, summed or integrated over the free variables."""
    spaces = [_space(ev, v) for v in free]
    if int(np.prod([len(s) for s in spaces])) > MAX_TERMS:
        raise Unsupported("a sum over too many states")
    total: Value = None
    for combination in product(*spaces):
        child = env.bind_all({**fixed, **{v: s for v, (s, _) in zip(free, combination, strict=True)}})
        term: Any = ev.field.number(1, 1)
        for d in factors:
            call = Call(fn, tuple(Sym(p) for p in d.params), tuple(Sym(g) for g in d.given))
            term = term * ev.call_definition(d, call, {}, child)
        for _, weight in combination:
            term = term * weight
        total = term if total is None else total + term
    return total


def _space(ev: Evaluator, name: str) -> list[tuple[Any, Any]]:
    states = support_of(ev, name)
    if states is not None:
        return [(s, cell_of(ev, name)) for s in states]
    letter = ev.scope.types.get(name) or ev.model.letter(name)
    if letter is not None and letter.kind in ("real", "scalar"):
        return real_line(ev)
    raise Unsupported(f"an integral over {name}")

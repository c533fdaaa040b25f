"""Finite distributions: one random joint table, so that its marginals and conditionals agree."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.probability.chains import chain_log_density
from interviewer.checking.probability.families import parameters
from interviewer.checking.probability.names import base_name, cells_of, is_variable, names_density, support_of
from interviewer.checking.probability.networks import network_density
from interviewer.checking.probability.nodes import call_on, gaussian_form, nodes_of
from interviewer.checking.probability.samples import sample_density
from interviewer.checking.values.model import REST
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, num, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def density(ev: Evaluator, node: Call, env: Env) -> Value:
    """p(args | given; params) by chain, by Bayes from given formulas, or by table."""
    name = node.fn.name
    spec = ev.scope.world.distributions.get(name.split(".")[0], {})
    if spec.get("chain"):
        chained = chain_log_density(ev, node, env)
        if chained is not None:
            return ev.field.functions["exp"](chained)
    sampled = sample_density(ev, node, env, density)
    if sampled is not None:
        return sampled
    networked = network_density(ev, node, env)
    if networked is not None:
        return networked
    args, given, params = split_parameters(ev, node)
    if params and _differently_parametrised(ev, name):
        raise Unsupported("what each of these densities depends on is not clear")
    if not params:
        params = list(ev.table_parameters.get(name, ()))
    return table_probability(ev, name, args, given, params, env)


def _differently_parametrised(ev: Evaluator, name: str) -> bool:
    """`p(t|w, β) p(w|α)`: which of the letters moves which density, no table of them all can tell."""
    found: set[frozenset[str]] = set()
    for n in (n for node in ev.line for n in walk(node) if isinstance(n, Call) and n.fn.name == name):
        letters = {base_name(p).split(".")[0] for p in (*n.given, *n.params) if not is_variable(ev, base_name(p))}
        unknown = {x for x in letters if ev.scope.letter(x) is None and not ev.scope.definitions(x)} - {""}
        found.add(frozenset(unknown))
    return len(found) > 1


def split_parameters(ev: Evaluator, node: Call) -> tuple[list[Node], list[Node], list[Node]]:
    """Arguments, conditions and parameters: what never stands as a random variable is a parameter."""
    args, given, params = list(node.args), [], [*node.fn.index, *node.params]
    for g in node.given:
        if not is_variable(ev, base_name(g)) and base_name(g) in _with_densities(ev, node.fn.name):
            raise Unsupported(f"{base_name(g)} is random here; say what the density given it is")
        (given if is_variable(ev, base_name(g)) else params).append(g)
    kept = []
    for a in args:
        if base_name(a) and is_variable(ev, base_name(a)):
            kept.append(a)
        elif not base_name(a):
            raise Unsupported("a distribution of an expression; name the variable")
        else:
            raise Unsupported(f"{base_name(a)} is not known as a random variable")
    return kept, given, params


def _with_densities(ev: Evaluator, name: str) -> set[str]:
    """What has a density of its own, the D of a p(D|θ) that is defined: no parameter of the density of anything else."""
    made = {p for d in ev.scope.definitions(name) if names_density(d) for p in d.params}
    return made - set(ev.scope.world.unknowns)


def state_index(ev: Evaluator, node: Node, env: Env) -> tuple[str, int]:
    """Which variable an argument names and which of its states it is in."""
    name = base_name(node)
    states = support_of(ev, name)
    if states is None:
        raise Unsupported(f"{name} is not a finite variable here")
    value_node = node.operands[1] if isinstance(node, Rel) else node
    value = ev.value(value_node, env)
    if is_array(value):
        raise Unsupported("a vector as a state")
    if value in states:
        return name, states.index(value)
    number = ev.field.real(value)
    distances = [abs(ev.field.real(s) - number) for s in states]
    best = distances.index(min(distances))
    if distances[best] < 1e-6:
        return name, best
    if abs(number - round(number)) < 1e-9 and 0 <= round(number) <= len(states):
        return name, round(number) % len(states)
    raise Unsupported(f"{name} takes no such value")


def table_probability(
    ev: Evaluator, name: str, args: list[Node], given: list[Node], params: list[Node], env: Env
) -> Value:
    a = dict(state_index(ev, x, env) for x in args)
    g = dict(state_index(ev, x, env) for x in given)
    table, variables = joint_table(ev, name, params, env)
    for v in (*a, *g):
        if v not in variables:
            raise Unsupported(f"{v} is not among the variables of {name}")

    def marginal(fixed: dict[str, int]) -> Any:
        picked = table[tuple(fixed.get(v, slice(None)) for v in variables)]
        return sum(picked.flat) if isinstance(picked, np.ndarray) else picked

    top = marginal({**g, **a}) / cells_of(ev, args)
    return top / marginal(g) if g else top


def joint_table(ev: Evaluator, name: str, params: list[Node], env: Env) -> tuple[np.ndarray, list[str]]:
    """A positive joint table for a distribution name; its logits depend smoothly on the parameters."""
    if not params and not ev.table_parameters.get(name) and (found := ev.tables.get(name)) is not None:
        return found
    table, variables, fixed = _joint_table(ev, name, params, env)
    if fixed:
        ev.tables[name] = table, variables
    return table, variables


def _joint_table(ev: Evaluator, name: str, params: list[Node], env: Env) -> tuple[np.ndarray, list[str], bool]:
    """The table, its variables, and whether no parameter moves it here."""
    spec = ev.scope.world.distributions.get(name.split(".")[0], {})
    whole = set(spec.get("of", [])) | set(spec.get("given", []))
    used = ev.table_variables.get(name, set())
    hanging = "independent" in spec or "parents" in spec  # on what the line may not mention
    variables = sorted(used | whole if hanging else used or whole)
    variables = [v for v in variables if support_of(ev, v) is not None]
    sizes = [len(support_of(ev, v) or []) for v in variables]
    letter = ev.scope.letter(name)
    if letter is not None and letter.kind == "simplex" and len(variables) == 1 and not params:
        shares = ev.lookup(name, (), env)
        if not is_array(shares):
            raise IllTyped(f"{name} is a number here, not a distribution")
        return np.array(list(shares.flat), dtype=ev.field.dtype), variables, False
    if not variables or int(np.prod(sizes)) > 800:
        raise Unsupported(f"the variables of {name} are not clear")
    values: list[Any] = []
    params = params or list(ev.table_parameters.get(name, ()))
    for node in params:
        if isinstance(node, Sym) and (node.name in ("dot", "ellipsis") or node.name.startswith("const")):
            continue
        try:
            value = ev.value(node, env)
        except Unsupported:
            if isinstance(node, Sym):
                continue  # a label such as φ in q_φ carries no value of its own
            raise
        values += list(value.flat) if is_array(value) else [value]
    numeric = [ev.field.number(v, 1) if isinstance(v, int) else v for v in values]
    key = (name, tuple(variables), tuple(numeric))
    fixed = not params
    if key in ev.tables:
        return ev.tables[key], variables, fixed
    parents = _parents(spec, variables)
    if isinstance(ev.field, ExactField):
        if parents or ev.scope.flat & set(variables):
            raise Unsupported("a table that is not any table is not proved symbolically")
        ev.tables[key] = ev.field.table(name, sizes, tuple(numeric))
        return ev.tables[key], variables, fixed
    if ev.coincide and spec.get("given") and set(spec["of"]) | set(spec["given"]) == set(variables):
        like, theirs = joint_table(ev, "p", [], env)
        if theirs == variables:
            ev.tables[key] = like
            return like, variables, fixed
    drawn = name if ev.model.seed < REST else ""
    rng = ev.model.rng("table", drawn, tuple(variables))
    fs = ev.field.functions
    count = int(np.prod(sizes))
    logits = rng.uniform(-1.0, 1.0, sizes) * ev.model.stretch(drawn)
    if parents:
        logits = _network(rng, variables, sizes, parents, ev.model.stretch(drawn))
    waves = rng.uniform(0.3, 1.1, (count, max(1, len(numeric)), 2))
    out = np.empty(count, dtype=ev.field.dtype)
    if ev.field.name == "float":
        tilt = sum((np.sin(v * waves[:, j, 0] + waves[:, j, 1] * 3) for j, v in enumerate(numeric)), np.zeros(count))
        out = np.exp(logits.ravel() + tilt).astype(complex)
    for k in range(count if ev.field.name != "float" else 0):
        logit = ev.lift(complex(logits.flat[k]))
        for j, v in enumerate(numeric):
            logit = logit + fs["sin"](v * ev.lift(complex(waves[k, j, 0])) + ev.lift(complex(waves[k, j, 1] * 3)))
        out[k] = fs["exp"](logit)
    out = (out / sum(out)).reshape(sizes)
    for v in ev.scope.flat & set(variables):
        others = tuple(k for k, other in enumerate(variables) if other != v)
        out = out / out.sum(axis=others, keepdims=True) / sizes[variables.index(v)]
    ev.tables[key] = out
    return out, variables, fixed


def _parents(spec: Mapping[str, Any], variables: list[str]) -> dict[str, list[str]]:
    """What each variable hangs on, where the problem tells: `independent: θ` lets all others hang on θ alone."""
    if given := spec.get("independent"):
        return {v: [given] for v in variables if v != given}
    told: dict[str, list[str]] = spec.get("parents", {})
    return {**told, **{v: spec["of"] for v in variables if v not in spec["of"]}} if told else {}


def _network(
    rng: np.random.Generator, variables: list[str], sizes: list[int], parents: Mapping[str, list[str]], stretch: float
) -> np.ndarray:
    """Σ log p(v | parents of v)."""
    total = np.zeros(sizes)
    for k, variable in enumerate(variables):
        above = {k, *(variables.index(p) for p in parents.get(variable, ()) if p in variables)}
        part = stretch * rng.uniform(-1, 1, [size if j in above else 1 for j, size in enumerate(sizes)])
        total = total + part - np.log(np.exp(part).sum(axis=k, keepdims=True))
    return total


def table_value(ev: Evaluator, node: Node, env: Env) -> list[Any] | None:
    """A discrete distribution as its list of probabilities: a simplex letter, an average of two, a named Bernoulli."""
    if isinstance(node, Call) and node.fn.name == "Bern":
        (p,) = parameters(ev, node, env, 1)
        return [p, 1 - p]
    if isinstance(node, Call) and node.fn.name in ("Cat", "Uniform"):
        if node.params:
            value = ev.value(node.params[0], env)
            return list(value.flat) if is_array(value) else None
    if (
        isinstance(node, Call)
        and node.args
        and all(is_variable(ev, base_name(a)) and not isinstance(a, Rel) for a in node.args)
    ):
        if gaussian_form(ev, node):
            return None
        free = list(node.args)
        if all(support_of(ev, base_name(a)) is not None for a in free):
            return [w for _, w in nodes_of(ev, node, free, env)]
        return None
    if isinstance(node, Sym) and not ev.scope.definitions(node.name) and node.name in ev.table_variables:
        variables = sorted(ev.table_variables[node.name])
        law = call_on(ev, node, [Sym(v) for v in _own_variables(ev, node.name, variables)])
        assert isinstance(law, Call)
        if all(support_of(ev, base_name(a)) is not None for a in law.args):
            return [w for _, w in nodes_of(ev, law, list(law.args), env)]
    if isinstance(node, Sym):
        for found in ev.scope.definitions(node.name):
            if found.is_call and len(found.params) == 1 and support_of(ev, found.params[0]) is not None:
                at = Sym(found.params[0])
                law = Call(node, (at,), tuple(Sym(g) for g in found.given))
                return [w for _, w in nodes_of(ev, law, [at], env)]
            if len(found.index) == 1 and not found.is_call and (size := _table_size(ev)):
                return [ev.value(Sym(node.name, (num(k + 1),)), env) for k in range(size)]
    if isinstance(node, Apply) and node.op == "product_law":
        tables = [table_value(ev, part, env) for part in node.args]
        known = [t for t in tables if t is not None]
        return [math.prod(weights) for weights in product(*known)] if len(known) == len(tables) else None
    if isinstance(node, Apply) and node.op in ("mul", "div", "add", "neg"):
        parts = _mixture(ev, node, env)
        if parts is not None:
            return parts
    try:
        value = ev.value(node, env)
    except (Unsupported, IllTyped):
        return None
    return list(value.flat) if is_array(value) and value.shape[1] == 1 else None


def _table_size(ev: Evaluator) -> int:
    """How many probabilities the problem's tables hold."""
    letter = next((t for t in ev.scope.world.letters.values() if t.kind == "simplex"), None)
    return ev.model.shape(letter, ())[0] if letter is not None else 0


def _own_variables(ev: Evaluator, name: str, variables: list[str]) -> list[str]:
    spec = ev.scope.world.distributions.get(name, {})
    return [v for v in variables if v not in spec.get("given", [])] or variables


def _mixture(ev: Evaluator, node: Apply, env: Env) -> list[Any] | None:
    if node.op == "div":
        inner = table_value(ev, node.args[0], env)
        scale = ev.value(node.args[1], env)
        return [x / scale for x in inner] if inner is not None and not is_array(scale) else None
    if node.op == "add":
        parts = [table_value(ev, a, env) for a in node.args]
        if any(p is None for p in parts):
            return None
        return [sum(column[1:], column[0]) for column in zip(*[p for p in parts if p is not None], strict=True)]
    if node.op == "mul" and len(node.args) == 2:
        try:
            scale = ev.value(node.args[0], env)
        except (Unsupported, IllTyped):
            return None
        inner = table_value(ev, node.args[1], env)
        return [scale * x for x in inner] if inner is not None and not is_array(scale) else None
    return None

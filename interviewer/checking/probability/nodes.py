"""A distribution as points with weights: the states of a table, Gauss–Hermite nodes of a Gaussian."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.exact.expectation import gaussian
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.probability.families import gaussian_parameters
from interviewer.checking.probability.gaussians import cholesky, cubature
from interviewer.checking.probability.kinks import kinks
from interviewer.checking.probability.laws import family_law, formula_law, law_of
from interviewer.checking.probability.names import (
    DENSITIES,
    base_name,
    cells_of,
    is_variable,
    names_density,
    support_of,
)
from interviewer.checking.probability.samples import all_values
from interviewer.notation.tree import Call, Node, Rel, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


_NODES = {2: 7, 3: 4}  # along each axis
REACH, STEP = 9, 0.15  # of points on a line: fine enough for functions with poles near it


MAX_NODES = 1500


@lru_cache(maxsize=8)
def hermite(d: int, turned: bool) -> list[tuple[np.ndarray, float]]:
    """Points of the standard normal law; others on demand, to see whether they are exact."""
    if d == 1:
        x = np.arange(-REACH, REACH + STEP / 2, STEP) + (STEP / 2 if turned else 0)
        w = np.exp(-x * x / 2)
    elif d in _NODES:
        x, w = np.polynomial.hermite_e.hermegauss(_NODES[d] + turned)
    else:
        raise Unsupported("a Gaussian of too many dimensions")
    w = w / w.sum()
    return [
        (np.array(p).reshape(-1, 1), float(np.prod(q)))
        for p, q in zip(product(x, repeat=d), product(w, repeat=d), strict=True)
    ]


def gaussian_nodes(ev: Evaluator, mean: Value, cov: Value) -> list[tuple[Value, Any]]:
    """Gauss–Hermite points of N(mean, cov): exact for polynomials."""
    if isinstance(ev.field, ExactField):
        centre = list(mean.flat) if is_array(mean) else [mean]
        spread = cov if is_array(cov) else np.array([[cov]], dtype=object)
        letters, weight = gaussian(ev.field.tower, [ev.field.lift(m) for m in centre], spread)
        return [(np.array(letters, dtype=object).reshape(-1, 1) if is_array(mean) else letters[0], weight)]
    ev.approximated = True
    if not is_array(mean):
        sd = ev.field.functions["sqrt"](cov)
        return [(mean + sd * ev.lift(complex(x[0, 0])), ev.lift(complex(w))) for x, w in hermite(1, ev.turned)]
    root = cholesky(ev, cov)
    d = mean.shape[0]
    spread = hermite(d, ev.turned) if d in (1, *_NODES) else [(x.reshape(-1, 1), w) for x, w in cubature(ev, d)]
    return [(mean + root @ ev.field.array(x), ev.lift(complex(w))) for x, w in spread]


def gaussian_form(ev: Evaluator, node: Node) -> tuple[Call, str | None] | None:
    """The Normal call behind a distribution expression and its variable, when there is one."""
    if isinstance(node, Call) and node.fn.name == "Normal":
        return node, base_name(node.args[0]) if node.args else None
    if isinstance(node, Call | Sym):
        name = node.fn.name if isinstance(node, Call) else node.name
        call = node if isinstance(node, Call) else None
        own = ev.scope.own.get(name, ())
        if call is None and own and own[0].density and not _is_normal(own[0].body):
            return None
        for definition in ev.scope.definitions(name):
            if call is not None and call.args and definition.is_call:
                if definition.given or names_density(definition):
                    if {base_name(a) for a in call.args} != set(definition.params):
                        continue
                    if call.given and {base_name(g) for g in call.given} != set(definition.given):
                        continue
                    if not call.given and _generated(ev, name) & set(definition.given):
                        continue  # p(x) is not p(x|z)
                    if name in ev.scope.own and not _is_normal(definition.body):
                        return None  # his own law of another family
            if isinstance(body := definition.body, Call) and _is_normal(body):
                if not body.args and definition.params:
                    body = Call(body.fn, (Sym(definition.params[0]),), (), body.params)
                return body, definition.params[0] if definition.params else None
    return None


def _is_normal(body: Node) -> bool:
    return isinstance(body, Call) and body.fn.name == "Normal"


def _generated(ev: Evaluator, name: str) -> set[str]:
    return {p for d in ev.scope.definitions(name) if names_density(d) for p in d.params}


def nodes_of(ev: Evaluator, law: Node, variables: list[Node], env: Env) -> list[tuple[Env, Any]]:
    """Environments with the variables bound and their weights."""
    if (isinstance(law, Call) and law.fn.name == "Normal") or gaussian_form(ev, law):
        found = gaussian_form(ev, law)
        assert found is not None
        call, own = found
        variable = variables[0] if variables else Sym(own or "x")
        like = None
        letter = ev.scope.letter(base_name(variable))
        if letter is not None and letter.kind in ("vector", "noise"):
            like = ev.value(variable, env)
        mean, cov = gaussian_parameters(ev, call, env, like)
        if not is_array(mean) and kinks(ev, env):  # E|x|
            kinked = family_law(ev, call, env)
            return [(_bind(ev, variable, point, env), weight) for point, weight in (kinked.points if kinked else ())]
        return [(_bind(ev, variable, point, env), weight) for point, weight in gaussian_nodes(ev, mean, cov)]
    own = law_of(ev, law, env) if len(variables) < 2 else None
    if own is not None:
        variable = variables[0] if variables else Sym("x")
        return [(_bind(ev, variable, point, env), weight) for point, weight in own.points]
    if len(variables) == 1 and (values := all_values(ev, base_name(variables[0]), env)) is not None:
        return [(child, ev.value(law, child) * weight) for child, weight in values]
    spaces = []
    names = []
    for v in variables:
        states = support_of(ev, base_name(v))
        if states is None and len(variables) == 1 and isinstance(law, Call) and isinstance(v, Sym) and not v.index:
            density = lambda x, v=v: ev.value(law, env.override({(v.name, ()): x}))  # noqa: E731
            return [(_bind(ev, v, x, env), w) for x, w in formula_law(ev, law, density, env).points]
        if states is None:
            raise Unsupported(f"an expectation over {base_name(v) or 'this'}")
        names.append(v)
        spaces.append(states)
    out, cell = [], cells_of(ev, names)
    for combination in product(*spaces):
        child = env
        for v, state in zip(names, combination, strict=True):
            child = _bind(ev, v, state, child)
        out.append((child, ev.value(law, child) * cell))
    if isinstance(law, Call) and law.fn.name in ev.scope.own and abs(complex(sum(w for _, w in out)) - 1) > 1e-6:
        raise OutOfDomain("this density does not sum to one; say what the variable runs over")
    return out


def _bind(ev: Evaluator, variable: Node, value: Value, env: Env) -> Env:
    if isinstance(variable, Sym) and variable.index:
        return env.override({(variable.name, ev.indices(variable.index, env)): value})
    name = variable.name if isinstance(variable, Sym) else base_name(variable)
    return env.put(name, value)


def law_and_variables(ev: Evaluator, over: Node, body: tuple[Node, ...]) -> tuple[Node, list[Node]]:
    """The density an expectation runs over and the variables it binds."""
    if isinstance(over, Rel) and over.ops == ("~",):
        variable, law = over.operands
        if isinstance(law, Call) and law.fn.name not in DENSITIES and (law.args or law.given):
            return law, [variable]
        if isinstance(law, Sym) and law.name == "N":
            raise Unsupported("a normal distribution without parameters")
        if isinstance(law, Sym):
            return call_on(ev, law, [variable]), [variable]
        if isinstance(law, Call) and not law.args and law.fn.name not in DENSITIES:
            return Call(law.fn, (variable,), law.given, law.params), [variable]
        return law, [variable]
    if isinstance(over, Rel) and over.ops[0] == "|":
        raise Unsupported("a conditional expectation written this way")
    if isinstance(over, Call):
        if over.fn.name in DENSITIES and not over.args:
            raise Unsupported("say which variable is drawn: E_{x~N(…)}")
        variables = [a for a in over.args if is_variable(ev, base_name(a)) or gaussian_form(ev, over)]
        if not variables and over.args:
            variables = list(over.args)
        return over, variables
    if isinstance(over, Sym):
        if is_variable(ev, over.name) and over.name not in ev.scope.world.distributions:
            law = _default_law(ev, over)
            return law, [over]
        return call_on(ev, over, None, body), variables_under(ev, over, body)
    raise Unsupported("the distribution under the expectation")


def _default_law(ev: Evaluator, variable: Sym) -> Node:
    for definition_name in ("p", "q"):
        return Call(Sym(definition_name), (variable,))
    raise Unsupported(f"the distribution of {variable.name}")


def variables_under(ev: Evaluator, law: Sym, body: tuple[Node, ...]) -> list[Node]:
    spec = ev.scope.world.distributions.get(law.name.split(".")[0], {})
    if spec.get("of") and all(is_variable(ev, v) for v in spec["of"]):
        return [Sym(v) for v in spec["of"]]
    for definition in ev.scope.definitions(law.name):
        if definition.params:
            return [Sym(definition.params[0])]
    table = ev.table_variables.get(law.name)
    names = {n.name for b in body for n in walk(b) if isinstance(n, Sym)}
    if table:
        inside = [v for v in sorted(table) if v in names]
        if len(inside) >= 1:
            return (
                [Sym(v) for v in inside[:1]]
                if len(inside) > 1 and law.name == "q" and "z" not in inside
                else [Sym("z")]
                if "z" in inside and law.name == "q"
                else [Sym(v) for v in inside]
            )
    for candidate in ("x", "z"):
        if candidate in names and is_variable(ev, candidate):
            return [Sym(candidate)]
    raise Unsupported(f"the variable of {law.name} is not clear; write E_{{x~{law.name}}}")


def call_on(ev: Evaluator, law: Sym, variables: list[Node] | None, body: tuple[Node, ...] = ()) -> Node:
    variables = variables if variables is not None else variables_under(ev, law, body)
    spec = ev.scope.world.distributions.get(law.name.split(".")[0], {})
    given = tuple(
        Sym(g)
        for g in spec.get("given", [])
        if g not in {base_name(v) for v in variables} and g in ev.table_variables.get(law.name, {g})
    )
    return Call(law, tuple(variables), given)

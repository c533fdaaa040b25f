"""Distributions by finite models: random tables whose joint, marginals and conditionals agree, Gaussians with exact nodes.

A name applied as `p(x, z | y; θ)` is a density. If the problem or the candidate gave its formula, that formula is evaluated;
if the problem declares a Gaussian chain, its exact conditionals are; otherwise the name is a random positive table over
the finite variables it is used with, depending smoothly on its parameters. Sums and integrals over a variable run over
its states or over quadrature nodes, expectations over the nodes of their distribution.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking import arrays
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.world import Definition
from interviewer.notation.tree import Apply, Binder, Bound, Call, Divergence, Group, Moment, Node, Rel, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluate import Env, Evaluator

DENSITIES = frozenset(["Normal", "Bern", "Cat", "Uniform", "Laplace", "Beta"])
_NODES = {1: 24, 2: 7, 3: 4}
_MAX_NODES = 1500


# -- what is a distribution ----------------------------------------------------------------------------------------


def names_density(definition: Definition) -> bool:
    """Whether a definition's body is a density, so that its parameters are random variables."""
    if definition.given:
        return True
    return (
        definition.name[:1] in "pqPQ"
        and definition.is_call
        and (
            bool(definition.index) or any(isinstance(n, Call) and n.fn.name in DENSITIES for n in walk(definition.body))
        )
    )


def is_distribution(ev: Evaluator, node: Call, env: Env) -> bool:
    name = node.fn.name.split(".")[0]
    if name in ev.scope.world.distributions:
        return True
    if name in ("p", "q", "P") or node.given:
        letter = ev.scope.letter(name)
        return letter is None or letter.kind == "simplex"
    return False


def base_name(node: Node) -> str:
    if isinstance(node, Rel):
        node = node.operands[0]
    if isinstance(node, Apply) and node.op == "prime":
        node = node.args[0]
    return node.name.removesuffix(".prime") if isinstance(node, Sym) else ""


def support_of(ev: Evaluator, name: str, env: Env) -> list[Any] | None:
    """The states of a finite variable, None when it is continuous or no variable."""
    name = name.removesuffix(".prime")
    letter = ev.scope.types.get(name) or ev.model.letter(name)
    if letter is None or letter.kind != "variable":
        return None
    return [ev.lift(v) for v in ev.model.support(name, ev.model.shape(letter, ())[0])]


def is_variable(ev: Evaluator, name: str) -> bool:
    letter = ev.scope.types.get(name.removesuffix(".prime")) or ev.model.letter(name.removesuffix(".prime"))
    return letter is not None and letter.kind in ("variable", "real")


def runs_over_states(ev: Evaluator, binder: Binder, body: Node, env: Env) -> bool:
    return is_variable(ev, binder.var.name) and not any(
        isinstance(n, Sym) and any(base_name(i) == binder.var.name for i in n.index) for n in walk(body)
    )


# -- sums and integrals over variables -----------------------------------------------------------------------------


def integrate(ev: Evaluator, node: Bound, env: Env) -> Value:
    """Σ_z or ∫ dz: states of a finite variable, fine grid for a real one."""
    total: Value = None
    spaces = []
    for binder in node.binders:
        states = support_of(ev, binder.var.name, env)
        if binder.low is not None and node.op == "int" and not _infinite(binder.low):
            raise Unsupported("a definite integral")
        if states is not None:
            spaces.append([(s, 1) for s in states])
            continue
        letter = ev.scope.types.get(binder.var.name) or ev.model.letter(binder.var.name)
        if (letter is not None and letter.kind in ("real", "scalar") and node.op == "int") or (
            letter is None and node.op == "int"
        ):
            spaces.append(_grid(ev))
        else:
            raise Unsupported(f"an integral over {binder.var.name}")
    if int(np.prod([len(s) for s in spaces])) > _MAX_NODES * 3:
        raise Unsupported("an integral over too many variables")
    for combination in product(*spaces):
        child = env.bind_all({b.var.name: s for b, (s, _) in zip(node.binders, combination, strict=True)})
        child = (
            child.override(
                {
                    (b.var.name, ev.indices(b.var.index, env)): s
                    for b, (s, _) in zip(node.binders, combination, strict=True)
                }
            )
            if any(b.var.index for b in node.binders)
            else child
        )
        try:
            term = ev.value(node.body, child)
        except Unsupported as error:
            if "logarithm of zero" in str(error) or "not positive" in str(error):
                continue
            raise
        for _, weight in combination:
            term = term * weight
        total = term if total is None else arrays.add(total, term)
    return total


def _infinite(node: Node) -> bool:
    return any(isinstance(n, Sym) and n.name == "infty" for n in walk(node))


def _grid(ev: Evaluator) -> list[tuple[Any, Any]]:
    """The trapezoidal rule on a wide interval: spectrally accurate for Gaussian-like integrands."""
    n, width = 481, 24.0
    h = 2 * width / (n - 1)
    return [(ev.lift(complex(-width + k * h)), ev.lift(complex(h))) for k in range(n)]


# -- densities -----------------------------------------------------------------------------------------------------


def density(ev: Evaluator, node: Call, env: Env) -> Value:
    """p(args | given; params) by chain, by Bayes from given formulas, or by table."""
    name = node.fn.name
    spec = ev.scope.world.distributions.get(name.split(".")[0], {})
    if spec.get("chain"):
        chained = chain_density(ev, node, spec, env)
        if chained is not None:
            return chained
    args, given, params = split_parameters(ev, node, env)
    if not params:
        params = list(ev.table_parameters.get(name, ()))
    return table_probability(ev, name, args, given, params, env)


def split_parameters(ev: Evaluator, node: Call, env: Env) -> tuple[list[Node], list[Node], list[Node]]:
    """Arguments, conditions and parameters: what never stands as a random variable is a parameter."""
    args, given, params = list(node.args), [], [*node.fn.index, *node.params]
    for g in node.given:
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


def state_index(ev: Evaluator, node: Node, env: Env) -> tuple[str, int]:
    """Which variable an argument names and which of its states it is in."""
    name = base_name(node)
    states = support_of(ev, name, env)
    if states is None:
        raise Unsupported(f"{name} is not a finite variable here")
    value_node = node.operands[1] if isinstance(node, Rel) else node
    value = ev.value(value_node, env)
    if is_array(value):
        raise Unsupported("a vector as a state")
    number = ev.field.real(value)
    distances = [abs(ev.field.real(s) - number) for s in states]
    best = int(np.argmin(distances))
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

    top = marginal({**g, **a})
    return top / marginal(g) if g else top


def joint_table(ev: Evaluator, name: str, params: list[Node], env: Env) -> tuple[np.ndarray, list[str]]:
    """A positive joint table for a distribution name; its logits depend smoothly on the parameters."""
    spec = ev.scope.world.distributions.get(name.split(".")[0], {})
    variables = sorted(ev.table_variables.get(name, set()) or set(spec.get("of", [])) | set(spec.get("given", [])))
    variables = [v for v in variables if support_of(ev, v, env) is not None]
    sizes = [len(support_of(ev, v, env) or []) for v in variables]
    letter = ev.scope.letter(name)
    if letter is not None and letter.kind == "simplex" and len(variables) == 1 and not params:
        return np.array(list(ev.lookup(name, (), env).flat), dtype=ev.field.dtype), variables
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
    key = ("table", name, tuple(str(v) for v in numeric))
    if key in env.cache:
        return env.cache[key], variables
    rng = ev.model.rng("table", name, tuple(variables))
    fs = ev.field.functions
    independent = spec.get("independent")
    factors = []
    count = int(np.prod(sizes))
    logits = rng.uniform(-1.0, 1.0, sizes)
    if independent:
        logits = _conditionally_independent(rng, variables, sizes, independent)
    logits = logits * ev.model.stretch
    out = np.empty(count, dtype=ev.field.dtype)
    waves = rng.uniform(0.3, 1.1, (count, max(1, len(numeric)), 2))
    for k in range(count):
        logit = ev.lift(complex(logits.flat[k]))
        for j, v in enumerate(numeric):
            logit = logit + fs["sin"](v * ev.lift(complex(waves[k, j, 0])) + ev.lift(complex(waves[k, j, 1] * 3)))
        out[k] = fs["exp"](logit)
    del factors
    out = (out / sum(out)).reshape(sizes)
    env.cache[key] = out
    return out, variables


def _conditionally_independent(
    rng: np.random.Generator, variables: list[str], sizes: list[int], given: str
) -> np.ndarray:
    """log p(g) + Σ log p(v|g): every other variable independent given `given`."""
    axis = variables.index(given) if given in variables else None
    total = np.zeros(sizes)
    for k, size in enumerate(sizes):
        if k == axis or axis is None:
            part = rng.uniform(-1, 1, size)
            total = total + part.reshape([size if j == k else 1 for j in range(len(sizes))])
            continue
        part = rng.uniform(-1, 1, (size, sizes[axis]))
        part = part - np.log(np.exp(part).sum(axis=0, keepdims=True))
        shape = [1] * len(sizes)
        shape[k], shape[axis] = size, sizes[axis]
        total = total + (part if k < axis else part.T).reshape(shape)
    return total


# -- Gaussian chains -----------------------------------------------------------------------------------------------


def chain_density(ev: Evaluator, node: Call, spec: Any, env: Env) -> Value | None:
    """q(x_s, … | x_t, …) of the linear Gaussian chain x_t = √α_t x_{t−1} + √(1−α_t) ε, by exact conditioning."""
    variable = spec["chain"]
    args = expand_chain(ev, node.args, variable, env)
    given = expand_chain(ev, node.given, variable, env)
    if args is None or given is None:
        return None
    if set(args) & set(given):
        raise IndexError("a state conditioned on itself")
    times = sorted({*args, *given})
    mean, cov = chain_moments(ev, times, spec, env)
    return gaussian_conditional(
        ev,
        [ev.value(Sym(variable, (_number(t),)), env) for t in times],
        mean,
        cov,
        [times.index(t) for t in args],
        [times.index(t) for t in given],
    )


def _number(t: int) -> Node:
    from interviewer.notation.tree import num

    return num(t)


def expand_chain(ev: Evaluator, nodes: tuple[Node, ...], variable: str, env: Env) -> list[int] | None:
    """Times named by arguments: x_t, x_{t−1}, x_0, x_{1:T}."""
    out: list[int] = []
    for n in nodes:
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
    return out


def chain_moments(ev: Evaluator, times: list[int], spec: Any, env: Env) -> tuple[list[Any], list[list[Any]]]:
    """Means and covariances (per component) of the chain at `times`, with a Gaussian x₀ of generic mean and variance."""
    top = max(times)
    if top > 12:
        raise Unsupported("a chain too long to evaluate")
    alpha = [None, *[ev.value(Sym(spec["alpha"], (_number(t),)), env) for t in range(1, top + 1)]]
    sqrt = ev.field.functions["sqrt"]
    m, v = [ev.lift(complex(0.37))], [ev.lift(complex(0.83))]
    for t in range(1, top + 1):
        m.append(sqrt(alpha[t]) * m[-1])
        v.append(alpha[t] * v[-1] + 1 - alpha[t])
    cov = []
    for s in times:
        row = []
        for t in times:
            low, high = min(s, t), max(s, t)
            factor = ev.field.number(1, 1)
            for k in range(low + 1, high + 1):
                factor = factor * sqrt(alpha[k])
            row.append(v[low] * factor)
        cov.append(row)
    return [m[t] for t in times], cov


def gaussian_conditional(
    ev: Evaluator, values: list[Value], mean: list[Any], cov: list[list[Any]], a: list[int], g: list[int]
) -> Value:
    """The density of components `a` given `g`, multiplied over the coordinates of the values."""

    def log_density(which: list[int]) -> Value:
        if not which:
            return ev.field.number(0, 1)
        sub = np.array([[cov[i][j] for j in which] for i in which], dtype=ev.field.dtype)
        inverse, det = ev.field.inv(sub), ev.field.det(sub)
        total = ev.field.number(0, 1)
        width = values[0].shape[0] if is_array(values[0]) else 1
        two_pi = 2 * ev.constant("pi", (), None)  # type: ignore[arg-type]
        for c in range(width):
            d = [(values[i][c, 0] if is_array(values[i]) else values[i]) - mean[i] for i in which]
            for i in range(len(which)):
                for j in range(len(which)):
                    total = total - d[i] * inverse[i, j] * d[j] / 2
            total = total - (ev.field.functions["log"](det) + len(which) * ev.field.functions["log"](two_pi)) / 2
        return total

    both = sorted({*a, *g})
    return ev.field.functions["exp"](log_density(both) - log_density(sorted(g)))


# -- named families ------------------------------------------------------------------------------------------------


def family_point(ev: Evaluator, node: Call, env: Env) -> Value:
    if node.args:
        return ev.value(node.args[0], env)
    raise Unsupported("a distribution without its variable; write N(x; μ, Σ)")


def density_of_family(ev: Evaluator, node: Call, env: Env, point: Value = None) -> Value:
    """The density of a named family at its point."""
    x = family_point(ev, node, env) if point is None else point
    f = ev.field
    two_pi = 2 * ev.constant("pi", (), env)
    match node.fn.name:
        case "Normal":
            mean, cov = gaussian_parameters(ev, node, env, x)
            diff = arrays.add(x, -mean) if is_array(x) or is_array(mean) else x - mean
            if not is_array(diff):
                return f.functions["exp"](-diff * diff / (2 * cov)) / f.functions["sqrt"](two_pi * cov)
            inverse, det = f.inv(cov), f.det(cov)
            quadratic = (diff.T @ inverse @ diff)[0, 0]
            d = diff.shape[0]
            return f.functions["exp"](-quadratic / 2) / f.functions["sqrt"](two_pi**d * det)
        case "Bern":
            (p,) = _parameters(ev, node, env, 1)
            if is_array(x) or is_array(p):
                raise Unsupported("a Bernoulli vector")
            return (
                arrays.scalar_power(f, p, x) * arrays.scalar_power(f, 1 - p, 1 - x)
                if _near_int(f, x)
                else f.functions["exp"](x * f.functions["log"](p) + (1 - x) * f.functions["log"](1 - p))
            )
        case "Laplace":
            mean, scale = _parameters(ev, node, env, 2)
            values = (x - mean).flat if is_array(x) else [x - mean]
            out = f.number(1, 1)
            for v in values:
                out = out * f.functions["exp"](-f.functions["abs"](v) / scale) / (2 * scale)
            return out
    raise Unsupported(f"the density of {node.fn.name}")


def _near_int(f: Any, x: Any) -> bool:
    r = f.real(x) if f.name != "exact" else 0.5
    return abs(r - round(r)) < 1e-12


def _parameters(ev: Evaluator, node: Call, env: Env, count: int) -> list[Value]:
    if len(node.params) != count:
        raise Unsupported(f"{node.fn.name} takes {count} parameters")
    return [ev.value(p, env) for p in node.params]


def gaussian_parameters(ev: Evaluator, node: Call, env: Env, like: Value = None) -> tuple[Value, Value]:
    """Mean and covariance; a number as covariance of a vector means that multiple of I, a vector its diagonal."""
    mean, cov = _parameters(ev, node, env, 2)
    shape_giver = next((v for v in (like, mean) if is_array(v)), None)
    if shape_giver is None and is_array(cov):
        shape_giver = np.empty((cov.shape[0], 1))
    if shape_giver is not None:
        d = shape_giver.shape[0]
        if not is_array(mean):
            mean = np.array([[mean]] * d, dtype=ev.field.dtype)
        if not is_array(cov):
            cov = ev.field.eye(d) * cov
        elif cov.shape[1] == 1:
            cov = arrays.diag(ev.field, cov)
        if mean.shape[0] != d or cov.shape != (d, d):
            raise IllTyped("the mean and the covariance do not fit together")
    return mean, cov


# -- nodes: a distribution as points with weights ------------------------------------------------------------------

Nodes = list[tuple[dict[str, Any], dict[tuple[str, tuple[int, ...]], Any], Any]]


def _hermite(d: int) -> list[tuple[np.ndarray, float]]:
    n = _NODES.get(d)
    if n is None:
        raise Unsupported("a Gaussian of too many dimensions")
    x, w = np.polynomial.hermite_e.hermegauss(n)
    w = w / w.sum()
    return [
        (np.array(p).reshape(-1, 1), float(np.prod(q)))
        for p, q in zip(product(x, repeat=d), product(w, repeat=d), strict=True)
    ]


def gaussian_nodes(ev: Evaluator, mean: Value, cov: Value) -> list[tuple[Value, Any]]:
    """Gauss–Hermite points of N(mean, cov): exact for polynomials."""
    sqrt = ev.field.functions["sqrt"]
    if not is_array(mean):
        sd = sqrt(cov)
        return [(mean + sd * ev.lift(complex(x[0, 0])), ev.lift(complex(w))) for x, w in _hermite(1)]
    root = _cholesky(ev, cov)
    return [(mean + root @ ev.field.array(x), ev.lift(complex(w))) for x, w in _hermite(mean.shape[0])]


def _cholesky(ev: Evaluator, m: np.ndarray) -> np.ndarray:
    """The lower factor, in any field (complex steps pass through)."""
    n = m.shape[0]
    out = ev.field.zeros(n, n)
    for i in range(n):
        for j in range(i + 1):
            rest = m[i, j] - sum((out[i, k] * out[j, k] for k in range(j)), 0 * m[i, j])
            out[i, j] = ev.field.functions["sqrt"](rest) if i == j else rest / out[j, j]
    return out


def gaussian_form(ev: Evaluator, node: Node, env: Env) -> tuple[Call, str | None] | None:
    """The Normal call behind a distribution expression and its variable, when there is one."""
    if isinstance(node, Call) and node.fn.name == "Normal":
        return node, base_name(node.args[0]) if node.args else None
    if isinstance(node, Call | Sym):
        name = node.fn.name if isinstance(node, Call) else node.name
        call = node if isinstance(node, Call) else None
        for definition in ev.scope.definitions(name):
            if call is not None and call.args and definition.is_call:
                if definition.given or names_density(definition):
                    if {base_name(a) for a in call.args} != set(definition.params):
                        continue
                    if call.given and {base_name(g) for g in call.given} != set(definition.given):
                        continue
            if isinstance(definition.body, Call) and definition.body.fn.name == "Normal":
                body = definition.body
                if not body.args and definition.params:
                    body = Call(body.fn, (Sym(definition.params[0]),), (), body.params)
                return body, definition.params[0] if definition.params else None
    return None


def nodes_of(ev: Evaluator, law: Node, variables: list[Node], env: Env) -> list[tuple[Env, Any]]:
    """Environments with the variables bound and their weights."""
    if (isinstance(law, Call) and law.fn.name == "Normal") or gaussian_form(ev, law, env):
        found = gaussian_form(ev, law, env)
        assert found is not None
        call, own = found
        variable = variables[0] if variables else Sym(own or "x")
        like = None
        letter = ev.scope.letter(base_name(variable))
        if letter is not None and letter.kind == "vector":
            like = ev.value(variable, env)
        mean, cov = gaussian_parameters(ev, call, env, like)
        return [(_bind(ev, variable, point, env), weight) for point, weight in gaussian_nodes(ev, mean, cov)]
    if isinstance(law, Call) and law.fn.name == "Bern":
        (p,) = _parameters(ev, law, env, 1)
        variable = variables[0] if variables else Sym("x")
        return [
            (_bind(ev, variable, ev.field.number(1, 1), env), p),
            (_bind(ev, variable, ev.field.number(0, 1), env), 1 - p),
        ]
    spaces = []
    names = []
    for v in variables:
        states = support_of(ev, base_name(v), env)
        if states is None:
            raise Unsupported(f"an expectation over {base_name(v) or 'this'}")
        names.append(v)
        spaces.append(states)
    out = []
    for combination in product(*spaces):
        child = env
        for v, state in zip(names, combination, strict=True):
            child = _bind(ev, v, state, child)
        out.append((child, ev.value(law, child)))
    return out


def _bind(ev: Evaluator, variable: Node, value: Value, env: Env) -> Env:
    if isinstance(variable, Sym) and variable.index:
        return env.override({(variable.name, ev.indices(variable.index, env)): value})
    name = variable.name if isinstance(variable, Sym) else base_name(variable)
    return Env_(env, name, value)


def Env_(env: Env, name: str, value: Value) -> Env:
    child = env.bind_all({name: value})
    child.overrides = {**env.overrides, (name, ()): value}
    return child


def law_and_variables(ev: Evaluator, over: Node, body: tuple[Node, ...], env: Env) -> tuple[Node, list[Node]]:
    """The density an expectation runs over and the variables it binds."""
    if isinstance(over, Rel) and over.ops == ("~",):
        variable, law = over.operands
        if isinstance(law, Call) and law.fn.name not in DENSITIES and (law.args or law.given):
            return law, [variable]
        if isinstance(law, Sym) and law.name == "N":
            raise Unsupported("a normal distribution without parameters")
        if isinstance(law, Sym):
            return _call_on(ev, law, [variable]), [variable]
        if isinstance(law, Call) and not law.args and law.fn.name not in DENSITIES:
            return Call(law.fn, (variable,), law.given, law.params), [variable]
        return law, [variable]
    if isinstance(over, Rel) and over.ops[0] == "|":
        raise Unsupported("a conditional expectation written this way")
    if isinstance(over, Call):
        if over.fn.name in DENSITIES and not over.args:
            raise Unsupported("say which variable is drawn: E_{x~N(…)}")
        variables = [a for a in over.args if is_variable(ev, base_name(a)) or gaussian_form(ev, over, env)]
        if not variables and over.args:
            variables = list(over.args)
        return over, variables
    if isinstance(over, Sym):
        if is_variable(ev, over.name) and over.name not in ev.scope.world.distributions:
            law = _default_law(ev, over)
            return law, [over]
        return _call_on(ev, over, None, body), _variables_under(ev, over, body)
    raise Unsupported("the distribution under the expectation")


def _default_law(ev: Evaluator, variable: Sym) -> Node:
    for definition_name in ("p", "q"):
        return Call(Sym(definition_name), (variable,))
    raise Unsupported(f"the distribution of {variable.name}")


def _variables_under(ev: Evaluator, law: Sym, body: tuple[Node, ...]) -> list[Node]:
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


def _call_on(ev: Evaluator, law: Sym, variables: list[Node] | None, body: tuple[Node, ...] = ()) -> Node:
    variables = variables if variables is not None else _variables_under(ev, law, body)
    spec = ev.scope.world.distributions.get(law.name.split(".")[0], {})
    given = tuple(
        Sym(g)
        for g in spec.get("given", [])
        if g not in {base_name(v) for v in variables} and g in ev.table_variables.get(law.name, {g})
    )
    return Call(law, tuple(variables), given)


# -- moments -------------------------------------------------------------------------------------------------------


def moment(ev: Evaluator, node: Moment, env: Env) -> Value:
    """E, Var, Cov and std of expressions in random variables."""
    if ev.field.name == "exact":
        raise Unsupported("an expectation is not proved symbolically")
    nodes = moment_nodes(ev, node, env)
    args = node.args
    if node.op == "E":
        if len(args) != 1:
            raise Unsupported("an expectation takes one expression")
        return _mean(ev, args[0], nodes)
    first = args[0]
    second = args[1] if node.op == "Cov" and len(args) > 1 else first
    mean_a, mean_b = _mean(ev, first, nodes), _mean(ev, second, nodes)
    total: Value = None
    for child, weight in nodes:
        a, b = ev.value(first, child), ev.value(second, child)
        da, db = (arrays.add(a, -mean_a), arrays.add(b, -mean_b)) if is_array(a) else (a - mean_a, b - mean_b)
        term = (arrays.mul(da, arrays.transpose(db)) if is_array(da) else da * db) * weight
        total = term if total is None else total + term
    return ev.field.functions["sqrt"](total) if node.op == "std" else total


def _mean(ev: Evaluator, body: Node, nodes: list[tuple[Env, Any]]) -> Value:
    total: Value = None
    for child, weight in nodes:
        term = ev.value(body, child) * weight
        total = term if total is None else arrays.add(total, term)
    return total


def moment_nodes(ev: Evaluator, node: Moment, env: Env) -> list[tuple[Env, Any]]:
    overs = list(node.over.items) if isinstance(node.over, Group) else [node.over] if node.over is not None else []
    out = [(env, ev.field.number(1, 1))]
    if not overs:
        random = random_letters(ev, node.args, {base_name(g) for g in node.given})
        if random:
            return _letter_nodes(ev, random, env)
        variables = [
            v for v in sorted({n.name for a in node.args for n in walk(a) if isinstance(n, Sym)}) if is_variable(ev, v)
        ]
        if not variables:
            raise Unsupported("an expectation of something that is not random here; say over what, as in E_{x~p}")
        law = Call(Sym("p"), tuple(Sym(v) for v in variables), tuple(node.given))
        return nodes_of(ev, law, [Sym(v) for v in variables], env)
    for over in overs:
        step: list[tuple[Env, Any]] = []
        if (
            isinstance(over, Sym)
            and (letter := ev.scope.letter(over.name)) is not None
            and letter.kind in ("noise", "random")
        ):
            expanded = lambda child: _letter_nodes(ev, [(over.name, ())], child)  # noqa: E731, B023
        else:
            law, variables = law_and_variables(ev, over, node.args, env)
            expanded = lambda child, law=law, variables=variables: nodes_of(ev, law, variables, child)  # noqa: E731
        for child, weight in out:
            step += [(inner, weight * w) for inner, w in expanded(child)]
        if len(step) > _MAX_NODES:
            raise Unsupported("an expectation over too many variables")
        out = step
    return out


def random_letters(ev: Evaluator, nodes: tuple[Node, ...], given: set[str]) -> list[tuple[str, tuple[int, ...]]]:
    """The noise letters that expressions depend on, through definitions."""
    found: list[tuple[str, tuple[int, ...]]] = []
    seen: set[str] = set()

    def visit(node: Node) -> None:
        for n in walk(node):
            if isinstance(n, Sym):
                if n.name in given:
                    continue
                letter = ev.scope.types.get(n.name) or ev.model.letter(n.name)
                if letter is not None and letter.kind in ("noise", "random"):
                    index: tuple[int, ...] = ()
                    if (n.name, index) not in found:
                        found.append((n.name, index))
                elif n.name not in seen:
                    seen.add(n.name)
                    for definition in ev.scope.definitions(n.name)[:1]:
                        visit(definition.body)

    for node in nodes:
        visit(node)
    return found


def _letter_nodes(ev: Evaluator, letters: list[tuple[str, tuple[int, ...]]], env: Env) -> list[tuple[Env, Any]]:
    out = [(env, ev.field.number(1, 1))]
    for name, index in letters:
        letter = ev.scope.types.get(name) or ev.model.letter(name)
        assert letter is not None
        d = ev.model.shape(letter, ())[0]
        points = (
            (_hermite(d) if d <= 3 and len(letters) == 1 else _small_hermite(d))
            if letter.kind == "noise"
            else _skewed(d)
        )
        if len(out) * len(points) > _MAX_NODES:
            raise Unsupported("an expectation over too many random numbers")
        step = []
        for child, weight in out:
            for x, w in points:
                value = ev.field.array(x) if d > 1 else ev.lift(complex(x[0, 0]))
                step.append((child.override({(name, index): value}), weight * ev.lift(complex(w))))
        out = step
    return out


def _small_hermite(d: int) -> list[tuple[np.ndarray, float]]:
    r = 3**0.5
    single = [(-r, 1 / 6), (0.0, 2 / 3), (r, 1 / 6)]
    return [
        (np.array([x for x, _ in p]).reshape(-1, 1), float(np.prod([w for _, w in p])))
        for p in product(single, repeat=d)
    ]


def _skewed(d: int) -> list[tuple[np.ndarray, float]]:
    """Independent components with mean 0 and variance 1 that are not Gaussian: −½ with 4/5, 2 with 1/5."""
    single = [(-0.5, 0.8), (2.0, 0.2)]
    return [
        (np.array([x for x, _ in p]).reshape(-1, 1), float(np.prod([w for _, w in p])))
        for p in product(single, repeat=d)
    ]


# -- divergences ---------------------------------------------------------------------------------------------------


def divergence(ev: Evaluator, node: Divergence, env: Env) -> Value:
    """KL(first ‖ second) or JS of the two."""
    if ev.field.name == "exact":
        raise Unsupported("a divergence is not proved symbolically")
    if node.op == "JS":
        half = ev.field.number(1, 2)
        tables = table_value(ev, node.first, env), table_value(ev, node.second, env)
        if tables[0] is None or tables[1] is None:
            raise Unsupported("the Jensen–Shannon divergence of these distributions")
        p, q = tables[0] or [], tables[1] or []
        m = [(a + b) * half for a, b in zip(p, q, strict=True)]
        return half * (_kl(ev, p, m) + _kl(ev, q, m))
    first, second = gaussian_form(ev, node.first, env), gaussian_form(ev, node.second, env)
    if first and second:
        like = None
        for found in (first, second):
            letter = ev.scope.letter(found[1] or "")
            if letter is not None and letter.kind == "vector":
                like = ev.value(Sym(found[1] or ""), env)
        a = gaussian_parameters(ev, first[0], env, like)
        b = gaussian_parameters(ev, second[0], env, a[0] if is_array(a[0]) else like)
        if is_array(b[0]) and not is_array(a[0]):
            a = gaussian_parameters(ev, first[0], env, b[0])
        return gaussian_kl(ev, a, b)
    pointwise = isinstance(node.first, Call) and len(node.first.args) > 1 and isinstance(node.second, Apply)
    p, q = (None, None) if pointwise else (table_value(ev, node.first, env), table_value(ev, node.second, env))
    if p is not None and q is not None:
        if len(p) != len(q):
            raise IllTyped("the two distributions are over different spaces")
        return _kl(ev, p, q)
    law, variables = _law_of_side(ev, node.first, node.second, env)
    other = node.second if not isinstance(node.second, Sym) else _call_on(ev, node.second, variables)
    log = ev.field.functions["log"]
    if isinstance(other, Call) and other.fn.name == "Normal" and not other.args:
        other = Call(other.fn, (variables[0],), (), other.params)
    if isinstance(law, Call) and law.fn.name == "Normal" and not law.args:
        law = Call(law.fn, (variables[0],), (), law.params)
    total: Value = None
    for child, weight in nodes_of(ev, law, variables, env):
        term = (log(ev.value(law, child)) - log(ev.value(other, child))) * weight
        total = term if total is None else total + term
    return total


def _law_of_side(ev: Evaluator, first: Node, second: Node, env: Env) -> tuple[Node, list[Node]]:
    if isinstance(first, Sym):
        variables = (
            list(second.args) if isinstance(second, Call) and second.args else _variables_under(ev, first, (second,))
        )
        return _call_on(ev, first, variables), variables
    if isinstance(first, Call) and first.args:
        return first, list(first.args)
    if isinstance(first, Call) and isinstance(second, Call) and second.args:
        return first, [second.args[0]]
    raise Unsupported("the divergence of these distributions; write KL(q(z) ‖ p(z))")


def _kl(ev: Evaluator, p: list[Any], q: list[Any]) -> Any:
    log = ev.field.functions["log"]
    return sum((a * (log(a) - log(b)) for a, b in zip(p, q, strict=True)), 0 * p[0])


def table_value(ev: Evaluator, node: Node, env: Env) -> list[Any] | None:
    """A discrete distribution as its list of probabilities: a simplex letter, an average of two, a named Bernoulli."""
    if isinstance(node, Call) and node.fn.name == "Bern":
        (p,) = _parameters(ev, node, env, 1)
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
        if gaussian_form(ev, node, env):
            return None
        free = list(node.args)
        if all(support_of(ev, base_name(a), env) is not None for a in free):
            return [w for _, w in nodes_of(ev, node, free, env)]
        return None
    if isinstance(node, Sym) and not ev.scope.definitions(node.name) and node.name in ev.table_variables:
        variables = sorted(ev.table_variables[node.name])
        law = _call_on(ev, node, [Sym(v) for v in _own_variables(ev, node.name, variables)])
        assert isinstance(law, Call)
        if all(support_of(ev, base_name(a), env) is not None for a in law.args):
            return [w for _, w in nodes_of(ev, law, list(law.args), env)]
    if isinstance(node, Apply) and node.op in ("mul", "div", "add", "neg"):
        parts = _mixture(ev, node, env)
        if parts is not None:
            return parts
    try:
        value = ev.value(node, env)
    except (Unsupported, IllTyped):
        return None
    return list(value.flat) if is_array(value) and value.shape[1] == 1 else None


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


def gaussian_kl(ev: Evaluator, first: tuple[Value, Value], second: tuple[Value, Value]) -> Value:
    """KL between Gaussians in closed form (Kullback 1959, ch. 9)."""
    (m0, s0), (m1, s1) = first, second
    f = ev.field
    half = f.number(1, 2)
    if not is_array(m0):
        return half * (s0 / s1 + (m1 - m0) ** 2 / s1 - 1 + f.functions["log"](s1 / s0))
    inverse = f.inv(s1)
    diff = m1 - m0
    quadratic = (diff.T @ inverse @ diff)[0, 0]
    return half * ((inverse @ s0).trace() + quadratic - m0.shape[0] + f.functions["log"](f.det(s1) / f.det(s0)))


def entropy(ev: Evaluator, node: Call, env: Env) -> Value:
    """H(p), H(p, q), H(X), H(X | Y) over tables; H of a Gaussian in closed form."""
    log = ev.field.functions["log"]
    args = node.args
    if len(args) == 2 and not any(is_variable(ev, base_name(a)) and isinstance(a, Sym) for a in args):
        p, q = table_value(ev, args[0], env), table_value(ev, args[1], env)
        if p is None or q is None or len(p) != len(q):
            raise Unsupported("the cross-entropy of these distributions")
        return -sum((a * log(b) for a, b in zip(p, q, strict=True)), 0 * p[0])
    if all(isinstance(a, Sym) and is_variable(ev, base_name(a)) for a in (*args, *node.given)) and args:
        joint = Call(Sym("p"), args, node.given)
        everything = [*args, *node.given]
        total: Value = None
        weight_law = Call(Sym("p"), tuple(everything))
        for child, weight in nodes_of(ev, weight_law, list(everything), env):
            term = -log(ev.value(joint, child)) * weight
            total = term if total is None else total + term
        return total
    found = gaussian_form(ev, args[0], env) if len(args) == 1 else None
    if found:
        mean, cov = gaussian_parameters(ev, found[0], env)
        two_pi_e = 2 * ev.constant("pi", (), env) * ev.constant("e", (), env)
        d = mean.shape[0] if is_array(mean) else 1
        det = ev.field.det(cov) if is_array(cov) else cov
        return (d * log(two_pi_e) + log(det)) / 2
    p = table_value(ev, args[0], env) if len(args) == 1 else None
    if p is None:
        if len(args) == 1 and not is_array(value := ev.value(args[0], env)):
            return -value * log(value) - (1 - value) * log(1 - value)
        raise Unsupported("the entropy of this")
    return -sum((a * log(a) for a in p), 0 * p[0])


def mutual_information(ev: Evaluator, node: Call, env: Env) -> Value:
    """I(X; Y) = Σ p(x,y) log p(x,y)/(p(x)p(y))."""
    a, b = list(node.args), list(node.params)
    if not b and len(a) == 2:
        a, b = a[:1], a[1:]
    if not a or not b:
        raise Unsupported("mutual information takes two variables: I(X;Y)")
    log = ev.field.functions["log"]
    joint = Call(Sym("p"), (*a, *b))
    total: Value = None
    for child, weight in nodes_of(ev, joint, [*a, *b], env):
        term = (
            log(weight)
            - log(ev.value(Call(Sym("p"), tuple(a)), child))
            - log(ev.value(Call(Sym("p"), tuple(b)), child))
        ) * weight
        total = term if total is None else total + term
    return total

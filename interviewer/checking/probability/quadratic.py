"""Integrals over vectors of densities whose logarithm is quadratic, times anything an expectation can be taken of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.probability.chains import expand_chain, forward_chain, with_outside
from interviewer.checking.probability.gaussians import cholesky, cubature
from interviewer.checking.values import arrays
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, num

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

Key = tuple[str, tuple[int, ...]]


def integrate_vectors(ev: Evaluator, node: Bound, env: Env) -> Value | None:
    """∫ f dx over vectors and states of a chain; None when a variable is neither."""
    places: list[Key] = []
    for binder in node.binders:
        found = _places(ev, binder.var, env)
        if found is None:
            return None
        places += found
    env = with_outside(ev, env)
    start = {key: ev.value(Sym(key[0], tuple(num(i) for i in key[1])), env) for key in places}
    return _integral(ev, node.body, start, env)


def _places(ev: Evaluator, variable: Sym, env: Env) -> list[Key] | None:
    chain = forward_chain(ev)
    times = expand_chain(ev, (variable,), chain["chain"], env) if chain is not None else None
    if times is not None and chain is not None:
        return [(chain["chain"], (t,)) for t in times]
    letter = ev.scope.letter(variable.name)
    return [(variable.name, ())] if letter is not None and letter.kind == "vector" and not variable.index else None


def _integral(ev: Evaluator, body: Node, start: dict[Key, Value], env: Env) -> Value:
    if isinstance(body, Apply) and body.op in ("add", "neg"):
        parts = [_integral(ev, a, start, env) for a in body.args]
        total = parts[0] if body.op == "add" else -parts[0]
        for part in parts[1:]:
            total = arrays.add(total, part)
        return total
    sizes = [v.size if is_array(v) else 1 for v in start.values()]

    def at(z: np.ndarray) -> Env:
        bound, k = {}, 0
        for (key, value), size in zip(start.items(), sizes, strict=True):
            bound[key] = z[k : k + size].reshape(value.shape) if is_array(value) else z[k]
            k += size
            if key[1] == (0,):
                bound[f"{key[0]}_0", ()] = bound[key]
        return env.override(bound)

    weights, rest = _factors(body)

    def log_weight(z: np.ndarray) -> Any:
        ev.steps = 0
        total = ev.field.number(0, 1)
        for factor, sign in weights:
            total = total + sign * ev.value(Apply("log", (factor,)), at(z))
        return total

    log_total, mean, cov = _fitted(ev, log_weight, sum(sizes))
    scale = ev.field.functions["exp"](log_total)
    if not rest:
        return scale
    root, total = cholesky(ev, cov), None
    for z, weight in cubature(ev, sum(sizes)):
        child = at(mean + root @ z)
        term: Value = ev.lift(complex(weight)) * scale
        for factor, sign in rest:
            value = ev.value(factor, child)
            term = arrays.mul(term, value) if sign > 0 else arrays.divide(term, value)
        total = term if total is None else arrays.add(total, term)
    return total


def is_density(node: Node) -> bool:
    """What has a Gaussian shape if anything has: a distribution at its variable, an exponential, their powers and products."""
    match node:
        case Call(fn, args, given):
            return bool(given) or (bool(args) and fn.name in ("p", "q", "Normal"))
        case Apply("exp", _):
            return True
        case Apply("pow" | "sqrt", (base, *_)):
            return is_density(base)
        case Bound("prod", _, body):
            return is_density(body)
        case Apply("mul" | "div", args):
            return all(map(is_density, args))
    return False


def has_density(body: Node) -> bool:
    """Whether a density is among the factors of a product."""
    return bool(_factors(body)[0])


def _factors(body: Node) -> tuple[list[tuple[Node, int]], list[tuple[Node, int]]]:
    """The densities in a product, with their signs in its logarithm, and its other factors."""
    weights: list[tuple[Node, int]] = []
    rest: list[tuple[Node, int]] = []

    def visit(node: Node, sign: int) -> None:
        if isinstance(node, Apply) and node.op == "mul":
            for a in node.args:
                visit(a, sign)
        elif isinstance(node, Apply) and node.op == "div":
            visit(node.args[0], sign)
            visit(node.args[1], -sign)
        else:
            (weights if is_density(node) else rest).append((node, sign))

    visit(body, 1)
    return weights, rest


def _fitted(ev: Evaluator, f: Callable[[np.ndarray], Any], n: int) -> tuple[Any, np.ndarray, np.ndarray]:
    """log ∫ e^f, with mean and covariance of the normal law that e^f is up to that factor. f must be quadratic."""
    dtype = ev.field.dtype

    def unit(*ones: int) -> np.ndarray:
        z = ev.field.zeros(n, 1)[:, 0]
        for i in ones:
            z[i] = z[i] + 1
        return z

    base = f(unit())
    single = [f(unit(i)) for i in range(n)]
    double = [f(unit(i, i)) for i in range(n)]
    curvature = np.empty((n, n), dtype=dtype)
    for i in range(n):
        for j in range(i + 1):
            both = double[i] if i == j else f(unit(i, j))
            curvature[i, j] = curvature[j, i] = both - single[i] - single[j] + base
    slope = np.array([single[i] - base - curvature[i, i] / 2 for i in range(n)], dtype=dtype)
    probe = ev.field.array([((7 * i) % 5 - 1.7) / 1.3 for i in range(n)])
    predicted = base + slope @ probe + probe @ curvature @ probe / 2
    if abs(complex(f(probe) - predicted)) > 1e-7 * max(1.0, abs(complex(predicted))):
        raise Unsupported("an integral of something that is not Gaussian")
    precision = -curvature
    if np.linalg.eigvalsh(np.array(precision.tolist(), dtype=complex).real).min() < 1e-9:
        raise OutOfDomain("an integral that does not converge")
    cov = ev.field.inv(precision)
    mean = cov @ slope
    log, two_pi = ev.field.functions["log"], 2 * ev.constant("pi", (), None)
    return base + slope @ mean / 2 + (n * log(two_pi) + log(ev.field.det(cov))) / 2, mean, cov


__all__ = ["has_density", "integrate_vectors", "is_density"]

"""Gaussian chains: q(x_t|x_{t−1}) composed exactly, and conditioned by completing the square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.notation.tree import Call, Node, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.evaluation.environment import Env


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

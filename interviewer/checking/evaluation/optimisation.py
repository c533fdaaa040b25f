"""Optima by evaluation: over an index range by listing, over smooth variables by Newton's method."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.evaluation.calculus import derivative
from interviewer.checking.evaluation.places import Place
from interviewer.checking.evaluation.tangents import NOT_CARRIED, carrying, seeds, slopes_of, values_of
from interviewer.checking.fields import IllTyped, NoOptimum, Unsupported, Value, is_array
from interviewer.checking.probability.names import support_of
from interviewer.notation.tree import Bound, Call, Deriv, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

START = 0.7 + 0j  # where a number that nothing is said of is sought from
SETTLED = 1e-12  # a Newton step that ends at rounding


def optimise(ev: Evaluator, node: Bound, env: Env) -> Value:
    """max/min over an index range by listing, over smooth variables by Newton's method from the model's point."""

    if node.op in ("max", "min") and not node.binders:
        values = ev.value(node.body, env)
        return ev.extreme(node.op, [values])
    names = [b.var for b in node.binders]
    if len(names) == 1:
        binder = node.binders[0]
        listed = None
        letter = ev.scope.letter(binder.var.name)
        try:
            if letter is not None and letter.kind in ("scalar", "positive", "unit", "vector", "matrix"):
                raise Unsupported("an optimum over a continuous variable")
            listed = [(c.bound[binder.var.name], c) for c in ev.assignments(node.binders, node.body, env)]
        except Unsupported:
            random = any(isinstance(n, Call) for n in walk(node.body))  # else θ³(1 − θ) is of any number
            states = support_of(ev, binder.var.name) if random else None
            if states is not None:
                listed = [(s, env.bind_all({binder.var.name: s})) for s in states]
        if listed:
            reached = [ev.value(node.body, c) for _, c in listed]
            if any(map(is_array, reached)):
                raise IllTyped("an optimum of what is no number")
            values = [(ev.field.real(x), k, *listed[k]) for k, x in enumerate(reached)]
            best = max(values) if node.op.endswith("max") else min(values)
            if node.op in ("max", "min"):
                return ev.value(node.body, best[3])
            return ev.field.number(best[2], 1) if isinstance(best[2], int) else best[2]
    return stationary(ev, node, env)


def stationary(ev: Evaluator, node: Bound, env: Env) -> Value:
    """An unconstrained optimum by Newton's method; its curvature must have the right sign."""
    if ev.field.name != "float":
        raise Unsupported("an optimum in high precision")
    if not node.binders or any(b.condition is not None for b in node.binders):
        raise Unsupported("an optimum under a condition, or that does not say over what")
    env = env.bind_all({b.var.name: START for b in node.binders if _is_strange(ev, b.var, env)})
    places = [Place(ev, b.var, env) for b in node.binders]
    shapes = [p.base.shape if is_array(p.base) else None for p in places]
    point = np.concatenate(
        [np.atleast_1d(p.base.real.ravel() if is_array(p.base) else np.array([p.base.real])) for p in places]
    )

    def env_at(x: np.ndarray) -> Env:
        values, bound, at = {}, {}, 0
        for p, shape in zip(places, shapes, strict=True):
            size = int(np.prod(shape)) if shape else 1
            part = x[at : at + size]
            at += size
            value = part.reshape(shape) if shape else part.item()
            (bound.update({p.name: value}) if p.bound else values.update({(p.name, p.prefix): value}))
        return (env.bind_all(bound) if bound else env).override(values)

    variables = [b.var for b in node.binders]

    def slopes(by: Evaluator, x: np.ndarray) -> list[Any]:
        found = [derivative(by, Deriv(node.body, (v,)), env_at(x)) for v in variables]
        return [entry for value in found for entry in (value.flat if is_array(value) else [value])]

    def gradient(x: np.ndarray) -> np.ndarray:
        return np.array(slopes(ev, x.astype(complex))).real

    def curved(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The gradient and the Hessian."""
        try:
            found = slopes(carrying(ev), seeds(x))
        except NOT_CARRIED:
            return gradient(x), _by_differences(gradient, x)
        return values_of(found).real, slopes_of(found, len(x))

    best: tuple[float, np.ndarray] | None = None
    problem = "no optimum was found"
    others = (np.full(1, 0.5), np.full(1, 0.9)) if len(point) == 1 else ()  # θ³(1 − θ) is flat at zero, too
    for start in (point, 0.1 * point, -point, 0.4 * point[::-1], *others):
        try:
            x = _newton(curved, start, node.op.endswith("min"))
        except Unsupported as error:
            problem = str(error)
            continue
        value = ev.field.real(ev.value(node.body, env_at(x.astype(complex))))
        if best is None or (value < best[0]) == node.op.endswith("min"):
            best = value, x
        if len(point) > 1:
            break
    if best is None:
        raise NoOptimum(problem)
    x = best[1]
    here = env_at(x.astype(complex))
    if node.op in ("max", "min"):
        return ev.value(node.body, here)
    if len(variables) > 1:
        raise Unsupported("an argmin over several variables; write one at a time")
    return ev.value(variables[0], here)


def _is_strange(ev: Evaluator, variable: Sym, env: Env) -> bool:
    """The u of argmax_u u(1 − u), a number that nothing else speaks of."""
    name = variable.name
    known = ev.scope.letter(name) is not None or bool(ev.scope.definitions(name)) or name in ev.model.assumed
    return not (known or variable.index or name in env.bound or name in ev.scope.world.row_families)


def _by_differences(gradient: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    """The Hessian from five points along each axis."""
    h, columns = 1e-4, []
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        columns.append(
            (gradient(x - 2 * e) - 8 * gradient(x - e) + 8 * gradient(x + e) - gradient(x + 2 * e)) / (12 * h)
        )
    return np.array(columns).T


def _newton(
    curved: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]], start: np.ndarray, minimise: bool
) -> np.ndarray:
    """A stationary point whose curvature has the right sign."""
    x, hessian = start, np.eye(len(start))
    for _ in range(30):
        g, hessian = curved(x)
        if np.max(np.abs(g)) < 1e-11:
            break
        try:
            step = np.linalg.solve(hessian, g)
        except np.linalg.LinAlgError:
            raise NoOptimum("the optimum is not unique") from None
        length = np.max(np.abs(step))
        x = x - step * min(1.0, 2.0 / length if length > 0 else 1.0)
        if length < SETTLED * max(1.0, float(np.max(np.abs(x)))):
            break  # large terms cancel in a gradient that rounding keeps from zero
    else:
        raise NoOptimum("no optimum was found")
    curvature = np.linalg.eigvalsh((hessian + hessian.T) / 2) if len(x) else np.ones(1)
    wanted = curvature if minimise else -curvature
    if np.any(wanted < -1e-7):
        raise NoOptimum("the stationary point found is no optimum")
    if len(x) and np.max(np.abs(curvature)) < 1e-7:
        raise NoOptimum("the function is flat where an optimum was sought")
    return x

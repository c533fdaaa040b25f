"""A density known up to a constant, as points with weights: by quadrature for a number, by its Gaussian for a vector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import OutOfDomain, Unsupported, is_array
from interviewer.checking.probability.grids import double_exponential, real_line
from interviewer.checking.probability.nodes import gaussian_nodes
from interviewer.notation.tree import Apply, Deriv, Node, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def nodes_of_formula(ev: Evaluator, variable: Node, density: Sym, env: Env) -> list[tuple[Env, Any]]:
    """Environments with the variable bound, and weights that sum to one."""
    if not isinstance(variable, Sym):
        raise Unsupported("an expectation over this")
    start = ev.value(variable, env)
    bind = lambda x: env.override({(variable.name, ()): x})  # noqa: E731
    if is_array(start):
        mean, covariance = _gaussian(ev, variable, density, env, start)
        return [(bind(x), w) for x, w in gaussian_nodes(ev, mean, covariance)]
    letter = ev.scope.letter(variable.name)
    kind = letter.kind if letter is not None else "scalar"
    grid = double_exponential(ev, kind) if kind in ("positive", "unit") else real_line(ev)
    out = []
    for x, w in grid:
        child = bind(x)
        ev.steps = 0
        try:
            out.append((child, w * ev.value(density, child)))
        except (OverflowError, Unsupported) as error:
            raise OutOfDomain("a density that cannot be normalised at these values") from error
    total = sum(w for _, w in out)
    edge = max(abs(complex(out[0][1])), abs(complex(out[-1][1])))
    if not np.isfinite(complex(total).real) or edge > 1e-9 * abs(complex(total)):
        raise OutOfDomain("a density that cannot be normalised at these values")
    return [(child, w / total) for child, w in out]


def _gaussian(ev: Evaluator, variable: Sym, density: Sym, env: Env, start: np.ndarray) -> tuple[Any, Any]:
    """Mean and covariance of exp(quadratic): the same Hessian everywhere, the mean one Newton step away."""
    log = Apply("log", (density,))
    at = lambda x: env.override({(variable.name, ()): x})  # noqa: E731
    hessian = ev.value(Deriv(log, (variable, variable)), at(start))
    elsewhere = ev.value(Deriv(log, (variable, variable)), at(start * 0 + 1))
    if any(
        abs(complex(d)) > 1e-5 * (1 + abs(complex(h)))
        for d, h in zip((hessian - elsewhere).flat, hessian.flat, strict=True)
    ):
        raise Unsupported("moments of a vector that is not Gaussian")
    precision = ev.field.inv(-hessian)
    gradient = ev.value(Deriv(log, (variable,), "grad"), at(start))
    return start + precision @ gradient, precision

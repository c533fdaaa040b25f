"""Where integrands over the line have a kink: at the zeros of what stands between bars, at the means of Laplace laws."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.probability.grids import Grid, double_exponential
from interviewer.checking.probability.names import is_variable
from interviewer.notation.tree import Apply, Call, Node, names, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

_NEAR = 1e-12  # two of them that are one


def kinks(ev: Evaluator, env: Env) -> list[Value]:
    """The kinks of whatever the line or the candidate's definitions may integrate."""
    if ev.kinked is None:
        bodies = (d.body for ds in ev.scope.own.values() for d in ds)
        ev.kinked = tuple(n for source in (*ev.line, *bodies) for n in walk(source) if _has_kink(n))
    found: list[Value] = []
    for node in ev.kinked:
        found += _means(ev, node, env) if isinstance(node, Call) else _zeros(ev, node, env)
    return found


def around(ev: Evaluator, centre: Value, scale: Value, env: Env) -> Grid:
    """The line in pieces that meet at the centre of a law and where else anything has a kink."""
    found = sorted([centre, *kinks(ev, env)], key=ev.field.real)
    places = [x for k, x in enumerate(found) if not k or ev.field.real(x) - ev.field.real(found[k - 1]) > _NEAR]
    half = [(x, w) for x, w in double_exponential(ev, "positive") if ev.field.real(x) < 60]
    out = [(places[0] - scale * x, scale * w) for x, w in half]
    for low, high in pairwise(places):
        out += [(low + (high - low) * x, (high - low) * w) for x, w in double_exponential(ev, "unit")]
    return out + [(places[-1] + scale * x, scale * w) for x, w in half]


def _has_kink(node: Node) -> bool:
    return (isinstance(node, Apply) and node.op == "abs") or (isinstance(node, Call) and node.fn.name == "Laplace")


def _means(ev: Evaluator, law: Call, env: Env) -> list[Value]:
    try:
        mean = ev.value(law.params[0], env) if law.params else None
    except (Unsupported, IllTyped):
        return []
    return [] if mean is None or is_array(mean) else [mean]


def _zeros(ev: Evaluator, node: Node, env: Env) -> list[Value]:
    """The zero of |a x + b| in the variable x that it is linear in."""
    out: list[Value] = []
    made = {p for ds in ev.scope.own.values() for d in ds for p in d.params}
    for name in sorted(names(node)):
        if name in made or is_variable(ev, name):
            inner = node.args[0] if isinstance(node, Apply) else node
            try:
                at = [ev.value(inner, env.override({(name, ()): ev.field.number(k, 1)})) for k in range(3)]
            except (Unsupported, IllTyped, ArithmeticError):
                continue
            if any(map(is_array, at)) or abs(complex(at[2] - 2 * at[1] + at[0])) > _NEAR or at[1] == at[0]:
                continue
            out.append(at[0] / (at[0] - at[1]))
    return out

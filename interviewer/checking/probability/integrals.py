"""Sums and integrals over the states of a variable."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.probability.grids import Grid, double_exponential, real_line
from interviewer.checking.probability.names import cell_of, support_of
from interviewer.checking.probability.nodes import MAX_NODES
from interviewer.checking.probability.quadratic import integrate_vectors
from interviewer.checking.probability.samples import all_values
from interviewer.checking.values import arrays
from interviewer.notation.tree import Binder, Bound, Node, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


MOST_FAR = 500  # from the finite end of an integral to infinity


def integrate(ev: Evaluator, node: Bound, env: Env) -> Value:
    """Σ_z or ∫ dz: states of a finite variable, fine grid for a real one."""
    if node.op == "int":
        over_vectors = integrate_vectors(ev, node, env)
        if over_vectors is not None:
            return over_vectors
    for binder in node.binders:
        values = all_values(ev, binder.var.name, env)
        if values is not None:
            rest = tuple(b for b in node.binders if b is not binder)
            terms = [ev.value(Bound(node.op, rest, node.body) if rest else node.body, e) * w for e, w in values]
            return sum(terms[1:], terms[0])
    total: Value = None
    spaces = []
    for binder in node.binders:
        if node.op == "int" and (definite := _between(ev, binder, env)) is not None:
            spaces.append(definite)
            continue
        states = support_of(ev, binder.var.name)
        if states is not None:
            spaces.append([(s, cell_of(ev, binder.var.name)) for s in states])
            continue
        letter = ev.scope.types.get(binder.var.name) or ev.model.letter(binder.var.name)
        if letter is not None and letter.kind in ("positive", "unit") and node.op == "int":
            spaces.append(double_exponential(ev, letter.kind))
        elif (letter is not None and letter.kind in ("real", "scalar") and node.op == "int") or (
            letter is None and node.op == "int"
        ):
            spaces.append(real_line(ev))
        else:
            raise Unsupported(f"an integral over {binder.var.name}")
    if int(np.prod([len(s) for s in spaces])) > MAX_NODES * 3:
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


def _between(ev: Evaluator, binder: Binder, env: Env) -> Grid | None:
    """The grid of a definite integral; None of one over all that its variable may be."""
    low, high = binder.low, binder.high
    if low is None or high is None or (_infinite(low) and _infinite(high)):
        return None
    first, last = (None if _infinite(end) else ev.value(end, env) for end in (low, high))
    if is_array(first) or is_array(last):
        raise Unsupported("an integral between vectors")
    if first is None or last is None:
        end, sign = (last, -1) if first is None else (first, 1)
        return [(end + sign * x, w) for x, w in double_exponential(ev, "positive") if ev.field.real(x) < MOST_FAR]
    width = last - first
    return [(first + width * x, width * w) for x, w in double_exponential(ev, "unit")]


def _infinite(node: Node) -> bool:
    return any(isinstance(n, Sym) and n.name == "infty" for n in walk(node))

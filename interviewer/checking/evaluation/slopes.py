"""The slope of a formula in one component of a variable.

In double precision a first derivative is a complex step (exact to rounding); one nested in it is carried along by the numbers
themselves, where the formula bears that, else a five-point stencil around the step. In high precision both are stencils; in
exact arithmetic expressions are differentiated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.evaluation.places import Place
from interviewer.checking.evaluation.tangents import NOT_CARRIED, carrying, derivative_in, imaginary, seeds
from interviewer.checking.exact.calculus import Substitution
from interviewer.checking.exact.calculus import derivative as derivative_by
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Value, is_array
from interviewer.notation.tree import Node

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator


_STEP = 1e-30  # complex step: far below rounding, so its square vanishes
_STENCIL = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))


def slope(ev: Evaluator, body: Node, place: Place, position: tuple[int, int] | None) -> Value:
    """d body / d component, a value of the body's shape."""
    if isinstance(ev.field, ExactField):
        return _exact_slope(ev, ev.field, body, place, position)
    if ev.field.as_drawn:
        already = ev.stepping
        if not already:
            ev.stepping = True
            try:
                value = ev.value(body, place.put(position, 1j * _STEP))
            finally:
                ev.stepping = False
            return imaginary(value) / _STEP
        h: Any = 1e-3
        total: Value = None
        for k, weight in _STENCIL:
            term = ev.value(body, place.put(position, k * h)) * (weight / h)
            total = term if total is None else total + term
        return total
    mp = ev.field.mp  # type: ignore[attr-defined]
    h = mp.mpf(10) ** -8
    total = None
    for k, weight in ((-2, mp.mpf(1) / 12), (-1, -mp.mpf(8) / 12), (1, mp.mpf(8) / 12), (2, -mp.mpf(1) / 12)):
        term = ev.value(body, place.put(position, k * h)) * (weight / h)
        total = term if total is None else total + term
    return total


def slopes_at_once(ev: Evaluator, body: Node, place: Place) -> list[list[Value]] | None:
    """The slopes in every component of an array within a complex step, from one evaluation; None where that cannot be.

    A stencil would take four for each, and be less exact.
    """
    if ev.field.name != "float":
        return None
    rows, cols = place.target.shape
    unknowns = seeds(place.target.ravel())
    value = place.base.astype(object)
    for k, position in enumerate(np.ndindex(rows, cols)):
        value[place.at(position)] = unknowns[k]
    twin = carrying(ev)
    try:
        found = twin.value(body, place.holding(value))
    except NOT_CARRIED:
        return None
    finally:
        ev.steps = twin.steps
    ev.approximated, ev.coarsened = twin.approximated, twin.coarsened
    return [[derivative_in(found, i * cols + j) for j in range(cols)] for i in range(rows)]


def _exact_slope(ev: Evaluator, field: ExactField, body: Node, place: Place, position: tuple[int, int] | None) -> Value:
    """The body is evaluated once with free letters in the place, differentiated, and the letters given their values."""
    tower = field.tower
    found = place.lifted.get(id(body))
    if found is None or found[0] is not body:
        env, letters = place.free(tower)
        back = Substitution(tower, {k: field.lift(x) for k, x in letters.values()})
        found = place.lifted[id(body)] = body, ev.value(body, env), letters, back
    _, value, letters, back = found
    by = letters[position][0]

    def slope_of(x: Any) -> Any:
        return back(derivative_by(tower, field.lift(x), by))

    if is_array(value):
        out = np.empty(value.shape, dtype=object)
        for k, x in enumerate(value.flat):
            out.flat[k] = slope_of(x)
        return out
    return slope_of(value)

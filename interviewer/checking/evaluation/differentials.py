"""Differentials: `dL` along arbitrary increments of the letters whose differentials occur in the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.checking.evaluation.places import Place
from interviewer.checking.evaluation.slopes import slope
from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.notation.tree import Apply, Node, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def written_differential(ev: Evaluator, node: Apply, env: Env) -> Value:
    """`dL` or `dw` standing alone; a bare ∂ is no value."""
    body, _, style = node.args
    if not isinstance(style, Sym) or style.name != "total":
        raise Unsupported("a lone ∂")
    return differential(ev, body, env)


def differential(ev: Evaluator, body: Node, env: Env) -> Value:
    """d(body) along the directions of the line: an arbitrary increment for each letter whose differential occurs."""
    if not ev.differentials:
        raise Unsupported("a lone differential")
    moved = [(m, ev.indices(m.index, env), letter) for m, letter in ev.differentials.items()]
    for member, index, letter in moved:
        if isinstance(body, Sym) and body.name == member.name and ev.indices(body.index, env) == index:
            return ev.base(letter, index)
    total: Value = None
    for member, index, letter in moved:
        direction = ev.base(letter, index)
        place = Place(ev, member, env)
        target = place.target
        positions = (
            [(i, j) for i in range(target.shape[0]) for j in range(target.shape[1])] if is_array(target) else [None]
        )
        for p in positions:
            step = direction[p] if is_array(direction) and p is not None else direction
            term = slope(ev, body, place, p) * step
            total = term if total is None else total + term
    return total

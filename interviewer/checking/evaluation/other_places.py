"""`μ̃_t(x_t, x̂_0)`: a quantity that is given in terms of x_t and x_0, at another x_0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.checking.fields import Unsupported, is_array
from interviewer.notation.tree import Node, Rel, Sym, transform, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def at_other_places(ev: Evaluator, body: Node, arguments: tuple[Node, ...], env: Env) -> Node:
    """The body with an argument that is none of its letters in place of the one that is not named.

    Raises Unsupported where an expression stands in a place that is not clear.
    """
    symbols = [n for n in dict.fromkeys(walk(body)) if isinstance(n, Sym)]
    inside = {*symbols, *(i for n in symbols for i in n.index)}
    others = [a for a in arguments if a not in inside and not isinstance(a, Rel)]
    if not others or all(isinstance(a, Sym) and not (a.index or ev.scope.definitions(a.name)) for a in others):
        return body  # L(θ, φ) says on what it depends
    if all(isinstance(a, Sym) for a in others) and len(others) > 1:
        return body  # MultiHead(Q, K, V)
    places = [n for n in symbols if n not in arguments and is_array(ev.value(n, env))]
    if len(places) == len(others) == 1:
        return transform(body, lambda n: others[0] if n == places[0] else n)
    if all(isinstance(a, Sym) for a in others):
        return body
    raise Unsupported("I cannot tell of what this is a function here")

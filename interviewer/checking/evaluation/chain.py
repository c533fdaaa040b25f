"""The chain rule as it is written: `∂L/∂z ∂z/∂W` is the derivative of L by W through z, whatever its layout.

As arrays the factors seldom fit (a row, a column, a derivative of a vector by a matrix). What is meant is their contraction
over the variable between them, the vector-Jacobian product of reverse-mode differentiation.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.checking.evaluation.calculus import derivative
from interviewer.checking.evaluation.layouts import DENOMINATOR, NUMERATOR, ROWS
from interviewer.checking.fields import Value, is_array
from interviewer.notation.products import PRODUCTS, factors_of
from interviewer.notation.tree import Apply, Call, Deriv, Node, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

_ABOVE = "above!"  # the derivative by the variable between two factors, held fixed


def may_begin(node: Node) -> bool:
    """Whether a product with this first factor may be a chain: asked of every product there is."""
    return node.__class__ is Deriv or (isinstance(node, Apply) and node.op in PRODUCTS)


def links_of(product: Apply, allowed: tuple[str, ...] = (NUMERATOR, DENOMINATOR)) -> list[Deriv]:
    """The derivatives of a chain from the outermost function inwards; empty when the factors are no chain.

    Where the layout is told, the outermost stands first in the one layout and last in the other, and no ∇ is among them.
    """
    factors = factors_of(product)
    links = [f for f in factors if isinstance(f, Deriv) and len(f.wrt) == 1]
    if len(links) < 2 or len(links) < len(factors):
        return []
    if len(allowed) == 1 and any(link.style == "grad" for link in links):
        return []
    for layout, order in ((NUMERATOR, links), (ROWS, links), (DENOMINATOR, links[::-1])):
        if layout in allowed and all(_named(a.wrt[0]) == _named(b.body) is not None for a, b in pairwise(order)):
            return order
    return []


def _named(node: Node) -> Sym | None:
    symbol = node.fn if isinstance(node, Call) else node
    return symbol if isinstance(symbol, Sym) else None


def through(ev: Evaluator, links: list[Deriv], env: Env) -> Value | None:
    """The derivative of a number along a chain, in the shape of the innermost variable; None for other functions."""
    first, *rest = links
    if is_array(ev.value(first.body, env)):
        return None
    above = ev.value(first, env)
    for link in rest:
        along = ev.layout == ROWS and is_array(above) and above.shape[0] == 1
        held = env.bind_all({_ABOVE: above.T if along else above})
        above = derivative(ev, Deriv(Apply("inner", (Sym(_ABOVE), link.body)), link.wrt, link.style), held)
    return above

"""Densities written without their variable: `q(x|z) = N(μ, Σ)` takes the right side at the variable of the left."""

from __future__ import annotations

from interviewer.checking.probability.names import DENSITIES
from interviewer.notation.tree import Call, Node


def with_points(left: Node, right: Node) -> tuple[Node, Node]:
    """`q(x|z) = N(μ, Σ)`: the density on the right is taken at the variable on the left."""
    if (
        isinstance(right, Call)
        and right.fn.name in DENSITIES
        and not right.args
        and isinstance(left, Call)
        and left.args
    ):
        return left, Call(right.fn, left.args[:1], (), right.params)
    if (
        isinstance(left, Call)
        and left.fn.name in DENSITIES
        and not left.args
        and isinstance(right, Call)
        and right.args
        and right.fn.name not in DENSITIES
    ):
        return Call(left.fn, right.args[:1], (), left.params), right
    return left, right

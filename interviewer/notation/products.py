"""Products, however they are written and bracketed: their factors, and what is left without one."""

from __future__ import annotations

from collections.abc import Collection

from interviewer.notation.tree import ONE, Apply, Node, walk

OF_MATRICES = ("mul", "dot")
OF_NUMBERS = ("mul", "times")
PRODUCTS = ("mul", "times", "dot")
WITH_ENTRYWISE = (*PRODUCTS, "hadamard")


def factors_of(node: Node, products: Collection[str] = PRODUCTS) -> tuple[Node, ...]:
    """The factors of a product written with these operators; of anything else that itself."""
    if isinstance(node, Apply) and node.op in products:
        return tuple(f for a in node.args for f in factors_of(a, products))
    return (node,)


def without_factor(node: Node, factor: Node) -> Node | None:
    """The product of numbers without one of its factors; None where that is none of them, or is in the others."""
    factors = factors_of(node, OF_NUMBERS)
    rest = tuple(f for f in factors if f != factor)
    if len(rest) != len(factors) - 1 or any(factor in walk(f) for f in rest):
        return None
    return ONE if not rest else rest[0] if len(rest) == 1 else Apply("mul", rest)

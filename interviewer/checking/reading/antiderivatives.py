"""`∫ σ(z) dz = log(1 + e^z) + C`: an integral without bounds is what has that derivative."""

from __future__ import annotations

from interviewer.notation.tree import Binder, Bound, Call, Deriv, Divergence, Moment, Node, Rel, Sym, children


def with_antiderivatives(node: Node) -> Node:
    """The equation of such an integral, whose variable stands free on the other side, as one of the derivative there."""
    match node:
        case Rel((("=" | ":=") as op,), (Bound("int", (Binder(Sym() as variable, None, None, None),), body), right)):
            return Rel((op,), (Deriv(right, (variable,)), body)) if _stands_free(variable, right) else node
    return node


def _stands_free(variable: Sym, node: Node) -> bool:
    """Whether a value hangs on a variable: neither E[f(z)] nor the entropy of z does."""
    if isinstance(node, Moment | Divergence | Bound) or (
        isinstance(node, Call) and (node.given or node.fn.name in "HN")
    ):
        return False
    return node == variable or any(_stands_free(variable, c) for c in children(node))

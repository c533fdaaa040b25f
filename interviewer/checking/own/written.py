"""Letters as they are meant where nobody knows the problem: π_k a weight, e_ij a score, I_n the unit matrix, counts in a list."""

from __future__ import annotations

from interviewer.notation.dots import without_dots
from interviewer.notation.tree import Call, Node, Sym, transform


def as_weights(node: Node) -> Node:
    """π_k with a running index is a letter, not the circle's number; nor is a score e_ij the number e."""

    def letter(n: Node) -> Node:
        match n:
            case Sym("pi", (_, *_)):
                return Sym("ϖ", n.index)
            case Sym("e", (_, _)):
                return Sym("e.score", n.index)
        return n

    return transform(node, letter)


def as_listed(node: Node) -> Node:
    """The counts of a Dirichlet listed, before they are fused; `I_n` as the unit matrix."""
    if isinstance(node, Sym) and node.name == "I" and node.index:
        return Sym("I")
    return without_dots(node) if isinstance(node, Call) and node.fn.name == "Dirichlet" else node

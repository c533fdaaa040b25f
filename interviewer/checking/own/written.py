"""Letters as they are meant where nobody knows the problem: π_k a weight, e_ij a score, I_n the unit matrix, counts in a list."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.notation.dots import without_dots
from interviewer.notation.tree import Apply, Bound, Call, Node, Num, Sym, transform, walk


def scores_by_e(nodes: Iterable[Node]) -> bool:
    """Whether e is what a softmax is of."""
    return any(n == Apply("softmax", (Sym("e"),)) for node in nodes for n in walk(node))


def as_weights(node: Node, scores: bool = False) -> Node:
    """π_k with a running index is a letter, not the circle's number; nor is a score e_ij the number e, nor, if so, any e."""

    def letter(n: Node) -> Node:
        match n:
            case Sym("pi", (_, *_)):
                return Sym("ϖ", n.index)
            case Sym("e", (_, _)):
                return Sym("e.score", n.index)
            case Sym("e", index) if scores:
                return Sym("e.score", index)
        return n

    return transform(node, letter)


def as_listed(node: Node) -> Node:
    """The counts of a Dirichlet listed, before they are fused; `I_n` as the unit matrix; a sum of all squared entries as a norm."""
    match node:
        case Bound("sum", (), Apply("pow", (of, Num(value=2) as two))) if not any(
            isinstance(n, Sym) and n.index and isinstance(n.index[-1], Sym) for n in walk(of)
        ):
            return Apply("pow", (Apply("norm", (of, Sym("F"))), two))  # sum((yhat - y)**2)
    if isinstance(node, Sym) and node.name == "I" and node.index:
        return Sym("I")
    return without_dots(node) if isinstance(node, Call) and node.fn.name == "Dirichlet" else node

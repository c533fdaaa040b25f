"""`∂L/∂Σ⁻¹`: a slope in the inverse of a matrix by the slope in the matrix, as dΣ = −Σ dΣ⁻¹ Σ."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Deriv, Node, Sym, apply, transform

_SQUARE = frozenset(["spd", "symmetric"])


def by_matrices(node: Node, scope: Scope) -> Node:
    """The node with every such slope as −Σ (∂L/∂Σ) Σ."""

    def change(n: Node) -> Node:
        match n:
            case Deriv(body, (Apply("inv", (Sym(name) as matrix,)),), style, None):
                letter = scope.letter(name)
                if letter is not None and letter.kind in _SQUARE:
                    return apply("neg", apply("mul", matrix, Deriv(body, (matrix,), style), matrix))
        return n

    return transform(node, change)

"""`Σ′(z)` beside σ: the slopes of an activation on the diagonal of a matrix, called by its capital."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Node, Sym, transform

_CAPITALS = {"Sigma": "sigma", "Phi": "phi", "Psi": "psi", "F": "f", "G": "g"}


def with_slopes_on_diagonals(node: Node, scope: Scope) -> Node:
    """The node with such matrices written out, of an activation that the problem has."""
    if not any(small in scope.vocabulary.functions for small in _CAPITALS.values()):
        return node

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(name, ()), (_,) as args, (), (), 1) if (small := _CAPITALS.get(name)) is not None:
                if small in scope.vocabulary.functions and not scope.knows(name):
                    return Apply("diag", (Call(Sym(_meant(scope, small)), args, primes=1),))
        return n

    return transform(node, change)


def _meant(scope: Scope, small: str) -> str:
    targets = [t for t in scope.world.aliases.get(small, ()) if (letter := scope.letter(t)) and letter.is_function]
    return small if scope.knows(small) or not targets else targets[0]

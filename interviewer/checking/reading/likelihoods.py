"""The likelihood of all samples, where the problem has the density of one: `p(y|X, w)` is `Π_i p(y_i|x_i, w)`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Binder, Bound, Call, Node, Sym, names, transform

_INDEX = Sym("i")


def of_all_samples(node: Node, scope: Scope) -> Node:
    """The node with the density of a vector of targets given the matrix of inputs as the product over its rows."""
    rows = {
        name: letter.rows for name, letter in scope.world.letters.items() if letter.rows and letter.kind == "matrix"
    }

    def change(n: Node) -> Node:
        if (
            not isinstance(n, Call)
            or len(n.args) != 1
            or n.fn.index
            or n.primes
            or n.fn.name in scope.world.distributions
        ):
            return n
        target, inputs = n.args[0], next((g for g in n.given if isinstance(g, Sym) and g.name in rows), None)
        if not isinstance(target, Sym) or target.index or inputs is None or not isinstance(inputs, Sym) or inputs.index:
            return n
        targets, matrix = scope.letter(target.name), scope.letter(inputs.name)
        row = rows[inputs.name]
        found = [d for d in scope.definitions(n.fn.name) if d.params == (target.name,) and d.given]
        whole = any(inputs.name in d.given for d in found)
        if whole or not any(d.given == (row,) for d in found) or targets is None or matrix is None:
            return n
        if targets.kind != "vector" or targets.shape[:1] != matrix.shape[:1] or _INDEX.name in names(n):
            return n
        given = tuple(Sym(row, (_INDEX,)) if g == inputs else g for g in n.given)
        return Bound("prod", (Binder(_INDEX),), Call(n.fn, (Sym(target.name, (_INDEX,)),), given, n.params))

    return transform(node, change)

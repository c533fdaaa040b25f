"""An update of what every layer has its own of, without a layer: `W = W - lr * dW` is meant of each."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Rel, Sym, transform, walk

_SETS = frozenset(["=", ":=", "←"])


def of_any_layer(node: Node, scope: Scope) -> Node:
    """The update with the layer that its letters leave unsaid."""
    match node:
        case Rel((op,), (Sym(name, ()), Apply("add", terms))) if op in _SETS and Sym(name) in terms:
            layer = _layer(scope, name)
        case _:
            return node
    symbols = [n for n in walk(node) if isinstance(n, Sym)]
    if not layer or any(n.index or n.name == layer for n in symbols):
        return node
    return transform(node, lambda n: Sym(n.name, (Sym(layer),)) if isinstance(n, Sym) and _layer(scope, n.name) else n)


def _layer(scope: Scope, name: str) -> str:
    """The index of a family that has one member in each layer."""
    letter = None if name in scope.own else scope.letter(name)
    return letter.index or "" if letter is not None and letter.reach else ""

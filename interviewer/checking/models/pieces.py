"""Formulas in pieces, `max(0, z)`, `|r|`, cases: a few models in a row may all lie on one piece."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Cases, Node, Rel, Sym, names, walk

_PIECES = frozenset("max min abs relu sign indicator".split())
_SATURATING = frozenset("log ln exp sigmoid softmax tanh softplus".split())
_ORDER = frozenset(["<", "<=", ">", ">="])


def in_pieces(scope: Scope, nodes: Iterable[Node]) -> bool:
    """Whether any of the formulas, or of what they name, is defined piece by piece."""
    return any(_is_piece(scope, n, frozenset()) for node in nodes for n in walk(node))


def _is_piece(scope: Scope, node: Node, seen: frozenset[str]) -> bool:
    match node:
        case Cases(branches):  # and not the layers of a network, told by their numbers
            return any(isinstance(c, Rel) and {*c.ops} & _ORDER for _, c in branches)
        case Apply(op):
            return op in _PIECES
        case Call(Sym(name)) | Sym(name):
            return name in _PIECES or (name not in seen and _named(scope, name, seen))
    return False


def _named(scope: Scope, name: str, seen: frozenset[str]) -> bool:
    """Whether what a name is defined as is so; asked once for all scopes in which names mean the same."""
    known: dict[str, bool] = scope.follows("pieces", dict)
    if name not in known:
        bodies = (d.body for d in scope.definitions(name))
        known[name] = any(_is_piece(scope, n, seen | {name}) for body in bodies for n in walk(body))
    return known[name]


def saturates(scope: Scope, nodes: Iterable[Node]) -> bool:
    """Whether any of the formulas, or of what they name, loses all digits far out, as the logarithm of a sigmoid does."""
    waiting, seen = [(n, frozenset[str]()) for n in nodes], set[str]()
    while waiting:
        node, bound = waiting.pop()
        if any(isinstance(n, Apply) and n.op in _SATURATING for n in walk(node)):
            return True
        new = names(node) - seen - bound
        seen |= new
        found = (d for name in new for d in scope.definitions(name)[:1])  # his own, before the problem's
        waiting += [(d.body, frozenset((*d.params, *d.index))) for d in found]
    return False

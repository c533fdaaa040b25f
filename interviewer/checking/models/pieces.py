"""Formulas in pieces, `max(0, z)`, `|r|`, cases: a few models in a row may all lie on one piece."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Cases, Node, Sym, walk

_PIECES = frozenset("max min abs relu sign indicator".split())


def in_pieces(scope: Scope, nodes: Iterable[Node]) -> bool:
    """Whether any of the formulas, or of what they name, is defined piece by piece."""
    return any(_is_piece(scope, n, frozenset()) for node in nodes for n in walk(node))


def _is_piece(scope: Scope, node: Node, seen: frozenset[str]) -> bool:
    match node:
        case Cases():
            return True
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

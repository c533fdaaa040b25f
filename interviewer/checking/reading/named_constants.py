"""`e = (1, …, 1)ᵀ`: a name for the vector of ones has as many entries as what it stands beside, as that vector has."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Sym, transform

_CONSTANTS = frozenset([Sym("ones"), Sym("zeros"), Sym("I")])


def with_constants_meant(node: Node, scope: Scope) -> Node:
    """The node with such names of the candidate's own as the constants that they are."""
    named = {n: ds[0].body for n, ds in scope.own.items() if not ds[0].index and ds[0].body in _CONSTANTS}
    if not named:
        return node
    return transform(node, lambda n: named[n.name] if isinstance(n, Sym) and not n.index and n.name in named else n)

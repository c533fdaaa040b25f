"""`Nk = sum_i gamma[i,k]`: a name of code that ends in an index of the line is a member of the problem's family."""

from __future__ import annotations

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Sym, transform, walk


def with_spelt_indices(nodes: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
    """The nodes with such names as the problem's letter at that index; without the index in the line it is the whole family."""
    symbols = {n for node in nodes for n in walk(node) if isinstance(n, Sym)}
    indices = {i for n in symbols for i in n.index}
    meant = {
        n: Sym(n.name[:-1], (index,))
        for n in symbols
        if not n.index and len(n.name) > 1 and (index := Sym(n.name[-1])) in indices
        if n.name[:-1] in targets_of(scope, n.name) and n.name not in scope.own
    }
    if not meant:
        return nodes
    return tuple(transform(node, lambda n: meant.get(n, n) if isinstance(n, Sym) else n) for node in nodes)

"""`SNR = ᾱ_t/(1 − ᾱ_t)`: a function of time by its bare name, at the time that the rest of the equation speaks of."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, Sym, transform, walk

_TIME = Sym("t")


def at_this_time(node: Node, scope: Scope) -> Node:
    """The equation with SNR(t) for SNR."""
    if not (scope.world.chains and isinstance(node, Rel) and any(_is_of_time(n) for n in walk(node))):
        return node
    called = {n.fn for n in walk(node) if isinstance(n, Call)}

    def timed(n: Node) -> Node:
        return Call(n, (_TIME,)) if isinstance(n, Sym) and n not in called and _is_function_of_time(scope, n) else n

    return transform(node, timed)


def _is_of_time(node: Node) -> bool:
    return isinstance(node, Sym) and node.index == (_TIME,)


def _is_function_of_time(scope: Scope, symbol: Sym) -> bool:
    """Whether all that the problem or the candidate makes of a name are functions of the time that they are indexed by."""
    found = scope.definitions(symbol.name)
    return not symbol.index and bool(found) and all(d.params == (_TIME.name,) and d.is_call for d in found)

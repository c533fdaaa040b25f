"""`∂f/∂a` after `L = f(a, b)`: the derivative of what the function is called with."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.notation.tree import Call, Deriv, Node, Sym, transform, walk


def of_calls(node: Node, before: Iterable[Node]) -> Node:
    """The node with each derivative of a bare function by one of its arguments as that of its only call."""
    calls: dict[str, set[Call]] = {}
    for n in (x for b in before for x in walk(b) if isinstance(x, Call) and not (x.given or x.primes)):
        if len(n.args) > 1 and not n.fn.index and all(isinstance(a, Sym) for a in n.args):
            calls.setdefault(n.fn.name, set()).add(n)

    def change(n: Node) -> Node:
        match n:
            case Deriv(Sym(name, ()), (Sym() as by,), style, None) if len(found := calls.get(name, ())) == 1:
                (call,) = found
                return Deriv(call, (by,), style) if by in call.args else n
        return n

    return transform(node, change) if calls else node

"""`∂f/∂a` after `L = f(a, b)`, and `∂f/∂w` after `f(x) = w x²`: the derivative of what the function is called with."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.notation.tree import Call, Deriv, Node, Rel, Sym, names, transform, walk


def of_calls(node: Node, before: Iterable[Node]) -> Node:
    """The node with each derivative of a bare function as that of its only call, or of the one that defines it."""
    before = tuple(before)
    calls: dict[str, set[Call]] = {}
    for n in (x for b in before for x in walk(b) if isinstance(x, Call) and not (x.given or x.primes)):
        if len(n.args) > 1 and not n.fn.index and all(isinstance(a, Sym) for a in n.args):
            calls.setdefault(n.fn.name, set()).add(n)
    heads = {head.fn.name: (head, inside) for b in before if (found := _defining(b)) for head, inside in [found]}

    def change(n: Node) -> Node:
        match n:
            case Deriv(Sym(name, ()), (Sym() as by,), style, None) if len(found := calls.get(name, ())) == 1:
                (call,) = found
                if by in call.args:
                    return Deriv(call, (by,), style)
        match n:
            case Deriv(Sym(name, ()), (Sym() as by,), style, None) if name in heads and by in heads[name][1]:
                return Deriv(heads[name][0], (by,), style)
        return n

    return transform(node, change) if calls or heads else node


def _defining(node: Node) -> tuple[Call, frozenset[Sym]] | None:
    """The f(x) of `f(x) = w x²`, and what else stands in its body: a derivative by that keeps to this x."""
    match node:
        case Rel(("=" | ":=" | "≡", *_), (Call(Sym(name, ()), args, (), (), 0) as head, body, *_)) if args:
            plain = all(isinstance(a, Sym) and a in walk(body) for a in args) and name not in names(body)
            inside = frozenset(n for n in walk(body) if isinstance(n, Sym) and n not in args)
            return (head, inside) if plain else None
    return None

"""`σ′ = σ(1 − σ)`: a function and its slope by their bare names are those at one and the same argument."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, transform, walk

_ARGUMENTS = ("z", "u")


def at_one_argument(node: Node, scope: Scope) -> Node:
    """The relation at an argument of its own, where it speaks of the slope of a bare function of one number."""
    if not isinstance(node, Rel):
        return node
    slopes = {n.args[0] for n in walk(node) if isinstance(n, Apply) and n.op == "prime"}
    functions = {f for f in slopes if isinstance(f, Sym) and not f.index and _of_a_number(scope, f.name)}
    letter = next(
        (a for a in _ARGUMENTS if (t := scope.letter(a)) is not None and t.kind == "scalar" and not t.shape), None
    )
    if not functions or letter is None or any(isinstance(n, Call) and n.fn in functions for n in walk(node)):
        return node

    def called(n: Node) -> Node:
        match n:
            case Apply("prime", (Call(fn, args, (), (), primes),)) if fn in functions:
                return Call(fn, args, (), (), primes + 1)
        return Call(n, (Sym(letter),)) if n in functions and isinstance(n, Sym) else n

    return transform(node, called)


def _of_a_number(scope: Scope, name: str) -> bool:
    found = scope.definitions(name)
    return bool(found) and all(d.is_call and len(d.params) == 1 and not d.sense for d in found)

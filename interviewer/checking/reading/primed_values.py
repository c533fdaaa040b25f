"""The s″ after `s = σ(z)`: a value of one letter is differentiated by that."""

from __future__ import annotations

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Deriv, Node, Sym, names, transform, walk

_LINEAR = frozenset(["add", "mul", "neg", "T", "dot", "index", "inv"])  # a prime on such a value transposes


def with_primes_taken(node: Node, scope: Scope) -> Node:
    """The node with primes on values that he has defined as derivatives."""
    if not any(isinstance(n, Apply) and n.op == "prime" for n in walk(node)):
        return node

    def change(n: Node) -> Node:  # from the inside: s″ is (s′)′
        match n:
            case Apply("prime", (Sym(name, ()) as value,)) if letter := _only_letter(scope, name):
                return Deriv(value, (Sym(letter),), "total")
            case Apply("prime", (Deriv(Sym(name, ()) as value, (first, *_) as by),)) if _only_letter(scope, name):
                return Deriv(value, (*by, first), "total")
        return n

    return transform(node, change)


def _only_letter(scope: Scope, name: str) -> str:
    bodies = [d.body for d in scope.own.get(name, ()) if not (d.params or d.index or d.is_call)]
    return only_letter(bodies[0]) if len(bodies) == 1 else ""


def only_letter(body: Node) -> str:
    """The z of σ(z); empty where a formula is of several letters, or of none by a function."""
    called = {n.fn.name for n in walk(body) if isinstance(n, Call)}
    curved = called or any(isinstance(n, Apply) and n.op not in _LINEAR for n in walk(body))
    letters = names(body) - called - {"e", "pi"}
    return next(iter(letters)) if curved and len(letters) == 1 and not called & DENSITIES else ""

"""`σ′(z) = σ(z)(1 − σ(z))` in a network: what is said of a function at a bare z is said of any argument, of no layer."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Num, Rel, Sym, transform, walk

_ANY = Sym("u")


def at_any_argument(node: Node, scope: Scope) -> Node:
    """The relation at a number of its own; the same where it speaks of more than a function and its argument."""
    if not isinstance(node, Rel) or (letter := scope.letter(_ANY.name)) is None or letter.kind != "scalar":
        return node
    functions = scope.vocabulary.functions
    values = {n for n in walk(node) if isinstance(n, Sym) and n.name not in functions}
    if len(values) != 1 or not _needs_layer(scope, argument := values.pop()):
        return node
    called = any(isinstance(n, Call) and n.args == (argument,) and n.fn.name in functions for n in walk(node))
    bound = argument in node.operands and all(isinstance(o, Num) for o in node.operands if o != argument)
    return transform(node, lambda n: _ANY if n == argument else n) if called or bound else node


def _needs_layer(scope: Scope, symbol: Sym) -> bool:
    made = scope.definitions(symbol.name)
    return not symbol.index and bool(made) and all(d.index for d in made) and scope.letter(symbol.name) is None

"""A classifier is the sign of what it decides by: `f(x) = sign(Σᵢ αᵢyᵢxᵢᵀx + b)` holds where the arguments agree."""

from __future__ import annotations

from interviewer.checking.models.ordering import is_sign
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Sym, transform


def inside_sign(scope: Scope, node: Node) -> Node | None:
    """The argument of the sign that the problem says a quantity is; None for any other quantity."""
    if is_sign(node):
        return node.args[0]
    symbol = node.fn if isinstance(node, Call) else node
    if (
        not isinstance(symbol, Sym)
        or symbol.index
        or symbol.name in scope.own
        or (isinstance(node, Call) and node.given)
    ):
        return None
    arguments = node.args if isinstance(node, Call) else ()
    for d in scope.world.definitions.get(symbol.name, ()):
        body = next((b for b in (d.body, *d.alternatives) if is_sign(b)), None)
        if body is None or len(arguments) not in (0, len(d.params)):
            continue
        put = {Sym(p): a for p, a in zip(d.params, arguments, strict=False)}
        return transform(body.args[0], lambda n, put=put: put.get(n, n) if isinstance(n, Sym) else n)
    return None

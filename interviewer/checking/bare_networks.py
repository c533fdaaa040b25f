"""A network of a process written without its arguments: ε_θ beside x_t is ε_θ(x_t, t)."""

from __future__ import annotations

from interviewer.checking.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, Sym, names, transform

TIME = Sym("t")


def at_state(node: Node, scope: Scope) -> Node:
    """The formula with its bare networks at the state and time that it runs over; the same where it has no time."""
    chain = next((s["chain"] for s in scope.world.distributions.values() if s.get("chain")), None)
    if chain is None or TIME.name not in names(node):
        return node
    present = names(node)
    bare = {name for name in present if _is_network(scope, name)}
    if not bare:
        return node
    state = Sym(chain, (TIME,))
    if isinstance(node, Rel) and isinstance(node.operands[0], Sym):
        return Rel(node.ops, (node.operands[0], *(at_state(o, scope) for o in node.operands[1:])))  # μ_θ = …
    return transform(
        node, lambda n: Call(n, (state, TIME)) if isinstance(n, Sym) and n.name in bare and not n.index else n
    )


def _is_network(scope: Scope, name: str) -> bool:
    if name in scope.own:
        return False
    letter = scope.world.letters.get(name)
    if letter is not None:
        return letter.is_function
    return any(d.is_call and d.params[1:] == (TIME.name,) for d in scope.definitions(name)[:1])

"""What a process has at every time, written bare: ε_θ beside x_t is ε_θ(x_t, t), μ̃ is μ̃_t."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, Sym, names, transform

TIME = Sym("t")


def at_state(node: Node, scope: Scope) -> Node:
    """The formula with what is bare in it at the state and time that it runs over: of a network there is no other value."""
    chain = next(iter(scope.world.chains), None)
    present = names(node)
    if chain is None:
        return node
    networks = {name for name in present if _is_network(scope, name)}
    if TIME.name not in present and not (networks and isinstance(node, Rel)):
        return node
    timed = {name for name in present - networks if _is_timed(scope, name)}
    if not networks and not timed:
        return node
    state = Sym(chain, (TIME,))

    def bare(n: Node) -> Node:
        if isinstance(n, Sym) and not n.index:
            return Call(n, (state, TIME)) if n.name in networks else Sym(n.name, (TIME,)) if n.name in timed else n
        return n

    return transform(node, bare)


def _is_network(scope: Scope, name: str) -> bool:
    if name in scope.own:
        return False
    letter = scope.world.letters.get(name)
    if letter is not None:
        return letter.is_function
    return any(d.is_call and d.params[1:] == (TIME.name,) for d in scope.definitions(name)[:1])


def _is_timed(scope: Scope, name: str) -> bool:
    """Whether the problem has it at every time and nothing else by that name."""
    known = scope.world.definitions.get(name, ())
    letters = scope.world.letters.keys() | scope.own.keys()  # ε beside ε_t is the noise of x_t
    return name not in letters and bool(known) and all(d.index == (TIME.name,) and not d.is_call for d in known)

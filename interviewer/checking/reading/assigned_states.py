"""`x = (x − b ε_θ(x, t))/√α_t + σ_t z`, as code steps along a chain: the state on the left is the one that comes next.

A step through a network goes back in time, any other goes forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.notation.clause import Line
from interviewer.notation.tree import ONE, Apply, Call, Node, Rel, Sym, apply, transform, walk

NOW = Sym("t")
BEFORE = apply("add", NOW, apply("neg", ONE))


def with_assigned_states(lines: Iterable[Line], scope: Scope) -> Iterator[Line]:
    """Each line with such steps between states of the problem's chain."""
    chain = next(iter(scope.world.chains), None)
    for line in lines:
        if chain is None or chain in scope.own or chain in scope.types:
            yield line
        else:
            stepped = tuple(replace(c, node=_stepped(c.node, Sym(chain), scope)) for c in line.clauses)
            yield replace(line, clauses=tuple(c for c in stepped if not _is_of_all(c.node, Sym(chain))) or stepped)


def _is_of_all(node: Node, state: Sym) -> bool:
    """`x ∈ ℝ^d` says of all states where they are, as the problem does."""
    match node:
        case Rel(("∈",), (left, Sym("Reals") | Apply("pow", (Sym("Reals"), _)))):
            return left == state
    return False


def _stepped(node: Node, state: Sym, scope: Scope) -> Node:
    """An assignment to the state with the times before and after it: through a network it runs backwards."""
    if not isinstance(node, Rel) or node.ops not in (("=",), (":=",), ("←",)) or node.operands[0] != state:
        return node
    bare = [n for n in walk(node.operands[1]) if n == state]
    indexed = any(isinstance(n, Sym) and n.name == state.name and n.index for n in walk(node.operands[1]))
    if not bare or indexed:
        return node
    through = any(_is_network(scope, n) for n in walk(node.operands[1]))
    later, earlier = (BEFORE, NOW) if through else (NOW, BEFORE)
    right = transform(node.operands[1], lambda n: Sym(state.name, (earlier,)) if n == state else n)
    return Rel(("=",), (Sym(state.name, (later,)), right))


def _is_network(scope: Scope, node: Node) -> bool:
    """`ε_θ(x, t)`, `ε_θ` and the mean that is made of it."""
    head = node.fn if isinstance(node, Call) else node
    if not isinstance(head, Sym):
        return False
    called = (key_of(head) or head.name) if head.index else head.name
    known = (called, *scope.world.aliases.get(called, ()))
    letters = (scope.letter(t) for t in known)
    made = (d for t in known for d in scope.world.definitions.get(t, ()))
    return any(letter is not None and letter.is_function for letter in letters) or any(d.is_call for d in made)

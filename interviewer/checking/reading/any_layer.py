"""An update of what every layer has its own of: `W = W - lr * dW` is meant of each, `W_{t+1} = W_t - …` is no step to another layer."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Apply, Node, Rel, Sym, transform, walk

_SETS = frozenset(["=", ":=", "←"])
_LATER = frozenset(["new", "next", "+"])


def of_any_layer(node: Node, scope: Scope) -> Node:
    """The update with the layer that its letters leave unsaid."""
    match node:
        case Rel((op,), (head, Apply("add", terms) as right)) if op in _SETS:
            left, right = _without_steps(scope, head, terms, right)
        case _:
            return node
    if not isinstance(left, Sym) or left not in _terms(right):
        return node
    node = node if left == head else Rel(("←",), (left, right))
    layer = _layer(scope, left.name)
    symbols = [n for n in walk(node) if isinstance(n, Sym)]
    if not layer or any(n.index or n.name == layer for n in symbols):
        return node
    return transform(node, lambda n: Sym(n.name, (Sym(layer),)) if isinstance(n, Sym) and _layer(scope, n.name) else n)


def _terms(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Apply) and node.op == "add" else (node,)


def _without_steps(scope: Scope, head: Node, terms: tuple[Node, ...], right: Node) -> tuple[Node, Node]:
    """Both sides of `W_new = W − …`, `W′ = W − …` and `W_{t+1} = W_t − …` with the bare letter of the step."""
    inner = head.args[0] if isinstance(head, Apply) and head.op in ("prime", "pinv") else head
    if not isinstance(inner, Sym):
        return head, right
    name, _, mark = inner.name.partition(".")
    if not _layer(scope, name) or (mark and mark not in _LATER):
        return head, right
    if mark or inner is not head:
        return Sym(name, inner.index), right
    match inner.index:
        case (*of, Apply("add", (Sym() as step, one)) as later) if one == ONE and Sym(name, (*of, step)) in terms:
            reached = {step, later}

            def change(n: Node) -> Node:
                return (
                    Sym(n.name, n.index[:-1]) if isinstance(n, Sym) and n.index[-1:] and n.index[-1] in reached else n
                )

            return change(head), transform(right, change)
    return head, right


def _layer(scope: Scope, name: str) -> str:
    """The index of a family that has one member in each layer."""
    letter = None if name in scope.own else scope.letter(name)
    return letter.index or "" if letter is not None and letter.reach else ""

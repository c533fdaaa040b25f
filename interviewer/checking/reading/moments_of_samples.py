"""Moments of samples: `E[y | x] = σ(wᵀx)` is of any one of all labels y, given its own x, `Var(q_i·k_j)` of any query and key."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Moment, Node, Sym, names, transform, walk

_I = Sym("i")


def of_one_sample(node: Node, scope: Scope) -> Node:
    """The node at sample i, where a moment is of a letter of all samples given one row."""
    rows = scope.world.row_families
    moments = (
        [n for n in walk(node) if isinstance(n, Moment) and any(_is_row(g, rows) for g in n.given)] if rows else []
    )
    if not any(_is_of_all(a, scope) for m in moments for a in m.args) or _I.name in names(node):
        return node

    def at_one(n: Node) -> Node:
        one = isinstance(n, Sym) and not n.index and (_is_row(n, rows) or _is_of_all(n, scope))
        return Sym(n.name, (_I,)) if one and isinstance(n, Sym) else n

    return transform(node, at_one)


def of_any_two(node: Node, scope: Scope) -> Node:
    """`Var(q_iᵀk_j)`, `Var(q_i·k_j)`: two random vectors of many, and no entries; q_ic is entry c of one of them."""
    written = {n: transform(n, lambda s: _value_of(s, scope)) for n in walk(node) if isinstance(n, Moment)}
    members = {m for moment in written.values() for n in walk(moment) for m in _multiplied(n, scope)}
    if not members:
        return node

    def alone(n: Node) -> Node:
        if isinstance(n, Sym) and n.index and Sym(n.name, n.index[:1]) in members:
            return Sym(n.name, n.index[1:])
        return n

    return transform(transform(node, lambda n: written.get(n, n) if isinstance(n, Moment) else n), alone)


def _value_of(node: Node, scope: Scope) -> Node:
    """What the candidate has set `s_ij` to, where it is named as it was set."""
    found = scope.own.get(node.name, ()) if isinstance(node, Sym) and node.index else ()
    named = (
        [d for d in found if not d.is_call and tuple(map(Sym, d.index)) == node.index] if isinstance(node, Sym) else []
    )
    return named[0].body if named else node


def _multiplied(node: Node, scope: Scope) -> tuple[Sym, ...]:
    """The q_i and k_j of their inner product; with one index `q_i·k_i` may be of entries."""
    match node:
        case Apply("mul", (Apply("T", (Sym() as first,)), Sym() as second)):
            pass
        case Apply("dot", (Sym() as first, Sym() as second)) if first.index != second.index:
            pass
        case _:
            return ()
    vectors = [
        s
        for s in (first, second)
        if len(s.index) == 1 and (t := scope.letter(s.name)) is not None and t.kind == "random" and len(t.shape) == 1
    ]
    return (first, second) if len(vectors) == 2 and first.name != second.name else ()


def _is_row(node: Node, rows: Mapping[str, str]) -> bool:
    return isinstance(node, Sym) and not node.index and node.name in rows


def _is_of_all(node: Node, scope: Scope) -> bool:
    """A letter or a definition with one number for each sample."""
    if not isinstance(node, Sym) or node.index or node.name in scope.own:
        return False
    letter = scope.letter(node.name)
    if letter is not None:
        return letter.shape == ("n",)
    return any(d.index == ("i",) for d in scope.definitions(node.name))

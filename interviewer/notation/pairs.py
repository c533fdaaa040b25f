"""Sums over pairs: `Σ_{i<j} a_i a_j` runs over both letters, `b_i = Σ_{j≠i} a_i a_j` over the one that is not told outside."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.tree import Binder, Bound, Node, Rel, Sym, children, names, rebuild

_APART = frozenset(["<", ">", "!="])
_COUNTING = frozenset("ijklmn")


def over_pairs(node: Node) -> Node:
    """The tree with every such sum over two letters bound by both."""
    return _within(node, node, frozenset())


def _within(node: Node, whole: Node, bound: frozenset[str]) -> Node:
    if not isinstance(node, Bound):
        return rebuild(node, lambda child: _within(child, whole, bound))
    held = bound | {b.var.name for b in node.binders}
    binders: list[Binder] = []
    for binder in node.binders:
        other = _other(binder)
        if other and other not in held and other in names(node.body) and not _told_outside(whole, node, other):
            binders.append(Binder(Sym(other)))
            held |= {other}
        binders.append(binder)
    body = _within(node.body, whole, held)
    return replace(node, binders=tuple(binders), body=body)


def _other(binder: Binder) -> str:
    """The j of `i < j` under a sign that binds i; the i of `j ≤ i` and of `j ≠ i` is told elsewhere, if only in words."""
    match binder.condition:
        case Rel((op,), (Sym(a, ()), Sym(b, ()))) if op in _APART and a == binder.var.name and {a, b} <= _COUNTING:
            return b if a < b else ""
    return ""


def _told_outside(node: Node, sum_: Bound, name: str) -> bool:
    """Whether a letter stands free outside a sum, and outside of others that bind it."""
    if node is sum_:
        return False
    if isinstance(node, Sym):
        return node.name == name or any(_told_outside(i, sum_, name) for i in node.index)
    if isinstance(node, Bound) and (
        name in {b.var.name for b in node.binders} or any(_other(b) == name for b in node.binders)
    ):
        return False
    return any(_told_outside(child, sum_, name) for child in children(node))

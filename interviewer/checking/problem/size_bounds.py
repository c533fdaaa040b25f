"""`for every l < L`: what bounds a running index is the size of that name, whatever else bears it, such as the loss."""

from __future__ import annotations

from collections.abc import Collection

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Apply, Binder, Bound, Node, Num, Rel, Sym, names, transform

_ORDER = frozenset(["<", "<=", ">", ">=", "!="])


def by_sizes(scope: Scope, node: Node, indices: Collection[str]) -> Node:
    """The node with such a size as the count that it is, `Σ_{k=1}^L 1`."""
    if not (isinstance(node, Rel) and _ORDER.issuperset(node.ops)):
        return node
    if not any(isinstance(o, Sym) and not o.index and o.name in indices for o in node.operands):
        return node
    sizes = {n for n in scope.world.sizes if scope.definitions(n)}
    if not (_counts(node) and names(node) <= sizes | {*indices}):
        return node
    return transform(node, lambda n: _count(n.name) if isinstance(n, Sym) and not n.index and n.name in sizes else n)


def _counts(node: Rel) -> bool:
    """Whether nothing but letters and numbers, and their sums, is compared."""
    return all(
        isinstance(o, Num)
        or (isinstance(o, Sym) and not o.index)
        or (isinstance(o, Apply) and o.op in ("add", "neg") and all(isinstance(a, Num | Sym | Apply) for a in o.args))
        for o in node.operands
    )


def _count(size: str) -> Node:
    return Bound("sum", (Binder(Sym("k"), ONE, Sym(size)),), ONE)

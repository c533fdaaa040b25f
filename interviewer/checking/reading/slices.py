"""`M_{:,k}` and `M_{i,:}`: a column and a row of a matrix by its entries."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Binder, Bound, Node, Sym, names, transform, walk

COLON = Sym("colon")
_COUNTS = ("i", "j", "l", "m", "s", "r")


def with_slices(node: Node) -> Node:
    """The node with every such slice as the vector of its entries, a row lying down."""
    if not any(isinstance(n, Sym) and len(n.index) == 2 and COLON in n.index for n in walk(node)):
        return node
    taken = names(node)
    count = next((Sym(c) for c in _COUNTS if c not in taken), None)
    if count is None:
        return node

    def change(n: Node) -> Node:
        match n:
            case Sym(name, (Sym("colon", ()), column)) if column != COLON:
                return Bound("collect", (Binder(count),), Sym(name, (count, column)))
            case Sym(name, (row, Sym("colon", ()))) if row != COLON:
                return Apply("T", (Bound("collect", (Binder(count),), Sym(name, (row, count))),))
            case Bound("sum", (), Bound("collect", binders, body) | Apply("T", (Bound("collect", binders, body),))):
                return Bound("sum", binders, body)
            case Sym(name, (Sym("colon", ()), Sym("colon", ()))):
                return Sym(name)
        return n

    return transform(node, change)

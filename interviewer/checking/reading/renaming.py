"""Names bound under a sign stand for nothing outside it: `inf_{w′} L(w′)` is `inf_w L(w)`."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.tree import Apply, Bound, Node, Sym, names, transform, walk

_OPTIMA = frozenset(["min", "max", "argmin", "argmax"])


def unprimed(node: Node) -> Node:
    """The node with what is optimised over under its plain name, where that name does not occur there otherwise."""

    def change(n: Node) -> Node:
        if not (isinstance(n, Bound) and n.op in _OPTIMA):
            return n
        for binder in n.binders:
            if isinstance(binder.var, Sym) and binder.var.name.endswith(".prime"):
                n = _renamed(n, binder.var.name)
        return n

    return transform(node, change)


def _renamed(whole: Bound, primed: str) -> Bound:
    """A bound quantity with the plain letter for the primed one, where the plain one does not stand beside it."""
    plain = primed.removesuffix(".prime")

    def is_primed(n: Node) -> bool:
        marked = isinstance(n, Apply) and n.op == "prime" and isinstance(n.args[0], Sym) and n.args[0].name == plain
        return marked or (isinstance(n, Sym) and n.name == primed)

    bare = sum(isinstance(n, Sym) and n.name == plain for n in walk(whole.body))
    marked = sum(isinstance(n, Apply) and is_primed(n) for n in walk(whole.body))
    if bare > marked or any(plain in names(b.condition) for b in whole.binders if b.condition is not None):
        return whole

    def put(n: Node) -> Node:
        if not is_primed(n):
            return n
        return n.args[0] if isinstance(n, Apply) else Sym(plain, n.index) if isinstance(n, Sym) else n

    body = transform(whole.body, put)
    binders = tuple(replace(b, var=Sym(plain, b.var.index)) if b.var.name == primed else b for b in whole.binders)
    return Bound(whole.op, binders, body)

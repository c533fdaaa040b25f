"""`Σ_{j=1}^t softmax_j(s_j) v_j`: the softmax is over the j that the sum around it runs over."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.tree import Binder, Bound, Node, Sym, transform, walk


def over_same_range(node: Node) -> Node:
    """The normalising sums over j′ inside a sum over j with its range, where they have none of their own."""
    ranged = [n for n in walk(node) if isinstance(n, Bound) and len(n.binders) == 1 and _has_range(n.binders[0])]
    return transform(node, _ranged) if ranged else node


def _has_range(binder: Binder) -> bool:
    return binder.high is not None or binder.condition is not None


def _ranged(node: Node) -> Node:
    """A sum inside another one over the same range."""
    match node:
        case Bound(op, (Binder(Sym(name)) as around,), body) if _has_range(around):
            primed = Sym(f"{name}.prime")

            def inside(n: Node) -> Node:
                match n:
                    case Bound("sum", (Binder(var, None, None, None),), terms) if var == primed:
                        return Bound("sum", (_renamed(around, primed),), terms)
                return n

            return Bound(op, (around,), transform(body, inside))
    return node


def _renamed(binder: Binder, var: Sym) -> Binder:
    condition = binder.condition
    if condition is not None:
        condition = transform(condition, lambda n: var if n == binder.var else n)
    return replace(binder, var=var, condition=condition)

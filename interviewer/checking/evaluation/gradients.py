"""The gradient of what is quadratic in a vector or in one entry, as a formula: the stationarity conditions of a program."""

from __future__ import annotations

from fractions import Fraction

from interviewer.notation.tree import ONE, ZERO, Apply, Binder, Bound, Node, Num, Sym, apply, names, transform

_TWO = Num(Fraction(2))


def gradient(node: Node, at: Sym) -> Node | None:
    """∂node/∂at for a vector w, a number b or an entry ξ_i; None for what is neither sum, product, square nor ‖·‖² of it."""
    if at.name not in names(node):
        return ZERO
    match node:
        case Sym():
            return ONE if node == at else None
        case Apply("add", args):
            return _sum([gradient(a, at) for a in args])
        case Apply("neg", (inner,)):
            return _times(Num(Fraction(-1)), gradient(inner, at))
        case Apply("div", (above, below)) if at.name not in names(below):
            return _times(apply("div", ONE, below), gradient(above, at))
        case Apply("pow", (Apply("norm", (inner, *_)), Num(power))) if power == 2:
            return _times(_TWO, at) if inner == at else None
        case Apply("pow", (inner, Num(power) as by)) if power > 1:
            outer = _product([by, apply("pow", inner, Num(power - 1)) if power != 2 else inner])
            return _times(outer, gradient(inner, at))
        case Apply("mul", args):
            return _of_product(args, at)
        case Bound("sum", (Binder(var, _, _, None),), body):
            if not at.index:
                inner = gradient(body, at)
                return inner if inner in (None, ZERO) else Bound("sum", node.binders, inner)
            return gradient(transform(body, lambda n: at.index[0] if n == var else n), at)
    return None


def _of_product(args: tuple[Node, ...], at: Sym) -> Node | None:
    """The gradient of a product of which one factor, or wᵀw, depends on the vector; None of any other."""
    touched = [k for k, a in enumerate(args) if at.name in names(a)]
    flat = Apply("T", (at,))
    k = touched[0]
    if len(touched) == 2 and args[k] == flat and args[k + 1 : k + 2] == (at,):  # wᵀw
        return _product([*args[:k], _TWO, at, *args[k + 2 :]])
    if len(touched) != 1:
        return None
    if args[k] == flat:  # wᵀx
        return _product([*args[:k], *args[k + 1 :]])
    match args[k - 1 : k + 1] if k else ():
        case (Apply("T", (beside,)), here) if here == at:  # xᵀw
            return _product([*args[: k - 1], beside, *args[k + 1 :]])
    inner = gradient(args[k], at)
    return inner if inner in (None, ZERO) else _product([*args[:k], inner, *args[k + 1 :]])


def _sum(parts: list[Node | None]) -> Node | None:
    kept = [p for p in parts if p is not None and p != ZERO]
    if any(p is None for p in parts):
        return None
    return ZERO if not kept else kept[0] if len(kept) == 1 else Apply("add", tuple(kept))


def _times(factor: Node, value: Node | None) -> Node | None:
    return value if value is None or value == ZERO else _product([factor, value])


def _product(factors: list[Node]) -> Node:
    kept = [f for f in factors if f != ONE]
    return ONE if not kept else kept[0] if len(kept) == 1 else Apply("mul", tuple(kept))

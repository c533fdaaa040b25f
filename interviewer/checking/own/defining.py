"""Equations that define a name: `h = tanh(W x)`, `x̂_i = …`, `f(x, y) = x y`, `σ² = …`."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.own.forms import averaged
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, apply, num, transform, walk


def definition_of(node: Rel) -> Definition | None:
    """`h = tanh(W x)`, `x̂_i = …`, `f(x, y) = x y`, `u = g(a, b)`; None for an equation that defines no name."""
    left, right = node.operands[0], node.operands[1]
    if isinstance(left, Apply) and left.op == "inv":
        left, right = left.args[0], apply("inv", right)  # `S⁻¹ = …` defines S
    if isinstance(left, Apply) and left.op == "pow" and left.args[1] == num(2) and isinstance(left.args[0], Sym):
        left, right = left.args[0], apply("sqrt", right)  # `σ² = …` defines the positive σ
    right = transform(right, averaged)
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym):
        return None
    if len(symbol.index) == 1 and (shift := _shift(symbol.index[0])) is not None:  # x_{l+1} = x_l + F(x_l)
        symbol = replace(symbol, index=(shift[0],))
        left, right = symbol, transform(right, lambda n: _moved(n, *shift) if isinstance(n, Sym) and n.index else n)
    index = tuple(i.name for i in symbol.index if isinstance(i, Sym))
    if len(index) != len(symbol.index):
        return None
    name = symbol.name
    inside = [n for n in walk(right) if isinstance(n, Sym) and n.name == name]
    if isinstance(left, Call):
        taken = len(left.args)
        at = [a for a in left.args if isinstance(a, Sym) and a.index]  # y(x_n, w) = wᵀx_n for any x
        left = replace(left, args=tuple(Sym(a.name) if a in at else a for a in left.args if isinstance(a, Sym)))
        right = transform(right, lambda n: Sym(n.name) if isinstance(n, Sym) and n in at else n)
        if left.given or left.primes or len(left.args) < taken or inside:
            return None
        return Definition(name, right, tuple(a.name for a in left.args if isinstance(a, Sym)), index, is_call=True)
    if isinstance(right, Call) and right.fn.name == name and len(inside) == 1:
        right = replace(right, fn=Sym(f"{name}.of"))  # a = a(x): the function bears the name of its value
    elif inside and not (len(index) == 1 and all(len(n.index) == 1 and isinstance(n.index[0], Apply) for n in inside)):
        return None  # only `h_t` by `h_{t−1}` may speak of itself
    return Definition(name, right, (), index)


def _shift(item: Node) -> tuple[Sym, Num] | None:
    """The l and the 1 of l + 1."""
    match item:
        case Apply("add", (Sym(_, ()) as letter, Num() as step)):
            return letter, step
    return None


def _moved(symbol: Sym, letter: Sym, step: Num) -> Sym:
    """The symbol with such an index so many steps back."""
    back = (apply("add", i, apply("neg", step)) if i == letter else i for i in symbol.index)
    return replace(
        symbol,
        index=tuple(letter if i == apply("add", letter, step) else b for i, b in zip(symbol.index, back, strict=True)),
    )

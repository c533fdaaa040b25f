"""The typed tree a line is read into. Frozen values: hashable, comparable, safe to cache.

`Apply` covers every operator and function by name, so that whoever walks a tree needs one loop. Names that bind
(`sum`, `max`, `E`) are `Bound`. What a symbol means is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Num:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Sym:
    """A name with what decorates it: accents and labels are part of `name` (`y.hat`, `W.Q`), indices are trees."""

    name: str
    index: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator or function with its arguments: add, mul, neg, div, pow, hadamard, T, inv, log, norm, …"""

    op: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A name applied to arguments, `f(x)` or `p(x, z | y; θ)`; `params` holds subscripts and what follows `;`."""

    fn: Sym
    args: tuple[Node, ...]
    given: tuple[Node, ...] = ()
    params: tuple[Node, ...] = ()
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Binder:
    """One bound variable of a sum, product, integral or optimisation with its range."""

    var: Sym
    low: Node | None = None
    high: Node | None = None
    condition: Node | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """`op` is sum, prod, int, max, min, argmax, argmin, lim; `body` is read under the binders."""

    op: str
    binders: tuple[Binder, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Moment:
    """E, Var or Cov of `args` under a distribution: `over` is None, a variable, or a distribution expression."""

    op: str
    args: tuple[Node, ...]
    over: Node | None = None
    given: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Divergence:
    """KL, JS or cross-entropy between two distribution expressions."""

    op: str
    first: Node
    second: Node


@dataclass(frozen=True, slots=True)
class Deriv:
    """∂^n body / ∂wrt…; `style` keeps whether it was written ∂, d or ∇, which decides the layouts allowed."""

    body: Node
    wrt: tuple[Node, ...]
    style: str = "partial"
    at: Node | None = None


@dataclass(frozen=True, slots=True)
class Differential:
    """`dL` standing alone."""

    body: Node


@dataclass(frozen=True, slots=True)
class Rel:
    """A chain `a = b ≤ c`: one more operand than relations."""

    ops: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Piecewise: (value, condition or None for otherwise)."""

    branches: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A tuple, set or list of several items; `kind` is its opening bracket."""

    kind: str
    items: tuple[Node, ...]


Node = Num | Sym | Apply | Call | Bound | Moment | Divergence | Deriv | Differential | Rel | Matrix | Cases | Group

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def _binder_parts(node: Bound) -> tuple[Node, ...]:
    parts = [p for b in node.binders for p in (b.var, b.low, b.high, b.condition) if p is not None]
    return (*parts, node.body)


_CHILDREN: dict[type, Callable[[Any], tuple[Node, ...]]] = {  # a table, not a match: walking is the hot loop
    Num: lambda n: (),
    Sym: lambda n: n.index,
    Apply: lambda n: n.args,
    Call: lambda n: (n.fn, *n.args, *n.given, *n.params),
    Bound: _binder_parts,
    Moment: lambda n: (*n.args, *((n.over,) if n.over else ()), *n.given),
    Divergence: lambda n: (n.first, n.second),
    Deriv: lambda n: (n.body, *n.wrt, *((n.at,) if n.at else ())),
    Differential: lambda n: (n.body,),
    Rel: lambda n: n.operands,
    Matrix: lambda n: tuple(x for row in n.rows for x in row),
    Cases: lambda n: tuple(x for value, cond in n.branches for x in ((value, cond) if cond is not None else (value,))),
    Group: lambda n: n.items,
}


def children(node: Node) -> tuple[Node, ...]:
    """Direct sub-trees, indices and binder ranges included."""
    return _CHILDREN[type(node)](node)


def walk(node: Node) -> Iterator[Node]:
    """Every node, parents first."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        below = _CHILDREN[type(top)](top)
        if below:
            stack.extend(below[::-1])


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` applied to each direct child."""
    match node:
        case Num():
            return node
        case Sym(name, index):
            return Sym(name, tuple(map(change, index))) if index else node
        case Apply(op, args):
            return Apply(op, tuple(map(change, args)))
        case Call():
            fn = change(node.fn)
            return replace(
                node,
                fn=fn if isinstance(fn, Sym) else node.fn,
                args=tuple(map(change, node.args)),
                given=tuple(map(change, node.given)),
                params=tuple(map(change, node.params)),
            )
        case Bound(op, binders, body):
            return Bound(op, tuple(_rebuild_binder(b, change) for b in binders), change(body))
        case Moment(op, args, over, given):
            return Moment(op, tuple(map(change, args)), change(over) if over else None, tuple(map(change, given)))
        case Divergence(op, first, second):
            return Divergence(op, change(first), change(second))
        case Deriv(body, wrt, style, at):
            return Deriv(change(body), tuple(map(change, wrt)), style, change(at) if at else None)
        case Differential(body):
            return Differential(change(body))
        case Rel(ops, operands):
            return Rel(ops, tuple(map(change, operands)))
        case Matrix(rows):
            return Matrix(tuple(tuple(map(change, row)) for row in rows))
        case Cases(branches):
            return Cases(tuple((change(v), change(c) if c is not None else None) for v, c in branches))
        case Group(kind, items):
            return Group(kind, tuple(map(change, items)))
    raise TypeError(node)


def _rebuild_binder(b: Binder, change: Callable[[Node], Node]) -> Binder:
    var = change(b.var)
    return Binder(
        var if isinstance(var, Sym) else b.var,
        change(b.low) if b.low else None,
        change(b.high) if b.high else None,
        change(b.condition) if b.condition else None,
    )


def transform(node: Node, change: Callable[[Node], Node]) -> Node:
    """Leaves to root: children first, then `change` on the node made of them."""
    return change(rebuild(node, lambda child: transform(child, change)))


MAX_REMEMBERED = 20_000
_names: dict[int, tuple[Node, frozenset[str]]] = {}


def names(node: Node) -> frozenset[str]:
    """Every name that occurs, bound ones included; remembered by identity, as the same trees are asked again and again."""
    found = _names.get(id(node))
    if found is None or found[0] is not node:
        if len(_names) > MAX_REMEMBERED:
            _names.clear()
        found = _names[id(node)] = node, frozenset(n.name for n in walk(node) if isinstance(n, Sym))
    return found[1]


def num(value: int | Fraction) -> Num:
    return Num(Fraction(value))


def apply(op: str, *args: Node) -> Apply:
    return Apply(op, args)

"""The typed tree a line is read into. Frozen values: hashable, comparable, safe to cache.

`Apply` covers every operator and function by name, so that whoever walks a tree needs one loop. Names that bind
(`sum`, `max`, `E`) are `Bound`. What a symbol means is not known here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


_walks: dict[int, tuple[Node, tuple[Node, ...]]] = {}
MAX_KEPT = 400  # nodes of a tree whose walk is remembered


def walk(node: Node) -> Iterator[Node]:
    """Every node, parents first; remembered by identity, as the same trees are asked again and again."""
    found = _walks.get(id(node))
    if found is not None and found[0] is node:
        return iter(found[1])
    kept: list[Node] = []
    stack = [node]
    while stack:
        top = stack.pop()
        kept.append(top)
        below = _CHILDREN[type(top)](top)
        if below:
            stack.extend(below[::-1])
    if len(kept) <= MAX_KEPT:
        if len(_walks) > MAX_REMEMBERED:
            _walks.clear()
        _walks[id(node)] = node, tuple(kept)
    return iter(kept)


def _each(change: Callable[[Node], Node], nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes changed; the same tuple where nothing is."""
    changed = tuple(map(change, nodes))
    return nodes if all(map(operator.is_, changed, nodes)) else changed


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` applied to each direct child; the same object where that changes nothing."""
    match node:
        case Num():
            return node
        case Sym(name, index):
            if not index:
                return node
            new = _each(change, index)
            return node if new is index else Sym(name, new)
        case Apply(op, args):
            new = _each(change, args)
            return node if new is args else Apply(op, new)
        case Call(fn, args, given, params, primes):
            head = change(fn)
            parts = (
                head if isinstance(head, Sym) else fn,
                _each(change, args),
                _each(change, given),
                _each(change, params),
            )
            same = parts[0] is fn and parts[1] is args and parts[2] is given and parts[3] is params
            return node if same else Call(parts[0], parts[1], parts[2], parts[3], primes)
        case Bound(op, binders, body):
            bound, inner = tuple(_rebuild_binder(b, change) for b in binders), change(body)
            same = inner is body and all(map(operator.is_, bound, binders))
            return node if same else Bound(op, bound, inner)
        case Moment(op, args, over, given):
            new, at, when = _each(change, args), change(over) if over else None, _each(change, given)
            return node if new is args and at is over and when is given else Moment(op, new, at, when)
        case Divergence(op, first, second):
            one, two = change(first), change(second)
            return node if one is first and two is second else Divergence(op, one, two)
        case Deriv(body, wrt, style, at):
            inner, by, place = change(body), _each(change, wrt), change(at) if at else None
            return node if inner is body and by is wrt and place is at else Deriv(inner, by, style, place)
        case Differential(body):
            inner = change(body)
            return node if inner is body else Differential(inner)
        case Rel(ops, operands):
            new = _each(change, operands)
            return node if new is operands else Rel(ops, new)
        case Matrix(rows):
            return Matrix(tuple(tuple(map(change, row)) for row in rows))
        case Cases(branches):
            return Cases(tuple((change(v), change(c) if c is not None else None) for v, c in branches))
        case Group(kind, items):
            new = _each(change, items)
            return node if new is items else Group(kind, new)
    raise TypeError(node)


def _rebuild_binder(b: Binder, change: Callable[[Node], Node]) -> Binder:
    var = change(b.var)
    var = var if isinstance(var, Sym) else b.var
    low, high, condition = (change(p) if p else None for p in (b.low, b.high, b.condition))
    if var is b.var and low is b.low and high is b.high and condition is b.condition:
        return b
    return Binder(var, low, high, condition)


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

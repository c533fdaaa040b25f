"""The typed tree a line is read into. Frozen values: hashable, comparable, safe to cache.

`Apply` covers every operator and function by name, so that whoever walks a tree needs one loop. Names that bind
(`sum`, `max`, `E`) are `Bound`. What a symbol means is not known here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
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


def ranges_and_body(node: Bound) -> tuple[Node, ...]:
    """What stands under the binders of a sum, without the variables themselves."""
    return (*[p for b in node.binders for p in (b.low, b.high, b.condition) if p is not None], node.body)


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


def _call(node: Call, parts: tuple[Node, ...]) -> Call:
    head, *rest = parts
    fn = head if isinstance(head, Sym) else node.fn
    first, second = len(node.args), len(node.args) + len(node.given)
    return Call(fn, tuple(rest[:first]), tuple(rest[first:second]), tuple(rest[second:]), node.primes)


def _bound(node: Bound, parts: tuple[Node, ...]) -> Bound:
    left = iter(parts)
    binders: list[Binder] = []
    for b in node.binders:
        var = next(left)
        low, high, condition = (next(left) if p is not None else None for p in (b.low, b.high, b.condition))
        binders.append(Binder(var if isinstance(var, Sym) else b.var, low, high, condition))
    return Bound(node.op, tuple(binders), next(left))


def _moment(node: Moment, parts: tuple[Node, ...]) -> Moment:
    over = len(node.args)
    given = over + (node.over is not None)
    return Moment(node.op, parts[:over], parts[over] if node.over is not None else None, parts[given:])


def _deriv(node: Deriv, parts: tuple[Node, ...]) -> Deriv:
    end = 1 + len(node.wrt)
    return Deriv(parts[0], parts[1:end], node.style, parts[end] if node.at is not None else None)


def _matrix(node: Matrix, parts: tuple[Node, ...]) -> Matrix:
    left = iter(parts)
    return Matrix(tuple(tuple(next(left) for _ in row) for row in node.rows))


def _cases(node: Cases, parts: tuple[Node, ...]) -> Cases:
    left = iter(parts)
    return Cases(tuple((next(left), next(left) if cond is not None else None) for _, cond in node.branches))


_WITH_CHILDREN: dict[type, Callable[[Any, tuple[Node, ...]], Node]] = {
    Num: lambda n, parts: n,
    Sym: lambda n, parts: Sym(n.name, parts),
    Apply: lambda n, parts: Apply(n.op, parts),
    Call: _call,
    Bound: _bound,
    Moment: _moment,
    Divergence: lambda n, parts: Divergence(n.op, *parts),
    Deriv: _deriv,
    Differential: lambda n, parts: Differential(*parts),
    Rel: lambda n, parts: Rel(n.ops, parts),
    Matrix: _matrix,
    Cases: _cases,
    Group: lambda n, parts: Group(n.kind, parts),
}


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` made to each direct sub-tree, as `children` has them; the same object where that changes nothing."""
    kind = type(node)
    parts = _CHILDREN[kind](node)
    if not parts:
        return node
    changed = tuple(map(change, parts))
    return node if all(map(operator.is_, changed, parts)) else _WITH_CHILDREN[kind](node, changed)


def transform(node: Node, change: Callable[[Node], Node]) -> Node:
    """Leaves to root: children first, then `change` on the node made of them; the same object where that makes its equal.

    What is remembered of trees is so by identity.
    """

    def deep(n: Node) -> Node:
        made = rebuild(n, deep)
        changed = change(made)
        return made if changed is not made and changed == made else changed

    return deep(node)


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


def relations(nodes: Iterable[Node]) -> list[Rel]:
    """The relations among `nodes`."""
    return [n for n in nodes if isinstance(n, Rel)]

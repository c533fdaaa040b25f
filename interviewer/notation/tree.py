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
    if not nodes:
        return nodes
    changed = tuple(map(change, nodes))
    return nodes if all(map(operator.is_, changed, nodes)) else changed


Change = Callable[["Node"], "Node"]


def _rebuild_sym(node: Sym, change: Change) -> Node:
    if not node.index:
        return node
    index = _each(change, node.index)
    return node if index is node.index else Sym(node.name, index)


def _rebuild_apply(node: Apply, change: Change) -> Node:
    args = _each(change, node.args)
    return node if args is node.args else Apply(node.op, args)


def _rebuild_call(node: Call, change: Change) -> Node:
    head = change(node.fn)
    fn = head if isinstance(head, Sym) else node.fn
    args, given, params = _each(change, node.args), _each(change, node.given), _each(change, node.params)
    same = fn is node.fn and args is node.args and given is node.given and params is node.params
    return node if same else Call(fn, args, given, params, node.primes)


def _rebuild_bound(node: Bound, change: Change) -> Node:
    binders, body = tuple([_rebuild_binder(b, change) for b in node.binders]), change(node.body)
    same = body is node.body and all(map(operator.is_, binders, node.binders))
    return node if same else Bound(node.op, binders, body)


def _rebuild_moment(node: Moment, change: Change) -> Node:
    args, over, given = _each(change, node.args), change(node.over) if node.over else None, _each(change, node.given)
    same = args is node.args and over is node.over and given is node.given
    return node if same else Moment(node.op, args, over, given)


def _rebuild_divergence(node: Divergence, change: Change) -> Node:
    first, second = change(node.first), change(node.second)
    return node if first is node.first and second is node.second else Divergence(node.op, first, second)


def _rebuild_deriv(node: Deriv, change: Change) -> Node:
    body, wrt, at = change(node.body), _each(change, node.wrt), change(node.at) if node.at else None
    return node if body is node.body and wrt is node.wrt and at is node.at else Deriv(body, wrt, node.style, at)


def _rebuild_differential(node: Differential, change: Change) -> Node:
    body = change(node.body)
    return node if body is node.body else Differential(body)


def _rebuild_rel(node: Rel, change: Change) -> Node:
    operands = _each(change, node.operands)
    return node if operands is node.operands else Rel(node.ops, operands)


def _rebuild_group(node: Group, change: Change) -> Node:
    items = _each(change, node.items)
    return node if items is node.items else Group(node.kind, items)


_REBUILD: dict[type, Callable[[Any, Change], Node]] = {
    Num: lambda n, change: n,
    Sym: _rebuild_sym,
    Apply: _rebuild_apply,
    Call: _rebuild_call,
    Bound: _rebuild_bound,
    Moment: _rebuild_moment,
    Divergence: _rebuild_divergence,
    Deriv: _rebuild_deriv,
    Differential: _rebuild_differential,
    Rel: _rebuild_rel,
    Matrix: lambda n, change: Matrix(tuple(tuple(map(change, row)) for row in n.rows)),
    Cases: lambda n, change: Cases(tuple((change(v), change(c) if c is not None else None) for v, c in n.branches)),
    Group: _rebuild_group,
}


def rebuild(node: Node, change: Change) -> Node:
    """The node with `change` applied to each direct child; the same object where that changes nothing."""
    return _REBUILD[type(node)](node, change)


def _rebuild_binder(b: Binder, change: Callable[[Node], Node]) -> Binder:
    var = change(b.var)
    var = var if isinstance(var, Sym) else b.var
    low, high, condition = (change(p) if p else None for p in (b.low, b.high, b.condition))
    if var is b.var and low is b.low and high is b.high and condition is b.condition:
        return b
    return Binder(var, low, high, condition)


def transform(node: Node, change: Callable[[Node], Node]) -> Node:
    """Leaves to root: children first, then `change` on the node made of them; the same object where that makes its equal.

    What is remembered of trees is so by identity.
    """

    def deep(n: Node) -> Node:
        made = _REBUILD[type(n)](n, deep)
        changed = change(made)
        return made if changed is not made and changed == made else changed

    return deep(node)


def of_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` made to its direct sub-trees, those of indices and ranges included."""
    return _REBUILD[type(node)](node, change)


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

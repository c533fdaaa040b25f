"""What a line says of the problem's sizes, `n = 2`, `d = 1`, `n < d`: models of such sizes, not equations to solve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product

from interviewer.checking.scope import Scope
from interviewer.checking.world import World
from interviewer.notation.tree import Apply, Node, Num, Rel, Sym

LARGEST = 1024  # of a size that is set to a number
TRIED = (3, 2, 4, 5, 6, 1)  # where it is only restricted, in this order

_OPS = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "!=": lambda a, b: a != b,
}
_worlds: dict[tuple[int, tuple[tuple[str, int], ...]], tuple[World, World]] = {}


def of_sizes(scope: Scope, node: Node) -> bool:
    """Whether a relation compares sizes with numbers, or orders them: `n = 2`, `n < d`, not `d = h d_k`."""
    if not isinstance(node, Rel) or not _OPS.keys() >= set(node.ops):
        return False
    if "=" in node.ops and not isinstance(node.operands[-1], Num):
        return False
    spoken = frozenset[str]().union(
        *(_sizes_in(scope, o) or frozenset("?") for o in node.operands if not isinstance(o, Num))
    )
    return bool(spoken) and "?" not in spoken


def _sizes_in(scope: Scope, node: Node) -> frozenset[str] | None:
    match node:
        case Num():
            return frozenset()
        case Sym(name, ()) if name in scope.world.sizes and name not in scope.own and scope.letter(name) is None:
            return frozenset([name])
        case Apply("add" | "mul" | "neg" | "div", args):
            parts = [_sizes_in(scope, a) for a in args]
            return None if None in parts else frozenset().union(*(p for p in parts if p is not None))
    return None


def sized(scope: Scope, relations: Iterable[Rel]) -> Scope | None:
    """The problem at sizes that meet the relations; None when no small ones do."""
    wanted = list(relations)
    set_to = {
        r.operands[0].name: r.operands[1].value
        for r in wanted
        if r.ops == ("=",) and isinstance(r.operands[0], Sym) and isinstance(r.operands[1], Num)
    }
    if any(v.denominator != 1 or not 0 < v <= LARGEST for v in set_to.values()):
        return None
    fixed = {name: int(value) for name, value in set_to.items()}
    open_ = sorted(
        frozenset[str]().union(*(_sizes_in(scope, o) or () for r in wanted for o in r.operands)) - fixed.keys()
    )
    for values in sorted(product(TRIED, repeat=min(len(open_), 3)), key=lambda v: len(v) - len(set(v))):
        sizes = {**fixed, **dict(zip(open_, values, strict=False))}
        if len(open_) <= 3 and all(_holds(r, sizes) for r in wanted):
            return scope.with_world(at(scope.world, sizes))
    return None


def _holds(relation: Rel, sizes: dict[str, int]) -> bool:
    values = [_value(o, sizes) for o in relation.operands]
    return all(_OPS[op](a, b) for op, a, b in zip(relation.ops, values, values[1:], strict=False))


def _value(node: Node, sizes: dict[str, int]) -> Fraction:
    match node:
        case Num(value):
            return value
        case Sym(name, _):
            return Fraction(sizes[name])
        case Apply("neg", (inner,)):
            return -_value(inner, sizes)
        case Apply("div", (top, below)):
            return _value(top, sizes) / _value(below, sizes)
        case Apply("add", args):
            return sum((_value(a, sizes) for a in args), Fraction(0))
        case Apply(_, args):
            out = Fraction(1)
            for a in args:
                out *= _value(a, sizes)
            return out
    raise TypeError(node)


def at(world: World, sizes: dict[str, int]) -> World:
    """The world at these sizes, its readings too; the same object every time, as much is remembered by it."""
    key = id(world), tuple(sorted(sizes.items()))
    found = _worlds.get(key)
    if found is None or found[0] is not world:
        made = replace(world, size_values={**world.size_values, **sizes})
        variants = tuple(replace(v, size_values={**v.size_values, **sizes}) for v in world.variants)
        found = _worlds[key] = world, replace(made, variants=variants)
    return found[1]

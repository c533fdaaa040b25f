"""What a line says of the problem's sizes, `n = 2`, `d = 1`, `n < d`: models of such sizes, not equations to solve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World, key_of
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

MOST_BITS = 32  # of what a power is taken of: no count is larger


def of_sizes(scope: Scope, node: Node) -> bool:
    """Whether a relation compares sizes with numbers, or orders them: `n = 2`, `n < d`, not `d = h d_k`."""
    if not isinstance(node, Rel) or not _OPS.keys() >= set(node.ops):
        return False
    if "=" in node.ops and not isinstance(node.operands[-1], Num):
        return False
    spoken = frozenset[str]().union(
        *(sizes_in(scope, o) or frozenset("?") for o in node.operands if not isinstance(o, Num))
    )
    return bool(spoken) and "?" not in spoken


def sized(scope: Scope, relations: Iterable[Rel]) -> Scope | None:
    """The problem at sizes that meet the relations; None when no small ones do."""
    wanted = list(relations)
    set_to = {
        size_name(r.operands[0]): r.operands[1].value
        for r in wanted
        if r.ops == ("=",) and isinstance(r.operands[0], Sym) and isinstance(r.operands[1], Num)
    }
    if any(v.denominator != 1 or not 0 < v <= LARGEST for v in set_to.values()):
        return None
    fixed = {name: int(value) for name, value in set_to.items()}
    open_ = sorted(
        frozenset[str]().union(*(sizes_in(scope, o) or () for r in wanted for o in r.operands)) - fixed.keys()
    )
    for values in sorted(product(TRIED, repeat=min(len(open_), 3)), key=lambda v: len(v) - len(set(v))):
        sizes = {**fixed, **dict(zip(open_, values, strict=False))}
        if len(open_) <= 3 and all(_holds(r, sizes) for r in wanted):
            return with_world(scope, at(scope.world, sizes))
    return None


def _holds(relation: Rel, sizes: dict[str, int]) -> bool:
    values = [size_of(o, sizes) for o in relation.operands]
    known = [v for v in values if v is not None]
    return len(known) == len(values) and all(
        _OPS[op](a, b) for op, a, b in zip(relation.ops, known, known[1:], strict=False)
    )


def size_name(node: Sym) -> str:
    """`d_k` as one name."""
    return key_of(node) or node.name


def sizes_in(scope: Scope, node: Node) -> list[str] | None:
    """The sizes that a formula is made of; None when anything else stands in it."""
    if isinstance(node, Num):
        return []
    if isinstance(node, Sym):
        name = size_name(node)
        known = any(name in w.sizes for w in (scope.world, *scope.world.variants))
        return [name] if known and name not in scope.own and scope.letter(name) is None else None
    if isinstance(node, Apply) and node.op in ("mul", "times", "dot", "div", "add", "neg", "pow"):
        parts = [sizes_in(scope, a) for a in node.args]
        return None if any(p is None for p in parts) else [n for p in parts if p is not None for n in p]
    return None


def _is_small(base: Fraction) -> bool:
    """Whether its powers are no tower, as the 9^9 of 9^9^9 is the start of one."""
    return max(base.numerator.bit_length(), base.denominator.bit_length()) <= MOST_BITS


def size_of(node: Node, sizes: Mapping[str, int]) -> Fraction | None:
    """The value of such a formula; None where a size in it is open."""
    if isinstance(node, Num):
        return Fraction(node.value)
    if isinstance(node, Sym):
        size = sizes.get(size_name(node))
        return None if size is None else Fraction(size)
    if not isinstance(node, Apply):
        return None
    values = [size_of(a, sizes) for a in node.args]
    known = [v for v in values if v is not None]
    if len(known) < len(values):
        return None
    match node.op:
        case "mul" | "times" | "dot":
            return Fraction(prod(known))
        case "add":
            return Fraction(sum(known))
        case "neg":
            return -known[0]
        case "div" if known[1]:
            return known[0] / known[1]
        case "pow" if known[1].denominator == 1 and 0 <= known[1] <= 20 and _is_small(known[0]):
            return Fraction(known[0] ** int(known[1]))
    return None


def at(world: World, sizes: dict[str, int]) -> World:
    """The world at these sizes, its readings too; the same object every time, as much is remembered by it."""
    key = id(world), tuple(sorted(sizes.items()))
    found = _worlds.get(key)
    if found is None or found[0] is not world:
        made = replace(world, size_values={**world.size_values, **sizes})
        variants = tuple(replace(v, size_values={**v.size_values, **sizes}) for v in world.variants)
        found = _worlds[key] = world, replace(made, variants=variants)
    return found[1]

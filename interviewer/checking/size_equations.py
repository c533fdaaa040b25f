"""Sizes that equations between them fix: `d_k = d_v = d/h`, `d = 512, h = 8, d_k = d/h`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

from interviewer.checking.scope import Scope
from interviewer.checking.sizes import at
from interviewer.checking.world import key_of
from interviewer.notation.tree import Apply, Node, Num, Rel, Sym

MAX_SIZE = 10**7  # a number like any other, where nothing is drawn that has so many entries
SMALL = range(2, 9)  # sizes to try where an equation between them holds


def at_sizes(scope: Scope, sizes: Mapping[str, int]) -> Scope:
    """The problem, and every reading of it, at these sizes."""
    return replace(scope.with_world(at(scope.world, dict(sizes))), setting=None) if sizes else scope


def sizes_set(scope: Scope, node: Node) -> dict[str, int] | None:
    """The sizes at which an equation between sizes and numbers alone holds; None for any other formula."""
    if not (isinstance(node, Rel) and set(node.ops) == {"="}):
        return None
    found = [_sizes_in(scope, o) for o in node.operands]
    names = [n for part in found if part is not None for n in part]
    if any(part is None for part in found) or not any(isinstance(o, Sym) for o in node.operands):
        return None
    open_names = [n for n in dict.fromkeys(names) if n not in scope.world.size_values]
    if not names or len(open_names) > 4:
        return None
    plain = [o for o in node.operands if isinstance(o, Sym)]
    given = next((v for o in node.operands if (v := _value(o, scope.world.size_values)) is not None), None)
    if given is not None:  # d_k = 64, d_k = d/h where those are fixed
        whole = given.denominator == 1 and 0 < given <= MAX_SIZE
        return {_name(o): int(given) for o in plain} if whole and len(plain) + 1 == len(node.operands) else None
    best: tuple[int, dict[str, int]] | None = None
    for values in product(SMALL, repeat=len(open_names)):
        sizes = {**scope.world.size_values, **dict(zip(open_names, values, strict=True))}
        sides = {_value(o, sizes) for o in node.operands}
        if len(sides) == 1 and None not in sides:
            cost = prod(values) * (1 + len(values) - len(set(values)))
            if best is None or cost < best[0]:
                best = cost, {n: sizes[n] for n in open_names}
    return best[1] if best else None


def _name(node: Sym) -> str:
    return key_of(node) or node.name


def _sizes_in(scope: Scope, node: Node) -> list[str] | None:
    """The sizes that a formula is made of; None when anything else stands in it."""
    if isinstance(node, Num):
        return []
    if isinstance(node, Sym):
        name = _name(node)
        known = any(name in w.sizes for w in (scope.world, *scope.world.variants))
        return [name] if known and name not in scope.own and scope.letter(name) is None else None
    if isinstance(node, Apply) and node.op in ("mul", "times", "dot", "div", "add", "neg", "pow"):
        parts = [_sizes_in(scope, a) for a in node.args]
        return None if any(p is None for p in parts) else [n for p in parts if p is not None for n in p]
    return None


def _value(node: Node, sizes: Mapping[str, int]) -> Fraction | None:
    if isinstance(node, Num):
        return Fraction(node.value)
    if isinstance(node, Sym):
        size = sizes.get(_name(node))
        return None if size is None else Fraction(size)
    if not isinstance(node, Apply):
        return None
    values = [_value(a, sizes) for a in node.args]
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
        case "pow" if known[1].denominator == 1 and 0 <= known[1] <= 20:
            return Fraction(known[0] ** int(known[1]))
    return None

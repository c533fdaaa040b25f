"""Sizes that equations between them fix: `d_k = d_v = d/h`, `d = 512, h = 8, d_k = d/h`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.sizes import at, size_name, size_of, sizes_in
from interviewer.notation.tree import Node, Num, Rel, Sym

MAX_SIZE = 10**7  # a number like any other, where nothing is drawn that has so many entries
SMALL = range(2, 9)  # sizes to try where an equation between them holds


def at_sizes(scope: Scope, sizes: Mapping[str, int]) -> Scope:
    """The problem, and every reading of it, at these sizes."""
    return replace(with_world(scope, at(scope.world, dict(sizes))), setting=None) if sizes else scope


def sizes_set(scope: Scope, node: Node) -> dict[str, int] | None:
    """The sizes at which an equation between sizes and numbers alone holds; None for any other formula."""
    if not (isinstance(node, Rel) and set(node.ops) == {"="}):
        return None
    found = [sizes_in(scope, o) for o in node.operands]
    names = [n for part in found if part is not None for n in part]
    if any(part is None for part in found) or not any(isinstance(o, Sym) for o in node.operands):
        return None
    open_names = [n for n in dict.fromkeys(names) if n not in scope.world.size_values]
    if not names or len(open_names) > 4:
        return None
    plain = [o for o in node.operands if isinstance(o, Sym)]
    given = next((v for o in node.operands if (v := size_of(o, scope.world.size_values)) is not None), None)
    if given is not None:  # d_k = 64, d_k = d/h where those are fixed
        whole = given.denominator == 1 and 0 < given <= MAX_SIZE
        return {size_name(o): int(given) for o in plain} if whole and len(plain) + 1 == len(node.operands) else None
    best: tuple[int, dict[str, int]] | None = None
    for values in product(SMALL, repeat=len(open_names)):
        sizes = {**scope.world.size_values, **dict(zip(open_names, values, strict=True))}
        sides = {size_of(o, sizes) for o in node.operands}
        if len(sides) == 1 and None not in sides:
            cost = prod(values) * (1 + len(values) - len(set(values)))
            if best is None or cost < best[0]:
                best = cost, {n: sizes[n] for n in open_names}
    return best[1] if best else None


def is_custom(scope: Scope, node: Node) -> bool:
    """Whether an equation between sizes is how they are mostly chosen, `d_k = d_v = d/h`; a number may stand at its end."""
    customs = [c for c in scope.world.customs if isinstance(c, Rel)]
    if not (customs and isinstance(node, Rel) and set(node.ops) == {"="}):
        return False
    operands = [o for o in node.operands if not isinstance(o, Num)]
    if len({size_of(o, scope.world.size_values) for o in node.operands} - {None}) > 1:
        return False  # d/h = 32 where d = 512 and h = 8
    if len(operands) < 2 or not all(sizes_in(scope, o) for o in operands):
        return False
    chosen = {size_name(c.operands[0]): c.operands[1] for c in customs if isinstance(c.operands[0], Sym)}
    open_names = sorted({n for o in (*operands, *chosen.values()) for n in sizes_in(scope, o) or ()} - chosen.keys())
    for values in product((2, 3, 6, 12), repeat=len(open_names)):
        sizes: dict[str, Any] = dict(zip(open_names, values, strict=True))
        sizes |= {name: size_of(value, sizes) for name, value in chosen.items()}
        if len({size_of(o, sizes) for o in operands}) > 1:
            return False
    return True

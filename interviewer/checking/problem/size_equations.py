"""Sizes that equations between them fix: `d_k = d_v = d/h`, `d = 512, h = 8, d_k = d/h`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod

from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.sizes import at, size_name, size_of, sizes_in
from interviewer.notation.tree import Node, Rel, Sym

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

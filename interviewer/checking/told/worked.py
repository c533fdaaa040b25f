"""Worked examples: `x₁ = 1 with y₁ = +1`, `the points (0, 1), (1, 3)` are data of their own, on which nothing general is refuted."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.readings import readings_of
from interviewer.notation.tree import Apply, Group, Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable


def example_letters(scope: Scope, text: str) -> frozenset[str]:
    """The letters that come out as numbers of an example; none when the line sets up no example."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return frozenset()
    nodes = next(iter(alias_readings(scope, tuple(c.node for c in line.clauses))))
    if not any(_is_datum(scope, n) for n in nodes):
        return frozenset()
    spoken = {t for n in (*scope.world.unknowns, *scope.world.multipliers) for t in (n, *scope.world.other_names(n))}
    return frozenset(spoken)


def _is_datum(scope: Scope, node: Node) -> bool:
    """Whether a node is a point in numbers, or the value of a vector."""
    if isinstance(node, Group):
        return node.kind == "(" and len(node.items) > 1 and all(map(_is_number, node.items))
    if not (isinstance(node, Rel) and set(node.ops) == {"="} and _is_number(node.operands[-1])):
        return False
    return any(isinstance(o, Sym) and _is_vector(scope, o) for o in node.operands[:-1])


def _is_vector(scope: Scope, symbol: Sym) -> bool:
    """A sample, or the column of inputs, that is set to a number."""
    world = scope.world
    return symbol.name in world.row_families or (symbol.name in world.row_families.values() and not symbol.index)


def _is_number(node: Node) -> bool:
    return isinstance(node, Num) or (
        isinstance(node, Apply) and node.op in ("neg", "div") and all(map(_is_number, node.args))
    )

"""`h_t = tanh(w h_{t−1} + u x_t), t = 1…T`: a product over t that says no more runs from 1 to T."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Binder, Bound, Group, Node, Num, Rel, Sym, transform


def ranges_told(clauses: Iterable[Clause]) -> dict[Node, tuple[Node, Node]]:
    """The ends between which an index runs, where a line says so once and the upper one is a letter."""
    found: dict[Node, set[tuple[Node, Node]]] = {}
    for clause in clauses:
        match clause.node:
            case Rel(("∈",), (Sym(_, ()) as index, Group("{", (Num() as low, Sym("ellipsis"), Sym(_, ()) as high)))):
                found.setdefault(index, set()).add((low, high))
    return {index: next(iter(ends)) for index, ends in found.items() if len(ends) == 1}


def with_ranges(node: Node, ranges: Mapping[Node, tuple[Node, Node]]) -> Node:
    """The node with these ends at the products that have none."""

    def bounded(binder: Binder) -> Binder:
        if binder.var not in ranges or binder.low or binder.high or binder.condition:
            return binder
        low, high = ranges[binder.var]
        return replace(binder, low=low, high=high)

    def change(n: Node) -> Node:
        if isinstance(n, Bound) and n.op == "prod":
            return replace(n, binders=tuple(map(bounded, n.binders)))
        return n

    return transform(node, change) if ranges else node

"""`a = σ(z^{(L)})`, `δ^{(L)} = a − y` of a set-up that speaks of the last layer only: the label tells nothing apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Node, Sym, names, transform, walk

LAST = Sym("L")


def of_one_layer(parts: Sequence[Sequence[Clause]], layered: Collection[str]) -> list[list[Clause]]:
    """The clauses without the label of the last layer, the same where another layer is spoken of.

    `layered` are names of which the problem has one in each layer, so that z^L is no power.
    """

    def labelled(node: Node) -> Node:
        match node:
            case Apply("pow", (Sym(name, index), label)) if label == LAST and name in layered:
                return Sym(name, (*index, LAST))
        return node

    parts = [[replace(c, node=transform(c.node, labelled)) for c in part] for part in parts]
    if not _is_alone(c.node for part in parts for c in part):
        return parts
    return [[replace(c, node=transform(c.node, _without)) for c in part] for part in parts]


def _is_alone(nodes: Iterable[Node]) -> bool:
    """Whether the last layer is the only one spoken of, so that its label tells nothing apart."""
    labelled, depths = set[str](), dict[str, set[int]]()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Bound) and any(b.high is not None and LAST.name in names(b.high) for b in n.binders):
                return False
            if not (isinstance(n, Sym) and n.index):
                continue
            if any(i != LAST and LAST.name in names(i) for i in n.index):
                return False  # L − 1
            if LAST in n.index:
                labelled.add(n.name)
            depths.setdefault(n.name, set()).add(len([i for i in n.index if i != LAST]))
    return bool(labelled) and all(len(depths[name]) == 1 for name in labelled)


def _without(node: Node) -> Node:
    if isinstance(node, Sym) and LAST in node.index:
        return Sym(node.name, tuple(i for i in node.index if i != LAST))
    return node

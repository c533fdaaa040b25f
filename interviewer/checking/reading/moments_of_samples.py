"""`E[y | x] = σ(wᵀx)`, where the problem's y are all labels: of any one of them, given its own x."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Moment, Node, Sym, names, transform, walk

_I = Sym("i")


def of_one_sample(node: Node, scope: Scope) -> Node:
    """The node at sample i, where a moment is of a letter of all samples given one row."""
    rows = scope.world.row_families
    moments = (
        [n for n in walk(node) if isinstance(n, Moment) and any(_is_row(g, rows) for g in n.given)] if rows else []
    )
    if not any(_is_of_all(a, scope) for m in moments for a in m.args) or _I.name in names(node):
        return node

    def at_one(n: Node) -> Node:
        one = isinstance(n, Sym) and not n.index and (_is_row(n, rows) or _is_of_all(n, scope))
        return Sym(n.name, (_I,)) if one and isinstance(n, Sym) else n

    return transform(node, at_one)


def _is_row(node: Node, rows: Mapping[str, str]) -> bool:
    return isinstance(node, Sym) and not node.index and node.name in rows


def _is_of_all(node: Node, scope: Scope) -> bool:
    """A letter or a definition with one number for each sample."""
    if not isinstance(node, Sym) or node.index or node.name in scope.own:
        return False
    letter = scope.letter(node.name)
    if letter is not None:
        return letter.shape == ("n",)
    return any(d.index == ("i",) for d in scope.definitions(node.name))

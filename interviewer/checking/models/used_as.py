"""What the use of a name that nobody has introduced says of its type."""

from __future__ import annotations

from itertools import pairwise

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Apply, Node, Sym, walk


def at_times(scope: Scope, name: str, nodes: tuple[Node, ...], domain: str) -> list[Letter]:
    """The type of a name that only stands at times of the problem's chain; none for another."""
    return [parse_letter(name, domain or "scalar", index="t", reach=("1", "T"))] if _in_time(scope, name, nodes) else []


def _in_time(scope: Scope, name: str, nodes: tuple[Node, ...]) -> bool:
    """The λ_t of a chain's steps is a number at each time, and no vector whose entries are counted."""
    if not scope.world.chains:
        return False
    found = [n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name == name and n.index]
    return all(any(Sym("t") in walk(i) for i in n.index) for n in found)


def behind_matrix(scope: Scope, name: str, nodes: tuple[Node, ...]) -> bool:
    """The u of `X Xᵀ u`: what a matrix is written before is a vector first."""

    def matrix(node: Node) -> bool:
        while isinstance(node, Apply) and node.op in ("T", "inv"):
            node = node.args[0]
        letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
        return letter is not None and len(letter.shape) == 2

    products = (n.args for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "mul")
    return any(b == Sym(name) and matrix(a) for factors in products for a, b in pairwise(factors))

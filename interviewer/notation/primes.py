"""x′ beside x: where a line transposes by a mark of its own, a prime tells another letter from the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import Apply, Node, Rel, Sym, transform, walk


def others_primed(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with the x′ of `‖x − x′‖² = xᵀx − 2xᵀx′ + (x′)ᵀx′` as a name, not as a transpose."""
    nodes = [n for c in clauses for n in walk(c.node)]
    marked = any(isinstance(n, Apply) and n.op == "T" for n in nodes)
    bare = {id(n.args[0]) for n in nodes if _prime(n) and isinstance(n, Apply)}
    alone = {n.name for n in nodes if isinstance(n, Sym) and id(n) not in bare and n.name.islower()}
    steps = any(isinstance(c.node, Rel) and _prime(c.node.operands[0]) for c in clauses)  # w′ = w − η∇L
    if not marked or not alone or steps:
        return list(clauses)

    def change(n: Node) -> Node:
        beside = _prime(n) and isinstance(n, Apply) and isinstance(n.args[0], Sym) and n.args[0].name in alone
        return primed(n) if beside else n

    return [replace(c, node=transform(c.node, change)) for c in clauses]


def _prime(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "prime" and isinstance(node.args[0], Sym)

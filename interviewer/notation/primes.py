"""x′ beside x: where a line transposes by a mark of its own, or adds the two, a prime tells another letter from the first."""

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
    others = alone if marked and not steps else set[str]()
    added = {n for n in alone - others if any(_added_to_itself(m, n) for m in nodes)}  # ε′ in a ε′ + b ε
    added |= {name for c in clauses if (name := _drawn(c.node))}
    if not others | added:
        return list(clauses)

    def change(n: Node) -> Node:
        beside = _prime(n) and isinstance(n, Apply) and isinstance(n.args[0], Sym) and n.args[0].name in others | added
        return primed(n) if beside else n

    return [replace(c, node=transform(c.node, change)) for c in clauses]


def _added_to_itself(node: Node, name: str) -> bool:
    """A sum of which one term ends in x and another in x′: no transpose can be added to what it is of."""
    if not (isinstance(node, Apply) and node.op == "add"):
        return False
    terms = [t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in node.args]
    ends = [t.args[-1] if isinstance(t, Apply) and t.op == "mul" else t for t in terms]
    marked = [e for e in ends if _prime(e) and isinstance(e, Apply) and _name(e.args[0]) == name]
    return bool(marked) and any(isinstance(e, Sym) and e.name == name for e in ends)


def _drawn(node: Node) -> str:
    """The ε of `ε′ ~ N(0, I)`: what has a law of its own is no transpose."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops == ("~",) else None
    return _name(head.args[0]) if isinstance(head, Apply) and _prime(head) else ""


def _name(node: Node) -> str:
    return node.name if isinstance(node, Sym) else ""


def _prime(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "prime" and isinstance(node.args[0], Sym)

"""What the evaluator asks of trees."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Node, Rel, Sym


def base_name(node: Node) -> str:
    if isinstance(node, Rel):
        node = node.operands[0]
    if isinstance(node, Apply) and node.op == "prime":
        node = node.args[0]
    if isinstance(node, Sym):
        return node.name.removesuffix(".prime")
    return ""

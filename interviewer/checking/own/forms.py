"""Forms that the definitions of a set-up take: `(a, 1 − a) = softmax(u, v)` part by part, `1/d Σ_i x_i` over d things."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.canonical import RUNNING
from interviewer.notation.tree import ONE, Apply, Bound, Group, Node, Num, Rel, Sym, apply, num


def components(node: Rel) -> list[Rel] | None:
    """What an equation of a tuple says of each of its names; None of any other relation.

    Of the entry (i, j) of a Jacobian it says nothing, and what is no name, 1 − a, follows from those that are.
    """
    head = node.operands[0]
    if not isinstance(head, Group) or len(head.items) < 2:
        return None
    if all(isinstance(i, Sym) and not i.index and i.name in RUNNING for i in head.items):
        return []
    if node.ops[0] not in ("=", ":=", "≡"):
        return None
    body = node.operands[1]
    values = body.items if isinstance(body, Group) and len(body.items) == len(head.items) else None
    parts = values or [Apply("index", (body, num(k + 1))) for k in range(len(head.items))]
    return [
        Rel(("=",), (item, part))
        for item, part in zip(head.items, parts, strict=True)
        if isinstance(item, Sym) and all(isinstance(i, Num) for i in item.index)
    ]


def averaged(node: Node) -> Node:
    """`1/d Σ_i x_i` runs over d things."""
    if not (isinstance(node, Apply) and node.op in ("mul", "div") and len(node.args) == 2):
        return node
    first, second = node.args
    total, share = (first, second) if node.op == "div" else (second, first)
    count = share if node.op == "div" else share.args[1] if isinstance(share, Apply) and share.op == "div" else None
    open_sum = isinstance(total, Bound) and total.op == "sum" and len(total.binders) == 1
    if not (isinstance(count, Sym) and not count.index and isinstance(total, Bound) and open_sum):
        return node
    (binder,) = total.binders
    if (
        binder.high is not None
        or binder.condition is not None
        or (node.op == "mul" and share != apply("div", ONE, count))
    ):
        return node
    total = replace(total, binders=(replace(binder, low=ONE, high=count),))
    return apply("div", total, count) if node.op == "div" else apply("mul", share, total)

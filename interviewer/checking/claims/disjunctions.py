"""`A or B` between numbers as one relation."""

from __future__ import annotations

from interviewer.notation.tree import ZERO, Apply, Node, Rel, apply


def either(first: Node, second: Node) -> Rel | None:
    """One of two relations holds: equations by the product of their differences, others by the larger slack."""
    if not (isinstance(first, Rel) and isinstance(second, Rel) and len(first.ops) == len(second.ops) == 1):
        return None
    if first.ops == second.ops == ("=",):
        return Rel(("=",), (Apply("mul", (_difference(first), _difference(second))), ZERO))
    slacks = [_slack(first), _slack(second)]
    if None in slacks:
        return None
    return Rel((">=",), (Apply("max", tuple(s for s in slacks if s is not None)), ZERO))


def _difference(relation: Rel) -> Node:
    left, right = relation.operands
    return left if right == ZERO else Apply("add", (left, apply("neg", right)))


def _slack(relation: Rel) -> Node | None:
    """What is at least zero where the relation holds."""
    match relation.ops[0]:
        case "=":
            return apply("neg", apply("abs", _difference(relation)))
        case ">=" | ">":
            return _difference(relation)
        case "<=" | "<":
            return apply("neg", _difference(relation))
    return None

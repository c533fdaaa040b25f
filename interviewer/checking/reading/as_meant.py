"""Relations that are written for another: `w = w − η∇L` for a step, `(1, 2)ᵀ` for the column that (1, 2) is."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Group, Node, Rel, Sym


def as_meant(node: Node) -> Node:
    """The relation that is meant; any other node as it is."""
    match node:
        case Rel(("=",), (Sym() as kept, Apply("add", terms) as moved)) if kept in terms:
            return Rel(("←",), (kept, moved))  # as code assigns
        case Rel(ops, operands) if any(map(_is_column, operands)):
            return Rel(ops, tuple(o.args[0] if isinstance(o, Apply) and _is_column(o) else o for o in operands))
    return node


def _is_column(node: Node) -> bool:
    match node:
        case Apply("T", (Group("(" | "[", items),)):
            return len(items) > 1 and not any(isinstance(x, Group) for x in items)
    return False

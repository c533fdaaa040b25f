"""`t ∈ [0, 1]` and `η ∈ (0, ∞)` as bounds on a number."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Group, Node, Rel, Sym

_ENDLESS = (Sym("infty"), Apply("neg", (Sym("infty"),)))


def within(node: Node) -> tuple[Rel, ...] | None:
    """The bounds that an interval with two ends sets; None for any other statement."""
    if not (isinstance(node, Rel) and node.ops == ("∈",) and isinstance(node.operands[0], Sym)):
        return None
    number, among = node.operands
    if not isinstance(among, Group) or among.kind not in ("[", "(") or len(among.items) != 2:
        return None
    low, high = among.items
    strict = among.kind == "("  # a bracket of either kind may close it: a half-open one is not told apart
    bounds: list[Rel] = []
    if low not in _ENDLESS:
        bounds.append(Rel((">" if strict else ">=",), (number, low)))
    if high not in _ENDLESS:
        bounds.append(Rel(("<" if strict else "<=",), (number, high)))
    return tuple(bounds)

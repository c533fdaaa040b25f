"""What a line says beside its formulas: where a bound is tight, and names that are only mentioned."""

from __future__ import annotations

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import consequence
from interviewer.notation.segments import Segment
from interviewer.notation.tree import Node, Rel
from interviewer.notation.unreadable import Unreadable

_STRICT = {"<=": "<", ">=": ">"}


def equality_where(clauses: list[Clause], place: Node, segment: Segment) -> list[Clause]:
    """`f ≤ c with equality iff x = 0`: at that place the two sides agree, and with `iff` the bound is strict elsewhere."""
    bound = next((c.node for c in reversed(clauses) if c.role == "claim" and isinstance(c.node, Rel)), None)
    last = [k for k, op in enumerate(bound.ops) if op in _STRICT] if bound is not None else []
    if bound is None or not last or not isinstance(place, Rel):
        raise Unreadable("write when equality holds as a line of its own, such as: if q = p, then KL(q‖p) = 0")
    sides, sign = bound.operands[last[-1] : last[-1] + 2], _STRICT[bound.ops[last[-1]]]
    only = {"iff", "only"} & set(segment.words)
    strict = [Clause("claim", Rel((sign,), sides), "and")] if only else []
    return [*strict, Clause("claim", place), Clause("claim", Rel(("=",), sides), "implies")]


def without_conclusions(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """Names in words about what follows are no statements: `…, so each o_i is a mean of the v_j`."""
    said = next((c.after for c in reversed(clauses) if c.role == "claim" and claims(c.node)), None)
    turn = consequence(words, said) if said is not None else None
    return [c for c in clauses if turn is None or c.after is None or c.after <= turn]

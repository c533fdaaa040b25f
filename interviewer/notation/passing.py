"""What a line says beside its formulas: where a bound is tight, and names that are only mentioned."""

from __future__ import annotations

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import consequence
from interviewer.notation.segments import Segment
from interviewer.notation.tokens import Unreadable
from interviewer.notation.tree import Node, Rel, Sym

_STRICT = {"<=": "<", ">=": ">"}
_ABOUT = frozenset(["is", "are", "equals", "equal", "has", "have", "becomes", "costs", "takes", "needs", "holds"])

_LISTING = frozenset(["and", "or"])


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


def without_mentions(clauses: list[Clause], segments: list[Segment], words: list[str]) -> list[Clause]:
    """`stationarity in b gives Σᵢ αᵢyᵢ = 0`: a name before a statement is only mentioned, unless words say what it is.

    Nor does one say anything in words on what follows: `…, so each o_i is a mean of the v_j`.
    """
    said = next((c.after for c in reversed(clauses) if c.role == "claim" and claims(c.node)), None)
    turn = consequence(words, said) if said is not None else None
    if turn is not None:
        ended = [c for c in clauses if c.after is None or c.after <= turn]
        return without_mentions(ended, segments, words[:turn]) if len(ended) < len(clauses) else clauses
    formulas = [k for k, s in enumerate(segments) if s.tokens]
    if len(formulas) != len(clauses):
        return clauses

    def mentioned(k: int) -> bool:
        if clauses[k].role != "claim" or not isinstance(clauses[k].node, Sym) or not segments[formulas[k]].words:
            return False
        beyond = formulas[k + 1] if k + 1 < len(formulas) else len(segments) - 1
        after = [w for s in segments[formulas[k] + 1 : beyond + 1] for w in s.words]
        stated = any(c.role == "claim" and claims(c.node) for c in clauses[k + 1 :])
        return bool(set(after) - _LISTING) and stated and not _ABOUT & set(after)

    return [c for k, c in enumerate(clauses) if not mentioned(k)]

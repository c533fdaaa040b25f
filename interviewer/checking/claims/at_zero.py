"""`aᵀXᵀXa > 0 for all a`: a vector that a line speaks of in general may be zero, which no model drawn at random is."""

from __future__ import annotations

import re

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Witness
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym, apply, names, num, transform

_NONZERO = re.compile(r"non-?\s?zero|non-?\s?trivial|≠|\\neq?\b|!=|unless|except", re.I)
_STRICT = frozenset(["<", ">"])


def missed_at_zero(scope: Scope, clauses: tuple[Clause, ...], node: Node, clock: Clock) -> Result | None:
    """Where a strict bound fails at zero of a letter nobody knows that it is said for all of; None where it holds."""
    if not isinstance(node, Rel) or not _STRICT & {*node.ops} or any(_bars_zero(c.node) for c in clauses):
        return None
    if _NONZERO.search(scope.context):
        return None
    general = [c.node for c in clauses if c.role == "quantify" and isinstance(c.node, Sym) and not c.node.index]
    for letter in (s for s in general if not scope.knows(s.name) and s.name in names(node)):
        for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False):
            if op not in _STRICT or right != ZERO or letter.name not in names(left):
                continue
            there = transform(left, lambda n, s=letter: apply("mul", num(0), s) if n == s else n)
            if compare(scope, "=", there, right, clock).outcome == "holds":
                message = f"does not hold where {letter.name} is zero: both sides are equal there"
                return Result("refuted", scope, message, Witness({letter.name: 0.0}, 0.0, 0.0), (op, left, right))
    return None


def _bars_zero(node: Node) -> bool:
    """`a ≠ 0`, `‖a‖ > 0`, `nonzero a`."""
    if isinstance(node, Apply) and node.op == "property":
        return True
    head = node.operands[0] if isinstance(node, Rel) else None
    head = head.args[0] if isinstance(head, Apply) and head.op in ("norm", "abs") else head
    return isinstance(node, Rel) and bool({"!=", ">", "<"} & {*node.ops}) and isinstance(head, Sym)

"""`D(α) = … s.t. α_i ≤ 0`: what the problem's objective is said to be under must be the problem's."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.claims.chains import judge_chain
from interviewer.checking.claims.constraints import against_sign
from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Call, Rel, Sym, names

_SAID = ("let", "assume", "reason")  # s.t., subject to, with


def misstated(scope: Scope, clauses: Iterable[Clause], clause: Clause, clock: Clock) -> Result | None:
    """Why what stands behind an objective is none of its constraints; None where it may be."""
    if clause.role == "reason" and (wrong := against_sign(scope, clause.node)) is not None:
        return wrong
    node, duals = clause.node, {*scope.world.multipliers}
    if clause.role not in _SAID or not isinstance(node, Rel) or not names(node) & duals or scope.unread:
        return None
    if names(node) & {*scope.world.unknowns} or not _binds(node) or not _objective_before(scope, clauses, clause):
        return None
    result = judge_chain(scope, node, clock)
    return result if result.kind == "refuted" else None


def _binds(node: Rel) -> bool:
    """`α_i ≥ 0`, `Σ α_i y_i = 0`: a bound, or an equation that says of no letter what it is."""
    return {*node.ops} <= {"<", "<=", ">", ">="} or (node.ops == ("=",) and isinstance(node.operands[0], Apply | Bound))


def _objective_before(scope: Scope, clauses: Iterable[Clause], clause: Clause) -> bool:
    """Whether the line says before this what an objective of the problem's is."""
    for other in clauses:
        if other is clause:
            return False
        head = other.node.operands[0] if isinstance(other.node, Rel) and other.role == "claim" else None
        name = head.fn.name if isinstance(head, Call) else head.name if isinstance(head, Sym) else ""
        if any(d.sense == "max" for d in scope.world.definitions.get(name, ())):
            return True
    return False

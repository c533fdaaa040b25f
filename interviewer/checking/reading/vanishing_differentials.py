"""`dL = 2(Xw − y)ᵀX dw = 0 for all dw`: a differential that vanishes along every increment sets the gradient to zero."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Rel, Sym, walk


def with_gradients_at_zero(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with what such a line says of the differential, and then that the gradient is zero."""
    out = tuple(part for k, c in enumerate(clauses) for part in _apart(c, clauses[k + 1 :]))
    if out == clauses:
        return clauses
    return tuple(c for c in out if not (c.role == "quantify" and _is_increment(c.node)))


def _apart(clause: Clause, after: tuple[Clause, ...]) -> Iterator[Clause]:
    node = clause.node
    match node:
        case Rel(ops, (Apply("differential", (Sym() | Call() as of, *_)), *_)) if node.operands[-1] == ZERO and set(
            ops
        ) == {"="}:
            told = [*node.operands[1:], *(c.node for c in after if c.role == "quantify")]
            along = {n.args[0] for t in told for n in walk(t) if isinstance(n, Apply) and _is_increment(n)}
            if len(along) == 1 and clause.role == "claim":
                if len(ops) > 1:
                    yield Clause("claim", Rel(ops[:-1], node.operands[:-1]), clause.link, clause.after)
                slope = Rel(("=",), (Deriv(of, (along.pop(),), "grad"), ZERO))
                yield Clause("claim", slope, "and" if len(ops) > 1 else clause.link, clause.after)
                return
    yield clause


def _is_increment(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "differential" and isinstance(node.args[0], Sym)

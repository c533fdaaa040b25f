"""`vᵀ A v > 0 for v ≠ 0` says that A is positive definite: no v drawn at random finds where a singular A sends one to zero."""

from __future__ import annotations

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Num, Rel, Sym, apply, names

_TWO = 2


def with_definiteness(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with that of the matrix behind each such claim."""
    free = {c.node.operands[0] for c in clauses if isinstance(c.node, Rel) and _is_nonzero(c.node)}
    if not free:
        return clauses
    out: list[Clause] = []
    for clause in clauses:
        out.append(clause)
        match clause:
            case Clause("claim", Rel((*_, ">"), (*_, form, zero))) if zero == ZERO:
                matrix = next((m for v in free if (m := _matrix_of(form, v)) is not None), None)
                if matrix is not None:
                    out.append(Clause("claim", Rel(("≻",), (matrix, ZERO)), "and", clause.after))
    return tuple(out)


def _is_nonzero(node: Rel) -> bool:
    return node.ops == ("!=",) and isinstance(node.operands[0], Sym) and node.operands[1] in (ZERO, Sym("zeros"))


def _matrix_of(form: Node, v: Node) -> Node | None:
    """The A of vᵀAv and the XᵀX of ‖Xv‖², where v stands nowhere else."""
    match form:
        case Apply("mul", (Apply("T", (left,)), *between, right)) if left == v == right and between:
            matrix = apply("mul", *between) if len(between) > 1 else between[0]
        case Apply("pow", (Apply("norm", (Apply("mul", (*before, right)), *_)), Num(square))) if right == v and before:
            half = apply("mul", *before) if len(before) > 1 else before[0]
            matrix = apply("mul", apply("T", half), half) if square == _TWO else None
        case _:
            return None
    return None if matrix is None or not names(matrix) or _named(v) & names(matrix) else matrix


def _named(v: Node) -> frozenset[str]:
    return frozenset([v.name]) if isinstance(v, Sym) else frozenset()

"""`grad_w of the Lagrangian = 0`: the gradient of what the words behind it name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Deriv, Rel, Sym

_HOLE = Sym("hole")


def with_what_they_are_of(clauses: Sequence[Clause], words: Sequence[str]) -> list[Clause]:
    """The clauses with each such gradient and the equation behind it as one."""
    out: list[Clause] = []
    for clause in clauses:
        before = out[-1] if out else None
        match before, clause:
            case Clause(_, Deriv(body, wrt, style, at)), Clause(_, Rel(ops, (Call() | Sym() as of, *rest))) if (
                body == _HOLE and list(words[before.after or 0 : clause.after]) == ["of"]
            ):
                out[-1] = replace(before, node=Rel(ops, (Deriv(of, wrt, style, at), *rest)))
            case _:
                out.append(clause)
    return out

"""`max_α D(α) = Σ_i α_i − … s.t. α_i ≥ 0`: what a line says of an objective is a program, too, of all its constraints."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Binder, Bound, Call, Group, Rel, Sym, names

OTHERWISE = "the problem optimises something else, or under other constraints"
_UNDER = frozenset(["st", "subject", "over"])
_SENSES = {"minimised": "min", "minimized": "min", "maximised": "max", "maximized": "max"}


def as_program(clauses: Sequence[Clause], words: Sequence[str], scope: Scope) -> tuple[Clause, ...]:
    """The program that such a line says besides its equation; empty where it says none."""
    first, *rest = clauses or (None,)
    sense = next((s for w, s in _SENSES.items() if w in words), "")
    constraints = tuple(c.node for c in rest)
    match constraints:
        case (Apply("program", (Bound("min" | "max" as sense), Group(_, constraints))),):  # …, max L_D s.t. α_i ≥ 0
            pass
    related = all(isinstance(n, Rel) and "→" not in n.ops for n in constraints)
    if first is None or first.role != "claim" or not (constraints and related and _UNDER & {*words}):
        return ()
    match first.node:
        case Rel(("=", *_), (Bound("min" | "max" as sense, _, Sym() | Call() as head), *_)):
            pass
        case Rel(("=", *_), (Sym() | Call() as head, *_)):
            pass
        case _:
            return ()
    name = head.fn.name if isinstance(head, Call) else head.name
    known = next((d for d in scope.world.definitions.get(name, ()) if d.sense), None)
    if known is None or name in scope.own:
        return ()
    value = first.node.operands[-1]
    settled = not names(value) & {*scope.world.unknowns}  # of a dual; one in all variables is what its name says
    objective = Bound(sense or known.sense, tuple(Binder(Sym(p)) for p in known.params), value if settled else head)
    return (Clause("claim", Apply("program", (objective, Group("constraints", constraints))), "", first.after),)

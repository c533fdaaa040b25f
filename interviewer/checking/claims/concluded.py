"""`…, so λ = K`: what a line concludes of a letter that nobody knows is no name for it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import ONE, Rel, Sym, apply, names

CONCLUDED = "I do not know this letter, so that its value does not follow; write the conditions that it is to meet"
_SO = frozenset(["so", "hence", "thus", "therefore", "then", "giving", "gives", "yields", "yielding"])


def with_other_conclusion(line: Line, clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with another value for each such letter that stands before the `so`; none where there is no such letter."""
    first = next((k for k, c in enumerate(clauses) if k and (c.link == "implies" or _so_before(line, c))), len(clauses))
    before = frozenset[str]().union(*(names(c.node) for c in clauses[:first]))
    concluded = [c for c in clauses[first:] if _sets_one_of(before, c, scope)]
    return tuple(_otherwise(c) if c in concluded else c for c in clauses) if concluded else ()


def _otherwise(clause: Clause) -> Clause:
    match clause.node:
        case Rel(ops, (head, value)):
            return replace(clause, node=Rel(ops, (head, apply("add", value, ONE))))
    return clause


def _so_before(line: Line, clause: Clause) -> bool:
    return clause.after is not None and line.words[clause.after - 1 : clause.after] in [(w,) for w in _SO]


def _sets_one_of(before: frozenset[str], clause: Clause, scope: Scope) -> bool:
    match clause.node:
        case Rel(("=",), (Sym(name, ()), value)) if clause.role == "claim":
            return name in before and not scope.knows(name) and name not in scope.own and name not in names(value)
    return False

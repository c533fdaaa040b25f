"""`P = exp(S); P = P / P.sum(axis=1)`: a name that code sets and sets again, made of what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Node, Rel, Sym, names, transform


def with_reassigned(lines: Iterable[Line]) -> Iterator[Line]:
    """Each line with what such a name was put into what it becomes, and without the first."""
    for line in lines:
        kept: list[Clause] = []
        for clause in line.clauses:
            before = next((c for c in kept if _sets(c) and _sets(clause) == _sets(c)), None)
            name = _sets(clause)
            if before is None or name is None or not isinstance(clause.node, Rel):
                kept.append(clause)
                continue
            was, becomes = _value(before), _value(clause)
            if name not in names(becomes) or name in names(was):
                kept.append(clause)
                continue
            made = transform(becomes, lambda n, name=name, was=was: was if n == Sym(name) else n)
            kept = [c for c in kept if c is not before]
            kept.append(replace(clause, node=Rel(clause.node.ops, (Sym(name), made)), link="and" if kept else ""))
        yield replace(line, clauses=tuple(kept)) if len(kept) < len(line.clauses) else line


def _sets(clause: Clause) -> str | None:
    """The name that a claim gives a value."""
    match clause:
        case Clause("claim", Rel(("=",) | (":=",) | ("←",), (Sym(name, ()), _))):
            return name
    return None


def _value(clause: Clause) -> Node:
    return clause.node.operands[1] if isinstance(clause.node, Rel) else clause.node

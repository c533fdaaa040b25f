"""`ε̃ = ε_0 + s(ε_c − ε_0); s = 1 gives ε_c`: a value that what was just defined is said to have there."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Bound, Call, Num, Rel, Sym, names


def with_values_given(line: Line) -> Line:
    """The line with such values as equations."""
    if len(line.clauses) < 3:
        return line
    (first, *_, place, last) = line.clauses
    value = last.node
    bare = isinstance(value, Call | Sym | Num) or (isinstance(value, Apply) and value.op not in ("property", "program"))
    if last.role != "claim" or last.link != "implies" or not bare or isinstance(value, Bound):
        return line
    head = first.node.operands[0] if isinstance(first.node, Rel) and first.node.ops[0] in ("=", ":=") else None
    if not isinstance(head, Sym | Call) or not isinstance(first.node, Rel) or place is first:
        return line
    fixed = place.node.operands[0] if isinstance(place.node, Rel) and place.node.ops == ("=",) else None
    if not isinstance(fixed, Sym) or not names(fixed) & names(first.node.operands[-1]):
        return line
    return replace(line, clauses=(*line.clauses[:-1], replace(last, node=Rel(("=",), (head, value)))))

"""`KL = β_t² ‖ε − ε_θ‖²/…` after a line on one divergence: a bare KL is that one, and no name of the candidate's own."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import Divergence, Node, Sym, transform, walk
from interviewer.notation.unreadable import Unreadable

BARE = Sym("KL")
_CALLED = re.compile(
    r"(?:KL|D_?\{?\\?(?:mathrm|text|operatorname)?\{?KL\}*)\s*(?:\\left|\\big[lgr]?|\\Big[lg]?)?\s*\\?(?=[(\[{])"
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def with_divergence_named(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with the one divergence that the line itself or the lines before name for a bare one, where they name but one."""
    if scope.trusting or not any(n == BARE for c in clauses for n in walk(c.node)):
        return clauses
    written = {n for c in clauses for n in walk(c.node) if isinstance(n, Divergence) and n.op == BARE.name}
    found = written | set(scope.remember("divergences", lambda: _told(scope)))
    if len(found) != 1:
        return clauses
    meant = found.pop()
    return tuple(replace(c, node=transform(c.node, lambda n: meant if n == BARE else n)) for c in clauses)


def _told(scope: Scope) -> list[Node]:
    """The divergences that the lines before speak of."""
    found: list[Node] = []
    for match in _CALLED.finditer(scope.context):
        text = _balanced(scope.context, match.end())
        try:
            node = read_expression(f"KL{text}", scope.vocabulary)
        except Unreadable:
            continue
        if isinstance(node, Divergence) and node not in found:
            found.append(node)
    return found


def _balanced(text: str, start: int) -> str:
    """From an opening bracket to the one that closes it."""
    depth, opening = 0, text[start]
    for k in range(start, len(text)):
        depth += (text[k] == opening) - (text[k] == _CLOSING[opening])
        if depth == 0:
            return text[start : k + 1]
    return text[start:]

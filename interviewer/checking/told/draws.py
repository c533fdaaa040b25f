"""Samples of a law that an earlier line names: `x_1, …, x_m drawn from p`, `x_i ~ q independently`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Node, Rel, Sym
from interviewer.notation.unreadable import Unreadable

_DRAWN = frozenset(["drawn", "sampled", "from", "samples", "sample"])


def with_draws(scope: Scope, text: str) -> Scope:
    """The scope after a line that says of which of the problem's laws the numbered values of a variable are."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    nodes = [c.node for c in line.clauses]
    drawn: Sym | None = None
    law: Sym | None = None
    for node in nodes:
        if isinstance(node, Rel) and node.ops == ("~",) and _is_drawn(scope, node.operands[0]):
            drawn, law = _as_symbol(node.operands[0]), _as_symbol(node.operands[1])
        elif _is_drawn(scope, node):
            drawn = _as_symbol(node)
        elif _DRAWN & set(line.words) and law is None and _is_law(scope, node):
            law = _as_symbol(node)
    if drawn is None or law is None or not _is_law(scope, law):
        return scope
    return scope.with_definition(Definition(f"{drawn.name}.drawn", law, fixed=False))


def _as_symbol(node: Node) -> Sym | None:
    return node if isinstance(node, Sym) else None


def _is_drawn(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and node.index else None
    return letter is not None and letter.kind == "variable"


def _is_law(scope: Scope, node: Node) -> bool:
    return isinstance(node, Sym) and not node.index and node.name in scope.world.distributions

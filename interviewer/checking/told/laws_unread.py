"""Laws that a set-up line speaks of and that could not be taken in: nothing of them is refuted after it."""

from __future__ import annotations

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, names


def laws_unread(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The densities that a line says what they are."""
    heads = (n.operands[0] for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":="))
    named = {h.fn.name for h in heads if isinstance(h, Call) and len(h.args) == 1 and not h.given}
    return frozenset(n for n in named if n in scope.world.distributions and n not in scope.own)


def points_of_bare_laws(nodes: tuple[Node, ...]) -> frozenset[str]:
    """The x of `prior ½ each, N(x|0, 1) and N(x|2, 1)`: a law that stands in a line as no statement says something of it."""
    laws = (n for n in nodes if isinstance(n, Call) and n.fn.name in DENSITIES)
    return frozenset[str]().union(*(names(point) for law in laws for point in law.args))

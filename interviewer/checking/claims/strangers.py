"""Names that nobody has introduced."""

from __future__ import annotations

from interviewer.checking import assume
from interviewer.checking.dependencies import dependencies
from interviewer.checking.scope import Scope
from interviewer.notation.tree import Node, Rel, names


def stranger(scope: Scope, left: Node, right: Node, filters: tuple[Rel, ...]) -> str | None:
    """A name nobody has introduced on one side only: the equation may define it, so that its failure says nothing."""
    spoken_of = frozenset[str]().union(*map(names, (*filters, *scope.filters, *scope.conditions)))
    known = spoken_of | assume.index_names((left, right)) | scope.traits.keys()
    for side, other in ((left, right), (right, left)):
        unknown = set().union(*assume.undeclared(scope, (side,), set()))
        for name in sorted(unknown - known - dependencies(scope, other)):
            return name
    return None

"""Names written otherwise: `prior(θ)` for what the problem calls the prior, the h_ij of a matrix H."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Sym, names


def noun_called(scope: Scope, name: str, args: tuple[Node, ...]) -> Node | None:
    """What the problem calls by a noun that is written as a function of letters; a loss may be anybody's own."""
    if len(name) < 4 or scope.knows(name) or not all(isinstance(a, Sym) for a in args):
        return None
    called = dict(scope.vocabulary.nouns).get(name)
    objectives = (d for n in names(called) for d in scope.definitions(n) if d.sense) if called is not None else ()
    return None if any(objectives) else called


def entries_of(scope: Scope, name: str) -> str:
    """The matrix of the candidate's own whose entries a small letter has, where nothing else is called by that."""
    capital = name.upper()
    own = any(not (d.params or d.index or d.is_call) for d in scope.own.get(capital, ()))
    return capital if own and len(name) == 1 and name != capital and not scope.knows(name) else ""

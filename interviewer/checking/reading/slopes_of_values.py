"""`h′(a_j)` where h is what the problem calls its units: the slope of an activation can be of the activation alone."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Sym, walk


def activation_for(scope: Scope, name: str) -> Sym | None:
    """The problem's one activation for a name of one of its layered quantities, or of one of theirs, that stands as a function."""
    if name not in scope.world.vocabulary.indexed or name in scope.own:
        return None
    if any(d.is_call for d in scope.definitions(name)):
        return None
    layered = (d for n in scope.world.vocabulary.indexed for d in scope.world.definitions.get(n, ()))
    called = {n.fn.name for d in layered for n in walk(d.body) if isinstance(n, Call)}
    found = [n for n in called if (t := scope.world.letters.get(n)) is not None and t.is_function]
    return Sym(found[0]) if len(found) == 1 else None

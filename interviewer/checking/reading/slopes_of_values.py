"""`h′(a_j)` where h is what the problem calls its units: the slope of an activation can be of the activation alone."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Sym, walk


def slope_for(scope: Scope, call: Call) -> Call | None:
    """The slope of the problem's one activation where a name of one of its layered quantities stands as a function."""
    name = call.fn.name
    if (
        call.primes != 1
        or call.fn.index
        or len(call.args) != 1
        or name not in scope.world.vocabulary.indexed
        or name in scope.own
    ):
        return None
    if any(d.is_call for d in scope.definitions(name)):
        return None
    layered = (d for n in scope.world.vocabulary.indexed for d in scope.world.definitions.get(n, ()))
    called = {n.fn.name for d in layered for n in walk(d.body) if isinstance(n, Call)}
    found = [n for n in called if (t := scope.world.letters.get(n)) is not None and t.is_function]
    return Call(Sym(found[0]), call.args, primes=1) if len(found) == 1 else None

"""What is optimised, and in which letters."""

from __future__ import annotations

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Sym, names


def sought_in(scope: Scope) -> frozenset[str]:
    """The letters that are sought, with those that the candidate has made one of them of: the s of Σ_k = s²I."""
    made = (d.body for n in scope.world.unknowns for d in scope.own.get(n, ()))
    return frozenset(scope.world.unknowns).union(*map(names, made))


_OF_ENTRIES = frozenset(["softmax", "diag", "hadamard", "T", "inv"])  # what is no number


def objectives(scope: Scope, unknown: Sym) -> list[Node]:
    """What depends on the letter: the candidate's own last quantities, else what the problem optimises."""
    own = [d for ds in scope.own.values() for d in ds if not d.given and not d.density and not d.index]
    own = [d for d in own if unknown.name in dependencies(scope, d.body) and d.name[:1] not in "pq"]
    own = [d for d in own if not (isinstance(d.body, Apply) and d.body.op in _OF_ENTRIES)]
    used = {n for d in own for n in names(d.body)}
    found = [d for d in own if d.name not in used]
    if scope.world.unknowns and unknown.name not in sought_in(scope):
        return [d.body for d in found]  # the problem's objective is no function of the data
    found += [
        d
        for name, ds in scope.world.definitions.items()
        if name not in scope.own
        for d in ds
        if d.sense and not d.index and unknown.name in dependencies(scope, d.body)
    ]
    return [d.body for d in found]

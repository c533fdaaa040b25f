"""Which of the problem's objectives a line has called by a name that may be any of several: the L of a bound is no loss later."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import names


def objectives_meant(scope: Scope, judged: Judged) -> Mapping[str, str]:
    """What earlier lines call so, with what an accepted line does."""
    if judged.kind not in ("verified", "given") or judged.line is None:
        return scope.meant
    written = frozenset[str]().union(*(names(c.node) for c in judged.line.clauses))
    read = frozenset[str]().union(*map(names, judged.nodes))
    meant = dict(scope.meant)
    for name in written - read:
        targets = scope.world.aliases.get(name, ())
        objectives = [t for t in targets if any(d.sense or d.towards for d in scope.world.definitions.get(t, ()))]
        used = [t for t in objectives if t in read - written]
        if len(objectives) > 1 and len(used) == 1:
            meant[name] = used[0]
    return meant

"""Which of the problem's objectives a line has called by a name that may be any of several: the L of a bound is no loss later."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Rel, Sym, names


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


def carried_meant(before: Scope, after: Scope, judged: Judged) -> Mapping[str, str]:
    """What earlier lines call so, with the J of `J = ELBO − …`, which has given one of the problem's objectives another form."""
    new = {n for n, ds in after.own.items() if ds != before.own.get(n) and any(d.carried for d in ds)}
    meant = dict(after.meant)
    for clause in judged.line.clauses if judged.line is not None and new else ():
        head = clause.node.operands[0] if isinstance(clause.node, Rel) else None
        targets = new.intersection(after.world.aliases.get(head.name, ())) if isinstance(head, Sym) else set()
        if isinstance(head, Sym) and not head.index and not after.knows(head.name) and len(targets) == 1:
            meant[head.name] = targets.pop()
    return meant

"""A new name for what only nearly is a quantity of the problem: no harmless definition."""

from __future__ import annotations

from itertools import islice

from interviewer.checking.claims.variants import alike, proportional, signature
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.models.assume import assignments
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.proving.repairs import local_repairs
from interviewer.notation.tree import Apply, Binder, Bound, Deriv, Node, Sym, names, transform, walk

NEAR_MISS_SECONDS = 0.4
NO_SHARES = "these nearly are shares, but their sum is not one; write what is summed below as it stands above"
WITH_A_SLIP = "with a slip; write it with the problem's own letters so that I can judge it"


def near_miss(scope: Scope, defined: Definition, clock: Clock) -> str:
    """A new name for something that only nearly is what the problem fixes is no harmless definition."""
    if nearly_shares(defined.body):
        return NO_SHARES
    if sum(1 for _ in walk(defined.body)) < 6 or assignments(scope, (defined.body,), set()) != [{}]:
        return ""  # what is in letters of his own is nothing of the problem's, with whichever slip
    targets = [
        (n, d.body)
        for n, ds in scope.world.definitions.items()
        for d in ds
        if not d.given and not d.index and sum(1 for _ in walk(d.body)) >= 6 and not _sought(d.body)
    ]
    targets += [
        (f"the gradient of {n}", Deriv(Sym(n), (Sym(u),)))
        for n, ds in scope.world.definitions.items()
        if any(d.sense and not d.index for d in ds)
        for u in scope.world.unknowns[:1]
    ]
    limit = Clock.of(NEAR_MISS_SECONDS * (0.3 if scope.trusting else 1), within=clock)
    try:
        written = signature(scope, defined.body, limit)
        for _, target in targets:
            if alike(written, signature(scope, target, limit)) and proportional(
                scope, defined.body, target, limit, exact=False
            ):
                return ""
        for _, repaired in islice(local_repairs(defined.body), 40):
            seen = signature(scope, repaired, limit)
            for name, target in targets:
                if alike(seen, signature(scope, target, limit)) and proportional(
                    scope, repaired, target, limit, exact=False
                ):
                    return f"this looks like {name.replace('.', ' ')} {WITH_A_SLIP}"
    except OutOfTime:
        pass
    return ""


def nearly_shares(node: Node) -> bool:
    """`exp(s_i)/Σ_j s_j`: a quotient by a sum of the same letters, in another form than stands above it."""
    match node:
        case Apply("div", (above, Bound("sum", (Binder(Sym(j, ())),), below))):
            indices = {i.name for n in walk(above) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)}
            others = [transform(above, lambda n, i=i: Sym(j) if n == Sym(i) else n) for i in indices - {j}]
            letters = names(below) - indices - {j}
            return bool(others) and letters == names(above) - indices != frozenset() and below not in others
    return False


def _sought(node: Node) -> bool:
    """An optimum, which nobody writes down by a slip and which takes a search to compare with."""
    return any(isinstance(n, Bound) and n.op in ("min", "max", "argmin", "argmax") for n in walk(node))

"""What a value may depend on, through definitions, families and their rows."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.remembering import of_tree
from interviewer.notation.tree import Node, names

OWN_CHAIN = (
    "kept.own",
    "added.own",
)  # of the state before and of noise, at each step of a chain of the candidate's own


def dependencies(scope: Scope, node: Node) -> frozenset[str]:
    """Every name a tree depends on through definitions."""
    return of_tree(scope.follows("dependencies", dict), node, lambda: _dependencies(scope, node))


def _dependencies(scope: Scope, node: Node) -> frozenset[str]:
    seen: set[str] = set()
    waiting = set(names(node))
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= {scope.world.row_families.get(name, name)} - seen
        for d in scope.definitions(name):
            waiting |= names(d.body) - seen
        letter = scope.letter(name)
        waiting |= (chain_of(scope, name) | ({letter.follows} - {""} if letter is not None else set())) - seen
    return frozenset(seen)


def chain_of(scope: Scope, name: str) -> frozenset[str]:
    """The quantities that set the chain a distribution is of."""
    spec = scope.world.distributions.get(name, {})
    own = frozenset(OWN_CHAIN) if OWN_CHAIN[0] in scope.own else frozenset[str]()
    return own.union(v for v in spec.values() if isinstance(v, str)) if spec.get("chain") else frozenset()


def reach_of(scope: Scope, name: str) -> frozenset[str]:
    """Everything that the value of a name may depend on, families and their rows included."""
    found = scope.follows("reach of letters", dict)
    if name not in found:
        seen: set[str] = set()
        waiting = {name}
        rows = scope.world.row_families
        while waiting:
            n = waiting.pop()
            seen.add(n)
            more = {m for d in scope.definitions(n) for m in names(d.body)} | {rows.get(n, n)}
            letter = scope.letter(n)
            more |= {letter.follows} - {""} if letter is not None else set()
            more |= {row for row, family in rows.items() if family == n} | chain_of(scope, n)
            waiting |= more - seen
        found[name] = frozenset(seen)
    return found[name]


def running_in(scope: Scope, name: str) -> frozenset[str]:
    """Names that the definitions of a quantity without index mention: a running index among them is the caller's.

    Along a chain so is the time of what they are made of, the t of an x̂_0 in `M = E‖x_0 − x̂_0‖²`.
    """
    found = scope.follows("running", dict)
    if name not in found:
        found[name] = frozenset()  # of what defines itself
        bodies = [d.body for d in scope.definitions(name) if not d.index]
        spoken = frozenset[str]().union(*(names(body) for body in bodies))
        timed = (n for n in spoken if "t" in running_in(scope, n)) if scope.world.chains else ()
        found[name] = spoken | {"t"} if any(True for _ in timed) else spoken
    return found[name]


def depends(scope: Scope, body: Node, name: str) -> bool:
    """Whether a body depends on a name through definitions and rows."""
    found = dependencies(scope, body)
    rows = scope.world.row_families
    return name in found or any(rows.get(n) == name for n in found) or rows.get(name) in found or not found

"""What the problem sets at its parameters, set at those of one step: `q^{(t+1)}(Z) = p(Z|X; θ^{(t)})`."""

from __future__ import annotations

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Apply, Call, Node, Rel, Sym, names, transform, walk


def judge_version(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """A distribution or its version set as one of the problem's conditions sets it, at any version of the parameters."""
    if not isinstance(left, Call) or left.given or not all(base_name(a) for a in left.args):
        return None
    for group in scope.world.conditions.values():
        condition = group[0] if len(group) == 1 else None
        if not isinstance(condition, Rel) or condition.ops != ("=",) or not _sets(condition.operands[0], left):
            continue
        for wanted in _at_versions(scope, condition.operands[1], right):
            if compare(scope, "=", right, wanted, clock).outcome == "holds":
                after = scope.with_definition(_definition(left, right))
                if left.fn.name in scope.world.distributions:
                    after = scope.with_condition(Rel(("=",), (left, right)))
                return Result("verified", after, "under the problem's conditions", pair=("=", left, right))
    return None


def _sets(head: Node, left: Call) -> bool:
    """Whether a condition's left side is the distribution of which `left` is a version."""
    if not isinstance(head, Call) or left.fn.name.split(".")[0] != head.fn.name:
        return False
    same = [base_name(a) for a in head.args] == [base_name(a) for a in left.args]
    samples = {i for a in left.args if isinstance(a, Sym) for i in a.index}
    return same and not samples and not head.fn.index


def _at_versions(scope: Scope, wanted: Node, right: Node) -> list[Node]:
    """The condition's right side with each version of the parameters that the line's has."""
    unknowns = set(scope.world.unknowns)
    versions = {n for n in walk(right) if isinstance(n, Sym) and n.name.split(".")[0] in unknowns}

    def at(version: Sym) -> Node:
        return transform(wanted, lambda n: version if isinstance(n, Sym) and n.name in unknowns else n)

    return [at(v) for v in sorted(versions, key=str)]


def _definition(left: Call, right: Node) -> Definition:
    params = tuple(base_name(a) for a in left.args)
    return Definition(left.fn.name, right, params, is_call=True, fixed=False, density=True)


def step_taken(scope: Scope, nodes: tuple[Node, ...]) -> Rel | None:
    """`Q(θ_{t+1}, θ_t) ≥ Q(θ_t, θ_t)`: what a step says of the new parameters in a line that tells them from the old."""
    unknowns = set(scope.world.unknowns)
    versions = {n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name.split(".")[0] in unknowns}
    pair = next(((a, b) for a in sorted(versions, key=str) for b in versions if _follows(a, b)), None)
    if pair is None:
        return None
    new, old = pair
    for name, definitions in scope.world.definitions.items():
        for d in definitions:
            if (
                d.sense == "max"
                and len(d.params) == 2
                and d.params[1].split(".")[0] == d.params[0]
                and name not in scope.own
            ):
                return Rel((">=",), (Call(Sym(name), (new, old)), Call(Sym(name), (old, old))))
    return None


def steps_posterior(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Rel, ...]:
    """What q^{(t+1)} is in a line that says nothing else of it: the problem's, at θ^{(t)}."""
    unknowns = set(scope.world.unknowns)
    found = [n for node in nodes for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1]
    olds = {n for n in found if n.name in unknowns}
    out: list[Rel] = []
    for group in scope.world.conditions.values():
        condition = group[0] if len(group) == 1 else None
        head = condition.operands[0] if isinstance(condition, Rel) and condition.ops == ("=",) else None
        if not isinstance(head, Call) or head.fn.index or scope.own.get(head.fn.name):
            continue
        for q in {n for n in found if n.name == head.fn.name}:
            for old in sorted(olds, key=str):
                if q.index[0] == Apply("add", (old.index[0], ONE)) and isinstance(condition, Rel):
                    right = transform(condition.operands[1], lambda n, old=old: old if n in map(Sym, unknowns) else n)
                    out.append(Rel(("=",), (Call(q, head.args), right)))
    return tuple(dict.fromkeys(out))


def posterior_of_step(scope: Scope, line: Rel) -> tuple[Rel, ...]:
    """What q^{(t)} is in a chain from θ^{(t+1)} to θ^{(t)} that knows no other q: the problem's, at θ^{(t)}.

    As Ng counts the rounds: the chain says F(q^{(t)}, θ^{(t)}) = ℓ(θ^{(t)}) of the q that this round has set; so does
    `F(q^{(t)}, θ^{(t+1)}) ≥ F(q^{(t)}, θ^{(t)})`.
    """
    unknowns = set(scope.world.unknowns)
    found = {n for n in walk(line) if isinstance(n, Sym) and n.index}
    thetas = {n for n in found if n.name in unknowns and len(n.index) == 1}
    olds = [n for n in thetas if Sym(n.name, (Apply("add", (n.index[0], ONE)),)) in thetas]
    if len(olds) != 1 or len(thetas) != 2:
        return ()
    at = olds[0].index[0]
    out: list[Rel] = []
    for condition in (group[0] for group in scope.world.conditions.values() if len(group) == 1):
        head = condition.operands[0] if isinstance(condition, Rel) and condition.ops == ("=",) else None
        if not isinstance(head, Call) or not isinstance(condition, Rel) or scope.own.get(head.fn.name):
            continue
        laws = {n for n in found if n.name == head.fn.name}
        if line.ops not in (("=",),) and len(line.ops) < 2 and not all(head.fn.name in names(o) for o in line.operands):
            continue  # a bound of the likelihood, whatever q is
        if len(laws) == 1 and all(q.index == (at, *head.fn.index) for q in laws):
            put = lambda n, old=olds[0]: old if n in map(Sym, unknowns) else n  # noqa: E731
            out.append(Rel(("=",), (Call(laws.pop(), head.args), transform(condition.operands[1], put))))
    return tuple(out)


def _follows(new: Sym, old: Sym) -> bool:
    """θ_{t+1} follows θ_t, θ_new follows θ_old and θ."""
    if new.name != old.name:
        return (
            f"{old.name.split('.')[0]}.new" == new.name and old.name.split(".")[1:] in ([], ["old"]) and not old.index
        )
    if len(new.index) != 1 or len(old.index) != 1:
        return False
    return new.index[0] == Apply("add", (old.index[0], ONE))


_TIMES = frozenset(["t", "s", "tau"])


def without_version(node: Node, scope: Scope) -> Node:
    """`q^{(t+1)}(Z) = p(Z|X; θ^{(t)})` as what it says at any parameters; a line that tells old from new stays as it is."""
    unknowns = set(scope.world.unknowns)
    spoken = {n for n in walk(node) if isinstance(n, Sym) and n.name.split(".")[0] in unknowns}
    versions = {n for n in spoken if "." in n.name or any(names(i) & _TIMES for i in n.index)}  # w_j is an entry
    if len(spoken) > 1:
        return node

    def plain(n: Node) -> Node:
        if isinstance(n, Sym) and n in versions:
            return Sym(n.name.split(".")[0])
        if (
            isinstance(n, Call)
            and n.fn.name.split(".")[0] in scope.world.distributions
            and (n.fn.index or "." in n.fn.name)
        ):
            return Call(Sym(n.fn.name.split(".")[0]), n.args, n.given, n.params, n.primes)
        return n

    return transform(node, plain)

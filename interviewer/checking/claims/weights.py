"""`λ = 2σ²/b`: the weight of a penalty in the form that the candidate has given his objective.

Where that form is told, one value alone makes the objective rise and fall with the posterior; what other texts call λ does not.
"""

from __future__ import annotations

from interviewer.checking.claims.constants import parallel
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result, of_comparison
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Rel, Sym, apply, names, num, transform
from interviewer.notation.unreadable import Unreadable

FORM = "form!"
LOSSES = frozenset("loss objective cost criterion function".split())


def with_form(scope: Scope, text: str) -> Scope:
    """The scope after a line that writes out an objective with a weight of which the problem knows several values."""
    if not (letters := _weights(scope)):
        return scope
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    called = bool(LOSSES & ({w.casefold() for w in line.words} | {n for c in line.clauses for n in names(c.node)}))
    for clause in line.clauses:
        body = _objective(scope, clause.node)
        if body is None and called and isinstance(clause.node, Apply) and clause.node.op == "add":
            body = transform(clause.node, _without_noun)  # if we write the loss as …
        if body is not None and letters & {t for n in names(body) for t in (n, *_targets(scope, n))}:
            return scope.with_definition(Definition(FORM, body, fixed=False))
    return scope


def _without_noun(node: Node) -> Node:
    """`loss ½‖y − Xθ‖²`, where the noun stands before the formula like a factor."""
    if (
        not (isinstance(node, Apply) and node.op == "mul" and isinstance(node.args[0], Sym))
        or node.args[0].name not in LOSSES
    ):
        return node
    return node.args[1] if len(node.args) == 2 else Apply("mul", node.args[1:])


def as_weight(pair: Pair) -> Result | None:
    """What the form that was told makes of the weight."""
    scope, left = pair.scope, pair.left
    form = next(iter(scope.own.get(FORM, ())), None)
    if form is None or not pair.equal or pair.chained or not isinstance(left, Sym) or left.index:
        return None
    if left.name not in _weights(scope) or left.name in scope.own:
        return None
    body = next(iter(alias_readings(scope, (form.body,))))[0]
    parts = _losses(scope, body)
    if left.name not in names(body) or parts is None:
        return pair.undecided("write the objective as a formula, with the weight in it")
    unknown, *theirs = parts
    ours = transform(body, lambda n: pair.right if n == left else n)
    found = parallel(scope, *(Deriv(f, (unknown,)) for f in (ours, apply("add", *theirs))), pair.clock)
    told = scope.with_definition(Definition(left.name, pair.right)) if found.outcome == "holds" else scope
    return of_comparison(told, found, pair.shown)


def as_weighted(pair: Pair) -> Result | None:
    """`J(θ) = (1/n)‖y − Xθ‖² + λ‖θ‖²`: an objective that is the posterior's for some weight, whatever factors it has."""
    scope, head = pair.scope, pair.left.fn if isinstance(pair.left, Call) else pair.left
    if not pair.equal or pair.chained or not isinstance(head, Sym):
        return None
    objective = any(d.sense == "min" for d in scope.world.definitions.get(head.name, ()))
    weight = next((n for n in sorted(_weights(scope)) if n in names(pair.right)), "")
    parts = _losses(scope, pair.right) if objective and weight and head.name not in scope.own else None
    if parts is None:
        return None
    unknown, *theirs = parts
    if weight in scope.own:
        compared = [(pair.right, apply("add", *theirs))]
    else:
        at = [transform(pair.right, lambda n, k=k: num(k) if n == Sym(weight) else n) for k in range(3)]
        penalties = [apply("add", at[k + 1], apply("neg", at[k])) for k in range(2)]
        compared = [(at[0], theirs[0]), *((p, theirs[1]) for p in penalties)]
    if all(parallel(scope, *(Deriv(f, (unknown,)) for f in fs), pair.clock).outcome == "holds" for fs in compared):
        return Result("given", scope, "the problem's own, in a fair variant")
    return None


def _losses(scope: Scope, body: Node) -> tuple[Sym, Node, Node] | None:
    """What is sought, and the negative logarithms of its likelihood and of its prior; None where the problem has none."""
    unknowns = [Sym(u) for u in scope.world.unknowns if u in names(body)]
    if len(unknowns) != 1 or not scope.world.definitions.get("p"):
        return None
    densities = (Call(Sym("p"), (Sym("D"),), (unknowns[0],)), Call(Sym("p"), (unknowns[0],)))
    likelihood, prior = (apply("neg", apply("log", d)) for d in densities)
    return unknowns[0], likelihood, prior


def _weights(scope: Scope) -> frozenset[str]:
    """The λ of a problem that knows several values of it."""
    worlds = (scope.world, *scope.world.variants)
    found = ((w, n, d) for w in worlds for n, ds in w.definitions.items() for d in ds if d.supposes and d.alternatives)
    shaped = {
        n: {m for m, letter in w.letters.items() if letter.shape} & names(d.body) for w, n, d in found if not d.sense
    }
    return frozenset(n for n, of in shaped.items() if not of)


def _targets(scope: Scope, name: str) -> set[str]:
    return {t for w in (scope.world, *scope.world.variants) for t in w.aliases.get(name, ())}


def _objective(scope: Scope, node: Node) -> Node | None:
    """What is minimised, or said to be an objective of the problem's."""
    inner = node.args[0] if isinstance(node, Apply) and node.op == "program" else node
    if isinstance(inner, Rel) and inner.ops == ("=",):
        head, body = inner.operands
        if isinstance(head, Bound) and head.op == "min":
            return body  # minimise J(θ) = …
        if isinstance(body, Bound):
            inner = body
        else:
            name = head.fn.name if isinstance(head, Call) else head.name if isinstance(head, Sym) else ""
            worlds = (scope.world, *scope.world.variants)
            known = (d for w in worlds for n in (name, *w.aliases.get(name, ())) for d in w.definitions.get(n, ()))
            return body if any(d.sense == "min" for d in known) else None
    return inner.body if isinstance(inner, Bound) and inner.op in ("min", "argmin") else None

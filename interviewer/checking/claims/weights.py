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
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Rel, Sym, apply, names, transform
from interviewer.notation.unreadable import Unreadable

FORM = "form!"


def with_form(scope: Scope, text: str) -> Scope:
    """The scope after a line that writes out an objective with a weight of which the problem knows several values."""
    if not (letters := _weights(scope)):
        return scope
    try:
        clauses = read_line(text, scope.vocabulary).clauses
    except Unreadable:
        return scope
    for clause in clauses:
        body = _objective(scope, clause.node)
        if body is not None and letters & {t for n in names(body) for t in (n, *_targets(scope, n))}:
            return scope.with_definition(Definition(FORM, body, fixed=False))
    return scope


def as_weight(pair: Pair) -> Result | None:
    """What the form that was told makes of the weight."""
    scope, left = pair.scope, pair.left
    form = next(iter(scope.own.get(FORM, ())), None)
    if form is None or not pair.equal or pair.chained or not isinstance(left, Sym) or left.index:
        return None
    if left.name not in _weights(scope) or left.name in scope.own:
        return None
    body = next(iter(alias_readings(scope, (form.body,))))[0]
    unknowns = [Sym(u) for u in scope.world.unknowns if u in names(body)]
    if left.name not in names(body) or len(unknowns) != 1 or not scope.world.definitions.get("p"):
        return pair.undecided("write the objective as a formula, with the weight in it")
    unknown = unknowns[0]
    ours = transform(body, lambda n: pair.right if n == left else n)
    densities = (Call(Sym("p"), (Sym("D"),), (unknown,)), Call(Sym("p"), (unknown,)))
    theirs = apply("neg", apply("add", *(apply("log", d) for d in densities)))
    found = parallel(scope, *(Deriv(f, (unknown,)) for f in (ours, theirs)), pair.clock)
    return of_comparison(scope, found, pair.shown)


def _weights(scope: Scope) -> frozenset[str]:
    """The λ of a problem that knows several values of it."""
    worlds = (scope.world, *scope.world.variants)
    found = ((n, d) for w in worlds for n, ds in w.definitions.items() for d in ds)
    return frozenset(n for n, d in found if d.supposes and d.alternatives and not d.sense)


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

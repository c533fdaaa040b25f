"""`E_p[f(x)] ≈ (1/n) Σ_i f(x_i)` with x_i ~ p: an estimate is judged by what it is on average, E_p[f(x)].

The law is the one told of the samples, here or in an earlier line; else that of the other side of the estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.problem.canonical import canonical
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import (
    ONE,
    Apply,
    Bound,
    Call,
    Divergence,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
    rebuild,
    transform,
    walk,
)

SEVERAL = num(3)  # as many samples, where nobody says how many there are


def laws_told(clauses: tuple[Clause, ...]) -> dict[str, Node]:
    """The laws that a line says its letters are drawn from."""
    told = {}
    for clause in clauses:
        match clause.node:
            case Rel(("~",), (Sym(name), law)):
                told[name] = law
    return told


def averaged(scope: Scope, estimate: Node, other: Node, told: Mapping[str, Node]) -> Node | None:
    """An estimate with each mean over samples as an expectation; None where it has none, or of samples of an unknown law."""

    def mean(node: Node) -> Node:
        above, below = _factors(node)
        for k, factor in enumerate(above):
            if (taken := _expected(scope, factor, other, told)) is not None:
                expected, count = taken
                divisor = next((b for b in below if b == count or (count is None and isinstance(b, Sym))), None)
                told_count = isinstance(count, Num) or (count is not None and names(count) & names(other))
                many = [] if divisor is not None else [count if count is not None and told_count else SEVERAL]
                made = _product([*above[:k], *many, expected, *above[k + 1 :]])
                rest = [b for b in below if b is not divisor]
                return apply("div", made, _product(rest)) if rest else made
        return rebuild(node, mean)

    made = mean(estimate)
    return None if made is estimate else made


def _factors(node: Node) -> tuple[list[Node], list[Node]]:
    """What stands above and below the line of a product of quotients."""
    match node:
        case Apply("mul" | "times", args):
            parts = [_factors(a) for a in args]
            return [f for above, _ in parts for f in above], [f for _, below in parts for f in below]
        case Apply("div", (top, bottom)):
            (above, below), (under, over) = _factors(top), _factors(bottom)
            return [*above, *over], [*below, *under]
    return [node], []


def _product(factors: list[Node]) -> Node:
    kept = [f for f in factors if f != ONE] or [ONE]
    return kept[0] if len(kept) == 1 else apply("mul", *kept)


def _expected(scope: Scope, node: Node, other: Node, told: Mapping[str, Node]) -> tuple[Node, Node | None] | None:
    """The expectation of each term of a sum over samples, and how many there are."""
    if not (isinstance(node, Bound) and node.op == "sum" and len(node.binders) == 1):
        return None
    binder = node.binders[0]
    if binder.condition is not None or binder.low not in (None, ONE):
        return None
    drawn = {n for n in walk(node.body) if isinstance(n, Sym) and binder.var in n.index}
    if len(drawn) != 1:
        return None
    sample = drawn.pop()
    plain = Sym(sample.name, tuple(i for i in sample.index if i != binder.var))
    law = told.get(sample.name) or _told_before(scope, sample.name)
    law = law or (None if sample.name in scope.unread else _law_beside(other, plain))
    body = transform(node.body, lambda n: plain if n == sample else n)
    if law is None or binder.var.name in names(body):
        return None
    return Moment("E", (body,), Rel(("~",), (plain, law))), binder.high


def _told_before(scope: Scope, name: str) -> Node | None:
    found = scope.own.get(f"{name}.drawn", ())
    return found[-1].body if found else scope.remember("laws told", lambda: _laws_held(scope)).get(name)


def _laws_held(scope: Scope) -> dict[str, Node]:
    """What the lines before say of the laws of their letters, those included that the problem has for them as well."""
    told: dict[str, Node] = {}
    for line in scope.held:
        clauses = clauses_read(line.text, line.before.vocabulary)
        told |= laws_told(tuple(replace(c, node=canonical(scope, c.node, {})) for c in clauses))
    return told


def _law_beside(other: Node, sample: Sym) -> Node | None:
    """The law that the other side of an estimate is an expectation under."""
    for n in walk(other):
        match n:
            case Moment("E", _, Rel(("~",), (variable, law))) if variable == sample:
                return law
            case Moment("E", _, Call(_, (variable, *_)) as law) if variable == sample:
                return law
            case Moment("E", _, Sym() as law) if not law.index:
                return law
            case Divergence("KL", Call(_, (variable, *_)) as law) if variable == sample:
                return law
            case Divergence("KL", Sym() as law):
                return law
    return None

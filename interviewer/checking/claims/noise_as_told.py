"""`x_t = √α_t x_{t−1} + ε with ε ~ N(0, β_t I)`: noise of another law than the problem's, as √β_t times the problem's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.laws import is_noise, is_standard_normal, may_be_noise
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, apply, names, num, transform, walk

_IDENTITY = Sym("I")


def with_noise_as_told(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with mean + root · ε for an ε whose law a clause or an earlier line tells, and without that clause."""
    for told, law, telling in _told(scope, clauses):
        others = tuple(c for c in clauses if c is not telling)
        spoken = told.name not in names(law) and any(told in walk(c.node) for c in others)
        noise = _standard(scope, told, others) if spoken and not is_standard_normal(law) else None
        scaled = _scaled(law.params[1], noise) if noise is not None else None
        if scaled is not None:
            drawn = scaled if is_zero(law.params[0]) else apply("add", law.params[0], scaled)
            return tuple(replace(c, node=_put_in(c.node, told, drawn)) for c in others)
    return clauses


def _standard(scope: Scope, told: Sym, clauses: tuple[Clause, ...]) -> Sym | None:
    """The standard noise that a letter is a multiple of: the problem's by this name, or by one that the line leaves free."""
    if told.name in scope.own:
        return None
    if is_noise(scope, told):
        return told
    spoken = frozenset[str]().union(*(names(c.node) for c in clauses))
    free = next((n for n, t in scope.world.letters.items() if t.kind == "noise" and n not in spoken), None)
    return Sym(free) if free is not None and may_be_noise(scope, told.name) else None


def _told(scope: Scope, clauses: tuple[Clause, ...]) -> Iterator[tuple[Sym, Call, Clause | None]]:
    """Letters that are said to be normal, and where."""
    for clause in clauses:
        match clause.node:
            case Rel(("~",), (Sym() as letter, Call(Sym("Normal"), (), (), (_, _)) as law)):
                yield letter, law, clause
    for definition in scope.own.get("p", ()):
        match definition.body:
            case Call(Sym("Normal"), (Sym() as letter,), (), (_, _)) as density if not definition.given:
                yield letter, replace(density, args=()), None


def _put_in(node: Node, noise: Sym, drawn: Node) -> Node:
    return transform(node, lambda n: drawn if n == noise else n)


def _scaled(covariance: Node, noise: Sym) -> Node | None:
    """Standard noise times a root of the covariance c I, diag(v), or of one number; None of any other."""
    match covariance:
        case Apply("diag", (variances,)):
            return apply("hadamard", apply("sqrt", variances), noise)
    if covariance == _IDENTITY:
        return noise
    sums = (n for n in walk(covariance) if isinstance(n, Apply) and n.op == "add")
    if any(_IDENTITY in walk(s) for s in sums):
        return None
    variance = transform(covariance, lambda n: num(1) if n == _IDENTITY else n)
    return apply("mul", apply("sqrt", variance), noise)

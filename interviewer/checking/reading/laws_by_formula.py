"""`E_{z~N(0, I)}[p(x|z)]`: a law written out that the problem has by a name is the one of that name."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Moment, Node, Rel, Sym, transform, walk


def with_laws_by_name(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with expectations over such laws as those over the problem's, where they are of its distributions."""
    if not any(isinstance(n, Moment) and isinstance(n.over, Rel) for c in clauses for n in walk(c.node)):
        return clauses
    named = scope.remember("laws by formula", lambda: _named(scope))
    if not named:
        return clauses

    def change(n: Node) -> Node:
        match n:
            case Moment(_, args, Rel(("~",), (Sym() as variable, Call(fn, (), (), params)))) if any(
                isinstance(x, Call) and x.fn.name in scope.world.distributions for a in args for x in walk(a)
            ):
                law = named.get(Call(fn, (variable,), (), params))
                return n if law is None else replace(n, over=law)
        return n

    return tuple(replace(c, node=transform(c.node, change)) for c in clauses)


def _named(scope: Scope) -> dict[Node, Call]:
    """The problem's laws by the densities that it says they have, in any of its readings."""
    found: dict[Node, Call] = {}
    own = scope.own.keys()
    for d in (d for w in worlds(scope.world) for ds in w.definitions.values() for d in ds):
        body = d.body
        if isinstance(body, Call) and body.fn.name in DENSITIES and d.is_call and d.name not in own:
            if body.args == tuple(map(Sym, d.params)) and d.name in scope.world.distributions:
                found.setdefault(body, Call(Sym(d.name), body.args, tuple(map(Sym, d.given))))
    return found

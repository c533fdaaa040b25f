"""`y_i ~ N(wᵀx_i, σ²)`: the law of data that a problem has for fixed numbers is the density that it gives them."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Node, Rel, Sym

_RANDOM = frozenset(["random", "noise", "variable", "label"])


def with_densities_of_data(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with such a law as what the density of the samples is."""
    if not any(isinstance(c.node, Rel) and c.node.ops == ("~",) for c in clauses) or _has_chain(scope):
        return clauses
    return tuple(replace(c, node=_density(c.node, scope) or c.node) for c in clauses)


def _has_chain(scope: Scope) -> bool:
    """Whether the problem is about a process, whose states are random."""
    return any(w.chains for w in worlds(scope.world))


def _density(node: Node, scope: Scope) -> Node | None:
    match node:
        case Rel(("~",), (Sym() as data, Call(family, (), (), params) as law)) if family.name in DENSITIES and params:
            given: tuple[Node, ...] = ()
        case Rel(("~",), (Call(Sym("law"), (Sym() as data,), given), Call(family, (), (), params) as law)) if (
            family.name in DENSITIES and params
        ):
            pass
        case _:
            return None
    known = _known(
        scope, data, bool(data.index) or (bool(given) and isinstance(given[0], Sym) and given[0].name.islower())
    )
    if known is None:
        return None
    of = tuple(_at(p, data) for p in known.given)
    return Rel(("=",), (Call(Sym(known.name), (data,), given or of), Call(law.fn, (data,), (), params)))


def _known(scope: Scope, data: Sym, single: bool) -> Definition | None:
    """The density that the problem gives the data in one of its readings, one sample's or that of all."""
    names = {data.name, *targets_of(scope, data.name)}
    if any((t := scope.letter(n)) is not None and t.kind in _RANDOM for n in names) or names & scope.own.keys():
        return None
    found = [
        d for w in worlds(scope.world) for ds in w.definitions.values() for d in ds if d.is_call and len(d.given) == 1
    ]
    found = [d for d in found if len(d.params) == 1 and d.params[0] in names]
    return next((d for d in found if d.given[0].islower() == single), None if data.index else next(iter(found), None))


def _at(given: str, data: Sym) -> Sym:
    return Sym(given, data.index)

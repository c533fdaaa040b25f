"""A program told by its Lagrangian: `Λ(w, b, α) = ½‖w‖² − Σ_i α_i [y_i (wᵀx_i + b) − ρ]` minimises what is left where α is zero.

What each multiplier is a factor of is what its bound keeps from being negative, with the sign changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.gradients import gradient
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Node, Rel, Sym, apply, names, transform, walk

MOST_READINGS = 4


def lagrangian_body(scope: Scope, lagrangian: Definition, nodes: Iterable[Node]) -> Node | None:
    """What a line says the Lagrangian, by any of its names, is as a function of what is sought and of multipliers."""
    for node in nodes:
        match node:
            case Rel(("=", *_), (Call(Sym(name, ()), args, (), ()), body, *_)) if len(args) > 1:
                if lagrangian.name in (name, *targets_of(scope, name)):
                    return body
    return None


def read_lagrangian(scope: Scope, body: Node, his: frozenset[str], clock: Clock) -> tuple[Node, list[Node]] | None:
    """The objective and what is bounded, in the likeliest way in which the Lagrangian is a number and linear in multipliers."""
    for (mapped,) in islice(alias_readings(scope, (body,), his), MOST_READINGS):
        made = prepare(mapped, scope)
        if compare(scope, "<=", made, made, clock, count=1).outcome != "holds":
            continue
        places = dict.fromkeys(n for n in walk(made) if isinstance(n, Sym) and n.name in scope.world.multipliers)
        factors = {at: gradient(made, at) for at in places}
        if not places or len({at.name for at in places}) < len(places) or not all(at.index for at in places):
            return None
        if any(f is None or names(f) & {*scope.world.multipliers} for f in factors.values()):
            return None
        objective = _without(made, frozenset(places))
        return objective, [apply("neg", f) for f in factors.values() if f is not None]
    return None


def _without(node: Node, places: frozenset[Sym]) -> Node:
    """A formula where letters are zero, without the terms that then vanish."""

    def change(n: Node) -> Node:
        match n:
            case Sym() if n in places:
                return ZERO
            case Apply("mul" | "neg" | "group", args) if ZERO in args:
                return ZERO
            case Bound("sum", _, body) if body == ZERO:
                return ZERO
            case Apply("add", args) if ZERO in args:
                return _sum(tuple(a for a in args if a != ZERO))
        return n

    return transform(node, change)


def _sum(terms: tuple[Node, ...]) -> Node:
    return Apply("add", terms) if len(terms) > 1 else terms[0] if terms else ZERO

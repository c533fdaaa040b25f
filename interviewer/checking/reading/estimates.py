"""The ŵ of a problem without a closed form: the unknown where its objective is stationary.

`Xᵀ(y − σ(Xŵ)) = 0` speaks of that value alone; beside the unknown itself, as in `w − ŵ`, it stays a name of its own.
Elsewhere what is said of all letters under hats is said of the solution: ŵ and α̂ are w and α, γ̂ is γ at π̂ and μ̂.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Line
from interviewer.notation.tree import ZERO, Bound, Call, Deriv, Moment, Node, Rel, Sym, names, transform, walk

_MARKS = frozenset(["hat", "star", "opt", "ML", "MLE", "hat.ML", "hat.MLE"])

_CAPITAL = {"sum.hat": "Sigma"}  # Σ̂


def at_estimate(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The scope with the unknown at its estimate, and the line in terms of it; the same where no such name stands."""
    if (found := None if scope.world.multipliers else _objective(scope)) is None:
        return _of_solution(scope, line)
    objective, unknown = found
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    his = [d for n in spoken for d in scope.own.get(n, ()) if not (d.sense or _is_optimum(d))]  # p̂_i = σ(ŵᵀx_i)
    spoken = spoken.union(*(names(d.body) for d in his))
    marked = {n for n in spoken if _estimates(scope, n, unknown)}
    bare = {n for n in spoken - marked if unknown in (n, *scope.world.aliases.get(n, ()))}
    sought = any(isinstance(n, Bound) and n.op in ("argmin", "argmax") for c in line.clauses for n in walk(c.node))
    if not marked:
        return _of_solution(scope, line)
    if bare or sought:
        return scope, line
    slope = Deriv(Call(Sym(objective), (Sym(unknown),)), (Sym(unknown),), "grad")
    for d in his:
        scope = scope.with_definition(replace(d, body=_named(d.body, dict.fromkeys(marked, unknown))))
    return scope.with_condition(Rel(("=",), (slope, ZERO))), _renamed(line, dict.fromkeys(marked, unknown))


def _of_solution(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The line with what stands under a hat as itself, where none of it stands without one and the hats are of one kind.

    The problem may know none for a name, or take γ̂ for γ and μ̂ for the next μ. What is meant so is no new name.
    """
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    marked = {n: _CAPITAL.get(n, n.removesuffix(".hat")) for n in spoken if n.endswith(".hat")}
    if not marked or marked.keys() & scope.own.keys():
        return scope, line
    later = all(_is_known(scope, n) and not _is_same(scope, n, base) for n, base in marked.items())
    if later or not all(_is_quantity(scope, base) for base in marked.values()):
        return scope, line
    meant = {t for n in marked.values() for t in (n, *_everywhere(scope, n))} | {*scope.world.unknowns}
    bare = any(meant & {n, *targets_of(scope, n)} for n in spoken - marked.keys() - {*scope.world.sizes})
    averaged = any(isinstance(n, Moment) for c in line.clauses for n in walk(c.node))
    if bare or averaged:
        return scope, line
    return replace(scope, spoken=scope.spoken | {*marked.values()}), _renamed(line, marked)


def _everywhere(scope: Scope, name: str) -> set[str]:
    """What a name is another one of in any reading of the problem."""
    return {t for w in (scope.world, *scope.world.variants) for t in w.aliases.get(name, ())}


def _is_known(scope: Scope, name: str) -> bool:
    return bool(_everywhere(scope, name)) or any(name in w.named for w in (scope.world, *scope.world.variants))


def _is_quantity(scope: Scope, name: str) -> bool:
    """A name of the problem's, or an alias of one in the problem as it is stated; no size."""
    targets = scope.world.aliases.get(name, ())
    named = any(name in w.named for w in (scope.world, *scope.world.variants))
    return (named or bool(targets)) and not {name, *targets} & {*scope.world.sizes}


def _is_same(scope: Scope, hatted: str, base: str) -> bool:
    return bool(_everywhere(scope, hatted) & {base, *_everywhere(scope, base)})


def _renamed(line: Line, meant: Mapping[str, str]) -> Line:
    return replace(line, clauses=tuple(replace(c, node=_named(c.node, meant)) for c in line.clauses))


def _named(node: Node, meant: Mapping[str, str]) -> Node:
    def change(n: Node) -> Node:
        if isinstance(n, Call) and n.fn.name in meant:
            return replace(n, fn=Sym(meant[n.fn.name], n.fn.index))
        return Sym(meant[n.name], n.index) if isinstance(n, Sym) and n.name in meant else n

    return transform(node, change)


def _objective(scope: Scope) -> tuple[str, str] | None:
    """What the problem optimises, and by what."""
    stated = bool(scope.own) and all(_is_optimum(d) for ds in scope.own.values() for d in ds)  # and nothing else
    if scope.conditions or (scope.clash and not stated):
        return None
    found = ((n, d.params) for n, ds in scope.world.definitions.items() for d in ds[:1] if d.sense and d.is_call)
    return next(((n, by[0]) for n, by in found if len(by) == 1 and by[0] in scope.world.unknowns), None)


def _estimates(scope: Scope, name: str, unknown: str) -> bool:
    base, _, mark = name.partition(".")
    meant = mark in _MARKS and unknown in (base, *scope.world.aliases.get(base, ()))
    if meant and any(map(_is_optimum, scope.own.get(name, ()))):
        return True
    return meant and not scope.knows(name) and not any(scope.knows(t) for t in targets_of(scope, name))


def _is_optimum(definition: Definition) -> bool:
    """θ* = argmin_θ J, as he has said."""
    return isinstance(definition.body, Bound) and definition.body.op in ("argmin", "argmax")

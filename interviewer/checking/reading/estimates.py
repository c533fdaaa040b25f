"""The ŵ of a problem without a closed form: the unknown where its objective is stationary.

`Xᵀ(y − σ(Xŵ)) = 0` speaks of that value alone; beside the unknown itself, as in `w − ŵ`, it stays a name of its own.
Where there are multipliers, what is said of unknowns is said of the solution: ŵ and α̂ are w and α.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Line
from interviewer.notation.tree import ZERO, Bound, Call, Deriv, Node, Rel, Sym, names, transform, walk

_MARKS = frozenset(["hat", "star", "opt", "ML", "MLE", "hat.ML", "hat.MLE"])


def at_estimate(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The scope with the unknown at its estimate, and the line in terms of it; the same where no such name stands."""
    if scope.world.multipliers:
        return scope, _of_solution(scope, line)
    if (found := _objective(scope)) is None:
        return scope, line
    objective, unknown = found
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    marked = {n for n in spoken if _estimates(scope, n, unknown)}
    bare = {n for n in spoken - marked if unknown in (n, *scope.world.aliases.get(n, ()))}
    sought = any(isinstance(n, Bound) and n.op in ("argmin", "argmax") for c in line.clauses for n in walk(c.node))
    if not marked or bare or sought:
        return scope, line
    slope = Deriv(Call(Sym(objective), (Sym(unknown),)), (Sym(unknown),), "grad")
    return scope.with_condition(Rel(("=",), (slope, ZERO))), _renamed(line, dict.fromkeys(marked, unknown))


def _of_solution(scope: Scope, line: Line) -> Line:
    """The line with each unknown and multiplier under a hat as itself, where none of them stands without one."""
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    meant = {n: n.removesuffix(".hat") for n in spoken if n.endswith(".hat") and not scope.knows(n)}
    known = sought | scope.world.definitions.keys()
    marked = {n: base for n, base in meant.items() if known & {base, *targets_of(scope, base)}}
    bare = any(
        sought & {n, *targets_of(scope, n)} for n in spoken if n not in marked and not scope.world.sizes.count(n)
    )
    return _renamed(line, marked) if marked and not bare else line


def _renamed(line: Line, meant: Mapping[str, str]) -> Line:
    def change(n: Node) -> Node:
        if isinstance(n, Call) and n.fn.name in meant:
            return replace(n, fn=Sym(meant[n.fn.name], n.fn.index))
        return Sym(meant[n.name], n.index) if isinstance(n, Sym) and n.name in meant else n

    return replace(line, clauses=tuple(replace(c, node=transform(c.node, change)) for c in line.clauses))


def _objective(scope: Scope) -> tuple[str, str] | None:
    """What the problem optimises, and by what."""
    if scope.conditions or scope.clash:
        return None
    found = ((n, d.params) for n, ds in scope.world.definitions.items() for d in ds[:1] if d.sense and d.is_call)
    return next(((n, by[0]) for n, by in found if len(by) == 1 and by[0] in scope.world.unknowns), None)


def _estimates(scope: Scope, name: str, unknown: str) -> bool:
    base, _, mark = name.partition(".")
    meant = mark in _MARKS and unknown in (base, *scope.world.aliases.get(base, ()))
    return meant and not scope.knows(name) and not any(scope.knows(t) for t in targets_of(scope, name))

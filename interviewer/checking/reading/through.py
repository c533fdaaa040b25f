"""Quantities given through one in between: A = softmax(S) where the problem writes S out, for ∂A/∂S and for scores set anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Cases, Deriv, Node, Num, Rel, Sym, names, transform, walk
from interviewer.notation.unreadable import Unreadable

_ORDER = frozenset(["<", "<=", ">", ">=", "!="])
MASK_WORDS = frozenset("before mask masks masked masking future put puts set sets setting replace entries".split())


def seen_through(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The scope in which what is differentiated by a quantity in between mentions it."""
    by = {w.name for node in nodes for n in walk(node) if isinstance(n, Deriv) for w in n.wrt if isinstance(w, Sym)}
    for name in by - scope.own.keys():
        for definition in through(scope, name):
            scope = scope.with_definition(definition)
    return scope


def with_mask(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Scope, tuple[Clause, ...]]:
    """The scope after `set S_ij = c for j > i, then …`, in which some entries are set anew, and what is claimed of it."""
    k = mask_at(clauses)
    if k is None or not any(c.role == "claim" for c in clauses[k + 2 :]):
        return scope, clauses
    rel, place = clauses[k].node, clauses[k + 1].node
    assert isinstance(rel, Rel)
    assert isinstance(place, Rel)
    (entry, value) = rel.operands
    assert isinstance(entry, Sym)
    told = [d for d in scope.world.definitions.get(entry.name, ()) if not d.is_call and not d.index]
    later = through(scope, entry.name)
    if not told or entry.name in scope.own:
        return scope, clauses
    if not isinstance(value, Num):  # −∞: the weights there are zero, as in the causal reading of the problem
        return (
            (scope, (*clauses[:k], *clauses[k + 2 :])) if _is_causal(scope, entry, value, place) else (scope, clauses)
        )
    if not later or _cases(scope):
        raise Unreadable("I cannot tell what these entries are set to; write the weights as a formula")
    before = f"{entry.name}.before"
    index = tuple(i.name for i in entry.index if isinstance(i, Sym))
    body = Cases(((value, place), (Sym(before, entry.index), None)))
    scope = scope.with_definition(replace(told[0], name=before, fixed=False))
    scope = scope.with_definition(Definition(entry.name, body, index=index, fixed=False))
    for definition in later:
        scope = scope.with_definition(definition)
    return scope, (*clauses[:k], *clauses[k + 2 :])


def _is_causal(scope: Scope, entry: Sym, value: Node, place: Rel) -> bool:
    row, column = entry.index
    beyond = place in (Rel((">",), (column, row)), Rel(("<",), (row, column)))
    return beyond and _cases(scope) and value == Apply("neg", (Sym("infty"),))


def _cases(scope: Scope) -> bool:
    """Whether this reading of the problem gives entries by cases, as the causal one does."""
    return any(len(d.index) == 2 and isinstance(d.body, Cases) for ds in scope.world.definitions.values() for d in ds)


def mask_at(clauses: tuple[Clause, ...]) -> int | None:
    """Where entries are set to a constant at certain places, before anything is claimed."""
    for k, (clause, after) in enumerate(pairwise(clauses)):
        node, place = clause.node, after.node
        if not (isinstance(node, Rel) and node.ops == ("=",) and isinstance(place, Rel) and len(place.ops) == 1):
            continue
        entry, value = node.operands
        infinite = Sym("infty") in walk(value)
        indices = set(entry.index) if isinstance(entry, Sym) and len(entry.index) == 2 else set()
        if (
            indices
            and (isinstance(value, Num) or infinite)
            and _ORDER.issuperset(place.ops)
            and after.role == "quantify"
        ):
            if all(o in indices for o in place.operands):
                return k
    return None


def through(scope: Scope, name: str) -> list[Definition]:
    """The problem's quantities whose formulas hold that of another one, with its name there instead."""
    bodies = [
        b
        for d in scope.world.definitions.get(name, ())
        if not d.is_call and not d.index
        for b in (d.body, *d.alternatives)
        if isinstance(b, Apply)
    ]
    found: list[Definition] = []
    for body in bodies:
        for other, definitions in scope.world.definitions.items():
            first = definitions[0]
            plain = other != name and other not in scope.own and not first.is_call and not first.index
            if plain and other not in {d.name for d in found} and name not in names(first.body):
                seen = transform(first.body, lambda n, body=body: Sym(name) if n == body else n)
                if seen != first.body:
                    found.append(replace(first, body=seen, alternatives=(), fixed=False))
    return found

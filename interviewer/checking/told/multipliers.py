"""Multipliers by letters of the candidate's own: the m_i of `multipliers a_i ≥ 0 and m_i ≥ 0`, in the order of the constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ZERO, Node, Rel, Sym

_SAID = re.compile(r"\b(?:multipliers?|dual variables?)\b", re.I)


def with_multipliers_named(scope: Scope, text: str) -> Scope:
    """The scope in which as many letters as the problem has multipliers, told together, stand for those."""
    known = scope.world.multipliers
    if len(known) < 2 or not _SAID.search(text):
        return scope
    slack = {s for n in scope.world.unknowns for s in (n, *scope.world.other_names(n))}
    clauses = clauses_read(text, scope.vocabulary)
    told = [n for n in dict.fromkeys(m for c in clauses for m in _bounded(c.node)) if n not in slack]
    if len(told) != len(known):
        return scope

    def familiar(order: tuple[str, ...]) -> int:
        return sum(n == t or t in scope.world.aliases.get(n, ()) for n, t in zip(told, order, strict=True))

    order = max(permutations(known), key=familiar)
    meant = {n: t for n, t in zip(told, order, strict=True) if n != t}
    strange = not any(
        scope.knows(n) or targets_of(scope, n) for n in told
    )  # u_i and v_i, in the order that they are told
    return replace(scope, meant={**scope.meant, **meant}) if familiar(order) or strange else scope


def _bounded(node: Node) -> Iterator[str]:
    """The a of `a_i ≥ 0`, and of `a_i, m_i ≥ 0` as it is read."""
    match node:
        case Rel((">=",), (Sym(name, (Sym(),)), zero)) if zero == ZERO:
            yield name
        case Sym(name, (Sym(),)):
            yield name

"""A loss of his own under another name of the problem's: after `C = Σ_k (a_k − y_k)⁴` an error δ is that of C.

What names the problem's loss itself, the `∇L` after `J(w) = L(w) + λ‖w‖²`, is still of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import outside_indices
from interviewer.checking.readings import readings_of
from interviewer.checking.told.spoken_letters import letters_of
from interviewer.notation.tree import names
from interviewer.notation.unreadable import Unreadable


def with_his_loss(scope: Scope, text: str) -> Scope:
    """The scope in which his loss takes the place of the problem's, for a line that does not speak of that one."""
    his = list(_losses(scope))
    spoken = _meant(scope, text) if his else frozenset[str]()
    for loss in his:
        if loss.name not in spoken:
            scope = scope.with_definition(loss)
    return scope


def without_his_loss(after: Scope, his: Scope, before: Scope) -> Scope:
    """The scope that a line leaves which was read under `his`, with the problem's loss as it was `before`."""
    placed = {n for n in his.own.keys() - before.own.keys() if after.own.get(n) == his.own[n]}
    return replace(after, own={n: ds for n, ds in after.own.items() if n not in placed}) if placed else after


def with_problems_loss(scope: Scope, text: str) -> Scope:
    """The scope in which L is the problem's loss again, where lines before set one of his under another name of it alone."""
    losses = {n for n, ds in scope.own.items() if any(d.sense for d in ds) and scope.world.definitions.get(n)}
    anew = losses & _spoken(scope, text) - scope.spoken if losses - scope.spoken else frozenset[str]()
    return replace(scope, own={n: ds for n, ds in scope.own.items() if n not in anew}) if anew else scope


def _losses(scope: Scope) -> Iterator[Definition]:
    """The problem's losses as his: of the same data, and not made of the problem's own."""
    for name in sorted(scope.own.keys() & scope.fresh):
        body = scope.own[name][0].body
        spoken = {s.name for s in outside_indices(body)}
        for loss in scope.world.aliases.get(name, ()):
            for known in scope.world.definitions.get(loss, ())[:1]:
                alike = known.sense and not known.index and spoken & names(known.body)
                if alike and loss not in spoken and loss not in scope.own:
                    yield replace(known, body=body, alternatives=(), fixed=False)


def _meant(scope: Scope, text: str) -> frozenset[str]:
    """What a line speaks of in the problem's names; his own are of his own."""
    found = _spoken(scope, text) - scope.own.keys()
    return frozenset(m for n in found for m in (n, *scope.world.aliases.get(n, ())))


def _spoken(scope: Scope, text: str) -> frozenset[str]:
    """The names that stand in a line as they are written, no layer L of an a^{(L)} and no loss that words name."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return frozenset()
    found = {s.name for c in line.clauses for s in outside_indices(c.node)}
    return letters_of(text, scope.vocabulary).intersection(found)

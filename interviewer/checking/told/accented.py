"""`Q̃ = (W^Q)ᵀ Xᵀ, K̃ = …`: where an accent turns two of the problem's matrices, Õ is the problem's O turned too."""

from __future__ import annotations

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.shapes import has_rows
from interviewer.notation.tree import Apply, Sym


def with_accented(scope: Scope, clock: Clock) -> Scope:
    """The scope with the problem's other matrices under that accent, where nobody has said what those are."""
    known = [n for n, ds in scope.world.definitions.items() if not any(d.index or d.is_call for d in ds)]
    for accent in ("tilde", "hat", "bar"):
        given = [n for n in known if f"{n}.{accent}" in scope.own and has_rows(scope, n)]
        if len(given) < 2 or not all(_turned(scope, n, accent, clock) for n in given):
            continue
        for name in known:
            accented = f"{name}.{accent}"
            if accented not in scope.own and has_rows(scope, name):
                scope = scope.with_definition(Definition(accented, Apply("T", (Sym(name),))))
    return scope


def _turned(scope: Scope, name: str, accent: str, clock: Clock) -> bool:
    left, right = Sym(f"{name}.{accent}"), Apply("T", (Sym(name),))
    return compare(scope, "=", left, right, clock, scope.filters).outcome == "holds"

"""An objective that an earlier line sets: `we minimise L + (λ/2) Σ_l ‖W^{(l)}‖²` is what the steps after it improve."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Node, names
from interviewer.notation.words.objectives import program_of

NAME = "objective"


def with_own_objective(scope: Scope, nodes: tuple[Node, ...]) -> Scope:
    """The scope in which the one thing that the line optimises is the objective; the same after any other line."""
    found = [p for n in nodes if (p := program_of(n)) is not None and p.op in ("min", "max")]
    if len(found) != 1:
        return scope
    objectives = {n for n, ds in scope.world.definitions.items() if any(d.sense for d in ds)}
    sought = frozenset(n for w in (scope.world, *scope.world.variants) for n in w.unknowns)
    if not names(found[0].body) & (objectives | sought):
        return scope
    built = bool(names(found[0].body) & objectives)
    return scope.with_definition(Definition(NAME, found[0].body, fixed=False, sense=found[0].op, carried=not built))


def labelled_sense(scope: Scope, name: str) -> str:
    """Whether `J_W(w)`, an objective's name with a label of the candidate's own, is to be small or large; else empty."""
    base = name.split(".")[0].split("_")[0]
    if base == name or not scope.trusting:
        return ""
    known = (d for t in (base, *scope.world.aliases.get(base, ())) for d in scope.world.definitions.get(t, ()))
    return next((d.sense for d in known if d.sense and not d.index), "")

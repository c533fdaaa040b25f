"""`μ_k = F`: the value at which an objective of the problem or of the candidate is stationary in what stands on the left."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.vanishing_gradients import NO_NUMBER, gradient_vanishes
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.elimination import substituted, unwound
from interviewer.checking.problem.objectives import objectives, sought_in
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Num, Rel, Sym, apply, names, walk

_CONTINUOUS = frozenset(
    "scalar positive unit real vector matrix spd diagonal symmetric simplex nonneg small quantity".split()
)


def stationary_value(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """Whether an objective's gradient in the left side's letter vanishes at the right side; None where that is not meant.

    The other letters are free, or, where that is not enough, meet the problem's own conditions for them.
    """
    unknown, value = _solved(scope, left, right)
    if unknown is None or isinstance(value, Num) or scope.world.multipliers:
        return None  # a dual problem has conditions of its own
    failed: Comparison | None = None
    unsolved = len(substituted(scope, scope.conditions)[1])
    for extra in ((), *_other_conditions(scope, unknown)):
        inner, conditions = substituted(scope, (*scope.conditions, *extra))
        if inner.definitions(unknown.name) or len(conditions) > unsolved:
            continue
        for objective in objectives(inner, unknown):
            if _is_multiplier(objective, unknown):
                return _at_optimum(scope, objective, unknown, value, clock, filters)
            found = gradient_vanishes(inner, objective, unknown, value, clock, filters, conditions)
            if found.outcome == "holds":
                return replace(found, shown=(inner, _gradient_at(objective, unknown, value)))
            if found.reason == NO_NUMBER:
                continue
            if failed is None or (found.outcome == "fails" and failed.outcome != "fails"):
                failed = found
    return failed


def _gradient_at(objective: Node, unknown: Sym, value: Node) -> Node:
    """∂objective/∂unknown where the unknown has the value."""
    return Apply("at", (Deriv(objective, (unknown,), "grad"), Rel(("=",), (unknown, value))))


def _solved(scope: Scope, left: Node, right: Node) -> tuple[Sym | None, Node]:
    """The letter that the left side holds, and what the equation makes of it: σ² = F gives σ = √F."""
    target = next((n for n in walk(left) if isinstance(n, Sym)), None) if not isinstance(left, Call) else None
    letter = scope.letter(target.name) if target is not None else None
    if target is None or letter is None or letter.kind not in _CONTINUOUS or scope.definitions(target.name):
        return None, right
    found = unwound(left, target, right) if names(left).difference(*map(names, target.index)) == {target.name} else None
    return (None, right) if found is None else (target, found)


def _is_multiplier(objective: Node, unknown: Sym) -> bool:
    """The λ of `Σ_k N_k log π_k + λ(Σ_k π_k − 1)`: the objective is linear in it, its slope there says nothing of it."""
    terms = objective.args if isinstance(objective, Apply) and objective.op == "add" else (objective,)
    bare = [t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms]
    holding = [t for t in bare if unknown in walk(t)]
    return bool(holding) and all(
        isinstance(t, Apply)
        and t.op == "mul"
        and [n for n in walk(t) if n == unknown] == [unknown]
        and unknown in t.args
        for t in holding
    )


def _at_optimum(
    scope: Scope, objective: Node, unknown: Sym, value: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison:
    """A multiplier's value where the objective is stationary in what is sought."""
    sought = {n for n in walk(objective) if isinstance(n, Sym) and n.index and n.name in scope.world.unknowns}
    slopes = [Rel(("=",), (Deriv(objective, (Sym(n.name, (Sym("k"),)),)), ZERO)) for n in sought if len(n.index) == 1]
    return compare(scope.with_condition(*slopes[:1]), "=", unknown, value, clock, filters)


def stationary_equation(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """`N_k/π_k + λ = 0` after an objective of the candidate's own: its derivative in what is sought, set to zero.

    None where there is no such objective, or it has another derivative.
    """
    equation = left if right == ZERO else Apply("add", (left, apply("neg", right)))
    sought = [n for n in dict.fromkeys(walk(equation)) if isinstance(n, Sym) and n.name in sought_in(scope)]
    for unknown in [n for n in sought if not scope.definitions(n.name)][:2]:
        for objective in objectives(replace(scope, world=replace(scope.world, definitions={})), unknown):
            for slope in (Deriv(objective, (unknown,)), apply("neg", Deriv(objective, (unknown,)))):
                found = compare(scope, "=", equation, slope, clock, filters)
                if found.outcome == "holds":
                    return found
    return None


def _other_conditions(scope: Scope, unknown: Sym) -> list[tuple[Rel, ...]]:
    """The problem's conditions for its other letters."""
    return [
        equations
        for group in scope.world.conditions.values()
        if (equations := tuple(c for c in group if isinstance(c, Rel) and c.ops == ("=",)))
        and not any(isinstance(c.operands[0], Sym) and c.operands[0].name == unknown.name for c in equations)
    ]

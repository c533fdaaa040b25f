"""What a program that names its constraints leaves out: the dual's equation, the sign of its multipliers, that of the slacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.evaluation.gradients import gradient
from interviewer.checking.problem.scope import Scope
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ZERO, Bound, Node, Rel, Sym, names, relations, walk

_HARD = re.compile(r"\bhard\b|\b(?:no|without)\s+slack", re.I)
_ORDER = frozenset(["<", "<=", ">", ">=", "⪰", "⪯", "∈"])


def lacks_constraint(scope: Scope, objective: Bound, constraints: Sequence[Node]) -> bool:
    """Whether one of the problem's constraints is missing among those that are named, beside the objective or below its sign."""
    stated = [c for c in (*constraints, *(b.condition for b in objective.binders)) if isinstance(c, Rel)]
    return (
        _lacks_equation(scope, objective.body, stated)
        or (_lacks_sign(scope, objective, stated) and not _sign_told(scope))
        or _lacks_cap(scope, objective.body, stated)
    )


def _lacks_cap(scope: Scope, objective: Node, stated: Sequence[Rel]) -> bool:
    """Whether nothing bounds a multiplier from above that another one of a told slack does, as r_i = C − α_i ≥ 0 does α_i."""
    spoken = scope.about.union(*({n, *scope.world.aliases.get(n, ())} for n in scope.spoken))
    if names(objective) & {*scope.world.unknowns} or not spoken.intersection(scope.world.about):
        return False
    if _HARD.search(scope.context):
        return False
    equations = (
        c for group in scope.world.conditions.values() for c in group if isinstance(c, Rel) and c.ops == ("=",)
    )
    for condition in equations:
        duals = names(condition) & {*scope.world.multipliers}
        held, weights = duals & names(objective), names(condition) - duals
        if held and duals - held and not any(scope.letter(n) for n in weights & names(objective)):
            return not any(_caps(r, held, duals - held) for r in (*stated, *_told(scope)))
    return False


def _caps(constraint: Rel, held: frozenset[str], others: frozenset[str]) -> bool:
    """`α_i ≤ C`, `α_i ∈ [0, C]`, `α_i + r_i = C`."""
    for op, a, b in zip(constraint.ops, constraint.operands, constraint.operands[1:], strict=False):
        below, above = (b, a) if op in (">", ">=", "⪰") else (a, b)
        bound = above != ZERO and not names(above) & held if op != "=" else bool(names(constraint) & others)
        if names(constraint if op == "=" else below) & held and bound:
            return True
    return False


def _told(scope: Scope) -> list[Rel]:
    return relations(c.node for h in scope.held for c in clauses_read(h.text, h.before.vocabulary))


def _lacks_equation(scope: Scope, objective: Node, stated: Sequence[Rel]) -> bool:
    """Whether the multipliers of a dual meet an equation of the problem's that none of its constraints is."""
    multipliers, unknowns = {*scope.world.multipliers}, {*scope.world.unknowns}
    equations = [
        c
        for group in scope.world.conditions.values()
        for c in group
        if isinstance(c, Rel)
        and c.ops == ("=",)
        and names(c) & multipliers
        and not names(c) & unknowns
        and names(c) & multipliers <= names(objective)  # C − α_i − r_i = 0 leaves nothing of r
    ]
    of_multipliers = bool(names(objective) & multipliers) and not names(objective) & unknowns
    return of_multipliers and bool(equations) and not any(c.ops == ("=",) and names(c) & multipliers for c in stated)


def _lacks_sign(scope: Scope, objective: Bound, stated: Sequence[Rel]) -> bool:
    """Whether a letter that the problem bounds by zero is bounded by nothing; a slack whose square is small needs no bound."""
    duals, unknowns = {*scope.world.multipliers}, {*scope.world.unknowns}
    sought = unknowns if names(objective.body) & unknowns else duals
    entries = [
        c.operands[0]
        for c in scope.world.constraints
        if isinstance(c, Rel) and c.ops == (">=",) and c.operands[1] == ZERO
    ]
    return any(
        not any(_bounds_alone(c, entry.name, sought) for c in stated)
        for entry in entries
        if isinstance(entry, Sym) and entry.name in sought & names(objective.body)
        if entry.name in duals or _is_linear(objective.body, entry)
    )


def _sign_told(scope: Scope) -> bool:
    """Whether an earlier line bounds something by zero, so that it need not be said again."""
    return "negativ" in scope.context or any(ZERO in r.operands and {*r.ops} & _ORDER for r in _told(scope))


def _bounds_alone(constraint: Rel, name: str, sought: set[str]) -> bool:
    """`ξ_i ≥ 0`, and not `y_i f(x_i) ≥ 1 − ξ_i`."""
    return {*constraint.ops} <= _ORDER and names(constraint) & sought == {name}


def _is_linear(objective: Node, entry: Sym) -> bool:
    written = next((n for n in walk(objective) if isinstance(n, Sym) and n.name == entry.name), entry)
    slope = gradient(objective, written)
    return slope is not None and entry.name not in names(slope)

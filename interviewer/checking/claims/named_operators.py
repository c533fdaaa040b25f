"""`ŷ = X(XᵀX)⁻¹Xᵀy = P y`: a new capital before the vector that the member before it ends in is what is applied to it there."""

from __future__ import annotations

from itertools import pairwise

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.products import OF_MATRICES, factors_of
from interviewer.notation.tree import Apply, Node, Rel, Sym, names


def with_operators(scope: Scope, node: Rel) -> Scope:
    """The scope with the operators that equal members of a chain name."""
    for op, (before, after) in zip(node.ops, pairwise(node.operands), strict=True):
        made = _operator(scope, before, after) if op == "=" else None
        scope = scope if made is None else scope.with_definition(made)
    return scope


def _operator(scope: Scope, before: Node, after: Node) -> Definition | None:
    factors, named = factors_of(before, OF_MATRICES), factors_of(after, OF_MATRICES)
    if len(factors) < 2 or len(named) < 2 or not isinstance(head := named[0], Sym) or head.index or head.name.islower():
        return None
    new = not (scope.knows(head.name) or head.name in scope.spoken) and head.name not in names(before)
    given = len(named) - 1
    if not new or factors[-given:] != named[1:] or len(factors) == given:
        return None
    applied = factors[:-given]
    return Definition(head.name, applied[0] if len(applied) == 1 else Apply("mul", applied), fixed=False)

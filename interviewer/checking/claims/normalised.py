"""`q(z) ∝ p(x, z)` as what it sets q to: a distribution that the problem leaves free sums to one."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.pair import Pair
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Binder, Bound, Call, Node, Rel, Sym, names

_PREMISES = ("assume", "reason")


def normalised(pair: Pair) -> Pair | None:
    """The pair as an equation, where the problem's conditions say what the distribution on the left is; else None."""
    whole = _whole(pair.scope, pair.left, pair.right) if pair.op == "∝" else None
    return replace(pair, op="=", right=whole) if whole is not None else None


def normalised_premises(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with such a premise as an equation."""
    return tuple(replace(c, node=_equation(scope, c.node)) if c.role in _PREMISES else c for c in clauses)


def _equation(scope: Scope, node: Node) -> Node:
    match node:
        case Rel(("∝",), (left, right)) if (whole := _whole(scope, left, right)) is not None:
            return Rel(("=",), (left, whole))
    return node


def _whole(scope: Scope, left: Node, right: Node) -> Node | None:
    """The right side over its sum."""
    if not isinstance(left, Call) or left.given or len(left.args) != 1:
        return None
    variable = left.args[0]
    heads = (c.operands[0] for group in scope.world.conditions.values() for c in group if isinstance(c, Rel))
    free = any(isinstance(h, Call) and h.fn.name == left.fn.name for h in heads)
    if not (free and isinstance(variable, Sym) and variable.name in names(right)):
        return None
    letter = scope.letter(variable.name)
    sign = "sum" if letter is None or letter.kind in ("variable", "label") else "int"
    return Apply("div", (right, Bound(sign, (Binder(variable),), right)))

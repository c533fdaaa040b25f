"""`f(h) = g(h) + O(h^k)`: read as the limits that say so, lim_{s→0} (f(s h) − g(s h))/s^j = 0 for every j below k.

What has derivatives leaves a remainder of a whole order, so that one below k shows in one of these limits.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    num,
    transform,
    walk,
)

_SCALE = Sym("scale!")
_BELOW = {"O": 1, "o": 0}  # how much less than the order named the last limit is of
MOST = 4


def with_small(scope: Scope, clauses: tuple[Clause, ...]) -> Scope:
    """The scope with the new letters that go to zero: numbers, and where a norm is taken a vector like what is sought."""
    for clause in clauses:
        right = clause.node.operands[-1] if isinstance(clause.node, Rel) else None
        for term in right.args if isinstance(right, Apply) and right.op == "add" else ():
            if (found := _order(term)) is None or scope.knows(found[0].name):
                continue
            normed = any(isinstance(n, Apply) and n.op == "norm" for n in walk(term))
            sought = (scope.letter(u) for u in scope.world.unknowns)
            shape = next((t.shape[0] for t in sought if t is not None and t.kind == "vector"), "")
            if not normed or shape:
                kind = f"vector {shape}" if normed else "scalar"
                scope = scope.with_type(parse_letter(found[0].name, kind))
    return scope


def as_remainders(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with each equation up to a remainder as the limits that it claims."""
    out: list[Clause] = []
    for clause in clauses:
        out += [
            replace(clause, node=n, link=clause.link if k == 0 else "and") for k, n in enumerate(_limits(clause.node))
        ]
    return tuple(out)


def _limits(node: Node) -> list[Node]:
    """The limits that an equation claims; itself where it is none up to a remainder."""
    right = node.operands[-1] if isinstance(node, Rel) and node.ops == ("=",) else None
    if not (isinstance(node, Rel) and isinstance(right, Apply) and right.op == "add"):
        return [node]
    found = [(t, order) for t in right.args if (order := _order(t)) is not None]
    rest = tuple(t for t in right.args if all(t is not o for o, _ in found))
    if len(found) != 1 or not rest:
        return [node]
    small, last = found[0][1]
    gap = apply("add", node.operands[0], *(apply("neg", t) for t in rest))
    return [vanishing(gap, small, order) for order in range(last + 1)]


def vanishing(gap: Node, small: Sym, order: int) -> Rel:
    """That a gap goes to zero with a letter, and faster than its power of that order."""
    near = transform(gap, lambda n: apply("mul", _SCALE, n) if n == small else n)
    body = near if order == 0 else apply("div", near, apply("pow", _SCALE, num(order)))
    way = Rel(("→",), (_SCALE, Apply("from_above", (ZERO,))))
    limit = Bound("lim", (Binder(_SCALE, condition=way),), body)
    return Rel(("=",), (apply("add", ONE, apply("div", limit, num(1000))), ONE))  # a gap that rounding leaves is none


def _order(term: Node) -> tuple[Sym, int] | None:
    """h, and the last order at which the gap vanishes, of `O(h^k)` and `o(‖h‖^k)`."""
    match term:
        case Call(Sym("O" | "o" as name, ()), (inner,), (), ()):
            base, power = inner.args if isinstance(inner, Apply) and inner.op == "pow" else (inner, ONE)
            if isinstance(base, Sym) and len(base.index) == 1 and power == ONE:  # h³ where superscripts count layers
                base, power = Sym(base.name), base.index[0]
            base = base.args[0] if isinstance(base, Apply) and base.op in ("norm", "abs") else base
            if (
                isinstance(base, Sym)
                and not base.index
                and isinstance(power, Num)
                and power.value in range(1, MOST + 1)
            ):
                return base, int(power.value) - _BELOW[name]
    return None

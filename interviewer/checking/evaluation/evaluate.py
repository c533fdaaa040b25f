"""Trees to values under one model and one arithmetic. The single place where notation gets its meaning.

`Evaluator.value(node, env)` returns a number or a two-dimensional array. It raises IllTyped when shapes do not fit,
IndexError when an index leaves its range, and Unsupported when the line means something we cannot evaluate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from interviewer.checking.evaluation.binding import Binding
from interviewer.checking.evaluation.blocks import block_matrix
from interviewer.checking.evaluation.calculus import derivative
from interviewer.checking.evaluation.calls import Calls
from interviewer.checking.evaluation.differentials import differential
from interviewer.checking.evaluation.nodes import base_name
from interviewer.checking.evaluation.operators import Operators
from interviewer.checking.evaluation.symbols import Symbols
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array, settle
from interviewer.checking.probability import divergences, moments
from interviewer.checking.problem.named_sets import unfolded
from interviewer.checking.problem.world import Definition
from interviewer.checking.values.environment import COUNTS, MAX_STEPS, Env, Expensive
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Cases,
    Deriv,
    Differential,
    Divergence,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
)

MASKED = 10**9  # what a mask of −∞ is drawn as: its exponential is 0 to any precision we compute in


class Evaluator(Symbols, Operators, Calls, Binding):
    """Evaluates trees of one scope under one model in one field."""

    def value(self, node: Node, env: Env) -> Value:
        self.steps += 1
        if not self.steps & 255:
            self.pace()
        if self.opaque is not None:
            seen = self.opaque(node, env)
            if seen is not None:
                return seen
        how = _VALUES.get(type(node))
        if how is None:
            raise Unsupported("a part of the line is no value")
        return how(self, node, env)

    def numeral(self, node: Num) -> Value:
        found = self.numbers.get(id(node))
        if found is None:
            value = self.field.number(node.value.numerator, node.value.denominator)
            found = self.numbers[id(node)] = node, value
        return found[1]

    def pace(self) -> None:
        """Asked now and then: what takes too long ends here."""
        if self.steps > MAX_STEPS:
            raise Expensive("the line takes too long to evaluate; split it into smaller steps")
        if self.clock is not None:
            self.clock.check()

    def group(self, node: Group, env: Env) -> Value:
        items = node.items
        if node.kind in ("(", "{", "\\{") and len(items) == 1 and not isinstance(items[0], Rel):
            return self.value(items[0], env)
        if node.kind in ("(", "[") and items and not any(isinstance(i, Rel) for i in items):
            return self.stack([self.value(i, env) for i in items])
        raise Unsupported("a part of the line is no value")

    def stack(self, parts: list[Value]) -> Value:
        """`(a, b, c)` and `[h₁, …, h_k]`: a column of numbers, or blocks side by side."""
        if all(not is_array(p) for p in parts):
            return self.field.array([[p] for p in parts])
        if all(is_array(p) for p in parts) and len({p.shape[0] for p in parts}) == 1:
            return np.hstack(parts)
        raise Unsupported("a list of values of different shapes")

    def is_value(self, definition: Definition) -> bool:
        """Whether a definition says what its name is without index or argument; `L(w)` of the unknown does."""
        free = {*self.scope.world.unknowns, *self.scope.world.multipliers}
        return not (definition.index or definition.given) and set(definition.params) <= free

    def conditioning(self, node: Call, definition: Definition) -> tuple[Node, ...]:
        """What a density is conditioned on without its parameters: p(y|x, w) is p(y|x) at w."""
        return tuple(
            g
            for g in node.given
            if base_name(g) in definition.given
            or not isinstance(g, Sym)
            or ((letter := self.scope.letter(g.name)) is None or letter.kind in ("variable", "label", "real"))
        )

    def size_of_set(self, members: Group, env: Env) -> Value:
        """How many indices a set such as {i : α_i > 0} holds."""
        variable, *conditions = members.items
        relations = [c for c in conditions if isinstance(c, Rel)]
        if not isinstance(variable, Sym) or not relations:
            raise Unsupported("the size of this set")
        size = next((s for c in relations if (s := self.range_of(variable.name, c, env)) is not None), None)
        if size is None:
            raise Unsupported("the range of this set's index is not clear")
        inside = [
            k for k in range(1, size + 1) if all(self.truth(c, env.bind_all({variable.name: k})) for c in relations)
        ]
        return self.field.number(len(inside), 1)

    def truth(self, node: Node, env: Env) -> bool:
        """Whether a relation between numbers holds; used for conditions under sums, in cases and indicators."""
        if not isinstance(node, Rel):
            raise Unsupported("a condition that is no relation")
        conditions = unfolded(self.scope, node)
        if conditions != [node]:
            return all(self.truth(c, env) for c in conditions)
        for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False):
            a, b = self.value(left, env), self.value(right, env)
            if is_array(a) or is_array(b):
                raise Unsupported("a condition on vectors")
            x, y = self.field.real(a), self.field.real(b)
            close = abs(x - y) < 1e-9
            if op in ("=", "!=") and abs(x - round(x)) + abs(y - round(y)) > 1e-9:
                if any(isinstance(n, Sym) and isinstance(env.bound.get(n.name), int) for n in (left, right)):
                    raise Unsupported("what takes no whole values beside an index; say which values it takes")
            result = {
                "=": close,
                "!=": not close,
                "<": x < y and not close,
                "<=": x <= y or close,
                ">": x > y and not close,
                ">=": x >= y or close,
            }.get(op)
            if result is None:
                raise Unsupported(f"the condition '{op}'")
            if not result:
                return False
        return True

    def indicator(self, node: Rel, env: Env) -> Value:
        """1 or 0; entry by entry where the condition compares an array, `1[z > 0]`."""
        array = self.value(node.operands[0], env)
        if isinstance(self.field, ExactField) and len(node.ops) == 1 and node.ops[0] in ("<", "<=", ">", ">="):
            gap = array - self.value(node.operands[1], env)
            return self.field.map("step", gap if node.ops[0] in (">", ">=") else -gap)
        if not is_array(array) or len(node.ops) != 1:
            return self.field.number(int(self.truth(node, env)), 1)
        entries = [
            self.truth(Rel(node.ops, (Sym("entry!"), node.operands[1])), env.bind(**{"entry!": x})) for x in array.flat
        ]
        return self.field.array([[int(e)] for e in entries]).reshape(array.shape)

    def matrix(self, rows: tuple[tuple[Node, ...], ...], env: Env) -> Value:
        try:
            values = [[self.value(x, env) for x in row] for row in rows]
        except Unsupported as error:
            raise Unsupported("a matrix with dots or unknown entries") from error
        if any(is_array(x) for row in values for x in row):
            sizes = [self.model.size(name) for name in self.scope.world.sizes]
            return block_matrix(self.field, rows, values, sizes)
        if len({len(row) for row in values}) != 1:
            raise IllTyped("the rows of the matrix differ in length")
        return settle(np.array(values, dtype=self.field.dtype))

    def cases(self, branches: tuple[tuple[Node, Node | None], ...], env: Env) -> Value:
        for value, condition in branches:
            if condition is None or self.truth(condition, env):
                return self.field.number(-MASKED, 1) if value == apply("neg", Sym("infty")) else self.value(value, env)
        raise Unsupported("no case applies")


def _remembered(compute: Callable[[Any, Any, Env], Value]) -> Callable[[Any, Any, Env], Value]:
    return lambda ev, node, env: ev.remembered(node, env, compute)


_VALUES: dict[type, Callable[[Any, Any, Env], Value]] = {  # a table, not a match: this is the hot loop
    Num: lambda ev, node, env: ev.numeral(node),
    Sym: Evaluator.symbol,
    Apply: Evaluator.apply,
    Call: _remembered(Evaluator.call),
    Bound: _remembered(Evaluator.bound),
    Deriv: _remembered(derivative),
    Moment: _remembered(moments.moment),
    Divergence: _remembered(divergences.divergence),
    Matrix: lambda ev, node, env: ev.matrix(node.rows, env),
    Cases: lambda ev, node, env: ev.cases(node.branches, env),
    Differential: lambda ev, node, env: differential(ev, node.body, env),
    Group: Evaluator.group,
    Rel: lambda ev, node, env: ev.field.number(int(ev.truth(node, env)), 1),
}

__all__ = ["COUNTS", "Env", "Evaluator", "Expensive"]

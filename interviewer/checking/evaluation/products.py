"""Products of factors, some of which take their size from the others."""

from __future__ import annotations

from functools import reduce

from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.evaluation.sums import ONES, ONES_ROW, Sums, bare
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import Apply, Deriv, Node, Sym, walk


class Products(Sums):
    """Products of factors, some of which take their size from the others."""

    def product(self, factors: tuple[Node, ...], env: Env) -> Value:
        total: Value = None
        if self.is_plain(factors):
            for factor in factors:
                value = self.value(factor, env)
                if total is None:
                    total = value
                elif type(total) is complex and type(value) is complex:
                    total *= value
                else:
                    total = self.times_next(factors, total, value)
            return total
        for k, factor in enumerate(factors):
            if (
                factor.__class__ is Apply
                and factor == ONES_ROW
                and k + 1 < len(factors)
                and is_array(after := self.value(factors[k + 1], env))
            ):
                value = self.field.array([[1] * after.shape[0]])
            elif factor.__class__ is Sym and is_array(total) and factor == ONES:
                value = self.field.array([[1]] * total.shape[1])
            elif self.unit_vector(bare(factor)):
                after = self.value(factors[k + 1], env) if factor != bare(factor) and k + 1 < len(factors) else None
                size = arrays.length_of_unit(after, total)
                value = self.with_basis(factor, size, env)
            else:
                value = self.value(factor, env)
            total = value if total is None else self.times_next(factors, total, value)
        return total

    def times_next(self, factors: tuple[Node, ...], total: Value, value: Value) -> Value:
        """The product so far by the next factor. Derivatives that do not fit may be laid out the other way."""
        try:
            return arrays.mul(total, value)
        except IllTyped as error:
            open_layout = len(layouts(self.scope.context)) > 1
            if not open_layout or sum(isinstance(n, Deriv) for f in factors for n in walk(f)) < 2:
                raise
            raise Unsupported(f"{error}; the layout of these derivatives is open, write them by components") from error

    def hadamard_product(self, factors: tuple[Node, ...], env: Env) -> Value:
        """`Wᵀδ ⊙ σ′(z) xᵀ` takes the factor next to the sign where the whole product on the right does not fit."""
        left, right = factors
        value = self.value(left, env)
        try:
            return arrays.hadamard(value, self.value(right, env))
        except IllTyped:
            if not (isinstance(right, Apply) and right.op == "mul"):
                raise
            first, *rest = right.args
            value = arrays.hadamard(value, self.value(first, env))
            return arrays.mul(value, self.product(tuple(rest), env) if len(rest) > 1 else self.value(rest[0], env))

    def entrywise(self, factors: tuple[Node, ...], env: Env) -> Value:
        """The product on a diagonal: of columns it is taken entry by entry, diag(p(1 − p))."""
        values = [self.value(factor, env) for factor in factors]
        columns = [v for v in values if is_array(v)]
        if len(columns) < 2 or any(not arrays.is_column(v) or v.shape != columns[0].shape for v in columns):
            return self.product(factors, env)
        return reduce(lambda a, b: a * b, values)

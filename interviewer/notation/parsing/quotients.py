"""What stands behind a slash, how far it reaches, and where it makes a derivative of two differentials."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import (
    bare_operator,
    derivative,
    is_differential,
    outside_product,
    product,
)
from interviewer.notation.tree import Apply, Bound, Deriv, Node, Num, apply
from interviewer.notation.unreadable import Unreadable

_PRODUCTS = ("mul", "dot", "times", "hadamard", "kron")


def _closed(left: Node, below: Node) -> Node | None:
    """`σ'(z) ⊙ Wᵀ ∂L/∂z`: the last factor alone stands over what is below; None where it is no differential."""
    if isinstance(left, Apply) and left.op in _PRODUCTS:
        inner = _closed(left.args[-1], below)
        return None if inner is None else replace(left, args=(*left.args[:-1], inner))
    return derivative(left, below) if is_differential(left) else None


class Quotients(Reader):
    """Divisors: tight ones stay together, sums leave out what their index does not touch."""

    def quotient(self, left: Node) -> Node:
        """What follows a slash: tight `2σ²` stays together, `1/2 w` does not."""
        if self.at("-"):
            self.take()
            return self.quotient(apply("neg", left))
        opens, at = self.at("("), self.i
        first = self.factor()
        rest: list[Node] = []
        closed = opens and self.i == self.end_of_group(at)  # 1/(2b) e^{−x}: nothing more stands below
        if isinstance(first, Bound) and first.op == "sum" and (parted := outside_product(first.binders, first.body)):
            self.ambiguous.add("slash")  # exp(s_j) / Σ_k exp(s_k) v_j
            if not self.options.tight_slash:
                first, rest = replace(first, body=parted[0]), [parted[1]]
        factors = [first]
        tight = isinstance(first, Num) or self.options.tight_slash
        while self.starts_factor():
            joined = not self.token.spaced
            if is_differential(first) and self.differential_below():
                factors.append(self.factor())
                continue
            half = isinstance(first, Num) and isinstance(left, Num)
            if half and (rest or not joined or self.token.kind in ("fn", "big")):  # `1/2 w'w` goes on with its factors
                rest.append(self.factor())  # `1/2 log 2` is half of it
                continue
            number_led = isinstance(first, Num) and joined and not rest and self.token.kind in ("name", "accent")
            if closed:
                rest.append(self.factor())
            elif number_led or (tight and self.options.tight_slash and not rest):
                self.ambiguous.add("slash")
                factors.append(self.factor())
            else:
                self.ambiguous.add("slash")
                rest.append(self.factor())
        below = product(factors)
        if isinstance(left, Apply) and left.op in _PRODUCTS and (closed_by := _closed(left, below)) is not None:
            return product([closed_by, *rest])
        value = derivative(left, below) or apply("div", left, below)
        if isinstance(value, Deriv) and bare_operator(value) and rest:
            body = product(rest)
            while self.at("/"):  # d/dz 1/(1 + e^{−z}) is of the whole fraction
                self.take()
                body = self.quotient(body)
            return Deriv(body, value.wrt, value.style)
        return product([value, *rest]) if rest else value

    def end_of_group(self, at: int) -> int:
        """The place behind the bracket that opens at a place."""
        depth = 0
        for k in range(at, len(self.tokens)):
            depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
            if depth == 0:
                return k + 1
        return at

    def differential_below(self) -> bool:
        """Whether a differential comes next that belongs to the denominator: `∂²L/∂u∂v`, not `∂L/∂u ∂u/∂v`."""
        if self.token.text not in ("partial", "d"):
            return False
        mark = self.i
        try:
            return is_differential(self.factor()) and not self.at("/")
        except Unreadable:
            return False
        finally:
            self.i = mark

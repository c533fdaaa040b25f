"""Sums, products, integrals, limits and optima: how much of what follows they take."""

from __future__ import annotations

from interviewer.notation.parsing.covariances import Covariances
from interviewer.notation.parsing.integrals import Integrals
from interviewer.notation.parsing.trees import absorbing_sum, outside_product, over_whole_sums, product, runs_in
from interviewer.notation.parsing.words import CLOSE, RELATIONS
from interviewer.notation.tree import Apply, Binder, Bound, Call, Group, Node, apply, walk


class BigOperators(Integrals, Covariances):
    """Signs that bind letters in what follows them."""

    def big(self, prefix: str = "") -> Node:
        """A sign with what it takes; as a program where relations stand under it that are not about one letter."""
        outside, self.constraints = self.constraints, []
        try:
            sign = self.sign(prefix)
            return apply("program", sign, Group("constraints", tuple(found))) if (found := self.constraints) else sign
        finally:
            self.constraints = outside

    def sign(self, prefix: str) -> Node:
        worded = self.token.plain and not prefix and self.token.text in ("min", "max")
        op = prefix + self.take().text
        if worded:  # minimise (y − Xw)ᵀA(y − Xw): all of it
            return Bound(op, self.binders(op), self.expression())
        if op in ("max", "min") and self.at("(", "{", "\\{") and (self.group_has(",")):
            opening = self.take().text
            args, _, _ = self.argument_list(CLOSE[opening])
            return Apply(op, tuple(args))
        binders = self.binders(op)
        if op == "lim":
            return Bound(op, binders, self.term())
        if op == "int":
            self.integrals += 1
            try:
                return self.integral(binders)
            finally:
                self.integrals -= 1
        if not binders and op in ("max", "min") and self.at("(", "[", "{"):
            if self.token.spaced and not self.one_bracket() and self.optimisation_extends():
                return Bound(op, binders, self.expression())  # min (λ/2)‖w‖² s.t. …
            inner = self.bracket()
            return Apply(op, inner.items if isinstance(inner, Group) else (inner,))
        if op in ("max", "min", "argmax", "argmin"):
            factor = op.startswith("arg") and self.at("(", "[") and not self.one_bracket()  # argmin (1/2)‖…‖² + …
            if (self.at("(", "[", "{", "\\{") and not factor) or not self.optimisation_extends():
                return Bound(op, binders, self.juxtaposed() if self.at("(", "[", "{", "\\{") else self.term())
            mark = self.i
            whole = self.expression()
            if isinstance(whole, Apply) and whole.op == "add" and runs_in(binders, whole.args[0]):
                if not any(runs_in(binders, term) for term in whole.args[1:]):  # max_j z_j + log n
                    self.i = mark
                    return Bound(op, binders, self.term())
            return Bound(op, binders, whole)
        if op == "prod":
            mark = self.i
            body = self.term()
            return Bound(op, binders, body) if self.bracketed(mark) else self.narrowed(binders, body)
        return Bound(op, binders, self.signed_term() if self.at("-") else self.term())

    def one_bracket(self) -> bool:
        """Whether the bracket that opens here is all there is before the next relation or the end."""
        depth = 0
        for token in self.tokens[self.i :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                after = self.tokens[self.tokens.index(token, self.i) + 1]
                return after.kind in ("end", "close", "word") or after.text in RELATIONS | {"⇒", ",", ";", "+", "-"}
        return True

    def bracketed(self, mark: int) -> bool:
        """Whether what has been read since `mark` stands in one pair of brackets."""
        depth = 0
        for k in range(mark, self.i):
            depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
            if depth <= 0:
                return k == self.i - 1
        return False

    def narrowed(self, binders: tuple[Binder, ...], body: Node) -> Node:
        """A product with or without the factors behind it that its index does not touch; a function is meant to stand apart."""
        parted = outside_product(binders, body)
        if parted is None:
            return Bound("prod", binders, body)
        self.ambiguous.add("product")
        apart = any(isinstance(n, Call) for n in walk(parted[1])) != self.options.other_products
        return product([Bound("prod", binders, parted[0]), parted[1]]) if apart else Bound("prod", binders, body)

    def optimisation_extends(self) -> bool:
        """An optimisation that opens a side takes the whole side; one among other terms takes its own term."""
        mark = self.i - 1
        depth = 0
        while mark >= 0:
            token = self.tokens[mark]
            if token.kind == "close":
                depth += 1
            elif token.kind == "open":
                depth -= 1
                if depth < 0:
                    return True
            elif depth == 0 and token.kind == "op" and token.text in RELATIONS | {"⇒", ",", ";"}:
                return True
            elif depth == 0 and token.kind == "op" and token.text in ("+", "-", "*", "/"):
                return False
            mark -= 1
        return True

    def join(self, terms: list[Node]) -> Node:
        """Add the terms; those in which an earlier sum's index stands free belong under that sum."""
        out: list[Node] = []
        for term in over_whole_sums(terms) if self.options.whole_sums else terms:
            host = absorbing_sum(out[-1], term) if out else None
            if host is not None:
                out[-1] = host
                self.ambiguous.add("sum")
            else:
                out.append(term)
        return out[0] if len(out) == 1 else Apply("add", tuple(out))

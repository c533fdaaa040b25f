"""Integrals: the differential closes the body."""

from __future__ import annotations

from interviewer.notation.parsing.binders import Binders
from interviewer.notation.parsing.trees import product
from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tree import Apply, Binder, Bound, Node, Sym, apply
from interviewer.notation.unreadable import Unreadable


class Integrals(Binders):
    """Integrals over the letters of their differentials."""

    def integral(self, binders: tuple[Binder, ...]) -> Node:
        """`∫ f dx`: the differential closes the body; `∫ dx f` is read too."""
        variables: list[Sym] = []
        factors: list[Node] = []
        terms: list[Node] = []
        negative = False
        bounds = binders
        if self.at("-"):
            self.take()
            negative = True
        while True:
            variable = self.closing_differential()
            if variable is not None:
                variables.append(variable)
                if not factors and not terms:
                    continue
                if self.closing_differential(peek=True):
                    continue
                if terms or not (self.starts_factor()):
                    break
                break
            if self.starts_factor():
                factors.append(self.factor())
            elif self.at("*", "/", "·"):
                op = self.take().text
                if op == "/" and factors:
                    factors = [self.quotient(product(factors))]
            elif self.at("+", "-") and factors and not variables and self.differential_ahead():
                sign = self.take().text
                terms.append(product(factors))
                factors = []
                if sign == "-":
                    inner = self.factor()
                    factors = [apply("neg", inner)]
            else:
                break
        if not factors:
            raise Unreadable("nothing stands under the integral sign")
        body = product(factors)
        if terms:
            body = Apply("add", (*terms, body))
        if negative:
            body = apply("neg", body)
        limits = bounds[0] if bounds else None
        if not variables and limits is not None and limits.var.name not in ("lower", "anonymous"):
            variables = [limits.var]
        if not variables:
            raise Unreadable("the integral does not say over what; close it with dx")
        low = limits.low if limits else None
        high = limits.high if limits else None
        if high is not None and low is None and limits is not None and limits.var not in (*variables, Sym("anonymous")):
            low = limits.var  # \int_a^b
        return Bound("int", tuple(Binder(v, low, high) for v in variables), body)

    def differential_ahead(self) -> bool:
        depth = 0
        for k in range(self.i, len(self.tokens) - 1):
            token = self.tokens[k]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return False
            if depth == 0 and token.kind == "op" and token.text in RELATIONS:
                return False
            if (
                depth == 0
                and token.kind == "name"
                and token.text == "d"
                and self.tokens[k + 1].kind in ("name", "accent")
            ):
                return True
        return False

    def closing_differential(self, peek: bool = False) -> Sym | None:
        token = self.token
        if (
            token.kind != "name"
            or token.text != "d"
            or self.ahead().kind not in ("name", "accent")
            or self.ahead().text in ("d",)
        ):
            return None
        mark = self.i
        self.take()
        node = self.accented() if self.token.kind == "accent" else self.binder_variable()
        if peek or not isinstance(node, Sym):
            self.i = mark
        return node if isinstance(node, Sym) else None

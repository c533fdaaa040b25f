"""The letters that sums, integrals and optima run over, and how far they run."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import binder_from_relation, primed
from interviewer.notation.parsing.words import CLOSE, RELATIONS
from interviewer.notation.tree import Binder, Node, Rel, Sym, apply
from interviewer.notation.unreadable import Unreadable

OPTIMA = frozenset(["min", "max", "argmin", "argmax", "inf", "sup"])


class Binders(Reader):
    """The letters that a sign runs over."""

    def binders(self, op: str) -> tuple[Binder, ...]:
        found: list[Binder] = []
        high: Node | None = None
        while self.at("_", "^"):
            mark = self.take().text
            if mark == "^":
                if self.at("{", "("):
                    opening = self.take().text
                    high = self.expression()
                    self.expect(CLOSE[opening])
                elif self.at("*"):
                    self.take()
                elif self.token.kind == "name":
                    high = Sym(self.take().text)  # one letter: the bracket after ∑ᵈ is what it sums
                else:
                    high = self.primary()
            elif op == "int" and self.at("{", "(") and (low := self.lower_end()) is not None:
                found.append(Binder(Sym("lower"), low))
            elif self.at("{", "("):
                opening = self.take().text
                found += self.binder_list(op, CLOSE[opening])
                self.expect(CLOSE[opening])
            else:
                if self.token.kind == "num":
                    found.append(Binder(Sym("lower"), self.number(self.take())))
                    continue
                if op == "int" and self.at("-"):
                    found.append(Binder(Sym("lower"), self.factor()))
                    continue
                var = self.index_atom() if op != "int" else self.primary()
                if not isinstance(var, Sym):
                    raise Unreadable("the variable under the sign must be a symbol")
                if self.at("=") and op in ("sum", "prod"):
                    self.take()
                    found.append(Binder(var, self.primary()))
                elif self.at("∈", "→", "~") and op != "int":
                    self.take()
                    found.append(Binder(var, condition=Rel(("∈",), (var, self.primary()))))
                else:
                    found.append(Binder(var))
        if high is not None:
            if not found:
                found = [Binder(Sym("anonymous"), None, high)]
            found = [
                Binder(b.var, b.low, high, b.condition) if k == len(found) - 1 or b.low else b
                for k, b in enumerate(found)
            ]
        return tuple(found)

    def lower_end(self) -> Node | None:
        """The −∞ of `∫_{−∞}^z`; None, and nothing read, for a letter, which may be what the integral is over."""
        mark, opening = self.i, self.take().text
        try:
            low = self.expression()
        except Unreadable:
            low = None
        if low is not None and not isinstance(low, Sym) and self.at(CLOSE[opening]):
            self.take()
            return low
        self.i = mark
        return None

    def binder_list(self, op: str, closing: str) -> list[Binder]:
        """`i=1`, `i,j`, `ij`, `j≠i`, `z∈Z`, `i: y_i=1`, `t→∞`."""
        out: list[Binder] = []
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            if self.at(",") and self.ahead().text == "…" and out and out[-1].low is not None:  # i = 1, …, n
                self.take(), self.take()
                self.i += self.at(",")
                out[-1] = Binder(out[-1].var, out[-1].low, self.expression())
                continue
            if self.at(",", ";", "\\\\"):
                self.take()
                continue
            if self.token.kind == "word":
                if self.take().text == "in" and out:  # k in S
                    out[-1] = binder_from_relation(["∈"], [out[-1].var, self.expression()])
                continue
            if self.at(":", "|") and out:
                self.take()
                condition = self.chain()
                last = out[-1]
                out[-1] = Binder(last.var, last.low, last.high, condition)
                continue
            if out and op in OPTIMA and (constraint := self.constraint()) is not None:
                self.constraints.append(constraint)
                continue
            if self.at("‖") and op in ("max", "min"):
                first = self.norm()
            elif self.token.kind == "num":
                first = self.index_item()
            else:
                first = self.binder_variable()
            if self.token.kind == "op" and self.token.text in RELATIONS:
                ops: list[str] = []
                operands: list[Node] = [first]
                while self.token.kind == "op" and self.token.text in RELATIONS:
                    ops.append(self.take().text)
                    operands.append(self.expression())
                out.append(binder_from_relation(ops, operands))
            elif isinstance(first, Sym):
                out.append(Binder(first))
            else:
                raise Unreadable("cannot read what stands under the sign; write it as i=1 or z")
        return out

    def constraint(self) -> Rel | None:
        """`Σ_i α_i y_i = 0` under a sign that has its letters; None, and nothing read, for one more letter."""
        mark = self.i
        try:
            node = self.chain()
        except Unreadable:
            node = None
        if isinstance(node, Rel) and not isinstance(node.operands[0], Sym) and node.ops != ("∈",):
            return node
        self.i = mark
        return None

    def binder_variable(self) -> Node:
        """One symbol; adjacent single letters are separate variables."""
        if self.token.kind == "accent":
            return self.accented()
        token = self.token
        if token.kind != "name":
            return self.factor()
        self.take()
        symbol = Sym(token.text)
        symbol, primes = self.scripts(symbol)
        node: Node = symbol
        for _ in range(primes):
            node = apply("prime", node)
        return primed(node)

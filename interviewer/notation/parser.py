"""Tokens to trees: precedence climbing over one grammar for all three scripts.

Juxtaposition is the hard part: `σ(wᵀx)` applies, `w(x+b)` multiplies, `Σᵢ yᵢ log pᵢ + (1−yᵢ) log(1−pᵢ)` sums both
terms. The vocabulary settles the first two, the free index of the last term the third.
"""

from __future__ import annotations

from fractions import Fraction

from interviewer.notation.limits import MAX_DEPTH, MAX_DIGITS
from interviewer.notation.parsing.big_operators import BigOperators
from interviewer.notation.parsing.brackets import Brackets
from interviewer.notation.parsing.derivatives import Derivatives
from interviewer.notation.parsing.functions import Functions
from interviewer.notation.parsing.names import Names
from interviewer.notation.parsing.quotients import Quotients
from interviewer.notation.parsing.scripts import Scripts
from interviewer.notation.parsing.trees import (
    bare_operator,
    derivative,
    label,
    product,
)
from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Rel, Sym, apply
from interviewer.notation.unreadable import Unreadable


class Parser(Scripts, Brackets, BigOperators, Functions, Derivatives, Quotients, Names):
    """Reads one token list. `expression` and `chain` are the entry points; position is the only state."""

    def chain(self) -> Node:
        """`a = b ≤ c`; a single expression stays itself."""
        operands, ops = [self.expression()], []
        if self.at("|") and "given" not in self.bars and "|" not in self.bars and self.bar_conditions():
            operands[0] = self.conditioned(operands[0])
        while self.token.kind == "op" and self.token.text in RELATIONS:
            op = self.take().text
            if self.at("=") and op in (":", "≡"):
                self.take()
            ops.append(op)
            self.skip_filler()
            operands.append(self.expression())
        return Rel(tuple(ops), tuple(operands)) if ops else operands[0]

    def bar_conditions(self) -> bool:
        """`x_t | x_0 ~ N(…)`: the bar separates a variable from what it is conditioned on."""
        depth = 0
        for token in self.tokens[self.i :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0 and token.text == "~":
                return True
        return False

    def conditioned(self, variable: Node) -> Node:
        self.take()
        given = [self.state()]
        while self.at(",", ";"):
            self.take()
            given.append(self.state())
        return Call(Sym("law"), (variable,), tuple(given))

    def state(self) -> Node:
        """`z` or `z = k` behind the bar."""
        node = self.expression()
        if not self.at("="):
            return node
        self.take()
        return Rel(("=",), (node, self.expression()))

    def skip_filler(self) -> None:
        """`= &` and a repeated relation at a line break of an aligned block read as one."""
        while self.at("\\\\") or (self.token.kind == "op" and self.token.text in RELATIONS and self.token.text == "="):
            self.i += 1

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("the formula is nested too deeply; introduce a name for an inner part")
        try:
            return self._additive()
        finally:
            self.depth -= 1

    def _additive(self) -> Node:
        terms = [self.signed_term()]
        while self.at("+", "-", "±", "∓"):
            if self.at("±", "∓"):
                raise Unreadable("± says two things at once; write the two lines separately")
            if self.ahead().kind == "end" or self.ahead().text in (")", "]", "}"):
                break
            sign = self.take().text
            self.skip_line_break()
            if self.token.kind == "word" and self.token.text in ("const", "constant", "terms", "term", "other"):
                self.take()
                terms.append(Sym("const"))
                continue
            if self.at("…"):
                self.take()
                terms.append(Sym("ellipsis"))
                continue
            term = self.signed_term()
            terms.append(apply("neg", term) if sign == "-" else term)
        return self.join(terms)

    def skip_line_break(self) -> None:
        while self.at("\\\\"):
            self.i += 1

    def signed_term(self) -> Node:
        signs = []
        while self.at("-", "+"):
            signs.append(self.take().text)
            if len(signs) > MAX_DEPTH:
                raise Unreadable("too many signs in a row; write one")
        node = self.term()
        for sign in reversed(signs):
            node = apply("neg", node) if sign == "-" else node
        return node

    def term(self) -> Node:
        """Products and quotients, explicit or by juxtaposition."""
        left = self.juxtaposed()
        while self.token.kind == "op" and self.token.text in ("*", "·", "/", "⊙", "⊗"):
            op = self.token.text
            if op == "*" and (self.ahead().kind in ("end", "close") or self.ahead().text in RELATIONS | {","}):
                self.take()  # a trailing star is a label: w*
                left = label(left, "star")
                continue
            self.take()
            self.skip_line_break()
            if op == "/":
                left = self.quotient(left)
            else:
                right = self.juxtaposed()
                if op == "·" and Sym("ones") in (left, right):
                    left = product([left, right])  # whose length is that of its neighbour
                    continue
                left = Apply({"*": "times", "·": "dot", "⊙": "hadamard", "⊗": "kron"}[op], (left, right))
        while self.at("|") and self.ahead().text == "_":
            left = self.evaluated(left)
        return left

    def evaluated(self, node: Node) -> Node:
        """`∇f|_{θ = θ_t}` and `∇f|_{θ_t}`: at a point."""
        self.take(), self.take()
        if self.at("{"):
            self.take()
            place = self.chain()
            self.expect("}")
        else:
            place = self.primary()
        if isinstance(place, Sym):
            place = Rel(("=",), (Sym(place.name.split(".")[0]), place))
        if not (isinstance(place, Rel) and place.ops == ("=",) and isinstance(place.operands[0], Sym)):
            raise Unreadable("write where this is evaluated as |_{x = x_0}")
        return Apply("at", (node, place))

    def holds_relation(self) -> bool:
        """`1{y = k}`: a bracket with a relation in it follows, so that the one before it is an indicator."""
        apart = self.at("(") and self.token.spaced  # `σ = 1 (σ > 0)` is a remark
        mark = self.i
        self.i += self.at("_")
        doubled = self.at("{") and self.ahead().text in ("\\{", "(", "[")
        self.i += doubled
        held = self.at("{", "\\{", "[", "(") and any(self.group_has(op) for op in RELATIONS)
        self.i = mark
        return not apart and held

    def starts_factor(self) -> bool:
        token = self.token
        if self.integrals and token.text == "d" and token.kind == "name" and self.ahead().kind in ("name", "accent"):
            return False  # the differential that closes the integral
        if token.kind in ("num", "name", "big", "fn", "accent", "frac", "sqrt", "matrix"):
            return True
        if token.kind == "open":
            return True
        if token.text == "…":  # among factors
            return self.ahead().kind in ("name", "open", "fn", "accent", "num", "frac")
        if token.text == "‖":
            return "‖" not in self.bars
        if token.text == "|":
            return "|" not in self.bars and self.ahead().text != "_" and self.opens_bar()
        return False

    def juxtaposed(self) -> Node:
        factors = [self.factor()]
        while self.starts_factor():
            factors.append(self.factor())
        return self.product(factors)

    def product(self, factors: list[Node]) -> Node:
        """`∂/∂w f`, `∇ f` and `d/dz f` act on what follows them."""
        for k, factor in enumerate(factors):
            if isinstance(factor, Deriv) and bare_operator(factor) and k + 1 < len(factors):
                return product([*factors[:k], Deriv(self.product(factors[k + 1 :]), factor.wrt, factor.style)])
        return product(factors)

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH * 2:
            raise Unreadable("the formula is nested too deeply; introduce a name for an inner part")
        try:
            return self.of_argument(self.postfix(self.primary()))
        finally:
            self.depth -= 1

    def of_argument(self, node: Node) -> Node:
        """`σ²(x)` of what a network gives at x is the square of it."""
        if not isinstance(node, Apply) or node.op != "pow" or not self.at("(") or self.token.spaced:
            return node
        symbol, exponent = node.args
        if not isinstance(symbol, Sym) or symbol.name not in self.vocabulary.outputs or not self.group_is_symbol():
            return node
        return Apply("pow", (self.call(symbol), exponent))

    def primary(self) -> Node:
        token = self.token
        match token.kind:
            case "num":
                self.take()
                if token.text != "1":
                    return self.number(token)
                if self.holds_relation():
                    return self.indicator()
                return self.applied(Sym("ones")) if self.at("_") and not self.token.spaced else self.number(token)
            case "accent":
                return self.accented()
            case "name":
                return self.named()
            case "fn":
                return self.function()
            case "big":
                return self.covariance() if self.is_covariance() else self.big()
            case "frac":
                self.take()
                above, below = self.fraction_part(), self.fraction_part()
                return derivative(above, below) or apply("div", above, below)
            case "sqrt":
                return self.root()
            case "matrix":
                return self.matrix()
            case "open":
                inner = self.bracket()
                scripted = self.at("_") or (token.text == "{" and self.at("^", "("))
                return self.applied(inner) if scripted and isinstance(inner, Sym) else inner  # {\bf x}_i, (w)_k
            case "word" if token.text in ("const", "constant"):
                self.take()
                return Sym("const")
            case "op":
                if token.text == "‖":
                    return self.norm()
                if token.text == "|":
                    return self.bar()
                if token.text == "…":
                    self.take()
                    return Sym("ellipsis")
                if token.text in ("*", "·"):
                    self.take()
                    return Sym("dot")
        what = "the line ends" if token.kind == "end" else f"there is '{token.text}'"
        raise Unreadable(f"a value is expected where {what} (column {token.pos + 1})")

    def number(self, token: Token) -> Num:
        if len(token.text) > MAX_DIGITS:
            raise Unreadable("the number is too long; round it")
        return Num(Fraction(token.text))

"""Functions, expectations, divergences and distributions with their arguments."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import along, fill, of_each_row, product
from interviewer.notation.parsing.words import CLOSE, DISTRIBUTIONS, DIVERGENCES, MOMENTS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Call, Divergence, Group, Moment, Node, Rel, Sym, apply, num
from interviewer.notation.unreadable import Unreadable


def _is_share(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "div" and node.args[0] == num(1)


class Functions(Reader):
    """Functions, expectations, divergences and distributions with their arguments."""

    def function(self) -> Node:
        token = self.take()
        name = token.text
        if name in DIVERGENCES and self.at("(", "[", "{", "\\{", "_"):
            return self.divergence(name)
        if name in DIVERGENCES:
            return self.applied(Sym(name))
        if name in MOMENTS:
            return self.moment(name)
        if name in DISTRIBUTIONS and self.at("(", "["):
            return self.distribution(name)
        if name == "E" and self.at("[", "_", "‖"):
            return self.moment("Expectation")
        if name in ("E", "I", "H"):
            self.i -= 1
            self.tokens[self.i] = Token("name", name, token.pos, token.spaced)
            return self.named()
        if name in ("Pr",):
            return self.applied(Sym("P"))
        if name in DISTRIBUTIONS:
            return self.applied(Sym("N" if name == "Normal" else name))
        return self.apply_function(name)

    def apply_function(self, name: str) -> Node:
        """`log x`, `log(x)`, `log² x`, `softmax_j(z)`; without an argument it is the bare function."""
        exponent: Node | None = None
        primes = 0
        index: list[Node] = []
        while self.at("^", "_", "'"):
            mark = self.take().text
            if mark == "'":
                primes += 1
            elif mark == "_":
                low, label = self.subscript()
                if name == "log" and low == [num(2)]:
                    name = "log2"
                elif not (name == "log" and ((low and low[0] in (Sym("e"), num(10))) or label)):
                    index += low
            elif self.at("'"):
                self.take()
                primes += 1
            else:
                exponent = self.power(Sym("hole"))
        if exponent == apply("inv", Sym("hole")) and name == "sigmoid":
            exponent, name = None, "logit"
        node: Node
        if name == "tr" and self.at("(") and self.inverted():
            node = Apply(name, (self.factor(),))  # tr (XᵀX)⁻¹ is that of the inverse
        elif self.at("(", "[", "{"):
            opening, apart = self.token.text, self.token.spaced
            bars, self.bars = self.bars, []
            self.take()
            args, _, _ = self.function_arguments(CLOSE[opening])
            if not args:
                raise Unreadable(f"{name} of nothing; write what it is taken of inside its brackets")
            self.bars = bars
            if name == "log" and apart and self.token.kind == "big" and len(args) == 1 and _is_share(args[0]):
                args = [product([args[0], self.factor()])]
            node = Apply(name, tuple(args)) if not primes else Call(Sym(name), tuple(args), primes=primes)
        elif self.starts_factor():
            argument = self.bare_argument(name)
            node = Apply(name, (argument,))
        else:
            node = Sym(name)
            for _ in range(primes):
                node = apply("prime", node)
            return node if exponent is None else fill(exponent, node)
        if isinstance(node, Apply) and node.op == "linsolve" and len(node.args) == 2:
            node = product([apply("inv", node.args[0]), node.args[1]])
        if isinstance(node, Apply) and node.op == "norm" and len(node.args) == 1:
            node = apply("norm", node.args[0], num(2))
        if isinstance(node, Apply) and node.op.endswith("softmax"):
            node = of_each_row(node)
        if index:
            node = along(node, index) or Apply("index", (node, *index))
        return node if exponent is None else fill(exponent, node)

    def inverted(self) -> bool:
        """Whether the bracket that opens here bears a −1."""
        depth = 0
        for k in range(self.i, len(self.tokens)):
            depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
            if depth == 0:
                after = [t.text for t in self.tokens[k + 1 : k + 5] if t.text not in ("{", "}")]
                return after[:3] == ["^", "-", "1"]
        return False

    def function_arguments(self, closing: str) -> tuple[list[Node], list[Node], list[Node]]:
        args: list[Node] = []
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            if self.token.kind == "word":
                self.take()
            elif self.at("…"):
                self.take()
                args.append(Sym("ellipsis"))
            else:
                args.append(self.chain())
            if self.at(",", ";", "\\\\", "|"):
                self.take()
        self.expect(closing)
        return args, [], []

    def bare_argument(self, name: str) -> Node:
        """What `log` takes without brackets: the factors up to the next plus sign; ratios too when greedy."""
        factors = [self.factor()]
        if name in ("sin", "cos", "tan", "cosh", "sinh") and self.token.spaced and isinstance(factors[0], Sym):
            return factors[0]  # cos φ x is cos(φ) x
        while self.starts_factor() and self.token.kind not in ("fn", "big") and not self.at("(", "["):
            self.ambiguous.add("function")
            if not self.options.greedy_functions:
                return product(factors)
            factors.append(self.factor())
        if name == "log" and self.token.kind == "big" and _is_share(product(factors)):
            factors.append(self.factor())  # log 1/K Σ_k w_k is that of the mean
        node = product(factors)
        if name in ("det", "tr"):
            return node  # det A/det B
        if self.at("/") and not (self.ahead().kind == "name" and self.ahead().text in ("d", "partial")):
            self.ambiguous.add("function")
            if self.options.greedy_functions:
                self.take()
                node = self.quotient(node)
        return node

    def moment(self, op: str) -> Node:
        """`E_q[f]`, `E_{z~q}[f]`, `E[f | x]`, `Var(q·k)`, `Cov(a, b)`."""
        over: Node | None = None
        if self.at("_"):
            self.take()
            if self.at("{", "("):
                opening = self.take().text
                bars, self.bars = self.bars, []
                items = [self.chain()]
                while self.at(",", "\\\\", ";"):
                    self.take()
                    items.append(self.chain())
                if self.at("|"):
                    self.take()
                    given = [self.chain()]
                    while self.at(",", ";"):
                        self.take()
                        given.append(self.chain())
                    items = [Call(Sym("p"), tuple(items), tuple(given))]
                self.bars = bars
                self.expect(CLOSE[opening])
                over = items[0] if len(items) == 1 else Group("(", tuple(items))
            else:
                over, _ = self.scripts(self.name_only()) if self.token.kind == "name" else (self.primary(), 0)
                if self.at("(") and isinstance(over, Sym) and self.group_has("|"):
                    over = self.call(over)
                if self.at("~"):
                    self.take()
                    over = Rel(("~",), (over, self.factor()))
        kind = {"Expectation": "E"}.get(op, op)
        if self.at("[", "(", "{", "\\{"):
            opening = self.take().text
            bars, self.bars = self.bars, ["given"]
            args, given, params = self.argument_list(CLOSE[opening])
            if over is None and given and params and all(isinstance(p, Sym) and p.index for p in params):
                law = Call(Sym("p"), (Sym("ellipsis"),), tuple(given), tuple(params))  # E[… | X; θ_t]
                over, given = law, []
            self.bars = bars
            return Moment(kind, tuple(args), over, tuple(given))
        return Moment(kind, (self.term(),), over)

    def divergence(self, kind: str) -> Node:
        op = DIVERGENCES.get(kind, "KL")
        below, label = [], ""
        if self.at("_"):
            self.take()
            below, label = self.subscript()
        if not self.at("(", "[", "{", "\\{"):
            return Sym(op + label, tuple(below))  # `D_KL = …`, `KL_rev = …`
        opening = self.take().text
        closing = CLOSE[opening]
        bars, self.bars = self.bars, ["‖", "given"]
        first = self.distribution_side()
        while self.at("‖", "|", ",", ";"):
            self.take()
        second = self.distribution_side()
        self.bars = bars
        self.expect(closing)
        return Divergence(op, first, second)

    def distribution_side(self) -> Node:
        node = self.expression()
        if self.at("|") and self.ahead().text != "|":
            mark = self.i
            self.take()
            if self.at("|"):
                self.i = mark
        return node

    def distribution(self, name: str) -> Node:
        """`N(x; μ, Σ)`, `N(x | μ, Σ)` or `N(μ, Σ)`: args is the point, params the parameters."""
        opening = self.take().text
        args, given, params = self.argument_list(CLOSE[opening])
        tail = given + params
        if tail:
            return Call(Sym(name), tuple(args), (), tuple(tail))
        return Call(Sym(name), (), (), tuple(args))

    def entropy(self) -> Node:
        opening = self.take().text
        args, given, _ = self.argument_list(CLOSE[opening])
        return Call(Sym("H"), tuple(args), tuple(given))

    def mutual_information(self) -> Call:
        """`I(X; Y)`, `I[x, y]`."""
        opening = self.take().text
        args, given, params = self.argument_list(CLOSE[opening])
        return Call(Sym("MI"), tuple(args), tuple(given), tuple(params))

    def indicator(self) -> Node:
        if self.at("(", "[") and self.group_has(";"):
            return self.mutual_information()  # 𝕀(X; Y)
        if self.at("_"):
            self.take()
        if not self.at("(", "[", "{", "\\{"):
            return Sym("ones")
        closing = [CLOSE[self.take().text]]
        while self.at("(", "[", "{", "\\{"):  # 1_{\{k = c\}}
            closing.append(CLOSE[self.take().text])
        both = [apply("indicator", self.chain())]
        while self.at(",", "∧"):  # 1{x = 1, y = 1}
            self.take()
            both.append(apply("indicator", self.chain()))
        for bracket in reversed(closing):
            self.expect(bracket)
        return product(both)

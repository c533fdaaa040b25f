"""Powers, transposes, inverses and primes behind any factor."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import label
from interviewer.notation.tree import ONE, Apply, Call, Node, Num, Sym, apply, num
from interviewer.notation.unreadable import Unreadable

_VECTORS = frozenset("wxyzuvaqkhrg")


class Powers(Reader):
    """What stands behind a factor and acts on it."""

    def postfix(self, node: Node) -> Node:
        """Powers, transposes, inverses, primes after any factor."""
        while True:
            if self.at("^"):
                self.take()
                node = self.power(node)
            elif self.at("'"):
                self.take()
                node = apply("prime", node)
            elif self.at("!") and not self.token.spaced:
                self.take()
                node = apply("factorial", node)
            elif self.at("_") and not isinstance(node, Sym):
                match node:
                    case Apply("pow", (Apply("norm", (inner, *_)), power)):  # ‖W‖²_F
                        node = apply("pow", apply("norm", inner, self.norm_order()), power)
                        continue
                self.take()
                low, label = self.subscript()
                match node:
                    case Apply("pow" | "T" as op, (Sym(name, index), *rest)) if label and not low:  # σ²_ML
                        node = Apply(op, (Sym(name + label, index), *rest))
                        continue
                if label and not low:
                    raise Unreadable("a label on an expression; give the expression a name first")
                node = Apply("index", (node, *low))
            else:
                return node

    def power(self, node: Node) -> Node:
        token = self.token
        if self.at("{"):
            self.take()
            if self.at("(", "[") and isinstance(node, Call | Apply) and self.index_group():
                raise Unreadable("an index in brackets on an expression; put it on the symbol")
            out = self.power_body(node, "}")
            self.expect("}")
            return out
        if token.kind == "num":
            self.take()
            return apply("pow", node, self.number(token))
        if token.kind == "name":
            self.take()
            if token.text == "T" and (ones := _of_ones(node)) is not None:
                return ones
            if token.text in ("T", "t") and self.transposes(node, token.text):
                return apply("T", node)
            exponent: Node = Sym(token.text)
            if self.at("_"):
                exponent = self.applied(Sym(token.text))
            return apply("pow", node, exponent)
        if self.at("-"):
            self.take()
            if isinstance(node, Num) and self.token.kind in ("end", "close"):
                return self.sided(node, "-")
            if self.token.kind == "num":
                return self.inverse_or_power(node, apply("neg", self.number(self.take())))
            if self.token.text == "T":
                self.take()
                return apply("T", apply("inv", node))
            return apply("pow", node, apply("neg", self.factor()))
        if self.at("("):
            self.take()
            out = self.power_body(node, ")")
            self.expect(")")
            return out
        if self.at("*"):
            self.take()
            return label(node, "star")
        if token.kind in ("frac", "accent", "sqrt"):
            return apply("pow", node, self.primary())
        if self.at("+", "†"):
            self.take()
            return self.sided(node, "+")
        if self.at("'"):
            self.take()
            return apply("prime", node)
        raise Unreadable(f"cannot read the exponent at column {token.pos + 1}")

    def power_body(self, node: Node, closing: str) -> Node:
        if self.at("+", "-", "†") and self.ahead().text == closing:
            return self.sided(node, "-" if self.take().text == "-" else "+")
        if self.token.text == "T" and self.ahead().text == closing and (ones := _of_ones(node)) is not None:
            self.take()
            return ones
        if (
            self.token.text in ("T", "t")
            and self.token.kind == "name"
            and self.ahead().text == closing
            and self.transposes(node, self.token.text)
        ):
            self.take()
            return apply("T", node)
        if self.at("-") and self.ahead().text == "T":
            self.take(), self.take()
            return apply("T", apply("inv", node))
        if self.at("-") and self.ahead().text == "1" and self.ahead(2).text == "T":
            self.take(), self.take(), self.take()
            return apply("T", apply("inv", node))
        if self.at("⊗"):  # p^{⊗n}, the law of n independent copies
            self.take()
        exponent = self.expression()
        return self.inverse_or_power(node, exponent)

    @staticmethod
    def inverse_or_power(node: Node, exponent: Node) -> Node:
        if exponent == apply("neg", ONE):
            return apply("inv", node)
        return apply("pow", node, exponent)

    @staticmethod
    def sided(node: Node, sign: str) -> Node:
        """`0⁺` in a limit comes from above; `X⁺` and `X†` are pseudo-inverses."""
        if isinstance(node, Num):
            return apply("from_above" if sign == "+" else "from_below", node)
        if sign == "-":
            raise Unreadable("a lone minus in an exponent")
        return apply("pinv", node)

    def transposes(self, node: Node, mark: str) -> bool:
        if isinstance(node, Num) or (isinstance(node, Apply) and node.op in ("div",) and mark == "t"):
            return False
        if mark == "t" and self.counts_above():
            return False
        return mark == "T" or (isinstance(node, Sym) and (node.name.isupper() or self.transposing(node)))

    def transposing(self, node: Sym) -> bool:
        """`wᵗx` typed as w^t x: a vector's letter, what it multiplies, and no t in the line that counts."""
        if node.name not in _VECTORS or node.name in self.vocabulary.indexed or not self.goes_on():
            return False
        texts = [t.text for t in self.tokens]
        counted = [k for k, t in enumerate(self.tokens) if t.text == "t" and t.kind == "name" and texts[k - 1] != "^"]
        return all(texts[k - 2 : k] == ["^", "{"] and texts[k + 1] == "}" for k in counted)

    def counts_above(self) -> bool:
        """Whether another superscript counts steps by t, θ^{t+1}: then no t above is a transpose."""
        texts = [t.text for t in self.tokens]
        steps = (k for k, t in enumerate(texts) if t == "t" and texts[k + 1 : k + 3] == ["+", "1"])
        return any(texts[k - 2 : k] in (["^", "{"], ["^", "("]) or texts[k - 3 : k] == ["^", "{", "("] for k in steps)

    def goes_on(self) -> bool:
        """Whether a factor stands behind the t at the cursor, or behind its brace."""
        after = self.token if self.token.text != "t" else self.ahead()
        after = self.ahead(1 + (self.token.text == "t")) if after.text == "}" else after
        return after.kind in ("name", "open", "accent")

    def index_group(self) -> bool:
        return (
            self.tokens[self.i + 1].text in ("i", "l", "t", "j")
            and self.tokens[self.i + 2].kind == "close"
            and self.tokens[self.i + 3].text == "}"
        )


def _of_ones(node: Node) -> Node | None:
    """What `1ᵀ` and `11ᵀ` are: no number is transposed, so these ones are vectors; a row of zeros is zero."""
    row = apply("T", Sym("ones"))
    if node == num(0):
        return node
    return row if node == ONE else apply("mul", Sym("ones"), row) if node == num(11) else None

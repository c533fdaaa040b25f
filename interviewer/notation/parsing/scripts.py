"""Indices, superscripts, powers, transposes, labels: what hangs on a name or a bracket."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import index_like, label, primed, short
from interviewer.notation.parsing.words import CLOSE, LABELS, RELATIONS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import ONE, Apply, Call, Node, Num, Sym, apply, walk
from interviewer.notation.unreadable import Unreadable

_RUNNING = frozenset("ijklmnst")


class Scripts(Reader):
    """Indices, superscripts, powers, transposes, labels: what hangs on a name or a bracket."""

    def scripts(self, symbol: Sym) -> tuple[Sym, int]:
        """The symbol with its indices and labels, and how many primes it carries; powers are left to `postfix`."""
        index_low: list[Node] = []
        index_high: list[Node] = []
        label = ""
        primes = 0
        while True:
            if self.at("_"):
                self.take()
                low, text = self.subscript()
                index_low += low
                label += text
            elif self.at("'"):
                self.take()
                primes += 1
            elif self.at("*") and not self.token.spaced and self._starred():
                self.take()
                label += ".star"
            elif self.at("^"):
                mark = self.i
                self.take()
                kind, value = self.superscript(symbol)
                if kind == "index":
                    index_high += value
                elif kind == "label":
                    label += value
                elif kind == "prime":
                    primes += 1
                else:
                    self.i = mark
                    break
            else:
                break
        name = symbol.name + label
        return Sym(name, (*symbol.index, *index_high, *index_low)), primes

    def _starred(self) -> bool:
        """Whether a `*` tight to a name is its label, as in `w* = …`, `α* − β` and `‖w*‖²`, and no product."""
        after, beyond = self.ahead(), self.ahead(2)
        apart = after.spaced and self.token.plain
        if after.text in ("‖", "|"):  # the bar that closes, not one that opens a norm
            return beyond.spaced or beyond.kind in ("end", "close") or beyond.text in RELATIONS | set("^_,/;+-")
        return apart or after.kind in ("end", "close") or after.text in RELATIONS | {",", "_", "^"}

    def subscript(self) -> tuple[list[Node], str]:
        """Indices and a label such as `.old`."""
        if not self.at("{", "("):
            token = self.token
            if token.kind == "num" or (
                token.kind == "name" and not token.plain and token.text not in ("partial", "nabla")
            ):
                self.take()
                if token.kind == "num":
                    return [self.number(token)], ""
                return self.index_of(Sym(token.text))
            if token.kind in ("name", "fn", "word", "big"):
                self.take()
                return [], f".{short(token.text)}"
            if token.kind == "accent":
                return [self.accented()], ""
            if token.text == "*":
                self.take()
                return [], ".star"
            raise Unreadable(f"cannot read the subscript at column {token.pos + 1}")
        opening = self.take().text
        closing = CLOSE[opening]
        items: list[Node] = []
        label = ""
        while not self.at(closing):
            token = self.token
            if token.kind == "end":
                self.expect(closing)
            if token.kind in ("word", "big") or token.kind == "fn" or (token.kind == "name" and token.plain):
                self.take()
                label += f".{short(token.text)}"
            elif self.at(",", ";"):
                self.take()
            elif self.at("*"):
                self.take()
                label += ".star"
            elif self.at(":"):
                self.take()
                items.append(Sym("colon"))
            elif self.at("<", "<=", ">", ">="):
                items.append(Sym({"<": "before", "<=": "upto", ">": "after", ">=": "from"}[self.take().text]))
            elif (self.at("!=", "-", "+") and self.ahead().text in (closing, ",")) or self.at(
                "|", "~", "→", "=", "∈", "‖"
            ):
                label += "." + self.take().text
            elif self.at("-") and not items:
                self.take()
                items.append(apply("neg", self.index_item()))
            elif self.at("["):
                self.take()
                items.append(self.expression())
                self.expect("]")
            else:
                joined = [t.text for t in self.tokens[self.i + 1 : self.i + 3]] == ["_", "{"]
                item = self.index_item()
                match item:
                    case Sym(name, (Num() as entry,)) if joined and name in _RUNNING:
                        items += [Sym(name), entry]  # γ_{i1} has two indices, z_{i_1} has one
                    case _:
                        items.append(item)
        self.expect(closing)
        out: list[Node] = []
        for item in items:
            if isinstance(item, Sym) and not item.index and self.is_label(item.name):
                label += f".{item.name}"
            else:
                out.append(item)
        return out, label

    def index_of(self, symbol: Sym) -> tuple[list[Node], str]:
        return ([], f".{symbol.name}") if self.is_label(symbol.name) else ([symbol], "")

    def is_label(self, name: str) -> bool:
        """Capitals and words label a symbol (`W_Q`, `w_MAP`); index letters and sizes index it."""
        if name in LABELS or (len(name) > 1 and not name.islower()):
            return True
        return len(name) == 1 and name.isupper() and name not in ("T", "L", "N", "K", "M", "D", "C")

    def index_item(self) -> Node:
        """`i`, `i+1`, `2t`: additive, but adjacent letters are separate indices."""
        left = self.index_atom()
        while self.at("+", "-") and self.ahead().kind in ("num", "name", "open"):
            sign = self.take().text
            right = self.index_atom()
            left = apply("add", left, right if sign == "+" else apply("neg", right))
        return left

    def index_atom(self) -> Node:
        token = self.token
        if token.kind == "num":
            self.take()
            value = self.number(token)
            if (
                self.token.kind == "name"
                and value != Num(Fraction(0))
                and not self.token.spaced
                and self.token.text in ("n", "d", "k", "t", "i", "j")
            ):
                return apply("mul", value, self.index_atom())
            return value
        if token.kind == "name":
            self.take()
            node: Node = Sym(token.text)
            if self.at("_"):
                self.take()
                low, label = self.subscript()
                node = Sym(token.text + label, tuple(low))
            if self.at("(") and not self.token.spaced and token.text in self.vocabulary.functions:
                node = self.call(Sym(token.text))
            while self.at("'"):
                self.take()
                node = primed(apply("prime", node))
            return node
        if token.kind == "accent":
            return self.accented()
        if token.kind == "open":
            opening = self.take().text
            node = self.chain()
            self.expect(CLOSE.get(opening, opening))
            return node
        if token.kind in ("sqrt", "frac"):
            return self.primary()
        raise Unreadable(f"cannot read the index at column {token.pos + 1} ('{token.text}')")

    def superscript(self, symbol: Sym) -> tuple[str, Any]:
        """Decide what a superscript on a symbol means: an index in brackets, a label, or (anything else) a power."""
        mark = self.i
        braced = self.at("{")
        if braced:
            self.take()
            if self.at("{") and [t.text for t in self.tokens[self.i + 2 : self.i + 4]] == ["}", "}"]:
                self.tokens[self.i : self.i + 3] = self.tokens[self.i + 1 : self.i + 2]  # θ_k^{\text{MAP}}
        closing = "}" if braced else None
        result: tuple[str, Any] = ("power", None)
        squared = symbol.name in self.vocabulary.indexed and self.token.kind == "num" and self.token.text == "2"
        if squared:
            self.ambiguous.add("power")  # of layer 2, or its square
        if (
            symbol.name in self.vocabulary.indexed
            and symbol.name != "e"
            and not (squared and self.options.powers)
            and self.token.text not in ("T", "t", "(", "[", "*", "-")
        ):
            try:
                # without a brace one token: the j of `a^l_j` is the activation's, not the layer's
                bare = not braced and self.token.kind == "name"
                node = Sym(self.take().text) if bare else self.index_item() if braced else self.index_atom()
                if index_like(node) and (not braced or self.at("}")):
                    if braced:
                        self.expect("}")
                    return "index", [node]
            except Unreadable:
                pass
            self.i = mark + 1 if braced else mark
        if self.at("(", "[") and (braced or symbol.name not in ("e",)):
            opening = self.take().text
            inner = self.tokens[self.i]
            try:
                node = self.index_item() if not (inner.kind == "name" and inner.plain) else Sym(self.take().text)
                simple = self.at(CLOSE[opening]) and index_like(node) and self.counts(node)
                if simple:
                    self.take()
                    if not braced or self.at("}"):
                        result = (
                            ("label", f".{node.name}")
                            if isinstance(node, Sym) and (node.name in LABELS or inner.plain)
                            else ("index", [node])
                        )
                    elif braced and self.token.text == "T" and self.ahead().text == "}":
                        self.take()
                        self.take()
                        self.tokens[self.i : self.i] = [Token("op", "^", 0), Token("name", "T", 0)]
                        return "index", [node]
            except Unreadable:
                pass
        elif symbol.name not in ("Reals", "Naturals", "Integers") and self.token.kind in ("name", "word", "fn", "big"):
            token = self.take()
            alone = not braced or self.at("}")
            if alone and token.text in ("star",):
                result = ("label", ".star")
            elif (
                alone
                and (token.plain or token.text in LABELS or token.kind in ("word", "big"))
                and token.text not in ("T", "t")
            ):
                result = ("label", f".{short(token.text)}")
            elif alone and len(token.text) == 1 and token.text.isupper() and token.text in "QKVOF":
                result = ("label", f".{token.text}")
        elif self.at("*") and (not braced or self.ahead().text == "}"):
            self.take()
            result = ("label", ".star")
        elif self.at("*") and self.ahead().text == "T" and self.ahead(2).text == "}":  # w^{*T}
            self.take(), self.take(), self.take()
            self.tokens[self.i : self.i] = [Token("op", "^", 0), Token("name", "T", 0)]
            return "label", ".star"
        elif self.at("'"):
            self.take()
            result = ("prime", None)
        elif self.at("+", "-") and braced and self.ahead().text == "}" and not symbol.name.isupper():
            result = ("label", "." + self.take().text)
        if result[0] == "power":
            self.i = mark
        elif braced:
            self.expect(closing or "}")
        return result

    def counts(self, node: Node) -> bool:
        """`(l−1)`, `(t)`, `[i]`: a lone name or a step of a counting letter; `λ^(a−1)` is a power."""
        if isinstance(node, Apply):
            return all(n.name in "ijklmnstTLNKM" for n in walk(node) if isinstance(n, Sym))
        return True

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
                self.take()
                low, label = self.subscript()
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
            if token.text == "T" and node == ONE:
                return apply("T", Sym("ones"))
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

    def index_group(self) -> bool:
        return (
            self.tokens[self.i + 1].text in ("i", "l", "t", "j")
            and self.tokens[self.i + 2].kind == "close"
            and self.tokens[self.i + 3].text == "}"
        )

    @staticmethod
    def sided(node: Node, sign: str) -> Node:
        """`0⁺` in a limit comes from above; `X⁺` and `X†` are pseudo-inverses."""
        if isinstance(node, Num):
            return apply("from_above" if sign == "+" else "from_below", node)
        if sign == "-":
            raise Unreadable("a lone minus in an exponent")
        return apply("pinv", node)

    def power_body(self, node: Node, closing: str) -> Node:
        if self.at("+", "-", "†") and self.ahead().text == closing:
            return self.sided(node, "-" if self.take().text == "-" else "+")
        if (
            self.token.text in ("T", "t")
            and self.token.kind == "name"
            and self.ahead().text == closing
            and self.transposes(node, self.token.text)
        ):
            self.take()
            return apply("T", node)
        if self.token.text == "T" and self.ahead().text == closing and node == ONE:
            self.take()
            return apply("T", Sym("ones"))
        if self.at("-") and self.ahead().text == "T":
            self.take(), self.take()
            return apply("T", apply("inv", node))
        if self.at("-") and self.ahead().text == "1" and self.ahead(2).text == "T":
            self.take(), self.take(), self.take()
            return apply("T", apply("inv", node))
        exponent = self.expression()
        return self.inverse_or_power(node, exponent)

    @staticmethod
    def inverse_or_power(node: Node, exponent: Node) -> Node:
        if exponent == apply("neg", ONE):
            return apply("inv", node)
        return apply("pow", node, exponent)

    def transposes(self, node: Node, mark: str) -> bool:
        if isinstance(node, Num) or (isinstance(node, Apply) and node.op in ("div",) and mark == "t"):
            return False
        return mark == "T" or (mark == "t" and isinstance(node, Sym) and node.name.isupper())

    def subscript_is(self, *texts: str) -> bool:
        if not self.at("_"):
            return False
        inner = [t.text for t in self.tokens[self.i + 1 : self.i + 6] if t.text not in ("{", "}")]
        return bool(inner) and (inner[0] in texts or "".join(inner[:2]) in texts)

    def subscript_name(self) -> str:
        self.take()
        text = ""
        if self.at("{"):
            self.take()
            while not self.at("}"):
                text += self.take().text
            self.take()
        else:
            text = self.take().text
            if text == "K" and self.token.text == "L":
                text += self.take().text
        return text

    def script_then(self, opening: str, only: bool = False) -> bool:
        """The subscript at the cursor is followed by an opening bracket, a round one counts unless `only`."""
        k = self.i + 1
        if self.tokens[k].text == "{":
            depth = 0
            while k < len(self.tokens) - 1:
                depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                k += 1
                if depth == 0:
                    break
        else:
            k = min(k + 1, len(self.tokens) - 1)
            if self.tokens[k].text == "(" and not only:
                return True
        return self.tokens[min(k, len(self.tokens) - 1)].text == opening

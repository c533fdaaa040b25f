"""Subscripts: indices, and the words and capitals that are labels (`W_Q`, `w_MAP`)."""

from __future__ import annotations

from fractions import Fraction

from interviewer.notation.parsing.groups import EVERY
from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import primed, short
from interviewer.notation.parsing.words import CLOSE, LABELS
from interviewer.notation.tree import Node, Num, Sym, apply
from interviewer.notation.unreadable import Unreadable

_RUNNING = frozenset("ijklmnst")
_LAWS = frozenset("pqPQ")
_VARIABLES = frozenset(["x", "X", "y", "Y", "z", "Z"])
_AVERAGED = frozenset(["log", "KL"])  # what is averaged without brackets: E_q log p
_BOUNDS = {":": "colon", "<": "before", "<=": "upto", ">": "after", ">=": "from"}  # x_{<t}


class Subscripts(Reader):
    """What stands below a name."""

    def subscript(self) -> tuple[list[Node], str]:
        """Indices and a label such as `.old`."""
        if not self.at("{", "("):
            return self.bare_subscript()
        closing = CLOSE[self.take().text]
        items: list[Node] = []
        label = ""
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            label += self.subscript_part(items, closing)
        self.expect(closing)
        out: list[Node] = []
        for item in items:
            if isinstance(item, Sym) and not item.index and self.is_label(item.name):
                label += f".{item.name}"
            else:
                out.append(item)
        return out, label

    def bare_subscript(self) -> tuple[list[Node], str]:
        """One token: the 1 of `x_1`, the i of `x_i`, the word of `w_new`."""
        token = self.token
        if token.kind == "num":
            return [self.number(self.take())], ""
        if token.kind == "name" and not token.plain and token.text not in ("partial", "nabla"):
            return self.index_of(Sym(self.take().text))
        if token.kind in ("name", "fn", "word", "big"):
            return [], f".{short(self.take().text)}"
        if token.kind == "accent":
            return [self.accented()], ""
        if token.text == "*":
            self.take()
            return [], ".star"
        if self.at("+", "-"):
            return [], f".{self.take().text}"  # x_+, the sample above the plane
        raise Unreadable(f"cannot read the subscript at column {token.pos + 1}")

    def subscript_part(self, items: list[Node], closing: str) -> str:
        """Read the next part within brackets: an index is added to `items`, a label returned."""
        token = self.token
        if token.kind in ("word", "big", "fn") or (token.kind == "name" and token.plain):
            return f".{short(self.take().text)}"
        if self.at("*"):
            self.take()
            return ".star"
        if self.at("|", "~", "→", "=", "∈", "‖") or (self.at("!=", "-", "+") and self.ahead().text in (closing, ",")):
            return "." + self.take().text
        if self.at(",", ";"):
            self.take()
        elif (self.at(":") and self.is_slice(items, closing)) or self.at("·"):
            self.take()
            items.append(EVERY)
        elif self.at(*_BOUNDS):
            items.append(Sym(_BOUNDS[self.take().text]))
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
        return ""

    def is_slice(self, items: list[Node], closing: str) -> bool:
        """The colon of `A_{i,:}`, `A_{:,j}` and `A_{i:}` stands for all of a row or a column; that of `x_{1:T}` is a range."""
        before, after = self.tokens[self.i - 1].text, self.ahead().text
        return (
            (before == "," and after in (closing, ","))
            or (after == "," and not items)
            or (after == closing and bool(items))
        )

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

    def subscript_is(self, *texts: str) -> bool:
        if not self.at("_"):
            return False
        inner = [t.text for t in self.tokens[self.i + 1 : self.i + 6] if t.text not in ("{", "}")]
        return bool(inner) and (inner[0] in texts or "".join(inner[:2]) in texts)

    def subscript_name(self) -> str:
        if self.tokens[self.i + 1].text == "{":
            end = self.script_end()
            text = "".join(t.text for t in self.tokens[self.i + 1 : end] if t.text not in ("{", "}"))  # D_{\text{KL}}
            self.i = end
            return text
        self.take()
        text = self.take().text
        if text == "K" and self.token.text == "L":
            text += self.take().text
        return text

    def script_then(self, opening: str, only: bool = False) -> bool:
        """The subscript at the cursor is followed by an opening bracket, a round one counts unless `only`."""
        k = self.script_end()
        if self.tokens[self.i + 1].text != "{" and self.tokens[k].text == "(" and not only:
            return True
        return self.tokens[k].text == opening

    def script_end(self) -> int:
        """Where what stands behind the subscript at the cursor begins."""
        k = self.i + 1
        if self.tokens[k].text == "{":
            depth = 0
            while k < len(self.tokens) - 1:
                depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                k += 1
                if depth == 0:
                    break
            return k
        return min(k + 1, len(self.tokens) - 1)

    def averages(self, square_only: bool) -> bool:
        """Whether the subscript at the cursor is that of an expectation: a bracket follows, or, below a law, `log p` or KL."""
        if self.script_then("[", square_only) or self.script_then("‖", True):
            return True
        k = self.script_end()
        inside = [t.text for t in self.tokens[self.i + 1 : k] if t.text != "{"]
        divides = [t.text for t in self.tokens[k : k + 2]] == ["D", "_"]
        law = "~" in inside or inside[:1] == ["pi"] or bool(_LAWS & {*inside[:1]})
        variable = self.tokens[k].text in (_VARIABLES if len(inside) == 1 else _VARIABLES | _LAWS)  # E_p x
        return law and (self.tokens[k].text in _AVERAGED or divides or variable)

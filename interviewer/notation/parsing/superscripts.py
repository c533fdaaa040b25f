"""What a superscript on a symbol means: an index, a label, a prime, or else a power."""

from __future__ import annotations

from typing import Any, Literal

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import index_like, short
from interviewer.notation.parsing.words import CLOSE, LABELS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Node, Sym, walk
from interviewer.notation.unreadable import Unreadable

Superscript = tuple[Literal["index", "sample", "label", "prime", "power"], Any]  # and the indices or the label
_POWER: Superscript = ("power", None)
_SETS = ("Reals", "Naturals", "Integers")
_LAWS = frozenset("pqPQ")
_COUNTING = frozenset([*"ijklmnstTLNKM", "tau"])
_NO_INDEX = ("T", "t", "(", "[", "*", "-")


class Superscripts(Reader):
    """What stands above a name, where it is no power."""

    def superscript(self, symbol: Sym) -> Superscript:
        """Decide what a superscript on a symbol means: an index in brackets, a label, or (anything else) a power."""
        mark = self.i
        braced = self.at("{")
        if braced:
            self.take()
            if self.at("{") and [t.text for t in self.tokens[self.i + 2 : self.i + 4]] == ["}", "}"]:
                self.tokens[self.i : self.i + 3] = self.tokens[self.i + 1 : self.i + 2]  # θ_k^{\text{MAP}}
            self.number_last()
        if (index := self.version(symbol, braced)) is not None or (index := self.layer(symbol, braced)) is not None:
            result: Superscript = ("index", [index])
        elif self.at("(", "[") and (braced or symbol.name != "e"):
            result = self.in_brackets(braced)
        elif symbol.name not in _SETS and self.token.kind in ("name", "word", "fn", "big"):
            result = self.labelling(braced)
        else:
            result = self.marked(symbol, braced)
        if result[0] == "power":
            self.i = mark
        elif braced:
            self.expect("}")
        return result

    def version(self, symbol: Sym, braced: bool) -> Node | None:
        """The step t of `q^t(z)` and `Q_i^{t+1}(z)`: a distribution, called at that, is neither transposed nor raised."""
        if symbol.name not in _LAWS or self.token.text != "t":
            return None
        step = self.ahead().text in ("+", "-") and self.ahead(2).text == "1"
        opens = (3 if step else 1) + braced
        texts = [self.ahead(opens - 1).text if braced else "}", self.ahead(opens).text, self.ahead(opens + 2).text]
        called = self.ahead(opens + 1).kind == "name" and texts[1] == "(" and texts[2] in (")", "|", ",", "_", "^", ";")
        if not called or texts[0] != "}":
            return None
        return self.index_item() if step else Sym(self.take().text)

    def layer(self, symbol: Sym, braced: bool) -> Node | None:
        """The layer, time or version above a symbol that bears one; the square of a layer may be meant too."""
        if symbol.name not in self.vocabulary.indexed:
            return None
        squared = self.token.kind == "num" and self.token.text == "2"
        if squared:
            self.ambiguous.add("power")  # of layer 2, or its square
        if symbol.name == "e" or (squared and self.options.powers) or self.token.text in _NO_INDEX:
            return None
        mark = self.i
        try:
            # without a brace one token: the j of `a^l_j` is the activation's, not the layer's
            bare = not braced and self.token.kind == "name"
            node = Sym(self.take().text) if bare else self.index_item() if braced else self.index_atom()
            if index_like(node) and (not braced or self.at("}")):
                return node
        except Unreadable:
            pass
        self.i = mark
        return None

    def in_brackets(self, braced: bool) -> Superscript:
        """`x^{(i)}`, `θ^{(old)}`, and `x^{(i)T}`, whose transpose is left to be read next."""
        opening = self.take().text
        inner = self.token
        try:
            node = Sym(self.take().text) if inner.kind == "name" and inner.plain else self.index_item()
        except Unreadable:
            return _POWER
        several = [node]
        while opening == "(" and self.at(",") and isinstance(several[-1], Sym) and self.ahead().kind == "name":
            self.take()
            several.append(Sym(self.take().text))
        if not (self.at(CLOSE[opening]) and index_like(node) and self.counts(node)):
            return _POWER
        self.take()
        if len(several) > 1:
            return ("index", several) if not braced or self.at("}") else _POWER
        if not braced or self.at("}"):
            labels = isinstance(node, Sym) and (node.name in LABELS or inner.plain)
            return ("label", f".{node.name}") if isinstance(node, Sym) and labels else ("index", [node])
        if self.at("(") and opening == "[":  # z^{[2](i)}, of a sample
            also = self.in_brackets(braced)
            return ("sample", [node, *also[1]]) if also[0] == "index" else _POWER
        if self.at("'") and self.ahead().text == "}":  # g^{[1]'}
            self.tokens[self.i : self.i + 2] = self.tokens[self.i + 1 : self.i - 1 : -1]
            return "index", [node]
        if [t.text for t in self.tokens[self.i : self.i + 5]] == ["^", "{", "T", "}", "}"]:  # W^{(l)ᵀ}
            self.tokens[self.i : self.i + 4] = self.tokens[self.i + 2 : self.i + 3]
        if (self.token.text == "T" or self.token.kind == "num") and self.ahead().text == "}":
            self.power_outside()
            return "index", [node]
        return _POWER

    def labelling(self, braced: bool) -> Superscript:
        """A word or a name that labels: `θ^{new}`, `W^Q`, `w^star`."""
        token = self.take()
        if braced and not self.at("}"):
            return _POWER
        if token.text == "star":
            return "label", ".star"
        word = token.plain or token.text in LABELS or token.kind in ("word", "big")
        if word and token.text not in ("T", "t"):
            return "label", f".{short(token.text)}"
        return ("label", f".{token.text}") if token.text in tuple("QKVOF") else _POWER

    def marked(self, symbol: Sym, braced: bool) -> Superscript:
        """A star, a prime, a lone sign."""
        if self.at("*") and (not braced or self.ahead().text == "}"):
            self.take()
            return "label", ".star"
        if self.at("*") and self.ahead().text == "T" and self.ahead(2).text == "}":  # w^{*T}
            self.take()
            self.power_outside()
            return "label", ".star"
        if self.at("'"):
            self.take()
            return "prime", None
        if self.at("+", "-") and braced and self.ahead().text == "}" and not symbol.name.isupper():
            return "label", "." + self.take().text
        return _POWER

    def power_outside(self) -> None:
        """Let the T or the number before the closing brace stand behind it, as a transpose or a power of its own."""
        last, closing = self.tokens[self.i : self.i + 2]
        self.tokens[self.i : self.i + 2] = [closing, Token("op", "^", 0), last]

    def number_last(self) -> None:
        """σ^{2(i)} as σ^{(i)2}: the square of what has the index."""
        number, opening = self.token, self.ahead()
        closes = [t.text for t in self.tokens[self.i + 3 : self.i + 5]] == [")", "}"]
        if number.kind == "num" and opening.text == "(" and self.ahead(2).kind == "name" and closes:
            self.tokens[self.i : self.i + 4] = [*self.tokens[self.i + 1 : self.i + 4], number]

    def counts(self, node: Node) -> bool:
        """`(l−1)`, `(t)`, `[i]`: a lone name or a step of a counting letter; `λ^(a−1)` is a power."""
        if isinstance(node, Apply):
            return all(n.name in _COUNTING for n in walk(node) if isinstance(n, Sym))
        return True

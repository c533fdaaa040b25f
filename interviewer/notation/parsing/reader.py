"""The token cursor that all kinds of notation share."""

from __future__ import annotations

from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Num, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Options, Vocabulary


class Reader:
    """A position in a token list. The kinds of notation build on it and call each other through the methods at its end."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary, options: Options | None = None) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.options = options or Options()
        self.i = 0
        self.depth = 0
        self.bars: list[str] = []
        self.integrals = 0
        self.constraints: list[Node] = []  # of the optimum that is being read
        self.ambiguous: set[str] = set()

    @property
    def token(self) -> Token:
        return self.tokens[self.i]

    def ahead(self, k: int = 1) -> Token:
        return self.tokens[min(self.i + k, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        return self.token.kind in ("op", "open", "close") and self.token.text in texts

    def take(self) -> Token:
        token = self.tokens[self.i]
        if token.kind == "end":
            raise Unreadable("the formula ends too early; something is missing at its end")
        self.i += 1
        return token

    def expect(self, text: str) -> None:
        if not self.at(text):
            found = "the end of the line" if self.token.kind == "end" else f"'{self.token.text}'"
            raise Unreadable(f"expected '{text}' but found {found} at column {self.token.pos + 1}")
        self.i += 1

    def skip_words(self) -> None:
        while self.token.kind == "word":
            self.i += 1

    # -- the kinds of notation, each in a module of its own ------------------------------------------------------

    def scripts(self, symbol: Sym) -> tuple[Sym, int]:
        raise NotImplementedError

    def norm_order(self) -> Node:
        raise NotImplementedError

    def subscript(self) -> tuple[list[Node], str]:
        raise NotImplementedError

    def index_item(self) -> Node:
        raise NotImplementedError

    def index_atom(self) -> Node:
        raise NotImplementedError

    def postfix(self, node: Node) -> Node:
        raise NotImplementedError

    def power(self, node: Node) -> Node:
        raise NotImplementedError

    def subscript_is(self, *texts: str) -> bool:
        raise NotImplementedError

    def subscript_name(self) -> str:
        raise NotImplementedError

    def averages(self, square_only: bool) -> bool:
        raise NotImplementedError

    def script_then(self, opening: str, only: bool = False) -> bool:
        raise NotImplementedError

    def bracket(self) -> Node:
        raise NotImplementedError

    def norm(self) -> Node:
        raise NotImplementedError

    def bar(self) -> Node:
        raise NotImplementedError

    def root(self) -> Node:
        raise NotImplementedError

    def matrix(self) -> Node:
        raise NotImplementedError

    def fraction_part(self) -> Node:
        raise NotImplementedError

    def opens_bar(self) -> bool:
        raise NotImplementedError

    def big(self, prefix: str = "") -> Node:
        raise NotImplementedError

    def is_covariance(self) -> bool:
        raise NotImplementedError

    def covariance(self) -> Node:
        raise NotImplementedError

    def join(self, terms: list[Node]) -> Node:
        raise NotImplementedError

    def function(self) -> Node:
        raise NotImplementedError

    def moment(self, op: str) -> Node:
        raise NotImplementedError

    def divergence(self, kind: str) -> Node:
        raise NotImplementedError

    def distribution(self, name: str) -> Node:
        raise NotImplementedError

    def entropy(self) -> Node:
        raise NotImplementedError

    def mutual_information(self) -> Call:
        raise NotImplementedError

    def holds_relation(self) -> bool:
        raise NotImplementedError

    def indicator(self) -> Node:
        raise NotImplementedError

    def differential_follows(self, token: Token) -> bool:
        raise NotImplementedError

    def differential(self, mark: str) -> Node:
        raise NotImplementedError

    def accented(self) -> Node:
        raise NotImplementedError

    def name_only(self) -> Sym:
        raise NotImplementedError

    def named(self) -> Node:
        raise NotImplementedError

    def applied(self, symbol: Sym) -> Node:
        raise NotImplementedError

    def group_has(self, text: str) -> bool:
        raise NotImplementedError

    def call(self, symbol: Sym, primes: int = 0) -> Call:
        raise NotImplementedError

    def argument_list(self, closing: str) -> tuple[list[Node], list[Node], list[Node]]:
        raise NotImplementedError

    def chain(self) -> Node:
        raise NotImplementedError

    def expression(self) -> Node:
        raise NotImplementedError

    def signed_term(self) -> Node:
        raise NotImplementedError

    def term(self) -> Node:
        raise NotImplementedError

    def quotient(self, left: Node) -> Node:
        raise NotImplementedError

    def starts_factor(self) -> bool:
        raise NotImplementedError

    def juxtaposed(self) -> Node:
        raise NotImplementedError

    def factor(self) -> Node:
        raise NotImplementedError

    def primary(self) -> Node:
        raise NotImplementedError

    def number(self, token: Token) -> Num:
        raise NotImplementedError

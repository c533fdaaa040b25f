"""One formula to a tree; what stands in brackets behind it is a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interviewer.notation.lexer import tokenize
from interviewer.notation.parser import Parser
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Rel
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Options, Vocabulary


def read_expression(text: str, vocabulary: Vocabulary | None = None) -> Node:
    """Read a single expression or relation without prose, as catalogue files hold them."""
    vocabulary = vocabulary or Vocabulary()
    parser = Parser(tokenize(text, vocabulary.words), vocabulary)
    node = parser.chain()
    if parser.token.kind != "end":
        raise Unreadable(f"unexpected '{parser.token.text}' at column {parser.token.pos + 1}")
    return node


def calls_written(text: str, heads: Iterable[re.Match[str]], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Call]]:
    """The calls that stand in a text, with their places; each head ends with the bracket that opens one."""
    for head in heads:
        depth, end = 1, head.end()
        while end < len(text) and depth:
            depth += (text[end] in "([") - (text[end] in ")]")
            end += 1
        try:
            node = read_expression(text[head.start() : end], vocabulary)
        except Unreadable:
            continue
        if isinstance(node, Call):
            yield head.start(), end, node


def parse_formula(tokens: Sequence[Token], vocabulary: Vocabulary, options: Options | None) -> tuple[Node, set[str]]:
    """The tree of a formula, and which choices of its reading are open. Raises Unreadable where it goes on as no formula does."""
    parser = Parser([*tokens, Token("end", "", 0)], vocabulary, options)
    node = parser.chain()
    while parser.at(".", ":", ",", ";"):
        parser.take()
    rest = parser.token
    remark = isinstance(node, Rel) and rest.kind == "open" and rest.text == "(" and _remark(parser)
    if rest.kind == "end" or remark:
        return node, parser.ambiguous
    raise Unreadable(
        f"I cannot read on from '{rest.text}' (column {rest.pos + 1}); write the formula on a line of its own"
    )


def _remark(parser: Parser) -> bool:
    """A bracketed remark after a formula, `(normal equations)`, is prose."""
    mark = parser.i
    depth = 0
    while parser.token.kind != "end":
        token = parser.take()
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
    if depth == 0:
        return True
    parser.i = mark
    return False

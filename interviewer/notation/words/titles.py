"""`gradient of J: g = …`: a title before a letter that the line sets says what the letter is."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token

_SLOPES = frozenset(["gradient", "subgradient", "hessian", "jacobian"])
_ARTICLES = frozenset(["the", "its", "our", "full"])
_ENDS = frozenset([",", ";", "⇒", "⇔"])


def with_titles_behind(tokens: list[Token]) -> list[Token]:
    """The line as `g = … is the gradient of J`."""
    colon = next((k for k, t in enumerate(tokens) if t.text == ":"), 0)
    title, name, equals = tokens[:colon], tokens[colon + 1 :][:1], tokens[colon + 2 :][:1]
    words = [t.text.casefold() for t in title if t.kind == "word" and t.text.casefold() not in _ARTICLES]
    states = any(t.text in RELATIONS for t in title)
    if not words or words[0] not in _SLOPES or states or not name or not _sets(name[0], equals):
        return tokens
    end = _end(tokens, colon)
    copula = Token("word", "is", tokens[colon].pos, True)
    return [*tokens[colon + 1 : end], copula, *title, *tokens[end:]]


def _sets(name: Token, equals: Sequence[Token]) -> bool:
    return name.kind == "name" and len(name.text) == 1 and bool(equals) and equals[0].text == "="


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where the equation behind the colon ends."""
    depth = 0
    for k in range(start, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if tokens[k].kind == "end" or (depth == 0 and (tokens[k].text in _ENDS or tokens[k].kind == "word")):
            return k
    return len(tokens)

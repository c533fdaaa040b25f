"""What a stretch of tokens is, outside its brackets: an equation, a sum."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token


def is_sum(tokens: Sequence[Token]) -> bool:
    """Whether a formula has several terms, as no name has."""
    depth = 0
    for token in tokens[1:]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in ("+", "-"):
            return True
    return False


def relation_at(tokens: Sequence[Token]) -> int | None:
    """Where the first equality outside brackets stands."""
    depth = 0
    for k, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            return k
    return None

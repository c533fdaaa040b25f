"""The names that a line speaks of, and whether it claims something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.readings import MAX_UNREAD
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import CLOSE, CONDITIONS, LABELS, RELATIONS
from interviewer.notation.tokens import Token
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

CONSTANTS = frozenset(["I", "Reals", "infty", "ones", "zeros", "partial", "nabla"])  # of which no line says anything


def letters_of(text: str, vocabulary: Vocabulary, words: int = 0) -> frozenset[str]:
    """The names of which a line says something, with so many words at least."""
    if len(text) > MAX_UNREAD:
        return frozenset()
    try:
        tokens = tokenize(text, vocabulary.words)
    except Unreadable:
        return frozenset()
    if sum(t.kind == "word" for t in tokens) < words:
        return frozenset()
    return frozenset(t.text for t in tokens if t.kind in ("name", "accent"))


def supposed_in(text: str) -> str:
    """What stands behind `suppose`, `if` and the like; empty where a line supposes nothing in words."""
    words = [m for m in re.finditer(r"[A-Za-z]+", text) if m.group().casefold() in CONDITIONS]
    return text[words[0].end() :] if words else ""


def subjects_of(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The names of which a line may say what they are: those of its letters that stand on the line."""
    try:
        return subjects(tokenize(text[:MAX_UNREAD], vocabulary.words))
    except Unreadable:
        return frozenset()


def subjects(tokens: Sequence[Token]) -> frozenset[str]:
    """The letters of a formula without its indices, labels and transposes, each under its accent: the ᾱ of ᾱ_t is no α.

    What stands in an exponent is on the line, but the e below it is the number.
    """
    found: set[str] = set()
    accents: list[str] = []
    depth = 0  # of brackets inside a script
    for k, token in enumerate(tokens):
        before, after = tokens[k - 1] if k else None, tokens[k + 1] if k + 1 < len(tokens) else None
        if depth or _opens_script(tokens, k):
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            continue
        if token.kind == "accent":
            accents.append(token.text)
        elif token.kind == "name":
            scripted = before is not None and before.text in ("_", "^") and before.kind == "op"
            index = scripted and (before.text == "_" or token.text == "T")  # type: ignore[union-attr]
            number = token.text == "e" and after is not None and after.text == "^"
            if not (index or number):
                found.add(".".join([token.text, *reversed(accents)]))
            accents = []
    return frozenset(found) - CONSTANTS


def _opens_script(tokens: Sequence[Token], k: int) -> bool:
    """Whether a bracket opens an index, a label or a transpose: none of the letters in it is spoken of."""
    if k == 0 or tokens[k].kind != "open" or tokens[k - 1].kind != "op" or tokens[k - 1].text not in ("_", "^"):
        return False
    first, _, third = (*(t.text for t in tokens[k + 1 : k + 4]), "", "", "")[:3]
    return tokens[k - 1].text == "_" or first in LABELS | {"T"} or (first in CLOSE and third == CLOSE[first])


def tokens_claim(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line holds a relation."""
    try:
        return any(t.kind == "op" and t.text in RELATIONS for t in tokenize(text[:MAX_UNREAD], vocabulary.words))
    except Unreadable:
        return True

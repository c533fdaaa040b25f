"""The names that a line speaks of, and whether it claims something."""

from __future__ import annotations

import re

from interviewer.checking.readings import MAX_UNREAD
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import CONDITIONS, RELATIONS
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


def tokens_claim(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line holds a relation."""
    try:
        return any(t.kind == "op" and t.text in RELATIONS for t in tokenize(text[:MAX_UNREAD], vocabulary.words))
    except Unreadable:
        return True

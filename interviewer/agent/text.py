"""Candidate text made harmless to show: no control or escape sequences, no characters that reorder the screen."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_REORDERING = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str) -> str:
    """The text without terminal escapes, control characters (newline and tab stay) and invisible direction marks."""
    without = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char
        for char in without
        if char in "\n\t" or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _REORDERING)
    )

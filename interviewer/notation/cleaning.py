"""Text of others, made safe to show and to read."""

from __future__ import annotations

import re
import unicodedata

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_INVISIBLE = dict.fromkeys([*range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279])
_SPACES = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2009\u200a\u2002\u2003\u202f"), " ")
_NO_TEXT = ("Cc", "Cs", "Co", "Cn")  # control, surrogate, private and unassigned characters


def clean(text: str) -> str:
    """The text without control, zero-width and direction characters and ANSI sequences: safe to show and to read."""
    text = _ANSI.sub("", text).translate(_INVISIBLE | _SPACES)
    return "".join(c for c in text if unicodedata.category(c) not in _NO_TEXT)

"""`s = 1 gives A and s = 0 gives B`: a statement for each value of a letter, none of which holds under the other's."""

from __future__ import annotations

import re

_ARROW = r"(?:gives?|yields?|means?|recovers|leads\s+to|⇒|=>|→|\\Rightarrow|\\implies|\\Longrightarrow)"
_NUMBER = r"-?−?(?:\d+(?:\.\d+)?(?:/\d+)?|½|∞|\\infty|\\frac\{?\d\}?\{?\d\}?|\\tfrac\{?\d\}?\{?\d\}?)"
_LETTER = r"\\?[A-Za-zα-ω](?:_\w|_\{\w+\})?"
_CASE = rf"\$?(?P<letter>{_LETTER})\s*=\s*(?P<value>{_NUMBER})\$?\s*{_ARROW}\s"
_FIRST = re.compile(rf"^\s*(?:for\s+)?{_CASE}")
_NEXT = re.compile(rf"(?:[,;]\s*(?:and\s+|while\s+|but\s+)?|\s+(?:and|while|but)\s+)(?={_CASE})")


def by_values(text: str) -> list[str]:
    """The statements of such a line; none for any other."""
    first = _FIRST.match(text)
    if first is None:
        return []
    cuts = [m for m in _NEXT.finditer(text) if m["letter"] == first["letter"]]
    values = [first["value"], *(m["value"] for m in cuts)]
    if not cuts or len(set(values)) < len(values):
        return []
    starts, ends = [0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(text)]
    return [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]

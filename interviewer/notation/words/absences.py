"""What a line says is not there and the problem does not have anyway: `no mask, no positional encoding`, `without dropout`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NONE = r"(?:with(?:out)?\s+(?:any|no|a|an|the)\s+|without\s+|(?:(?:it|which|that|and)\s+)?(?:has|have|having|there\s+(?:is|are))\s+no\s+|no\s+)"


def without_absences(text: str, absent: Iterable[str]) -> str:
    """The line without the words that deny what is absent. `absent` holds nouns of things that the problem lacks."""
    nouns = sorted(absent, key=len, reverse=True)
    if not nouns or not re.search(r"\bno\b|\bwithout\b", text, re.I):
        return text
    noun = "(?:" + "|".join(re.escape(n).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]") for n in nouns) + r")\b"
    more = rf"(?:\s*(?:,|and|or|nor|&)\s*(?:{_NONE})?(?:any\s+)?{noun})*"
    pattern = re.compile(
        rf"[,;(]?\s*(?:(?:and|but)\s+)?(?<![\w-])(?!with\s+(?:a|an|any|the)\b){_NONE}{noun}{more}\s*\)?", re.I
    )
    return re.sub(r"[,;]\s*(?=[.;,)]|$)", "", pattern.sub(lambda m: _mark(m.group()), text))


def _mark(words: str) -> str:
    """A comma where one stood; a bracket that only these words fill goes."""
    return ", " if words.lstrip()[:1] in (",", ";") else " "

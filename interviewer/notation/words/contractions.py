"""`it doesn't depend on θ`, `that's why`, `let's`: contractions in full, whose apostrophes transpose nothing; and `let us set`, which introduces nothing."""

from __future__ import annotations

import re

_NOT = re.compile(r"\b(does|do|did|is|are|was|were|has|have|should|would|could|need|must)n['’]t\b", re.I)
_CANNOT = re.compile(r"\bcan['’]t\b", re.I)
_WILL_NOT = re.compile(r"\bwon['’]t\b", re.I)
_LET_US = re.compile(r"\blet(?:['’]s|\s+us)\b", re.I)
_IS = re.compile(r"\b(it|that|there|here|what|which|this)['’]s\b", re.I)
_ARE = re.compile(r"\b(we|they|you|these)['’]re\b", re.I)
_HAVE = re.compile(r"\b(we|they|you|I)['’]ve\b")
_WILL = re.compile(r"\b(we|it|they|you|I|that)['’]ll\b")
_AM = re.compile(r"\bI['’]m\b")


def in_full(text: str) -> str:
    """The line with its contractions in full."""
    text = _LET_US.sub("we", text)
    if "'" not in text and "’" not in text:
        return text
    text = _WILL_NOT.sub("will not", _CANNOT.sub("cannot", _NOT.sub(r"\1 not", text)))
    text = _WILL.sub(r"\1 will", _HAVE.sub(r"\1 have", _ARE.sub(r"\1 are", _IS.sub(r"\1 is", text))))
    return _AM.sub("I am", text)

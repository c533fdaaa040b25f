"""`…, which sum to one over i`: what a relative clause in words says of a formula, where no clause has taken it up."""

from __future__ import annotations

from itertools import takewhile

from interviewer.notation.clause import Line
from interviewer.notation.parsing.words import CONDITIONS, CONNECTIVES, DESCRIPTIONS, NOUNS, REASONS, THINGS
from interviewer.notation.words.properties import PROPERTIES

UNHEARD = "what 'which …' says of it is said in words; write it as a formula"
_ASCRIBING = frozenset("is are sum sums add adds has have".split())
_KNOWN = CONNECTIVES | NOUNS | DESCRIPTIONS | THINGS | PROPERTIES.keys()


def said_of_it(line: Line) -> bool:
    """Whether words behind a `which`, up to any reason or condition, may say what nobody has judged."""
    if "which" not in line.words:
        return False
    behind = line.words[len(line.words) - line.words[::-1].index("which") :]
    if behind[:1] and behind[0] not in _ASCRIBING:
        return False  # which only needs an n×n inverse
    said = takewhile(lambda w: w not in REASONS | CONDITIONS, (w.casefold() for w in behind))
    return bool({*said} - _KNOWN)

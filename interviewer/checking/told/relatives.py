"""`…, which sum to one over i`: what a relative clause in words says of a formula, where no clause has taken it up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from interviewer.notation.clause import Line
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import CONDITIONS, CONNECTIVES, DESCRIPTIONS, NOUNS, REASONS, THINGS
from interviewer.notation.words.predicates import COPULAS, SAYING
from interviewer.notation.words.properties import PROPERTIES

UNHEARD = "what 'which …' says of it is said in words; write it as a formula"
_KNOWN = CONNECTIVES | NOUNS | DESCRIPTIONS | THINGS | PROPERTIES.keys()
_AHEAD = SAYING | frozenset(
    "be been to also just simply exactly precisely often usually always indeed therefore thus".split()
)
_DONE = frozenset(  # says where the formula comes from or goes to, and nothing of it
    "called known obtained computed used found derived given defined written solved needed evaluated estimated".split()
)
_CLAIMING = PROPERTIES.keys() | frozenset(  # among the words behind a `the`: more than a name
    "same identity inverse transpose negative largest smallest maximum minimum upper lower only".split()
)


def said_of_it(line: Line) -> bool:
    """Whether words behind a `which`, up to any reason or condition, may say what nobody has judged; or an apposition."""
    if "which" in line.words:
        behind = line.words[len(line.words) - line.words[::-1].index("which") :]
        if not behind or behind[0] in SAYING:  # and not: which only needs an n×n inverse
            return _says_more(behind)
    return any(_says_more(line.words[k:]) for k in _appositions(line))


def _appositions(line: Line) -> list[int]:
    """Where `, a metric` begins behind a statement and ends the line."""
    last = max((k for k, comma in line.pauses if comma), default=None)
    stated = {c.after for c in line.clauses if c.role == "claim" and claims(c.node)}
    ends = last is not None and last in stated and last == max(k for k, _ in line.pauses)
    return [last] if ends and line.words[last : last + 1] in (("a",), ("an",)) else []


def _says_more(words: Sequence[str]) -> bool:
    said = [*takewhile(lambda w: w not in REASONS | CONDITIONS, (w.casefold() for w in words))]
    rest = [*dropwhile(lambda w: w in _AHEAD or w.endswith("ly"), said)]
    copula = said[:1] and said[0] in COPULAS
    named = copula and rest[:1] == ["the"] and not _CLAIMING & {*rest}  # which is the backpropagated error
    return not (named or _DONE & {*rest[:1]}) and bool({*said} - _KNOWN)

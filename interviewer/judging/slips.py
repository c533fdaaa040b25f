"""Slips of the keyboard: how far a word is from another, and how likely the one is typed for the other."""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
USUAL = 1.0  # letters swapped, one doubled or not, one left out
NEIGHBOUR = 0.6  # a key beside the right one, a vowel for another
UNUSUAL = 0.05  # any other letter for the right one or beside it


def within(word: str, known: str, slips: int) -> bool:
    """Whether at most so many letters are missing, added, changed or swapped with the next."""
    from rapidfuzz.distance import OSA

    return word != known and OSA.distance(word, known, score_cutoff=slips) <= slips


def chance(word: str, known: str) -> float:
    """How likely a slip in one word makes the other of it, as compared with the likeliest slips."""
    at = next((k for k, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    if len(word) > len(known):
        doubled = word[at] in (word[at - 1], *word[at + 1 : at + 2])
        return USUAL if doubled else UNUSUAL
    if len(word) < len(known) or word[at : at + 2] == known[at : at + 2][::-1]:
        return USUAL
    return NEIGHBOUR if {word[at], known[at]} <= _VOWELS or _beside(word[at], known[at]) else UNUSUAL


def _beside(one: str, other: str) -> bool:
    places = {letter: (row, k) for row, letters in enumerate(_ROWS) for k, letter in enumerate(letters)}
    if one not in places or other not in places:
        return False
    (row, k), (over, m) = sorted((places[one], places[other]))
    return over - row <= 1 and (k - m if over > row else abs(k - m)) in ((0, 1) if over > row else (1,))

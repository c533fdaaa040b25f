"""Words that say of a sample only that its members are independent, which the problem takes for granted."""

from __future__ import annotations

import re
from itertools import pairwise

from interviewer.checking.problem.scope import Scope
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, is_plain
from interviewer.notation.unreadable import Unreadable

_SAMPLED = frozenset(
    re.split(
        " ",
        "assume drawn naive features conditionally independent independently identically distributed iid label",
    )
)


_INDEPENDENT = frozenset(["iid", "independent", "independently"])


def says_independent(scope: Scope, text: str) -> bool:
    """`x_1, …, x_n i.i.d. given θ` says of a sample what a reading of the problem takes for granted, and nothing else."""
    try:
        tokens = tokenize(text, scope.vocabulary.words)
    except Unreadable:
        return False
    words = {t.text for t in tokens if t.kind == "word"}
    if not words & _INDEPENDENT or not all(w in _SAMPLED or is_plain(w) for w in words):
        return False
    if any(t.kind == "op" and t.text in RELATIONS - {"="} for t in tokens):
        return False
    if any(t.kind in ("name", "fn") and after.text == "(" for t, after in pairwise(tokens)):
        return False  # N(μ, σ²): a law
    if any(t.text == "=" and after.text != "\\{" for t, after in pairwise(tokens)):
        return False
    spoken = {t.text for t in tokens if t.kind in ("name", "accent")}
    worlds = (scope.world, *scope.world.variants)
    return any(
        letter.reach and letter.kind == "variable" and {name, *w.other_names(name)} & spoken
        for w in worlds
        for name, letter in w.letters.items()
    )

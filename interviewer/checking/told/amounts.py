"""How many of what a letter counts, told in words: the 10 of `each round has 10 tosses` where m counts the tosses."""

from __future__ import annotations

import re
from functools import cache

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Rel, Sym, num

MOST_CHARACTERS = 400
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twenty": 20, "hundred": 100}


def with_told_amounts(scope: Scope, text: str) -> Scope:
    """The scope after what a text tells of the letters that count something the problem names."""
    for name, things in scope.world.counting.items():
        found = {_number(m["number"]) for m in _phrase(things).finditer(text[:MOST_CHARACTERS])}
        told = Rel(("=",), (Sym(name), num(found.pop()))) if len(found) == 1 else None
        if told is not None and told not in scope.conditions:
            scope = scope.with_condition(told)
    return scope


@cache
def _phrase(things: tuple[str, ...]) -> re.Pattern[str]:
    """A number and what it is of, `10 independent tosses`."""
    return re.compile(
        rf"(?<![\w.,])(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})[\s-](?:(?:coin|independent|further)\s+)?"
        rf"(?:{'|'.join(map(re.escape, things))})(?:s|es)?\b",
        re.I,
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]

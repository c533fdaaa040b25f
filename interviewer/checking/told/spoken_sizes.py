"""Sizes that words tell: `with one feature`, `for a single sample`, `in two dimensions`, `a mixture of two components`.

What a problem's sizes count, its catalogue entry says under `sized`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes

MOST_CHARACTERS = 400
_NUMBERS = {"a single": 1, "only one": 1, "just one": 1, "one": 1, "single": 1, "two": 2, "three": 3, "2": 2, "3": 3}
_ALONE = frozenset(["component", "cluster", "class", "gaussian", "mixture"])  # may be counted wherever they stand


def with_spoken_sizes(scope: Scope, text: str) -> Scope:
    """The problem at the sizes that the words of a line tell."""
    sizes: dict[str, int] = {}
    worlds = (scope.world, *scope.world.variants)
    for match in _told(scope, text):
        name = next((n for n in _counting(scope, match["noun"]) if any(n in w.sizes for w in worlds)), None)
        number = _NUMBERS[_folded(match["number"])]
        if name is not None and name not in scope.world.size_values and (name != "n" or _are_all(match, number)):
            sizes[name] = number
    return at_sizes(scope, sizes) if sizes else scope


def _are_all(match: re.Match[str], number: int) -> bool:
    """Whether the samples spoken of are all there are: one alone, or several that are numbered, `two points x_1 and x_2`."""
    numbered = all(re.search(rf"(?:_\{{?{k}\b|{'₀₁₂₃'[k]})", match.string[match.end() :]) for k in range(1, number + 1))
    return number == 1 or (numbered and _folded(match["opening"]).strip() not in ("for", "of", "in", "and"))


def size_words(scope: Scope, text: str) -> frozenset[str]:
    """The words of a line that tell sizes which this reading of the problem has."""
    fixed = scope.world.size_values.keys() & {*scope.world.sizes}
    heard = [m[0] for m in _told(scope, text) if fixed.intersection(_counting(scope, m["noun"]))]
    return frozenset(w for phrase in heard for w in re.findall("[a-z]+", phrase.casefold()))


def _counting(scope: Scope, noun: str) -> list[str]:
    """The sizes that count what the noun names, in the problem's order."""
    return [size for size, nouns in scope.world.vocabulary.sized if _folded(noun) in nouns]


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())


def _told(scope: Scope, text: str) -> Iterator[re.Match[str]]:
    counted = frozenset(noun for _, nouns in scope.world.vocabulary.sized for noun in nouns)
    for pattern in _phrases(counted) if counted else ():
        yield from pattern.finditer(text[:MOST_CHARACTERS])


@cache
def _phrases(counted: frozenset[str]) -> list[re.Pattern[str]]:
    """A number of what may be counted: after a word that opens such a phrase, or of what needs none."""
    opened = re.compile(
        r"(?P<opening>(?:^|[,;:]|\b(?:with|for|in|only|have|has|is|just|given|assume|suppose|consider|take|and|of))\s*)"
        rf"\b(?P<number>{_any_of(_NUMBERS)})[\s-]"
        r"(?:(?:scalar|real|training|data|input|latent|centred|centered)\s+(?=\w))?"
        rf"(?P<noun>{_any_of(counted)})(?:s|es)?\b"
        r"(?!\s+(?:at\s+a\s+time|of\b|per\b|(?:(?:in|as|for|to|is)\s+)?(?:a|each|every|its)\s+(?:own\s+)?(?:row|column)\b))",
        re.I,
    )
    alone = counted & _ALONE
    bare = re.compile(rf"\b(?P<number>two|three|2|3)[ -](?P<noun>{_any_of(alone)})(?:s|es)?\b", re.I)
    return [opened, bare] if alone else [opened]


def _any_of(phrases: Iterable[str]) -> str:
    """One of the phrases, the longest that fits."""
    return "|".join(sorted(phrases, key=len, reverse=True))

"""Sizes that words tell: `with one feature`, `for a single sample`, `in two dimensions`, `a mixture of two components`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes

MOST_CHARACTERS = 400
_NUMBERS = {"a single": 1, "only one": 1, "just one": 1, "one": 1, "single": 1, "two": 2, "three": 3, "2": 2, "3": 3}
_SIZES = {  # the letters that a problem may have for how many there are
    **dict.fromkeys(("feature", "dimension", "predictor", "covariate", "coordinate", "input"), ("d",)),
    **dict.fromkeys(("sample", "example", "observation", "data point", "datum", "training point"), ("n", "M")),
    **dict.fromkeys(("component", "cluster", "class", "gaussian", "mixture"), ("K",)),
}
_ALONE = frozenset(["component", "cluster", "class", "gaussian", "mixture"])  # may be counted wherever they stand
_PHRASE = re.compile(
    rf"(?P<opening>(?:^|[,;:]|\b(?:with|for|in|only|have|has|is|just|given|assume|suppose|consider|take|and|of))\s*)"
    rf"\b(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]"
    r"(?:(?:scalar|real|training|data|input|latent|centred|centered)\s+(?=\w))?"
    rf"(?P<noun>{'|'.join(sorted(_SIZES, key=len, reverse=True))})(?:s|es)?\b"
    r"(?!\s+(?:at\s+a\s+time|of\b|per\b|(?:(?:in|as|for|to|is)\s+)?(?:a|each|every|its)\s+(?:own\s+)?(?:row|column)\b))",
    re.I,
)
_COUNTED = re.compile(rf"\b(?P<number>two|three|2|3)[ -](?P<noun>{'|'.join(sorted(_ALONE))})(?:s|es)?\b", re.I)


def with_spoken_sizes(scope: Scope, text: str) -> Scope:
    """The problem at the sizes that the words of a line tell."""
    sizes: dict[str, int] = {}
    worlds = (scope.world, *scope.world.variants)
    for match in _told(text):
        names = _SIZES[re.sub(r"\s+", " ", match["noun"].casefold())]
        name = next((n for n in names if any(n in w.sizes for w in worlds)), None)
        number = _NUMBERS[re.sub(r"\s+", " ", match["number"].casefold())]
        if name is not None and name not in scope.world.size_values and (name != "n" or number == 1):
            sizes[name] = number
    return at_sizes(scope, sizes) if sizes else scope


def size_words(scope: Scope, text: str) -> frozenset[str]:
    """The words of a line that tell sizes which this reading of the problem has."""
    heard = [
        m[0]
        for m in _told(text)
        if any(
            n in scope.world.sizes and n in scope.world.size_values
            for n in _SIZES[re.sub(r"\s+", " ", m["noun"].casefold())]
        )
    ]
    return frozenset(w for phrase in heard for w in re.findall("[a-z]+", phrase.casefold()))


def _told(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_PHRASE, _COUNTED):
        yield from pattern.finditer(text[:MOST_CHARACTERS])

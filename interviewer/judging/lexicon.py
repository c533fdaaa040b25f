"""The words that people of the field write, how often, and side by side: those of the rubrics and of the labelled answers;
and the common English ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from interviewer.judging.slips import NEIGHBOUR, chance, within
from interviewer.judging.words import american, lists, stem

SEEN = 3  # labelled answers that have a word, from which it is one of the field though it is no common English
OFTEN = 8  # times as many that have another one which it may be a typo of
LEAST = 3  # letters of a word
STEM = 4  # letters before an ending or after a prefix
_PARTS = ("non", "un", "re", "pre", "sub", "over", "under", "multi", "pseudo", "anti", "semi", "auto", "hyper")
_ENDINGS = {
    "s": ("",), "es": ("",), "ies": ("y",), "d": ("",), "ed": ("",), "ied": ("y",), "ing": ("", "e"), "ly": ("", "le"), "er": ("", "e"),
    "est": ("", "e"), "ers": ("", "e"), "ness": ("",), "able": ("", "e"), "less": ("",), "ity": ("", "e"), "ation": ("e",), "ations": ("e",),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether a lower-case word is nobody's typo."""
    bare = re.sub(r"'(?:s|re|m|ll|ve|d)$", "", word)
    return _is_word(bare) or any(
        bare.startswith(p) and len(bare) > len(p) + STEM and _is_word(bare[len(p) :]) for p in _PARTS
    )


def _is_word(word: str) -> bool:
    return _is_listed(word) or any(_is_listed(base) for base in _bases(word)) or word in _of_the_field()


def _is_listed(word: str) -> bool:
    return word in _written() or word in _english() or word in _beginnings()


def _bases(word: str) -> Iterator[str]:
    """What a word may be a form of."""
    for ending, others in _ENDINGS.items():
        base = word.removesuffix(ending)
        if len(base) < len(word) and len(base) >= STEM:
            yield from (base + other for other in others)
            if base[-1] == base[-2] and "" in others:
                yield base[:-1]  # "flipped"


def stem_of(word: str) -> str:
    return stem(american(word))


@cache
def _english() -> frozenset[str]:
    text = (resources.files("interviewer.judging") / "english.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _written() -> frozenset[str]:
    """The words of the judge's lists and of the rubrics."""
    listed = (word for words in lists().values() if isinstance(words, frozenset) for word in words)
    known = frozenset(listed).union(*(_WORD.findall(re.sub(r"\w+\*", " ", text)) for text in _rubrics()))
    return known | {american(word) for word in known}


@cache
def _beginnings() -> frozenset[str]:
    """What the rubrics have the beginnings of words by."""
    return frozenset(begin for text in _rubrics() for begin in re.findall(r"(\w+)\*", text))


@cache
def _rubrics() -> tuple[str, ...]:
    from rubrics import rubrics

    return tuple(rubric.model_dump_json().lower() for rubric in rubrics().values())


def _texts() -> Iterator[str]:
    """What people of the field write."""
    from rubrics import examples, rubrics

    for rubric in rubrics().values():
        for point in rubric.points:
            yield " . ".join(
                [point.answer, point.title, *point.questions, *point.deeper, *(c.text for c in point.claims)]
            )
            yield from (example.answer for example in examples(rubric.derivation, point.id))


@cache
def _spoken() -> tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """In how many texts a word stands, how often, and how often beside another."""
    texts, words, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for text in _texts():
        said = [word.replace("’", "'") for word in _WORD.findall(text.lower())]
        texts.update(frozenset(said))
        words.update(said)
        pairs.update(pairwise(said))
    return texts, words, pairs


@cache
def _of_the_field() -> frozenset[str]:
    """Words of the field that are no common English: seen often enough, and far less often a likelier word's typo."""
    texts = _spoken()[0]
    often = [word for word, count in texts.items() if count >= OFTEN * SEEN and _is_listed(word)]
    return frozenset(
        word
        for word, count in texts.items()
        if count >= SEEN
        and not any(
            texts[known] >= OFTEN * count
            and known[0] == word[0]
            and within(word, known, 1)
            and chance(word, known) >= NEIGHBOUR
            for known in often
        )
    )


@cache
def counts() -> Counter[str]:
    """How often a word is written that a typo may be mended to: one that is known, the rubrics' own once at least."""
    known = Counter({word: count for word, count in _spoken()[1].items() if is_known(word)})
    known.update(word for word in _written() if word.isascii() and len(word) >= LEAST)
    return known


@cache
def pairs() -> Counter[tuple[str, str]]:
    """How often a word is written before another."""
    return _spoken()[2]


@lru_cache(maxsize=20_000)
def is_strange(word: str) -> bool:
    """Whether a common English word is none that people of the field write."""
    return word in _english() and word not in _written() and not _spoken()[0][word]


@cache
def total() -> int:
    return counts().total()


@cache
def _alphabet() -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for word in sorted(counts()):
        if len(word) >= LEAST:
            found.setdefault((word[0], len(word)), []).append(word)
    return found


def near(letter: str, length: int, apart: int) -> list[str]:
    """The words with this first letter and about this length."""
    lengths = range(length - apart, length + apart + 1)
    return [word for n in lengths for word in _alphabet().get((letter, n), ())]

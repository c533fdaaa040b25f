"""Words as the judge compares them: stems, one spelling, one name for a symbol however it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

MIN_FUZZY = 6  # letters from which a typo is forgiven; shorter words are too alike
FUZZY = 86  # rapidfuzz ratio
PIVOT = 92  # the same for words that turn the sense of others: one letter too few or too many
_TOKEN = re.compile(r"\\?[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][a-z]+)?|\d+(?:\.\d+|/\d+)?|[<>]=|[-=]>|\|\||[^\W\d_]|[^\s\w]|_|\w")
_BRITISH = re.compile(r"is(e|ed|es|er|ing|ation|ations|able)$")
_CLITIC = re.compile(r"'(?:s|re|m|ll|ve|d)$")
_SILENT = frozenset("{}$^_\\*·⋅⊙'’`")


@dataclass(frozen=True, slots=True)
class Token:
    """`stem` compares, `word` is the lower-case word, `start`/`end` are places in the answer."""

    word: str
    stem: str
    start: int
    end: int


@cache
def lists() -> dict[str, Any]:
    """The word lists of `words.yaml`; a text of words becomes a frozen set."""
    import yaml

    data = yaml.safe_load((resources.files("interviewer.judging") / "words.yaml").read_text("utf-8"))
    return {name: frozenset(value.split()) if isinstance(value, str) else value for name, value in data.items()}


def american(word: str) -> str:
    """A lower-case word in American spelling."""
    known = lists()
    if (
        len(word) > 4
        and _BRITISH.sub("ise", word) not in known["keep_s"]
        and not word.endswith(tuple(known["suffix_s"]))
    ):
        word = re.sub(r"yse(d|s)?$", r"yze\1", _BRITISH.sub(r"iz\1", word))
    return word.replace("colour", "color").replace("centre", "center").replace("behaviour", "behavior")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a lower-case word in American spelling is compared by: its stem, or that of the word that stands for it."""
    if not word.isalpha():
        return word
    bare = lists()["numbers"].get(word) or _kept_apart(word) or _stemmer().stemWord(word) or word
    return _heads().get(bare, bare)


def _kept_apart(word: str) -> str | None:
    return next((begin for begin in lists()["apart"] if word.startswith(begin)), None)


@cache
def _heads() -> dict[str, str]:
    from rubrics import thesaurus

    stemmed = [[_stemmer().stemWord(word) for word in words] for words in thesaurus()]
    return {word: words[0] for words in stemmed for word in words}


@cache
def _spelled() -> frozenset[str]:
    """The stems of the words in the rubrics' names, model answers, claims and questions: what people of the field write."""
    from rubrics import rubrics

    texts = (text for r in rubrics().values() for text in (r.derivation, *(t for p in r.points for t in _prose(p))))
    return frozenset(normal(word)[1] for text in texts for word in re.findall(r"[A-Za-z]{5,}", text))


def _prose(point: Any) -> list[str]:
    return [point.answer, point.title, *point.questions, *point.deeper, *(claim.text for claim in point.claims)]


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def normal(text: str) -> tuple[str, str]:
    """A token's text as (word, stem)."""
    symbols = lists()["symbols"]
    name = text.removeprefix("\\")
    if name in symbols:
        word = str(symbols[name])
    elif len(name) == 1 and not name.isascii():
        word = _plain(name)
        word = str(symbols.get(word, word))
    else:
        word = _plain(name)
    word = _pivot(american(_CLITIC.sub("", word.lower().replace("’", "'"))))
    return word, stem(word)


def _pivot(word: str) -> str:
    """A word on which the sense of others turns, its typos mended: "insted of", "not exacly"."""
    if len(word) < MIN_FUZZY or word in lists()["pivots"] or not word.isalpha():
        return word
    from rapidfuzz import fuzz

    near = (
        p for p in lists()["pivots"] if p[0] == word[0] and abs(len(p) - len(word)) < 2 and sorted(p) != sorted(word)
    )
    return next((p for p in near if fuzz.ratio(p, word) >= PIVOT), word)


def _plain(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)) or text
    return plain.replace("\N{FRACTION SLASH}", "/")


def tokens(text: str, start: int = 0, meant: Mapping[int, str] | None = None) -> tuple[Token, ...]:
    """The tokens of a text; `meant` are words at the places of typos. Marks that only lay a formula out are left out, and hyphens inside
    compound words; "non linear" and "non-linear" are "nonlinear"."""
    out: list[Token] = []
    meant = meant or {}
    found = [m for m in _TOKEN.finditer(text) if m.group() not in _SILENT]
    for k, m in enumerate(found):
        piece = m.group()
        if piece in "-‐‑" and _joins(found, k):
            continue
        word, stemmed = normal(meant.get(m.start(), piece))
        if out and out[-1].word == "non" and word.isalpha():
            before = out.pop()
            out.append(Token("non" + word, "non" + stemmed, before.start, start + m.end()))
            continue
        out.append(Token(word, stemmed, start + m.start(), start + m.end()))
    return tuple(out)


def _joins(found: list[re.Match[str]], k: int) -> bool:
    """Whether a hyphen stands inside a compound word: between letters, one of them more than a symbol."""
    if not 0 < k < len(found) - 1:
        return False
    before, at, after = found[k - 1], found[k], found[k + 1]
    if before.end() != at.start() or at.end() != after.start():
        return False
    left, right = before.group(), after.group()
    return left[0].isalpha() and right[0].isalpha() and max(len(left), len(right)) > 1 and left.isascii()


@lru_cache(maxsize=200_000)
def alike(word: str, wanted: str) -> bool:
    """Whether two stems are the same but for a typo. A word that the rubrics use is none: "divergence" is not "diverges"."""
    if word == wanted:
        return True
    if len(wanted) == MIN_FUZZY - 1:
        return _slipped(word, wanted) and word not in _spelled()
    if len(wanted) < MIN_FUZZY or len(word) < MIN_FUZZY - 1 or word[0] != wanted[0] or abs(len(word) - len(wanted)) > 2:
        return False
    from rapidfuzz import fuzz

    if word in _spelled():
        return False
    return fuzz.ratio(word, wanted) >= FUZZY or _slipped(word, wanted)


def _slipped(word: str, wanted: str) -> bool:
    """Whether a short word has one letter too many or two letters changed about: "priror", "inupt"."""
    if word[0] != wanted[0]:
        return False
    if len(word) == len(wanted) + 1:
        return any(word[:k] + word[k + 1 :] == wanted for k in range(1, len(word) - 1))
    swapped = [k for k in range(len(word)) if len(word) == len(wanted) and word[k] != wanted[k]]
    return len(swapped) == 2 and word[swapped[0]] == wanted[swapped[1]] and word[swapped[1]] == wanted[swapped[0]]

"""Does a sentence say what a pattern asks? Groups of synonyms, compared by stems, with a typo forgiven in long words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.judging.text import Sentence, negated, normal_word, tokens

MIN_FUZZY = 6  # letters from which a typo is forgiven; shorter words are too alike
FUZZY = 86  # rapidfuzz ratio
_NEGATIVE = frozenset(["not", "no", "never", "without", "cannot", "isn't", "doesn't", "don't", "can't"])


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found: the sentence and whether a negation stands before it."""

    sentence: Sentence
    negated: bool


@lru_cache(maxsize=8_000)
def compile_group(group: str) -> tuple[tuple[str, ...], ...]:
    """The synonyms of a group as tuples of stems."""
    return tuple(stems for part in _split(group) if (stems := tuple(t.stem for t in tokens(part))))


def _split(group: str) -> list[str]:
    """Synonyms stand between slashes; a slash between digits is a fraction."""
    out, current = [], ""
    for k, c in enumerate(group):
        fraction = c == "/" and 0 < k < len(group) - 1 and group[k - 1].isdigit() and group[k + 1].isdigit()
        if c == "/" and not fraction:
            out.append(current)
            current = ""
        else:
            current += c
    return [p for p in (*out, current) if p.strip()]


def _same(word: str, stem: str) -> bool:
    if word == stem:
        return True
    if len(stem) < MIN_FUZZY or len(word) < MIN_FUZZY - 1 or word[0] != stem[0] or abs(len(word) - len(stem)) > 2:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(word, stem) >= FUZZY


def find_group(sentence: Sentence, group: str) -> int | None:
    """The place of the first synonym in the sentence."""
    stems = [t.stem for t in sentence.tokens]
    for wanted in compile_group(group):
        for k in range(len(stems) - len(wanted) + 1):
            if all(_same(stems[k + j], w) for j, w in enumerate(wanted)):
                return k
    return None


def find(pattern: Sequence[str], found: Sequence[Sentence], share: float = 1.0) -> Match | None:
    """The first sentence (or pair of neighbours) in which enough of the groups occur."""
    needed = max(1, -(-len(pattern) * int(share * 100) // 100)) if share < 1 else len(pattern)
    for k, sentence in enumerate(found):
        places = [find_group(sentence, group) for group in pattern]
        hits = [p for p in places if p is not None]
        if len(hits) >= needed:
            negative_pattern = any(w in _NEGATIVE for group in pattern for w in group.lower().split())
            return Match(sentence, not negative_pattern and negated(sentence, min(hits)))
        if hits and k + 1 < len(found) and len(pattern) > 1:
            after = found[k + 1]
            rest = [find_group(after, group) for group, p in zip(pattern, places, strict=True) if p is None]
            more = [p for p in rest if p is not None]
            if len(hits) + len(more) >= needed and more:
                return Match(sentence, negated(sentence, min(hits)) or negated(after, min(more)))
    return None


__all__ = ["Match", "find", "normal_word"]

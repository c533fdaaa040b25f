"""A row of keywords in an ordinary sentence: "The key things are prior, likelihood, evidence, posterior, Bayes, of course."

Such a sentence says what belongs to the matter and nothing of how. Before the row stands what would open any other, a word that names a
topic and none of the matter. "Remedies are ReLU, clipping, …" names none, and says something of each.
"""

from __future__ import annotations

import re

from interviewer.judging.echo import Asked
from interviewer.judging.groups import compile_group
from interviewer.judging.protocol import Question
from interviewer.judging.words import lists, normal

ROW = 5  # terms that make a row
LONGEST = 5  # words of a bare term
FRAME = 2  # words that open a row
SYMBOL = 3  # letters from which it is none

_SEPARATOR = re.compile(r"[,;:|•·–—]|\band\b|\bor\b", re.IGNORECASE)
_RELATION = re.compile(r"[=≈≤≥<>→⇒∝]|\\[a-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")


def only_lists(question: Question, sentence: str) -> bool:
    """Whether a sentence does nothing but name terms, as one that speaks of a topic."""
    if _RELATION.search(sentence) or len(_SEPARATOR.findall(sentence)) < ROW - 1:
        return False
    frame, row = _parts(sentence, _vocabulary(question))
    terms = [words for part in _SEPARATOR.split(row) if (words := _words(part))]
    return _names(frame) and len(terms) >= ROW and all(_is_bare(words) for words in terms)


def _words(text: str) -> list[str]:
    return [m.group().lower().replace("’", "'") for m in _WORD.finditer(text)]


def _vocabulary(question: Question) -> frozenset[str]:
    """The stems of what the claims of a point speak of, but for what is asked."""
    asked = Asked(f"{question.question} {question.point.title}")
    groups = (
        g if isinstance(g, str) else next(iter(g.values()))
        for c in question.point.claims
        for pattern in c.says
        for g in pattern
    )
    stems = frozenset(stem.rstrip("*") for group in groups for _, phrase in compile_group(group) for stem in phrase)
    return frozenset(stem for stem in stems if stem not in asked)


def _parts(sentence: str, vocabulary: frozenset[str]) -> tuple[list[str], str]:
    """The words that open a row, and the row without those that close it."""
    found = list(_WORD.finditer(sentence))
    words = [m.group().lower().replace("’", "'") for m in found]
    general = [_is_general(word) for word in words]
    if all(general):
        return [], ""
    last = max(k for k, is_so in enumerate(general) if not is_so)
    head = _SEPARATOR.search(sentence)
    opening = [k for k, m in enumerate(found) if head is None or m.start() < head.start()]
    told = next((k for k in opening if _is_told(words[k], vocabulary)), None)
    if told is None:  # a term that the claims do not have ends the head, after the last word that joins
        told = max((k + 1 for k in opening if general[k]), default=0)
    first = max(told, general.index(False))
    return words[:first], sentence[found[first].start() : found[last].end()] if first <= last else ""


def _is_general(word: str) -> bool:
    """Whether a word may stand before or after any row."""
    known = lists()
    return any(word in known[name] for name in ("framing", "function", "prepositions", "fillers"))


def _is_told(word: str, vocabulary: frozenset[str]) -> bool:
    """Whether a word is one of the matter."""
    return not _is_general(word) and (normal(word)[1] in vocabulary or len(word) < SYMBOL)


def _names(frame: list[str]) -> bool:
    """Whether words lead to terms as those of a topic."""
    known = lists()
    return len([word for word in frame if word not in known["articles"]]) >= FRAME and not known["framing"].isdisjoint(
        frame
    )


def _is_bare(words: list[str]) -> bool:
    """Whether a part names something and states nothing."""
    known = lists()
    states = known["function"] - known["modifiers"] - known["prepositions"] - {"than", "mean", "any", "some", "every"}
    return len(words) <= LONGEST and states.isdisjoint(words)

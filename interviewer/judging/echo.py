"""What an answer only gives back to the one who asked: a claim in the question's own words is no evidence for it."""

from __future__ import annotations

from collections.abc import Iterator, Set

from interviewer.judging import patterns
from interviewer.judging.doc import Doc
from interviewer.judging.patterns import Match
from interviewer.judging.protocol import Level, Question
from interviewer.judging.words import lists, tokens
from rubrics import Point

RESTATED = 0.4  # share of an answer's words that the question has, from which it restates it
FEW = 6  # words; a short answer may share many of them


def highest(question: Question, doc: Doc, by_formula: Set[str]) -> Level:
    """The most that an answer can earn: as many claims in words of its own, or by a formula that holds, as a full answer
    takes; none, when it says little else than the question."""
    asked = _words(question.question)
    ways = [(name, matches) for name, matches in _ways(question.point, doc) if name not in by_formula]
    fresh = len(by_formula) + sum(_is_fresh(matches, doc, asked) for _, matches in ways)
    if fresh >= question.point.full or not ways:
        return "full"
    said = [t.stem for t in doc.tokens if _tells(t.word)]
    restated = len(said) >= FEW and sum(stem in asked for stem in said) >= RESTATED * len(said)
    return "none" if not fresh and restated else "partial"


def _ways(point: Point, doc: Doc) -> Iterator[tuple[str, list[Match]]]:
    for claim in point.claims:
        found = [patterns.find(pattern, doc, point.subjects, claim.share) for pattern in claim.says]
        if matches := [match for match in found if match is not None]:
            yield claim.id, matches


def _is_fresh(matches: list[Match], doc: Doc, asked: frozenset[str]) -> bool:
    """Whether one of the ways to say a claim has a word that the question has not."""
    return any(
        _tells(doc.tokens[k].word) and doc.tokens[k].stem not in asked
        for match in matches
        for first, last in match.places
        for k in range(first, last + 1)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(text) if t.word.isalnum())


def _tells(word: str) -> bool:
    known = lists()
    return word.isalnum() and word not in known["function"] | known["prepositions"] | known["fillers"]

"""What an answer only gives back to the one who asked: a claim in the words of the question, or of the name of what it asks
about, is no evidence for it. "Batch norm normalises the batch" says its name once more, in another form of the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from interviewer.judging import patterns
from interviewer.judging.counting import worth
from interviewer.judging.doc import Doc, is_negator
from interviewer.judging.patterns import Match
from interviewer.judging.protocol import Level, Question
from interviewer.judging.words import lists, tokens
from rubrics import Point

RESTATED = 0.4  # share of an answer's words that the question has, from which it restates it
NAMED = 0.5  # or the question and the name of what it asks about: a reason has to speak of its matter
ROOT = 5  # letters from which two words are forms of one
FEW = 6  # words; a short answer may share many of them


def highest(question: Question, doc: Doc, by_formula: Set[str]) -> Level:
    """The most that an answer can earn: as many claims in words of its own, or by a formula that holds, as a full answer
    takes; none, when it says little else than the question and the name of what it asks about."""
    ways = [(name, matches) for name, matches in _ways(question.point, doc) if name not in by_formula]
    if not ways:
        return "full"
    asked, named = Asked(question.question), Asked(f"{question.question} {question.point.title}")
    said = [t.stem for t in doc.tokens if _tells(t.word)]
    restated = len(said) >= FEW and (
        sum(stem in asked for stem in said) >= RESTATED * len(said)
        or sum(stem in named for stem in said) >= NAMED * len(said)
    )
    chosen = any(t.word == "which" for t in tokens(question.question))  # who chooses says it in the words of the choice
    if restated and not chosen and not by_formula and not any(_is_fresh(matches, doc, named) for _, matches in ways):
        return "none"
    fresh = {*by_formula, *(name for name, matches in ways if _is_fresh(matches, doc, asked))}
    return "full" if worth(question.point, fresh) >= question.point.full else "partial"


def _ways(point: Point, doc: Doc) -> Iterator[tuple[str, list[Match]]]:
    for claim in point.claims:
        found = [patterns.find(pattern, doc, point.subjects, claim.share) for pattern in claim.says]
        if matches := [match for match in found if match is not None]:
            yield claim.id, matches


def _is_fresh(matches: list[Match], doc: Doc, asked: Asked) -> bool:
    """Whether one of the ways to say a claim has a word that the question has not."""
    return any(
        _tells(doc.tokens[k].word) and doc.tokens[k].stem not in asked
        for match in matches
        for first, last in match.places
        for k in range(first, last + 1)
    )


class Asked:
    """The words of a question; another form of one of them is one too: "guided" for "guidance", "asymmetric" for "symmetry"."""

    def __init__(self, text: str) -> None:
        self.stems = frozenset(t.stem for t in tokens(text) if t.word.isalnum())
        self.roots = tuple(stem[:ROOT] for stem in self.stems if len(stem) >= ROOT)

    def __contains__(self, stem: str) -> bool:
        known = stem in self.stems or (len(stem) >= ROOT and any(root in stem for root in self.roots))
        return known or (len(stem) >= ROOT - 1 and any(asked.startswith(stem) for asked in self.stems))


def _tells(word: str) -> bool:
    known = lists()
    silent = known["function"] | known["prepositions"] | known["fillers"] | known["comparisons"]
    return word.isalnum() and not is_negator(word) and word not in silent

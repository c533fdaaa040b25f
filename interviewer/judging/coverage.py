"""What of an answer is accounted for: which of its assertions the claims of the point were found in.

Silence is evidence only where everything was understood. An assertion that no claim was found in may be a claim in words
that the rubric does not know, or a remark beside it, so nothing can be said of what such an answer leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from interviewer.judging import guards, patterns
from interviewer.judging.doc import Doc, read
from interviewer.judging.words import Token, lists
from rubrics import Claim, Point

SUBSTANCE = 4  # telling words that make a statement of an assertion
REMARKS = 4  # sentences from which an answer can be a row of remarks
STRAY = 0.4  # share of its sentences that nothing ties to the ones before


def unread(point: Point, doc: Doc) -> list[int]:
    """The assertions that state something in which no claim of the point was found."""
    claimed = {doc.assertion[k] for k in _claimed(point, doc)}
    telling = Counter(a for token, a in zip(doc.tokens, doc.assertion, strict=True) if is_telling(token.word))
    return [a for a, count in telling.items() if count >= SUBSTANCE and a not in claimed]


def is_loose(point: Point, doc: Doc) -> bool:
    """Whether an answer is a row of remarks: sentences of which most have neither a claim of the point nor a word that ties
    them to what was said before."""
    sentences: dict[int, list[Token]] = {}
    for token, sentence in zip(doc.tokens, doc.sentence, strict=True):
        sentences.setdefault(sentence, []).append(token)
    claimed = {doc.sentence[k] for k in _claimed(point, doc)}
    said: set[str] = set()
    stray = 0
    for tokens in sentences.values():
        stems = {t.stem for t in tokens if is_telling(t.word)}
        tied = not said.isdisjoint(stems) or any(t.word in lists()["ties"] for t in tokens)
        stray += bool(said) and not tied
        said |= stems
    return len(sentences) >= REMARKS and stray >= STRAY * (len(sentences) - 1) and len(claimed) < len(sentences) / 2


def _claimed(point: Point, doc: Doc) -> Iterator[int]:
    """The tokens that say a claim, in any of the ways there are."""
    for claim in point.claims:
        for pattern in claim.says:
            match = patterns.find(pattern, doc, point.subjects, claim.share)
            if match is not None:
                yield from (k for first, last in match.places for k in range(first, last + 1))


def is_telling(word: str) -> bool:
    """Whether a word has a meaning of its own: no symbol, and none that only joins others."""
    known = lists()
    return word.isalpha() and len(word) > 2 and word not in known["function"] | known["prepositions"] | known["fillers"]


def touches(claim: Claim, quote: str) -> bool:
    """Whether a quote has to do with a claim: it mentions an idea of one of the ways to say it."""
    doc = read(guards.harmless(quote))
    ideas = {g if isinstance(g, str) else next(iter(g.values())) for pattern in claim.says for g in pattern}
    return not ideas or any(patterns.mentions(doc, idea) for idea in ideas)

"""What does an interviewer ask about, in words of his own?

A rubric knows a point by its title, its questions, its model answer and its claims, a derivation a key step by the questions for
its motivation. A question belongs to that of them which has most of its telling words, each weighed by how few topics have
it. The answer bears witness too: whose claims it meets has probably been asked for them. Nobody is taken at a word: what
fits a topic of another derivation better, what is a request to write the next step, and what hardly fits anything is no
question of a topic. Nor is a question between two points: "best" must mean better by a margin.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from interviewer.judging.words import lists, tokens

if TYPE_CHECKING:
    from derivations import Derivation
    from rubrics import Point

ANSWER = 0.4  # weight of a word of a model answer or a claim; one of a title or a question has 1
METHOD = 0.6  # of a word of the problem and its hints, beside those of its opening
COMMON = 0.2  # what a word that all topics of a derivation have still tells of them
LEAST = 2.0  # weight of the words that fit, from which a question has to do with a topic
ENOUGH = 2.5  # with what sets the topic apart, and with what the answer meets
SHARE = 0.3  # of the weight of all its words that have to fit
MARGIN = 0.3  # by which a point is better than the next
WORDS = 2  # that fit, where none of them is in a topic's title
WORDS_OF_A_STATEMENT = 3  # of "let us leave it there", which asks for nothing
TASK = 2.0
FOREIGN = 1.2  # times as well that a question fits a topic of another derivation
MET = 1.5  # what a claim that the answer meets weighs, up to two of them
MOST_MET = 2
WORDING = 3  # words; "Why?" is no topic's own question

Kind = Literal["point", "why", "task"]
Vocabulary = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Topic:
    """What was asked: a point of the rubric, the motivation ("why") of a key step, or a step of the derivation ("task")."""

    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class _Fit:
    score: float
    share: float
    weight: float
    words: int
    met: int


def recognise(
    derivation: Derivation,
    points: Sequence[Point],
    question: str,
    answer: str = "",
    *,
    is_step: bool = False,
    is_opening: bool = False,
) -> Topic | None:
    """The topic of a question, or None. `is_step` says that nothing but formulas was answered: then only a topic's own words
    make a question of it. `is_opening`: before it nothing was said, so that it may pose the whole derivation."""
    named = _verbatim(derivation, points, question)
    said = _telling(question)
    whole = sum(map(_rarity, said))
    if named is not None or is_step or not whole:
        return named if named is None or named.kind != "task" else None
    topics = _topics(derivation, points)
    met = {} if is_opening else _met(points, answer)
    fits = {
        topic: _fit(said, whole, words, topics.values(), met.get(topic.about, 0)) for topic, words in topics.items()
    }
    best, *others = sorted(fits, key=lambda topic: -fits[topic].score)
    if best.kind == "task":
        ahead = fits[best].score - fits[others[0]].score
        best = others.pop(0)
        if is_opening or (ahead > TASK and not fits[best].met):
            return None
    rival = next((topic for topic in others if topic.kind == "point"), None)
    close = rival is not None and fits[best].score - fits[rival].score < MARGIN
    if close and best.kind == "why" and rival is not None and fits[rival].score >= ENOUGH:
        best, close = rival, False  # of a motivation and a point of one matter the point is asked
    fit = fits[best]
    enough = fit.score >= ENOUGH and fit.share >= SHARE and fit.weight >= LEAST
    put = "?" in question or not lists()["asking"].isdisjoint(t.word for t in tokens(question))
    needed = WORDS if put else WORDS_OF_A_STATEMENT
    enough = enough and (fit.words >= needed or (put and not said.isdisjoint(_called(derivation, points, best))))
    if not enough or (close and best.kind == "point") or (best.kind == "why" and not _asks(question)):
        return None
    return None if _elsewhere(derivation.id, said) > FOREIGN * fit.weight else best


def _called(derivation: Derivation, points: Sequence[Point], topic: Topic) -> frozenset[str]:
    """The words that a topic is called by. One of any others alone, the "case" of an extreme case, names no topic."""
    if topic.kind == "why":
        return _telling(derivation.milestone(topic.about).title)
    return next(_telling(f"{p.title} {p.id.replace('-', ' ')}") for p in points if p.id == topic.about)


def _verbatim(derivation: Derivation, points: Sequence[Point], question: str) -> Topic | None:
    """The topic that has a question in these very words."""
    said = _plain(question)
    wordings = [(Topic("point", p.id), w) for p in points for w in (*p.questions, *p.deeper, *p.simpler)]
    wordings += [(Topic("why", m.id), w) for m in derivation.milestones for w in m.why]
    wordings += [(Topic("task", derivation.id), w) for w in derivation.opening]
    plain = ((_plain(wording), topic) for topic, wording in wordings)
    put = [(len(words), topic) for words, topic in plain if words in said and len(words.split()) >= WORDING]
    return max(put, key=lambda found: found[0])[1] if put else None


def _plain(text: str) -> str:
    return f" {' '.join(t.word for t in tokens(text) if t.word.isalnum())} "


def _fit(said: frozenset[str], whole: float, words: Vocabulary, others: Iterable[Vocabulary], met: int) -> _Fit:
    others = list(others)
    weight = sum(_rarity(stem) * words.get(stem, 0.0) for stem in said)
    apart = sum(_apart(stem, others) * words.get(stem, 0.0) for stem in said)
    witness = MET * met if weight >= LEAST else 0.0  # an answer alone asks for nothing
    return _Fit(weight / 2 + apart + witness, weight / whole, weight, sum(stem in words for stem in said), met)


def _apart(stem: str, topics: Sequence[Vocabulary]) -> float:
    """How well a word tells the topics of one derivation apart."""
    return math.log((len(topics) + 1) / (sum(stem in words for words in topics) + 1)) + COMMON


def _met(points: Sequence[Point], answer: str) -> dict[str, int]:
    """How many claims of each point an answer meets."""
    from interviewer.judging import builtin
    from interviewer.judging.doc import read

    doc = read(answer)
    return {point.id: min(MOST_MET, len(builtin.claims_met(point, doc))) for point in points}


def _asks(question: str) -> bool:
    """Whether a text asks for a reason or a meaning, and not only for a formula."""
    known = lists()
    return not (known["asking"] - known["requesting"]).isdisjoint(t.word for t in tokens(question))


def _telling(text: str) -> frozenset[str]:
    """The stems of the words that name a matter: none that join others, ask, or speak of the conversation."""
    known = lists()
    silent = known["function"] | known["prepositions"] | known["asking"] | known["fillers"] | known["conversation"]
    return frozenset(t.stem for t in tokens(text) if t.word.isalnum() and t.word not in silent)


def _topics(derivation: Derivation, points: Iterable[Point]) -> dict[Topic, Vocabulary]:
    """The words of each topic of a derivation, and of the derivation itself: what a request for a step is made of."""
    found = {Topic("point", p.id): _words([(1.0, _asked_with(p)), (ANSWER, _answered_with(p))]) for p in points}
    for m in derivation.milestones:
        found[Topic("why", m.id)] = _words([(1.0, (m.title, *m.why)), (ANSWER, (m.motivation, *m.motivation_claims))])
    method = (
        derivation.statement,
        derivation.approach,
        *(t for m in derivation.milestones for t in (m.title, *m.hints)),
    )
    found[Topic("task", derivation.id)] = _words([(1.0, derivation.opening), (METHOD, method)])
    return found


def _asked_with(point: Point) -> tuple[str, ...]:
    about = (ask.about.translate(_SIGNS) for ask in point.asks)
    return (point.title, point.id.replace("-", " "), *point.questions, *point.deeper, *point.simpler, *about)


def _answered_with(point: Point) -> tuple[str, ...]:
    return (point.answer, *(claim.text for claim in point.claims))


_SIGNS = str.maketrans(dict.fromkeys("!@=*/~", " "))


def _words(fields: Iterable[tuple[float, Iterable[str]]]) -> Vocabulary:
    weights: dict[str, float] = {}
    for weight, texts in fields:
        for stem in frozenset().union(*map(_telling, texts)):
            weights[stem] = max(weight, weights.get(stem, 0.0))
    return weights


@lru_cache(maxsize=1)
def _everywhere() -> dict[str, list[Vocabulary]]:
    """The topics of all derivations of the catalogue."""
    from derivations import catalogue
    from rubrics import rubrics

    known = rubrics()
    return {
        name: list(_topics(derivation, known[name].points if name in known else ()).values())
        for name, derivation in catalogue().items()
    }


@lru_cache(maxsize=1)
def _counts() -> tuple[int, Counter[str]]:
    topics = [words for found in _everywhere().values() for words in found]
    return len(topics), Counter(stem for words in topics for stem in words)


def _rarity(stem: str) -> float:
    """How much a word tells: the fewer topics have it, the more."""
    count, having = _counts()
    return math.log((count + 1) / (having[stem] + 1))


def _elsewhere(derivation: str, said: frozenset[str]) -> float:
    """How well a question fits the best topic of another derivation."""
    return max(
        (
            sum(_rarity(stem) * words.get(stem, 0.0) for stem in said)
            for name, found in _everywhere().items()
            if name != derivation
            for words in found
        ),
        default=0.0,
    )

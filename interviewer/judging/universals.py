"""Does an answer make of what hinges on something a thing that is so whatever that is?

"Equality doesn't depend on q", "every Gram matrix has an inverse", "all of them": the words of a claim stand in such a
sentence, and it says the opposite. A rubric names what hinges on what (`hinges`); who denies the dependence, says that it is
so without that all the same, or of each of those of which only some have it (`some`), or always what is so at times
(`at_times`), is mistaken. `turns` names what is made of what, and by what: "Bayes' rule turns the posterior into the
likelihood" has it the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.judging.doc import Doc, read
from interviewer.judging.patterns import Place, mentions
from interviewer.judging.protocol import Question
from interviewer.judging.words import lists
from rubrics import Hinge, Turn

OBJECT = 4  # words from a denial of dependence to what something is said not to depend on
NEXT = 3  # words from "each" to what it is said of, and from "always" to what is so
WITHIN = 12  # words from what each is said of to what is so of it
TURNED = 8  # words from a verb of turning to its "into"
TARGET = 4  # words from "into" to what comes of it
_WHICH = re.compile(r"\bwh(?:ich|at|en|ose)\b", re.IGNORECASE)


def whatever(question: Question, doc: Doc) -> Iterator[Place]:
    """The places where an answer denies that something hinges on what it does, or turns a making round."""
    for hinge in question.point.hinges:
        apart = {doc.sentence[p[0]] for p in mentions(doc, hinge.unless)} if hinge.unless else set()
        found = [*_undepending(doc, hinge), *_all_the_same(doc, hinge)]
        found += _each(doc, hinge) if hinge.some else []
        found += _always(doc, hinge) if hinge.at_times else []
        yield from (place for place in found if doc.sentence[place[0]] not in apart)
        yield from _replied(question.question, doc, hinge) if hinge.some else ()
    for turn in question.point.turns:
        yield from _turned(doc, turn)


def _undepending(doc: Doc, hinge: Hinge) -> Iterator[Place]:
    """ "Equality doesn't depend on q", "it is tight whatever q is"."""
    outcomes, causes = mentions(doc, hinge.of), mentions(doc, hinge.upon)
    denials = [(p, True) for p in mentions(doc, "@depend") if doc.negated(p[0])]
    denials += [(p, False) for p in mentions(doc, "@regardless/@whatever") if not doc.negated(p[0])]
    for denial, verb in denials:
        cause = _next(doc, denial, causes, OBJECT)
        if cause is None:
            continue
        if verb:  # its subject stands before it
            near = [o for o in outcomes if o[1] < denial[0] and doc.clause[o[0]] == doc.clause[denial[0]]]
        else:
            near = [
                o
                for o in outcomes
                if doc.sentence[o[0]] == doc.sentence[denial[0]] and not _overlap(o, cause) and not doc.negated(o[0])
            ]
        if near:
            yield min(near[-1][0], denial[0]), max(cause[1], near[-1][1])


def _all_the_same(doc: Doc, hinge: Hinge) -> Iterator[Place]:
    """ "Without the mask it would still be autoregressive"."""
    for lone in mentions(doc, "without"):
        cause = _next(doc, lone, mentions(doc, hinge.upon), NEXT)
        still = [p for p in mentions(doc, "@still") if doc.sentence[p[0]] == doc.sentence[lone[0]]]
        if cause is None or doc.negated(lone[0]):
            continue
        for outcome in mentions(doc, hinge.of):
            if any(0 < outcome[0] - p[1] <= OBJECT or 0 < p[0] - outcome[1] <= NEXT for p in still) and not (
                doc.negated(outcome[0]) or _overlap(outcome, cause)
            ):
                yield min(lone[0], outcome[0]), max(cause[1], outcome[1])


def _each(doc: Doc, hinge: Hinge) -> Iterator[Place]:
    """ "Each multiplier is strictly positive": nothing between narrows it down, and nothing after it, as in "each point on the
    margin"."""
    known, outcomes = lists(), mentions(doc, hinge.of)
    for k, cause in _each_of(doc, mentions(doc, hinge.upon)):
        after = [t.word for t in doc.tokens[cause[1] + 1 : cause[1] + 3]]
        if doc.negated(k) or doc.tokens[max(0, k - 1)].word in ("not", "without") or known["restricting"] & {*after}:
            continue
        for outcome in outcomes:
            if (
                doc.assertion[outcome[0]] == doc.assertion[k]
                and not _overlap(outcome, cause)
                and abs(doc.ordinal[outcome[0]] - doc.ordinal[k]) <= WITHIN
                and not doc.negated(outcome[0])
                and not doc.negated_after(outcome[1])
            ):
                yield min(k, outcome[0]), max(cause[1], outcome[1])
                break


def _each_of(doc: Doc, causes: list[Place]) -> Iterator[tuple[int, Place]]:
    """Where a word for each and all stands right before one of the things, no adjective between."""
    known = lists()
    for cause in causes:
        for k in range(cause[0] - 1, max(-1, cause[0] - 1 - NEXT), -1):
            if doc.tokens[k].word in known["universals"] and doc.clause[k] == doc.clause[cause[0]]:
                yield k, cause
                break
            if doc.tokens[k].word not in known["articles"] | {"of", "single", "one", "such"}:
                break


def _always(doc: Doc, hinge: Hinge) -> Iterator[Place]:
    """ "It always has an inverse", under no condition."""
    known = lists()
    conditional = {doc.sentence[k] for k, t in enumerate(doc.tokens) if t.word in known["conditions"]}
    for ever in mentions(doc, "@always"):
        first = ever[0]
        if doc.negated(first) or doc.sentence[first] in conditional:
            continue
        for outcome in mentions(doc, hinge.of):
            near = 0 < outcome[0] - ever[1] <= NEXT or 0 < first - outcome[1] <= NEXT
            if near and doc.clause[outcome[0]] == doc.clause[first] and not doc.negated(outcome[0]):
                yield min(first, outcome[0]), max(ever[1], outcome[1])


def _replied(question: str, doc: Doc, hinge: Hinge) -> Iterator[Place]:
    """ "All of them." to a question that asks which."""
    known = lists()
    words = [k for k, s in enumerate(doc.sentence) if s == 0 and doc.tokens[k].word.isalpha()]
    each = [k for k in words if doc.tokens[k].word in known["universals"]]
    if not each or not _WHICH.search(question) or not mentions(read(question), hinge.upon):
        return
    named = {k for first, last in mentions(doc, hinge.upon) for k in range(first, last + 1)}
    rest = {doc.tokens[k].word for k in words if k not in named and k not in each}
    if rest <= known["articles"] | known["bare_reply"]:
        yield words[0], words[-1]


def _turned(doc: Doc, turn: Turn) -> Iterator[Place]:
    """ "Bayes' rule turns this into the likelihood"."""
    makers = {doc.sentence[p[0]] for p in mentions(doc, turn.by)}
    rights, wrongs = mentions(doc, turn.into), mentions(doc, turn.source)
    for verb in mentions(doc, "@turn"):
        first = verb[0]
        if doc.sentence[first] not in makers or doc.negated(first):
            continue
        into = next(
            (
                k
                for k in range(first + 1, min(len(doc.tokens), first + 1 + TURNED))
                if doc.tokens[k].word == "into" and doc.sentence[k] == doc.sentence[first]
            ),
            None,
        )
        if into is not None:
            made = [(p, False) for p in wrongs] + [(p, True) for p in rights]
            near = min(((p, right) for p, right in made if 0 < p[0] - into <= TARGET), default=None)
            if near is not None and not near[1] and doc.sentence[near[0][0]] == doc.sentence[first]:
                yield first, near[0][1]


def _next(doc: Doc, place: Place, things: list[Place], reach: int) -> Place | None:
    """The first of the things within so many words after a place, with no mark between."""
    end = place[1]
    return next(
        (
            p
            for p in things
            if 0 < p[0] - end <= reach
            and doc.sentence[p[0]] == doc.sentence[end]
            and all(t.word.isalnum() for t in doc.tokens[end + 1 : p[0]])
        ),
        None,
    )


def _overlap(one: Place, other: Place) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]

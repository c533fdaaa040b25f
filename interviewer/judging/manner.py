"""How is a word said: denied, lessened, supposed, or only compared with what is meant?"""

from __future__ import annotations

from itertools import pairwise

from interviewer.judging.doc import Doc, contrasts, is_negator
from interviewer.judging.patterns import Place
from interviewer.judging.words import lists

REACH = 12  # words between a thing and what is said of it
DENIES = 6  # words that a verb of denying reaches
CONTRAST = 10  # words that "rather than" reaches in its clause


def denied(doc: Doc, place: Place) -> bool:
    """Whether a negator or a verb that denies stands before: "it violates symmetry"."""
    first = place[0]
    if is_negator(doc.tokens[first].word):
        return False  # "not a metric" is said as it stands
    if doc.spared(first) or likened(doc, first):
        return False
    reach = range(max(0, first - DENIES), first)
    verbs = [k for k in reach if doc.tokens[k].word in lists()["denying"]]
    if verbs and any(doc.tokens[k].word in ("down", "into") for k in range(verbs[-1], first)):
        verbs.pop()  # "breaks it down into a graph"
    return doc.negated(first) or doc.disowned(place[1]) or any(doc.sentence[k] == doc.sentence[first] for k in verbs)


def likened(doc: Doc, first: int) -> bool:
    """Whether it only stands where something is likened to it: "gradients don't vanish as with the sigmoid's quarter"."""
    words = [t.word for k, t in enumerate(doc.tokens[:first]) if doc.clause[k] == doc.clause[first]][-DENIES:]
    return any(one == "as" and two in lists()["likening"] for one, two in pairwise(words))


def lessened(doc: Doc, place: Place) -> bool:
    """Whether it is only said to be less so, or of hardly anything: "less prone to overfitting", "tolerates few errors"."""
    first, after = place[0], place[1] + 1
    less = first > 0 and doc.tokens[first - 1].word in ("less", "fewer", "least")
    return less or (
        after < len(doc.tokens)
        and doc.tokens[after].word in lists()["hardly_any"]
        and doc.tokens[place[1]].word.isalpha()
    )


def limited(doc: Doc, place: Place) -> bool:
    """Whether only a part is denied: "not exactly zero", "not always"."""
    return any(t.word in lists()["limits"] for t in doc.tokens[max(0, place[0] - DENIES) : place[1] + 1])


def only_compared(doc: Doc, place: Place) -> bool:
    """Whether a word of comparing stands closely before, or a clause of contrast holds it, or
    something takes its place: "rather than do it all at O(n²)"."""
    first = place[0]
    if doc.replaced(place):
        return True
    near = [t.word for t in doc.tokens[max(0, first - 3) : first]]
    subject = max(
        (k + 1 for k, word in enumerate(near) if word in lists()["opening_pronouns"] - {"its", "their"}), default=0
    )
    if not lists()["beside_comparison"].isdisjoint(near[subject:]):
        return True  # "larger than one it grows": what a pronoun opens is no part of the comparison
    before = [t.word for k, t in enumerate(doc.tokens[:first]) if doc.clause[k] == doc.clause[first]][-CONTRAST:]
    return any(contrasts(*pair) for pair in pairwise(before))


def supposed(doc: Doc, place: Place) -> bool:
    """Whether its clause only supposes it, or its sentence opens with "without …" or "otherwise"."""
    clause = doc.clause[place[0]]
    if doc.tokens[doc.sentence.index(doc.sentence[place[0]])].word in ("without", "otherwise"):
        return True
    return any(
        t.word in lists()["supposed"] and doc.clause[k] == clause
        for k, t in enumerate(doc.tokens[: place[0]])
        if place[0] - k < REACH
    )

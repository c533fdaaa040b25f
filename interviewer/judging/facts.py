"""Does an answer contradict what the rubric knows to be so?

A claim says what a good answer mentions; a fact says what is so of a thing, and thereby what is not: the opposites stand
together on an axis (`shared/axes.yaml`). "The ELBO" with the axis `bound.lower` is contradicted by "upper bound" and by "not
a lower bound", in whatever words stand around. A fact with a condition is a relation: with a larger λ the variance falls, so
that it rises is wrong, and that it rises with a smaller one is right. A value is said of the nearest thing of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from interviewer.judging.coverage import is_telling
from interviewer.judging.doc import Doc, read
from interviewer.judging.groups import compile_group
from interviewer.judging.manner import REACH, denied, lessened, limited, only_compared, supposed
from interviewer.judging.patterns import Place, mentions
from interviewer.judging.words import lists
from rubrics import Fact, Point, Value, poles

CLAUSE = 3  # a clause between counts as so many words
AFTER = 1  # a thing is named before what is said of it rather than after
SYMBOL = 2  # letters of a symbol
_OPERATORS = frozenset("+-*/^")


@dataclass(frozen=True, slots=True)
class Said:
    """A value said of a thing: 1 for what is so, -1 for its opposite. The place reaches over both."""

    place: Place
    value: Place
    sign: int


def contradicted(point: Point, doc: Doc) -> Iterator[tuple[Fact, int, int]]:
    """The facts an answer contradicts, with the first and the last token of where it does;
    once a sentence."""
    for fact in point.facts:
        where: set[int] = set()
        for said in _said(doc, fact, point):
            sentence = doc.sentence[said.place[0]]
            if said.sign < 0 and sentence not in where:
                where.add(sentence)
                yield fact, said.place[0], said.place[1]


def _said(doc: Doc, fact: Fact, point: Point) -> Iterator[Said]:
    """What the answer says on the fact; the place reaches from the thing to what is said of it."""
    near = mentions(doc, fact.near) if fact.near else []
    apart = mentions(doc, fact.unless) if fact.unless else []
    rivals = [] if fact.supposed else _rivals(doc, fact, point)  # what is supposed is a condition
    said = [
        s
        for s in _attached(doc, fact, rivals, fact.supposed or fact.given is not None, near, point.title)
        if not _spoken_of(doc, apart, s.place, 0)
        and (not fact.near or _spoken_of(doc, near, s.place, 1))
        and not _inside(s.value, near)
    ]
    if not fact.given:
        yield from said
        return
    rivals = [] if not fact.given.of else [p for p in _rivals(doc, fact.given, point) if not _within(p, said)]
    conditions = list(_attached(doc, fact.given, rivals, True, near))
    for s in said:
        condition = _nearest(doc, s, conditions)
        if (
            condition is not None
            and _nearest(doc, condition, said) == s
            and not _listed(doc, s, said, condition, conditions)
        ):
            first, last = sorted((condition.place, s.place))
            yield Said((first[0], last[1]), s.value, s.sign * condition.sign)


def _spoken_of(doc: Doc, things: list[Place], place: Place, before: int) -> bool:
    """Whether one of the things stands in the sentence of a place or so many before it."""
    sentence = doc.sentence[place[0]]
    return any(sentence - before <= doc.sentence[p[0]] <= sentence for p in things)


def _listed(doc: Doc, one: Said, said: list[Said], other: Said, conditions: list[Said]) -> bool:
    """Whether a sentence tells both sides of a relation, so that what stands in two clauses of it belongs to two pairs:
    "a Gaussian gives ridge, a Laplace the lasso"."""
    if doc.clause[one.place[0]] == doc.clause[other.place[0]]:
        return False
    sentence = doc.sentence[one.place[0]]
    signs = ({s.sign for s in row if doc.sentence[s.place[0]] == sentence} for row in (said, conditions))
    return all(len(s) > 1 for s in signs)


def _nearest(doc: Doc, said: Said, others: list[Said]) -> Said | None:
    joined = [o for o in others if _together(doc, o.place, said.place)]
    return min(joined, key=lambda o: _distance(doc, o.place, said.place), default=None)


def _within(place: Place, said: list[Said]) -> bool:
    """Whether a place belongs to something said."""
    return any(s.place[0] <= place[0] and place[1] <= s.place[1] for s in said)


def _rivals(doc: Doc, value: Value, point: Point) -> list[Place]:
    """Other things of the point that the same words may be said of."""
    own = _vocabulary(value)
    others = (v for f in point.facts for v in (f, f.given) if v is not None and v.of and v.of != value.of)
    return [p for v in others if not own.isdisjoint(_vocabulary(v)) for p in mentions(doc, v.of)]


@lru_cache(maxsize=4_000)
def _vocabulary(value: Value) -> frozenset[tuple[str, ...]]:
    return frozenset(stems for words in poles(value) for _, stems in compile_group(words))


def _attached(
    doc: Doc, value: Value, rivals: list[Place], relation: bool, near: list[Place], title: str = ""
) -> Iterator[Said]:
    """The places where a value or its opposite is said of its thing; anywhere, when it names none. A pronoun that opens the
    answer stands for what the title names."""
    own = mentions(doc, value.of) if value.of else []
    if value.of and doc.tokens and doc.tokens[0].word in lists()["opening_pronouns"] and _names(title, value.of):
        own = [(0, 0), *own]
    if value.of and not own:
        return
    things = _with_pronouns(doc, {p: _names_it(doc, p, own) for p in rivals} | dict.fromkeys(own, True))
    for place, sign in _signed(doc, value, relation, [*own, *near]):
        if not value.of:
            yield Said(place, place, sign)
            continue
        reachable = [(_distance(doc, p, place), not mine, p) for p, mine in things.items() if _together(doc, p, place)]
        distance, foreign, thing = min(reachable, default=(REACH + 1, True, place))
        if (
            not foreign
            and distance <= REACH
            and not _of_its_noun(doc, thing, place)
            and not _without(doc, thing, place)
        ):
            yield Said((min(thing[0], place[0]), max(thing[1], place[1])), place, sign)


@lru_cache(maxsize=4_000)
def _names(title: str, thing: str) -> bool:
    return bool(title and mentions(read(title), thing))


def _names_it(doc: Doc, symbol: Place, own: list[Place]) -> bool:
    """Whether a formula right after a thing is what it is called: "the score matrix QKᵀ"."""
    first, last = symbol
    return any(p[1] + 1 == first for p in own) and all(len(t.word) <= SYMBOL for t in doc.tokens[first : last + 1])


def _with_pronouns(doc: Doc, things: dict[Place, bool]) -> dict[Place, bool]:
    """A pronoun that opens a sentence or a reason stands for the last thing before it."""
    out = dict(things)
    known = lists()
    for k, token in enumerate(doc.tokens):
        if not k or token.word not in known["opening_pronouns"] or (k, k) in out:
            continue
        opens = doc.sentence[k] != doc.sentence[k - 1]
        if opens or doc.tokens[k - 1].word in known["openers"]:
            before = [p for p in things if p[1] < k and doc.sentence[p[0]] >= doc.sentence[k] - opens]
            if before:
                out[k, k] = things[max(before)]
    return out


def _signed(doc: Doc, value: Value, relation: bool, things: list[Place]) -> Iterator[tuple[Place, int]]:
    """Where the right words stand and where their opposites do; a denied opposite says nothing certain. What is only
    supposed says something in a relation: "if the weight is large, it collapses"."""
    right, wrong = poles(value)
    rights, wrongs = ([p for p in mentions(doc, words) if not _counts_nothing(doc, p)] for words in (right, wrong))
    rights = [p for p in rights if not _inside(p, wrongs) and not only_compared(doc, p)]
    affirmed = [p for p in rights if not denied(doc, p)]
    breath = doc.clause if relation else doc.sentence
    yield from ((p, 1) for p in affirmed)
    for p in rights:
        if p not in affirmed and not limited(doc, p) and not any(breath[p[0]] == breath[a[0]] for a in affirmed):
            yield p, -1  # who affirms it in the same breath denies something else: "it costs n, not n squared"
    for p in wrongs:
        if not _inside(p, rights) and not only_compared(doc, p):
            opposed = (
                denied(doc, p) or doc.averted(p, things) or lessened(doc, p) or (relation and doc.negated_after(p[1]))
            )
            if not opposed and (relation or not supposed(doc, p)):
                yield p, -1


def _of_its_noun(doc: Doc, thing: Place, value: Place) -> bool:
    """Whether a comparative after the thing has a noun of its own, in a later clause or after a word that joins: "it costs
    bias, but buys less jitter", "a bit of bias for less overfitting"."""
    first, after = value[0], value[1] + 1
    known = lists()
    apart = doc.clause[thing[1]] != doc.clause[first] or doc.tokens[first - 1].word in known["prepositions"] | {
        "and",
        "for",
    }
    if value < thing:
        apart = doc.clause[thing[0]] != doc.clause[first]  # "where data give little information: some bias"
    return (
        apart
        and doc.tokens[first].word in known["before_nouns"]
        and after < len(doc.tokens)
        and doc.clause[after] == doc.clause[value[1]]
        and is_telling(doc.tokens[after].word)
    )


def _without(doc: Doc, thing: Place, value: Place) -> bool:
    """Whether the thing is denied after what would be said of it: "old queries are not needed, so no cache of them", "the data
    term grows and the prior doesn't"."""
    return thing > value and not doc.negated(value[0]) and (doc.negated(thing[0]) or doc.set_apart(thing[1]))


def _counts_nothing(doc: Doc, place: Place) -> bool:
    """Whether a "one" is no number ("one of them", "the one", "one quarter"), a number counts things ("the two are equal"),
    belongs to a larger formula ("1 − σ") or to a letter ("s = 1/2"), a "little" only says some,
    "a little bias", or it is only as much "as" something else."""
    first, last = place
    known = lists()
    if first == last and doc.tokens[first].word in known["some"]:
        return first > 0 and doc.tokens[first - 1].word == "a"
    if first == last and doc.tokens[first].stem[:1].isdigit() and _in_formula(doc, first):
        return True
    around = [doc.tokens[k].word if 0 <= k < len(doc.tokens) else "" for k in (first - 1, last + 1)]
    if around == ["as", "as"]:
        return True
    if first < last or doc.tokens[first].word != "one":
        return False
    return around[0] in known["before_pronoun_one"] or around[1] in known["after_pronoun_one"]


def _in_formula(doc: Doc, k: int) -> bool:
    """Whether the number at k is a part of what is said: counted things, an operand, or the value of some letter."""
    before, over, after = (doc.tokens[m].word if 0 <= m < len(doc.tokens) else "" for m in (k - 1, k - 2, k + 1))
    counts = doc.tokens[k].word.isalpha() and before in lists()["counted"]
    operand = after in _OPERATORS or (before in _OPERATORS - {"-"})
    return counts or operand or (before == "=" and len(over) == 1 and over.isalpha())


def _inside(place: Place, others: list[Place]) -> bool:
    """Whether a longer expression has the words: "lower" in "lower bound"."""
    return any(o != place and o[0] <= place[0] and place[1] <= o[1] for o in others)


def _together(doc: Doc, one: Place, other: Place) -> bool:
    """Whether two places do not overlap and stand in one sentence, with no "or" and no other case between, as in "it decays,
    and if they are larger it grows"."""
    first, last = sorted((one, other))
    between = [t.word for t in doc.tokens[first[1] + 1 : last[0]]]
    return (
        first[1] < last[0]
        and doc.sentence[first[0]] == doc.sentence[last[0]]
        and lists()["alternatives"].isdisjoint(between)
        and not any(a in ("and", "but") and b in lists()["cases"] for a, b in pairwise(between))
    )


def _distance(doc: Doc, thing: Place, value: Place) -> int:
    first, last = sorted((thing, value))
    if thing > value and all(t.word in lists()["fillers"] for t in doc.tokens[value[1] + 1 : thing[0]]):
        return 0  # "lower variance", "increases the variance"
    words = doc.ordinal[last[0]] - doc.ordinal[first[1]]
    return words + CLAUSE * (doc.clause[last[0]] - doc.clause[first[1]]) + (AFTER if thing > value else 0)

"""Quantities named in words: `the gradient of F with respect to v is G` says the equation ∇_v F = G.

    phrase    = noun ("of" what)? ("with respect to" variable)?
    statement = phrase states formula ("with respect to" variable)?  |  phrase states property
              | formula "has" noun formula (…)?  |  "the" noun formula

A noun is an operator (gradient, Hessian, trace, …) or what the problem calls one of its quantities (`the loss`), which
the vocabulary tells. What does not fit is left as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewer.notation.clause import Link
from interviewer.notation.parsing.words import CONNECTIVES
from interviewer.notation.segments import THEN, Phrase, Segment, has_relation
from interviewer.notation.tables import tables
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Node
from interviewer.notation.words.naming import names_quantity
from interviewer.notation.words.nouns import BY_ITSELF, DISTANCES, OBJECTIVE, OF_TWO, OPERATORS
from interviewer.notation.words.properties import described
from interviewer.notation.words.roles import STATES
from interviewer.notation.words.stretches import is_sum, relation_at

_ARTICLES = frozenset(
    "the a an its this that our your their full total resulting corresponding respective so-called".split()
)
_FILLERS = _ARTICLES | frozenset("as column vector function itself matrix".split())
_SOUGHT = [  # the loss to be minimised is …, the loss that we minimise is …
    [*who, f"{way}im{z}e{end}"]
    for way in ("min", "max")
    for z in ("is", "iz")
    for who, end in ((("to", "be"), "d"), (("that", "we"), ""), (("which", "we"), ""), (("we",), ""), (("to",), ""))
]
_OF_ALL = [
    ["of", x, y] for x in ("the", "all") for y in ("data", "sample", "samples", "observations", "labels", "targets")
]
_OF, _OVER = ("of", "for"), (("with", "respect", "to"), ("wrt",), ("by",), ("in",), ("over",), ("at",))
_GOVERNING = frozenset("for of in with at to from".split())
_AFTER_STATES = frozenset("given by then thus therefore hence simply just now equal to again also exactly".split())


def said_of(segments: Sequence[Segment], called: Mapping[str, Node]) -> list[Segment]:
    """The segments with each statement about a named quantity as one of them, its phrase in `head`."""
    nouns = frozenset(OPERATORS) | frozenset(called)
    segments = _in_words(segments, nouns)
    out: list[Segment] = []
    k = 0
    while k < len(segments):
        found = names_quantity(segments, k, nouns) or _has(segments, k, nouns) or _statement(segments, k, nouns)
        if found is None:
            out.append(segments[k])
            k += 1
        else:
            made, k = found
            out += made
    return out


_SIGNS = {"tr": "trace", "det": "determinant", "rank": "rank", "Var": "variance", "Expectation": "expectation"}


def _in_words(segments: Sequence[Segment], nouns: frozenset[str]) -> list[Segment]:
    """`the rank of X`: a function's name that stands among words is one."""
    out: list[Segment] = []
    for segment in segments:
        if segment.words and _is_word(segment.tokens) and _opens_noun(segment, nouns):
            word = _SIGNS.get(segment.tokens[0].text, segment.tokens[0].text)
            segment = replace(segment, words=[*segment.words, word], tokens=segment.tokens[1:])
        before = out[-1] if out else None
        sign = before.tokens[0].text if before is not None and len(before.tokens) == 1 else ""
        noun = _SIGNS.get(sign, sign)
        first = segment.words[0] if segment.words else ""
        if before is not None and sign in ("log", "KL") and f"{sign} {first}".lower() in nouns:
            out[-1] = replace(segment, words=[*before.words, sign.lower(), *segment.words], link=before.link)
        elif before is not None and noun in OPERATORS and first == "of":
            out[-1] = replace(segment, words=[*before.words, noun, *segment.words], link=before.link)
        else:
            out.append(segment)
    return out


def _opens_noun(segment: Segment, nouns: frozenset[str]) -> bool:
    """Whether a name behind these words is a noun: `the scores`, `the squared loss`."""
    last = segment.words[-1]
    if last == "and":
        return not has_relation(segment.tokens)
    called = segment.tokens[0].text in nouns and last not in CONNECTIVES
    return called or last in _ARTICLES or last in ("has", "have")


def _is_word(tokens: Sequence[Token]) -> bool:
    """`the scores q·k`: a name that is a word says what kind of thing the formula behind it is."""
    if len(tokens) < 2:
        return False
    first = tokens[0]
    if first.kind == "fn" and _SIGNS.get(first.text, first.text) not in OPERATORS:
        return False
    letter = first.text in tables().names or first.text in ("nabla", "partial")
    if first.kind == "name" and (letter or len(first.text) < 4 or not first.text.islower()):
        return False
    if first.kind not in ("name", "fn"):
        return False
    return tokens[1].kind in ("name", "num", "fn", "frac", "sqrt", "accent", "big") and tokens[1].spaced


def _has(segments: Sequence[Segment], k: int, nouns: Iterable[str]) -> tuple[list[Segment], int] | None:
    """`F has gradient G with respect to v`."""
    subject, said = segments[k], segments[k + 1] if k + 1 < len(segments) else None
    if said is None or not subject.tokens or said.words[:1] != ["has"]:
        return None
    equal = relation_at(subject.tokens)  # q·k = Σ_i q_i k_i has mean 0: what it is equal to has
    of = tuple(subject.tokens if equal is None else subject.tokens[equal + 1 :])
    if relation_at(of) is not None or (equal is not None and subject.tokens[equal].text != "="):
        return None
    words = _without(said.words[1:], _ARTICLES)
    noun = _noun(words, 0, nouns)
    if noun is None or noun not in OPERATORS or len(noun.split()) != len(words) or not said.tokens:
        return None
    by, after = _trailing(segments, k + 2)
    out = [replace(said, words=subject.words, link=subject.link, head=Phrase(noun, of, by))]
    out = out if equal is None else [subject, replace(out[0], words=[], link="and")]
    while after < len(segments) and segments[after].words[:1] == ["and"] and segments[after].tokens:
        more = " ".join(_without(segments[after].words[1:], _ARTICLES))  # … mean 0 and variance d_k
        if more not in OPERATORS:
            break
        out.append(replace(segments[after], words=["and"], head=Phrase(more, of)))
        after += 1
    return out, after


_SETS = frozenset("point hyperplane plane line boundary surface origin decision separating".split())
_ANOTHER = frozenset(  # the weighted loss is not the problem's
    "weighted reweighted penalised penalized regularised regularized lasso ridge huber robust modified augmented smoothed "
    "generalised generalized perturbed".split()
)
_LEADING = frozenset("and so hence thus then therefore now with".split())  # `…, Hessian XᵀSX + μI`
_COUNTED = frozenset(["number", "count", "amount", "size", "cost", "shape", "dimension", "memory", "many"])


def _statement(segments: Sequence[Segment], k: int, nouns: Iterable[str]) -> tuple[list[Segment], int] | None:
    words = segments[k].words
    for start in range(len(words)):
        if words[start] in _COUNTED:
            return None  # the number of weights is none of them
        before = _without(words[:start], _ARTICLES, at_end=True)
        if before and before[-1] in ("at", "near"):
            continue  # the residual at the minimiser is …
        noun = _noun(words, start, nouns)
        if noun is not None and noun.split()[-1] in _SETS:
            continue  # a distance is from it; it is none itself
        said = [w for s in segments[:k] for w in s.words] + words[:start] if noun not in OPERATORS else []
        other = next((w for w in said if w in _ANOTHER), "")
        if other and f"{other} {noun}" not in nouns:
            continue
        found = _complements(segments, k, start, noun, nouns) if noun is not None else None
        if found is None and noun is not None and words[start + len(noun.split()) :][:1] == ["of"]:
            return None  # the Lagrangian of the hard margin is no margin
        if found is None:
            continue
        head = next(s.head for s in found[0] if s.head is not None)
        if words[start - 1 : start] == ["negative"] and start:
            head = replace(head, negated=True)
            found = [_negated(s, head) if s.head is not None else s for s in found[0]], found[1]
        if other:  # with a ridge penalty the solution is …
            head = replace(head, noun=f"{other} {noun}")
            found = [replace(s, head=head) if s.head is not None else s for s in found[0]], found[1]
        if noun in OPERATORS and not head.of and not (noun in BY_ITSELF and OBJECTIVE in nouns):
            continue
        if noun in OF_TWO and not (head.of and head.by):
            continue
        owner = _owner(segments, k) if noun in BY_ITSELF and words[start - 1 : start] == ["its"] and not head.of else ()
        return _with_owner(found, owner) if owner else found
    return None


def _negated(segment: Segment, head: Phrase) -> Segment:
    words = segment.words[:-1] if segment.words[-1:] == ["negative"] else segment.words
    return replace(segment, head=head, words=words)


def _owner(segments: Sequence[Segment], k: int) -> tuple[Token, ...]:
    """The J of `J = …, its gradient is …`."""
    before = segments[k - 1].tokens if k else []
    equals = relation_at(before)
    return tuple(before[:equals]) if equals else ()


def _with_owner(found: tuple[list[Segment], int], owner: tuple[Token, ...]) -> tuple[list[Segment], int]:
    owned = [replace(s, head=replace(s.head, of=owner)) if s.head is not None else s for s in found[0]]
    return owned, found[1]


def _complements(
    segments: Sequence[Segment], k: int, start: int, noun: str, nouns: Iterable[str]
) -> tuple[list[Segment], int] | None:
    """What follows the noun, up to the formula that it is said to be."""
    before = _without(segments[k].words[:start], _ARTICLES, at_end=True)
    phrase, link, besides = Phrase(noun), segments[k].link, []
    words, at = segments[k].words, start + len(noun.split())
    named_here = start > 0 and words[start - 1] == "the"
    while True:
        while taken := _passed_over(words, at):
            at += taken
        rest, tokens = words[at:], segments[k].tokens
        if rest[:1] == ["gives"] and before and before[-1] in _GOVERNING:
            return None  # what `the component for the bias gives` is given by the component
        if rest and (rest[0] in STATES or rest[0] == "vanishes"):
            said, used = ("zero", 0) if rest[0] == "vanishes" else described(rest[1:])
            if said is not None:
                rest = rest[1 + used :]
                joint: Link = "iff" if "iff" in rest else "implies" if THEN & set(rest) else ""
                follows = [Segment(list(tokens), rest, joint)] if tokens or rest else []
                return [*besides, Segment([], before, "" if joint else link, phrase, said), *follows], k + 1
            if any(w not in _AFTER_STATES for w in rest[1:]) or not tokens:
                return None
            by, after = ("", k + 1) if phrase.by else _trailing(segments, k + 1)
            head = replace(phrase, by=phrase.by or by)
            return [*besides, Segment(list(tokens), before, link, head)], after
        counted = noun in BY_ITSELF and len(tokens) > 1 and tokens[0].kind in ("num", "frac")  # Hessian 2XᵀX
        alone = {*before} <= _LEADING and (noun in BY_ITSELF or noun not in OPERATORS) and (counted or is_sum(tokens))
        if not rest and not besides and tokens and ((named_here and noun in BY_ITSELF) or alone):
            if at > start + len(noun.split()) or relation_at(tokens) is not None:
                return None
            by, after = ((), k + 1) if phrase.by else _trailing(segments, k + 1)
            return [Segment(list(tokens), before, link, replace(phrase, by=phrase.by or by))], after  # the gradient G
        part, taken = _joined(rest, phrase)
        if not part:
            return None
        left = _without(rest[taken:], _FILLERS)
        named = _noun(left, 0, nouns)
        if phrase.noun in DISTANCES and (named is None or len(left) == len(named.split())):
            left, named = _without(left, _FILLERS | _SETS), None  # the equation behind it says which
        alone = named is not None and len(left) == len(named.split()) and bool(tokens)
        if named is not None and named not in OPERATORS and not alone:  # else the formula behind it is what is meant
            phrase = replace(phrase, **{part: named})
            at += taken + rest[taken:].index(named.split()[0]) + len(named.split())
            continue
        if (left and not alone) or not tokens:
            return None
        equals = (
            relation_at(tokens) if phrase.noun not in DISTANCES or part == "of" else None
        )  # else of the set's equation
        following = segments[k + 1].words[:1] if k + 1 < len(segments) else []
        goes_on = bool(following) and (following[0] in STATES or bool(_joined(segments[k + 1].words, phrase)[0]))
        if equals is not None and not goes_on:  # the gradient with respect to w = G
            phrase = replace(phrase, **{part: tuple(tokens[:equals])})
            return [*besides, Segment(list(tokens[equals + 1 :]), before, link, phrase)], k + 1
        if equals is not None:  # the gradient of L = ‖y − Xw‖² is G
            besides.append(Segment(list(tokens), [], link))
        phrase = replace(phrase, **{part: tuple(tokens[:equals])})
        k, at = k + 1, 0
        if k == len(segments):
            return None
        words = segments[k].words


def _passed_over(words: Sequence[str], at: int) -> int:
    """How many words there say nothing of which quantity is meant."""
    if words[at : at + 1] and words[at] in _FILLERS:
        return 1
    return next((len(p) for p in (*_OF_ALL, *_SOUGHT) if list(words[at : at + len(p)]) == p), 0)


def _joined(words: Sequence[str], phrase: Phrase) -> tuple[str, int]:
    """Which part of the phrase these words open, and how many of them do."""
    if phrase.noun in OF_TWO and words:
        place = 0 if not phrase.of else 1
        return (("of", "by")[place], 1) if words[0] in OF_TWO[phrase.noun][place] and not phrase.by else ("", 0)
    if words and words[0] in _OF and not phrase.of:
        return "of", 1
    for over in _OVER:
        if tuple(words[: len(over)]) == over and not phrase.by:
            return "by", len(over)
    return "", 0


def _trailing(segments: Sequence[Segment], k: int) -> tuple[tuple[Token, ...], int]:
    """A variable named after the formula, and where the line goes on."""
    if k < len(segments):
        words = segments[k].words
        if tuple(words) in (("with", "respect", "to"), ("wrt",)) and relation_at(segments[k].tokens) is None:
            return tuple(segments[k].tokens), k + 1
    return (), k


def _noun(words: Sequence[str], at: int, nouns: Iterable[str]) -> str | None:
    """The longest noun that starts there."""
    found = [n for n in nouns if tuple(words[at : at + len(n.split())]) == tuple(n.split())]
    return max(found, key=len, default=None)


def _without(words: Sequence[str], which: frozenset[str], at_end: bool = False) -> list[str]:
    left = list(words)
    while left and left[-1 if at_end else 0] in which:
        left.pop(-1 if at_end else 0)
    return left

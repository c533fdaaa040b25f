"""Equations that words say to hold up to a constant: `up to an additive constant`, `ignoring terms that do not depend on θ`.

    loosely  = opening adjective* object dependence?
    opening  = "up to" | "dropping" | "apart from" | …
    object   = "constants" | "constant terms" | "a constant factor" | "terms" dependence | "what" dependence | …
    dependence = "that do not depend on" V | "independent of" V | "in" V | …

The equation beside which they stand says so as a formula: `A = B + const`, or `A ∝ B` where what is left out is a factor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token

_OPENINGS = (
    *((w,) for w in ("dropping", "ignoring", "neglecting", "omitting", "discarding", "disregarding", "modulo")),
    *((w,) for w in ("dropped", "ignored", "neglected", "omitted", "discarded", "drop", "ignore", "omit", "neglect")),
    *(("up", "to"), ("leaving", "out"), ("leaving", "aside"), ("apart", "from"), ("aside", "from"), ("except", "for")),
)
_LEADING = frozenset("where we have having by after when on upon but".split())
_ADJECTIVES = frozenset(
    "a an the all any some additive irrelevant unimportant overall same other these those multiplicative positive common "
    "additional".split()
)
_CONSTANTS = frozenset(["constant", "constants", "const"])
_NORMALISERS = frozenset(
    "normalisation normalization normaliser normalizer normalising normalizing proportionality".split()
)
_OBJECTS = frozenset("term terms factor factors part parts summand summands everything anything what".split())
_FACTORS = frozenset("factor factors multiplicative proportionality scale scaling".split())
_NOT_DEPENDING = frozenset(
    "that which do does not depend depends depending on involve involving contain containing matter".split()
)
_OF, _INDEPENDENT = (("with", "respect", "to"), ("wrt",), ("in",)), ("independent", "of")
_STOPS = frozenset([",", ";", ":", "⇒", "⇔", "\\\\"])
_DENSITIES = frozenset("pqNf")


@dataclass(frozen=True)
class _Loosely:
    """Such words from `start` up to `end`, whether what they leave out is a factor, and what it does not depend on."""

    start: int
    end: int
    factor: bool
    normaliser: bool
    of: tuple[Token, ...]


def with_constants(tokens: list[Token]) -> list[Token]:
    """The tokens with what such words say put into the equation, and without the words."""
    for k in range(len(tokens)):
        found = _loosely(tokens, k) if tokens[k].kind == "word" else None
        where = _equation(tokens, found) if found is not None else None
        if found is not None and where is not None:
            return _put(tokens, found, *where)
    return tokens


def _words(tokens: Sequence[Token], k: int) -> Iterator[str]:
    while k < len(tokens) and tokens[k].kind == "word":
        yield tokens[k].text.casefold()
        k += 1


def _loosely(tokens: Sequence[Token], k: int) -> _Loosely | None:
    words = list(_words(tokens, k))
    opening = next((o for o in _OPENINGS if tuple(words[: len(o)]) == o), None)
    if opening is None:
        return None
    at, said = len(opening), set[str]()
    while at < len(words) and words[at] in _ADJECTIVES | _NORMALISERS | _CONSTANTS | _OBJECTS | {"of"}:
        said.add(words[at])
        at += 1
    if not said & (_CONSTANTS | _NORMALISERS | _OBJECTS):
        return None
    tail = words[at:]
    negated = bool(tail) and set(tail[:4]) >= {"not"} and {tail[0]} <= _NOT_DEPENDING
    used = 0
    if negated:
        used = next((n for n, w in enumerate(tail) if w not in _NOT_DEPENDING), len(tail))
    elif tuple(tail[:2]) == _INDEPENDENT:
        used = 2
    elif tail[:1] == ["without"]:
        used = 1
    elif said & _CONSTANTS:
        used = next((len(o) for o in _OF if tuple(tail[: len(o)]) == o), 0)
    if not used and not said & (_CONSTANTS | _NORMALISERS):
        return None
    end = k + at + used
    of = _variable(tokens, end) if used and used == len(tail) and tail[used - 1] != "matter" else ()
    if used and not of and tail[used - 1] not in ("matter", "depend"):
        return None
    start = k
    while start and tokens[start - 1].kind == "word" and tokens[start - 1].text in _LEADING:
        start -= 1
    return _Loosely(start, end + len(of), bool(said & _FACTORS), bool(said & _NORMALISERS), of)


def _variable(tokens: Sequence[Token], k: int) -> tuple[Token, ...]:
    """The letter that stands there, with its scripts."""
    end, depth = k, 0
    while end < len(tokens) and tokens[end].kind != "end":
        token = tokens[end]
        scripted = end > k and tokens[end - 1].text in ("_", "^")
        opens = token.text == "{" and (scripted or (end > k and tokens[end - 1].kind == "accent"))
        if not (
            depth or opens or scripted or token.text in ("_", "^") or (end == k or tokens[end - 1].kind == "accent")
        ):
            break
        if end == k and token.kind not in ("name", "accent"):
            return ()
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        end += 1
    return tuple(tokens[k:end])


def _equation(tokens: Sequence[Token], found: _Loosely) -> tuple[int, int, int, int] | None:
    """Where the equation begins and ends that the words belong to, and what of the line goes with them."""
    first, last = found.start, found.end
    if first and tokens[first - 1].text == "(" and tokens[last].text == ")":
        first, last = first - 1, last + 1
    before = first - 1 if first and tokens[first - 1].text in _STOPS else first
    behind = tokens[last]
    ahead = _stretch(tokens, before, -1)
    closes = behind.kind == "end" or behind.text in _STOPS or (behind.kind == "word" and before == first)
    goes_on = before < first and behind.text == "," and tokens[last + 1].kind not in ("word", "end")
    if closes and not goes_on and _related(tokens[ahead:before]):
        return ahead, before, before, last
    last += behind.text == ","
    k, depth = last, 0
    while k < len(tokens) and not (depth == 0 and tokens[k].text in RELATIONS):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        k += 1
    if k == len(tokens):
        return None
    start, end = _stretch(tokens, k, -1), _stretch(tokens, k, 1)
    return (start, end, first, last) if start >= last and _related(tokens[start:end]) else None


def _stretch(tokens: Sequence[Token], k: int, step: int) -> int:
    """Where the formula begins that ends before `k`, or where that ends in which `k` stands."""
    depth = 0
    at = k - 1 if step < 0 else k
    while 0 <= at < len(tokens):
        token = tokens[at]
        stops = token.kind in ("word", "end") or token.text in _STOPS
        if depth == 0 and stops and token.text not in ("const", "constant"):
            break
        depth += {"open": 1, "close": -1}.get(token.kind, 0) * step
        if depth < 0:
            break
        at += step
    return at + 1 if step < 0 else at


def _related(tokens: Sequence[Token]) -> bool:
    """Whether it is an equation, or says already that it holds up to a factor; a bound does not."""
    found = {t.text for t in _top(tokens) if t.kind == "op" and t.text in RELATIONS}
    return bool(found) and found <= {"=", "∝", "≡", ":="}


def _top(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            yield token


def _put(tokens: list[Token], found: _Loosely, start: int, end: int, first: int, last: int) -> list[Token]:
    equation = tokens[start:end]
    texts = [t.text for t in equation]
    density = texts[0] in _DENSITIES and texts[1:2] in (["("], ["_"])
    if not {"const", "argmin", "argmax", "∝"} & {*texts}:
        factor = found.factor or density or (found.normaliser and "log" not in texts[: texts.index("=")])
        equation = _proportional(equation) if factor else _with_const(equation)
    ahead = tokens[last:start] if first < start else []
    line = [*tokens[: min(first, start)], *ahead, *equation, *tokens[max(last, end) :]]
    if found.of and not found.factor and "const" in [t.text for t in equation]:
        pos = tokens[first].pos
        said = [Token("word", w, pos, True) for w in ("does", "not", "depend", "on")]
        told = [Token("op", ",", pos), Token("word", "where", pos, True), Token("word", "const", pos, True), *said]
        line = [*line[:-1], *told, *found.of, line[-1]]
    return line


def _with_const(equation: Sequence[Token]) -> list[Token]:
    """Each side but the first with a constant added."""
    out: list[Token] = []
    depth, sides = 0, 0
    for token in equation:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            out += _plus(token) if sides else []
            sides += 1
        out.append(token)
    return [*out, *_plus(equation[-1])]


def _plus(token: Token) -> list[Token]:
    return [Token("op", "+", token.pos, True), Token("word", "const", token.pos, True)]


def _proportional(equation: Sequence[Token]) -> list[Token]:
    top = {id(t) for t in _top(equation)}
    return [replace(t, text="∝") if t.text == "=" and id(t) in top else t for t in equation]

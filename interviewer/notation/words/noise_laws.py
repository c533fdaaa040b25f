"""Noise told in words: `y = Xw + ε with zero-mean Gaussian noise of precision β` is `y = Xw + ε, ε ~ N(0, β⁻¹)`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token
from interviewer.notation.words.normal_laws import LAWS, formula_from

_NOISE = frozenset(["noise", "error", "errors", "disturbance", "disturbances"])
_AHEAD = _NOISE | frozenset(
    "zero - mean iid independent independently identically additive distributed with where the terms term is are and a an each all "
    "being observation".split()
)
_BEHIND = _NOISE | frozenset("terms term distributed random variables variable iid independent".split())
_MEAN = frozenset(
    [
        "mean",
        "zero",
        "0",
        "and",
        "a",
        "-",
        "common",
        "constant",
        "with",
        "of",
        "having",
        "known",
        "the",
        "same",
        "expectation",
    ]
)
_SPREADS = {"variance": "1", "precision": "-1", "covariance": "1"}


def with_noise_told(tokens: list[Token]) -> list[Token]:
    """Tokens with each such phrase as the law that it tells of the summand before it; others as they are."""
    out = _named(tokens)
    for k, token in enumerate(out):
        if token.kind == "word" and token.text in LAWS and (told := _told(out, k)) is not None:
            return told
    return out


def _named(tokens: list[Token]) -> list[Token]:
    """The summand `+ noise` as an ε, with the index of what it is added to."""
    out: list[Token] = []
    for k, token in enumerate(tokens):
        added = token.kind == "word" and token.text in _NOISE and k > 0 and tokens[k - 1].text == "+"
        if not added:
            out.append(token)
            continue
        equals = max((j for j in range(k) if tokens[j].text == "="), default=0)
        index = tokens[equals - 2 : equals] if equals > 2 and tokens[equals - 2].text == "_" else []
        out += [Token("name", "epsilon", token.pos, True), *index]
    return out


def _told(tokens: list[Token], k: int) -> list[Token] | None:
    start = k
    while start and tokens[start - 1].kind in ("word", "fn", "op") and tokens[start - 1].text in _AHEAD:
        start -= 1
    said = {t.text for t in tokens[start:k]}
    subject: Sequence[Token] = []
    if tokens[start].text in ("is", "are") and start and _name_before(tokens, start):  # where ε is Gaussian with …
        first = start - len(_name_before(tokens, start))
        subject, start = tokens[first:start], first
        while start and tokens[start - 1].kind == "word" and tokens[start - 1].text in _AHEAD:
            start -= 1
    k += 1
    while tokens[k].kind == "word" and tokens[k].text in _BEHIND:
        said.add(tokens[k].text)
        k += 1
    if tokens[k].kind == "name" and said & _NOISE:
        subject, k = formula_from(tokens, k)
    while tokens[k].kind in ("word", "fn", "num", "op") and tokens[k].text in _MEAN:
        k += 1
    spread = tokens[k].text if tokens[k].kind == "word" else ""
    summand = _summand(tokens[:start])
    noisy = bool(said & _NOISE) or (bool(subject) and bool(summand) and subject[0].text == summand[0].text)
    if spread not in _SPREADS or not noisy or not (summand or subject):
        return None
    k += 1
    if tokens[k].text == "matrix":
        k += 1
    if tokens[k].text == "(" and tokens[k + 1].kind == "word":  # precision (inverse variance) β
        k = next((j + 1 for j in range(k, len(tokens)) if tokens[j].text == ")"), k)
    value, k = formula_from(tokens, k)
    if not value:
        return None
    at = value[0].pos
    mark = lambda kind, text: Token(kind, text, at)  # noqa: E731
    if _SPREADS[spread] == "-1":
        value = [mark("open", "("), *value, mark("close", ")"), mark("op", "^"), mark("open", "{")]
        value += [mark("op", "-"), mark("num", "1"), mark("close", "}")]
    ahead = list(tokens[:start])
    while ahead and ahead[-1].text in (",", ";"):
        ahead.pop()
    law = [mark("name", "N"), mark("open", "("), mark("num", "0"), mark("op", ","), *value, mark("close", ")")]
    comma = [mark("op", ",")] if ahead else []
    return [*ahead, *comma, *(subject or summand), Token("op", "~", at, True), *law, *tokens[k:]]


def _name_before(tokens: Sequence[Token], end: int) -> Sequence[Token]:
    """The ε or ε_i that stands before a verb."""
    for length in (3, 1):
        part = tokens[max(0, end - length) : end]
        scripted = length == 1 or (len(part) == 3 and part[1].text == "_")
        if part and part[0].kind == "name" and scripted:
            return part
    return []


def _summand(before: Sequence[Token]) -> Sequence[Token]:
    """The ε of the last `… + ε`, with its index."""
    plus = max((j for j, t in enumerate(before) if t.text == "+" and t.kind == "op"), default=-1)
    after = before[plus + 1 :] if plus >= 0 else []
    if not after or after[0].kind != "name" or not any(t.text == "=" for t in before[:plus]):
        return []
    return after[:3] if len(after) > 2 and after[1].text == "_" else after[:1]

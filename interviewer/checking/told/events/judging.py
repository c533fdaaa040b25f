"""A step about probabilities, bounds and divergences of events whose numbers earlier lines tell: a claim about numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product

from interviewer.checking.told.events.facts import Told, told_by
from interviewer.checking.told.events.reading import Event, probabilities

_BOUND = re.compile(
    r"(?<![A-Za-z\\])(?:ELBO|elbo|\\mathcal\s*\{?[LF]\}?|ℒ|[FLJ](?=\s*\(\s*q))(?:\s*\(\s*q(?:\s*[,;]\s*(?:θ|\\theta|theta|x|p))?\s*\))?(?![A-Za-z])"
)
_DIVERGENCE = re.compile(
    r"(?<![A-Za-z])D?_?\{?(?:\\(?:mathrm|text)\s*\{?)?KL\}{0,2}\s*(?:\\left)?\(\s*(?P<first>[pq](?:\s*\([^()]*\))?)\s*(?:\|\||‖|\\\||\\parallel)\s*"
    r"(?P<second>[pq](?:\s*\([^()]*\))?)\s*(?:\\right)?\)"
)
_ENTROPY = re.compile(r"(?<![A-Za-z\\])H\s*\(\s*(?P<law>[pq](?:\s*\([^()]*\))?)\s*\)")
_OF = re.compile(r"(?P<law>[pq])\s*(?:\(\s*(?P<args>[^()|]*?)\s*(?:\|\s*(?P<given>[^()]*?)\s*)?\))?")
MOST_CHARACTERS = 1_000  # of a line; who tells probabilities in numbers needs no more


def in_numbers(setup: Sequence[str], text: str) -> str | None:
    """The step with everything that the earlier lines tell in its value; None where they tell no such numbers, or not all."""
    if any(len(line) > MOST_CHARACTERS for line in (*setup, text)):
        return None
    if not any(re.search(r"[PpqQr]\s*\(|π|\\?pi", line) for line in setup):
        return None
    told = told_by(setup, text)
    if told is None:
        return None
    try:
        return _with_values(told, text)
    except _Open:
        return None


class _Open(Exception):
    """What is told does not tell this."""


def _with_values(told: Told, text: str) -> str | None:
    before = text
    text = _DIVERGENCE.sub(lambda m: _divergence(told, m["first"], m["second"]), text)
    text = _ENTROPY.sub(lambda m: _entropy(told, m["law"]), text)
    if told.has("q"):
        text = _BOUND.sub(lambda _: _bound(told), text)
    out, last = "", 0
    for found in probabilities(text):
        value = told.value(found.law, found.args, found.given)
        if value is None:
            raise _Open
        out += f"{text[last : found.start]}({value})"
        last = found.end
    text = out + text[last:]
    return text if text != before and not _says_more(text) else None


def _says_more(text: str) -> bool:
    """Whether letters are left that stand for something."""
    words = re.sub(
        r"\\(?:log|ln|frac|tfrac|dfrac|approx|exp|sqrt|le|leq|ge|geq|cdot|times|left|right|quad|text|,|;)", " ", text
    )
    words = re.sub(r"\b(?:log|ln|exp|sqrt|and|nats|so|hence|approx|about|thus|therefore)\b", " ", words)
    return re.search(r"[A-Za-zα-ωℒ]", words) is not None


def _distribution(told: Told, text: str) -> list[tuple[tuple[Event, ...], Fraction]]:
    """A law over the values of what it is of: q, p(z), p(z|x)."""
    m = _OF.fullmatch(text.strip())
    if m is None:
        raise _Open
    hidden = [a.strip() for a in (m["args"] or "").split(",") if a.strip()] or [told.hidden(m["law"])]
    given = [a.strip() for a in (m["given"] or "").split(",") if a.strip()]
    if any(h not in told.values for h in hidden):
        raise _Open
    condition = tuple((g, "1") for g in given)
    out: list[tuple[tuple[Event, ...], Fraction]] = []
    for chosen in product(*(told.values[h] for h in hidden)):
        events = tuple(zip(hidden, chosen, strict=True))
        value = told.value(m["law"], events, condition)
        if value is None:
            raise _Open
        out.append((events, value))
    return out


def _divergence(told: Told, first: str, second: str) -> str:
    one, other = _distribution(told, first), _distribution(told, second)
    if [e for e, _ in one] != [e for e, _ in other] or any(
        a and not b for (_, a), (_, b) in zip(one, other, strict=True)
    ):
        raise _Open
    return _sum(f"({a})*log(({a})/({b}))" for (_, a), (_, b) in zip(one, other, strict=True) if a)


def _entropy(told: Told, law: str) -> str:
    return _sum(f"-({a})*log({a})" for _, a in _distribution(told, law) if a)


def _bound(told: Told) -> str:
    """Σ_z q(z) log (p(x, z)/q(z))."""
    hidden, observed = told.hidden("q"), told.observed()
    terms: list[str] = []
    for value in told.values.get(hidden, ()):
        q = told.value("q", ((hidden, value),), ())
        p = told.value("p", ((observed, "1"), (hidden, value)), ())
        if q is None or p is None or (q and not p):
            raise _Open
        if q:
            terms.append(f"({q})*log(({p})/({q}))")
    return _sum(terms)


def _sum(terms: Iterable[str]) -> str:
    return f"({' + '.join(terms) or '0'})"

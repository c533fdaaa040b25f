"""Calls such as `P(D | +)`, `p(x, z = 1)` in a text, and the events in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LABEL = "z"  # of bare numbers: p(x|1), π_1
OBSERVED = "1"  # the value of an event that is only named: D, +, x
DENIED = "0"

_CALL = re.compile(
    r"(?<![A-Za-z\\_^])(?P<law>\\?Pr|[PpqQ]|\\mathbb\s*\{?P\}?)\s*\(\s*(?P<args>[^()|]+?)\s*(?:(?:\||\\mid|∣)\s*(?P<given>[^()|]+?)\s*)?\)"
)
_EVENT = re.compile(r"(?P<name>[^=]+?)\s*=\s*(?P<value>[-−]?[\w./½]+)")
_NOT = re.compile(
    r"(?:¬|~|\\neg\s*|\\lnot\s*|not\s+|no\s+|\\bar\s*\{?|\\overline\s*\{)\s*(?P<a>[^\s}]+?)\}?|(?P<b>[^\s^']+)(?:\^\{?\\?(?:c|complement)\}?|ᶜ|')",
)
_SHARE = re.compile(r"(?<![A-Za-z\\])(?:\\pi|π|pi)(?:_\{?(?P<a>\d)\}?|(?P<b>[₀-₉])|(?P<c>\d))(?![\d.])")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

Event = tuple[str, str]  # what takes which value


@dataclass(frozen=True)
class Probability:
    """`p(args | given)`, and where it stands in its text; a bare letter, which takes any value, has the value ``."""

    law: str
    args: tuple[Event, ...]
    given: tuple[Event, ...]
    start: int
    end: int


def probabilities(text: str) -> Iterator[Probability]:
    """The calls in a text, the shares π_k of a mixture among them, in their order."""
    found: list[Probability] = []
    for m in _CALL.finditer(text):
        args, given = _events(m["args"]), _events(m["given"] or "")
        law = "q" if m["law"] in "qQ" else "p"
        if args is not None and given is not None:
            found.append(Probability(law, args, given, m.start(), m.end()))
    for m in _SHARE.finditer(text):
        number = m["a"] or m["c"] or m["b"].translate(_LOWERED)
        found.append(Probability("p", ((LABEL, number),), (), m.start(), m.end()))
    yield from sorted(found, key=lambda p: p.start)


def _events(text: str) -> tuple[Event, ...] | None:
    events = [
        _event(part.strip(" $")) for part in re.split(r",|∧|\\wedge|\\land|∩|\\cap|\band\b", text) if part.strip(" $")
    ]
    return tuple(e for e in events if e is not None) if None not in events else None


def _event(text: str) -> Event | None:
    text = text.translate(_LOWERED)
    if (m := _EVENT.fullmatch(text)) is not None:
        return _plain(m["name"]), m["value"].replace("−", "-")
    if (m := _NOT.fullmatch(text)) is not None:
        return _plain(m["a"] or m["b"]), DENIED
    if text.isdigit():
        return LABEL, text
    if text in "+-−":
        return "±", OBSERVED if text == "+" else DENIED
    return (_plain(text), OBSERVED) if re.fullmatch(r"\\?\w[\w{}\\ ]*", text) else None


def _plain(name: str) -> str:
    return re.sub(r"[\s{}\\_]|text|mathrm", "", name)

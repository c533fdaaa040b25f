"""Means and variances told in words: `w_j with mean 0 and variance s², x_j with mean μ and variance τ²`.

Each is of the names spoken of since the one before; what the words do not tell apart is of all names, and of what others are
only said to be independent of nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interviewer.notation.formulas import read_expression
from interviewer.notation.show import show
from interviewer.notation.tree import ONE, ZERO, Node, Sym, apply, num, walk
from interviewer.notation.unreadable import Unreadable

_WHOLE = r"(?!\w|[./]\w|\s*/)"  # 1, no 1/d
_CENTRED = re.compile(rf"zero[- ]mean|mean[- ](0|zero){_WHOLE}|centred|centered", re.I)
_UNIT = re.compile(rf"unit[- ]variance|variance (1|one){_WHOLE}", re.I)
_MEAN = re.compile(r"\bmeans?\s+(?:is\s+|=\s*)?(\$?[^\s,.;:$]+)", re.I)
_VARIANCE = re.compile(
    r"(?:variance|(?P<root>standard\s+deviation))s?\s+(?:is\s+|=\s*)?(\$?[^\s,.;:$]+)"
    r"(?:\$?\s+and\s+(\$?(?:\\?[a-z]+|[σ-ω])[_^²][^\s,.;:$]*))?",
    re.I,
)
_GAUSSIAN = re.compile(r"gaussian|normal|N\(0, ?(1|I)\)", re.I)
_IN_WORDS = re.compile(r"(?:^|[,;.:(]|(?<![_^\\])\b[A-Za-z]{2,})[\s$]*(?:\\[a-z]+\{)?$")
_OF_OTHERS = re.compile(r"independent(?:ly)?\s+of\b", re.I)


@dataclass(frozen=True)
class Law:
    """What is said of a random number; None is left open."""

    mean: Node | None = None
    variance: Node | None = None
    gaussian: bool = False
    second: Node | None = None  # E[x²], where the mean is open


@dataclass(frozen=True)
class Told:
    """A moment, by its name in `Law`, and where the text tells it."""

    at: int
    kind: str
    value: Node


def moments_told(text: str) -> list[Told]:
    """The means and variances that a text tells, in its order."""
    found = [Told(m.start(), "mean", ZERO) for m in _CENTRED.finditer(text)]
    found += [Told(m.start(), "variance", ONE) for m in _UNIT.finditer(text)]
    taken = {told.at for told in found}
    for match in _MEAN.finditer(text):
        found += [Told(match.start(), "mean", v) for v in _values(match.group(1)) if match.start() not in taken]
    for match in _VARIANCE.finditer(text):
        values = [v for g in match.group(2, 3) if g for v in _values(g) if match.start() not in taken]
        found += [Told(match.start(), "variance", apply("pow", v, num(2)) if match["root"] else v) for v in values]
    return sorted(found, key=lambda told: told.at)


def letters_in(told: Sequence[Told]) -> frozenset[str]:
    """The letters that moments are told in: no random numbers themselves."""
    symbols = [n for t in told for n in walk(t.value) if isinstance(n, Sym)]
    labels = {id(i) for n in symbols for i in n.index}  # the q of σ_q
    return frozenset(n.name for n in symbols if id(n) not in labels)


def laws_of(text: str, told: Sequence[Told], named: Sequence[str], open_: frozenset[str]) -> dict[str, Law]:
    """The law of each name that a text calls random; of the open ones it says something else."""
    shared = _law([*{t.kind: t for t in reversed(told)}.values()])
    laws = _in_turn(told, named) or _apart(text, told, named)
    return {n: _completed(laws.get(n, Law() if n in open_ else shared), text) for n in named}


def _values(text: str) -> Iterator[Node]:
    """A number or a formula in one letter; a word is none."""
    try:
        value = read_expression(text.strip("$"))
    except Unreadable:
        return
    spoken = text.strip("$").lstrip("\\")
    if not (
        spoken.isalpha() and len(spoken) > 1 and isinstance(value, Sym) and value.name == spoken and "\\" not in text
    ):
        yield value


def _law(told: Sequence[Told]) -> Law:
    law = Law()
    for t in told:
        law = replace(law, **{t.kind: t.value})
    return law


def _completed(law: Law, text: str) -> Law:
    """A normal law of which nothing else is said is the standard one."""
    law = replace(law, gaussian=bool(_GAUSSIAN.search(text)))
    return replace(law, mean=ZERO, variance=law.variance or ONE) if law.gaussian and law.mean is None else law


def _in_turn(told: Sequence[Told], named: Sequence[str]) -> dict[str, Law]:
    """`variances a² and b²` of two names."""
    variances = [t for t in told if t.kind == "variance"]
    if len(variances) != 2 or variances[0].at != variances[1].at or len(named) != 2:
        return {}
    others = [t for t in told if t.kind != "variance"]
    return {n: _law([*others, t]) for n, t in zip(named, variances, strict=True)}


def _apart(text: str, told: Sequence[Told], named: Sequence[str]) -> dict[str, Law]:
    """Each moment to the names before it, since the moments before; to all of them where it stands before them all."""
    spoken = {n: _places(text, n) for n in named}
    found: dict[str, list[Told]] = {}
    start = previous = 0
    for t in told:
        group = [n for n, places in spoken.items() if any(start <= p < t.at for p in places)]
        if any(previous < p < t.at for n in group for p in spoken[n]) and previous:
            start = previous
            group = [n for n in group if any(start <= p < t.at for p in spoken[n])]
        for n in group:
            found.setdefault(n, []).append(t)
        if not previous and not any(p < t.at for places in spoken.values() for p in places):
            for n in named:
                found.setdefault(n, []).append(t)
            continue
        previous = t.at
    last = max((t.at for t in told), default=0)
    others = {
        n
        for n, places in spoken.items()
        if n not in found and any(p > last and _OF_OTHERS.search(text[last:p]) for p in places)
    }
    return {n: _law(ts) for n, ts in found.items()} | dict.fromkeys(others, Law())


def _places(text: str, name: str) -> list[int]:
    """Where words speak of a letter; in a product or behind a sign it is part of a formula."""
    spellings = "|".join(re.escape(s) for s in dict.fromkeys((name, show(Sym(name)))))
    places = re.finditer(rf"(?<![A-Za-z_^])\\?(?:{spellings})(?![A-Za-z])", text)
    return [m.start() for m in places if _IN_WORDS.search(text[: m.start()])]

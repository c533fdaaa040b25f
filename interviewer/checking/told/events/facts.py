"""What lines tell of the probabilities of events, as the tables of p and of q."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from interviewer.checking.told.events.reading import DENIED, LABEL, OBSERVED, Event, Probability, probabilities
from interviewer.checking.told.events.table import Table, table_of

_PIECES = re.compile(r"[,;](?![^()]*\))|\s+and\s+(?![^()]*\))|\\quad|(?<=\w)\.\s")
_VALUE = re.compile(
    r"\s*\$?\s*(?:\\[td]?frac\s*\{?(?P<a>\d+)\}?\s*\{?(?P<b>\d+)\}?|(?P<n>\d*\.?\d+)\s*(?:/\s*(?P<d>\d+))?|(?P<v>[½⅓⅔¼¾⅕⅛]))\s*\$?\s*\.?"
)
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_DECLARED = re.compile(r"(?P<name>\w+)\s*(?:∈|\\in|in)\s*\\?\{(?P<values>[^{}]*)\\?\}")
_NAIVE = re.compile(r"\bna[iï]ve\b|\bindependent(?:ly)?\s+given\b|\bconditionally\s+independent\b", re.I)
_RELATES = re.compile(r"[=~∼<>≤≥∝]")
Fact = tuple[tuple[Event, ...], tuple[Event, ...], Fraction]


@dataclass(frozen=True)
class Told:
    """The values that each variable takes, and the tables of the laws."""

    values: dict[str, tuple[str, ...]]
    tables: dict[str, Table]

    def has(self, law: str) -> bool:
        return law in self.tables

    def value(self, law: str, events: Sequence[Event], given: Sequence[Event]) -> Fraction | None:
        table = self.tables.get(law)
        if table is None or any(n not in self.values for n, _ in (*events, *given) if law == "p"):
            return None
        if law == "q":  # q(z|x) at the x that is seen
            return table.probability(events)
        return table.conditional(events, given)

    def hidden(self, law: str) -> str:
        """What q is of, or p where there is but one."""
        names = [n for s in self.tables[law].states[:1] for n in s] if law in self.tables else []
        return names[0] if len(names) == 1 else ""

    def observed(self) -> str:
        """What the bound is on: the one event beside the hidden variable."""
        hidden = self.hidden("q")
        others = [n for n in self.values if n != hidden]
        return others[0] if len(others) == 1 else ""


def told_by(setup: Sequence[str], step: str) -> Told | None:
    """The tables that the lines tell; None where a line says something else, or what contradicts itself."""
    facts: dict[str, list[Fact]] = {"p": [], "q": []}
    declared: dict[str, tuple[str, ...]] = {}
    for line in setup:
        for m in _DECLARED.finditer(line):
            declared[m["name"]] = tuple(v.strip() for v in m["values"].split(","))
        line = _DECLARED.sub(" ", line)
        for piece in _PIECES.split(line):
            found = _facts_in(piece)
            if found is None:
                return None
            for law, fact in found:
                facts[law].append(fact)
    if len(facts["p"]) + len(facts["q"]) < 2:
        return None
    asked = [(p.law, p) for p in probabilities(step)]
    named = _values(facts["p"] + facts["q"], [p for _, p in asked], declared)
    renamed = _complements(facts["p"])
    facts["p"] = [_renamed(f, renamed) for f in facts["p"]]
    values = {n: v for n, v in named.items() if n not in renamed}
    if len(values) > 5 or any(len(v) > 8 for v in values.values()):
        return None
    tables: dict[str, Table] = {}
    naive = any(map(_NAIVE.search, setup))
    for law in ("p", "q"):
        spoken = {n for events, given, _ in facts[law] for n, _ in (*events, *given)}
        if law == "q":
            spoken = {n for events, _, _ in facts[law] for n, _ in events}
            facts[law] = [(events, (), value) for events, _, value in facts[law]]
        mine = {n: v for n, v in values.items() if n in spoken}
        found = _naive(facts[law]) if naive and law == "p" else facts[law]
        table = table_of(mine, found) if facts[law] else None
        if facts[law] and table is None:
            return None
        if table is not None:
            tables[law] = table
    return Told(values, tables)


def _facts_in(piece: str) -> list[tuple[str, Fact]] | None:
    """The facts `P(A) = P(B) = ½` of one statement; none of mere words, None of a formula that says something else."""
    calls = list(probabilities(piece))
    if not calls:
        return [] if not _RELATES.search(piece) else None
    rest = piece[calls[-1].end :]
    between = [piece[a.end : b.start].strip(" $") for a, b in pairwise(calls)]
    m = re.fullmatch(r"\s*\$?\s*=(?P<value>.*)", rest, re.S)
    before = piece[: calls[0].start]
    if m is None or any(b != "=" for b in between) or _RELATES.search(before):
        return None
    value = number(m["value"])
    return None if value is None else [(c.law, (c.args, c.given, value)) for c in calls]


def number(text: str) -> Fraction | None:
    """A number that is written out, as a fraction."""
    m = _VALUE.fullmatch(text)
    if m is None:
        return None
    if m["a"]:
        return Fraction(int(m["a"]), int(m["b"])) if int(m["b"]) else None
    if m["v"]:
        return Fraction(*_VULGAR[m["v"]])
    value = Fraction(m["n"])
    return value / int(m["d"]) if m["d"] and int(m["d"]) else value if not m["d"] else None


def _values(
    facts: Iterable[Fact], asked: Iterable[Probability], declared: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The values that each variable takes: those that lines speak of, and another where that is one alone."""
    found: dict[str, list[str]] = {}
    events = [e for f in facts for e in (*f[0], *f[1])] + [e for p in asked for e in (*p.args, *p.given)]
    for name, value in events:
        found.setdefault(name, [])
        if value not in found[name]:
            found[name].append(value)
    made = {
        n: tuple(sorted(v)) if len(v) > 1 else tuple(sorted({*v, DENIED if v[0] != DENIED else OBSERVED}))
        for n, v in found.items()
    }
    return {n: declared.get(n, v) for n, v in made.items()}


def _complements(facts: Sequence[Fact]) -> dict[str, str]:
    """`spam` and `ham`: two events that condition the same and of which one alone has a probability of its own."""
    bare = [e[0] for _, given, _ in facts for e in given if len(given) == 1 and e[1] == OBSERVED]
    names = list(dict.fromkeys(n for n in bare if n != LABEL))
    denied = {n for events, given, _ in facts for n, v in (*events, *given) if v == DENIED}
    told = {events[0][0] for events, given, _ in facts if not given and len(events) == 1}
    if len(names) != 2 or denied & set(names) or not told & set(names):
        return {}
    first = next(n for n in names if n in told)
    second = next(n for n in names if n != first)
    return {second: first}


def _renamed(fact: Fact, renamed: dict[str, str]) -> Fact:
    def put(events: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple((renamed[n], DENIED if v == OBSERVED else OBSERVED) if n in renamed else (n, v) for n, v in events)

    return put(fact[0]), put(fact[1]), fact[2]


def _naive(facts: list[Fact]) -> list[Fact]:
    """The facts with P(a, b | c) = P(a|c) P(b|c) of features that are independent given the class."""
    single = {(events[0], given): value for events, given, value in facts if len(events) == 1 and len(given) == 1}
    made = list(facts)
    for (one, given), value in single.items():
        for (other, same), factor in single.items():
            if given == same and one[0] < other[0]:
                made.append(((one, other), given, value * factor))
    return made

"""The table of events: unknown numbers that sum to one, and what linear equations tell of sums of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from interviewer.checking.told.events.reading import Event

MOST_STATES = 64
Row = list[Fraction]


@dataclass(frozen=True)
class Table:
    """The states of all variables, and equations between their probabilities, reduced: each row solves for its pivot."""

    states: tuple[Mapping[str, str], ...]
    rows: tuple[tuple[int, tuple[Fraction, ...]], ...]

    def probability(self, events: Sequence[Event]) -> Fraction | None:
        """The probability that all of them happen; None where what is told leaves it open."""
        row = [Fraction(int(all(s.get(n) == v for n, v in events))) for s in self.states] + [Fraction(0)]
        for pivot, told in self.rows:
            if row[pivot]:
                factor = row[pivot]
                row = [a - factor * b for a, b in zip(row, told, strict=True)]
        return -row[-1] if not any(row[:-1]) else None

    def conditional(self, events: Sequence[Event], given: Sequence[Event]) -> Fraction | None:
        both, below = self.probability([*events, *given]), self.probability(given)
        return both / below if both is not None and below else None


def table_of(
    values: Mapping[str, Sequence[str]], facts: Sequence[tuple[Sequence[Event], Sequence[Event], Fraction]]
) -> Table | None:
    """The table with what the facts say, P(events | given) = value; None where they contradict each other."""
    names = list(values)
    states = tuple(dict(zip(names, chosen, strict=True)) for chosen in product(*(values[n] for n in names)))
    if len(states) > MOST_STATES:
        return None
    rows: list[Row] = [[Fraction(1)] * len(states) + [Fraction(1)]]
    for events, given, value in facts:
        below = [Fraction(int(all(s.get(n) == v for n, v in given))) for s in states]
        both = [b * int(all(s.get(n) == v for n, v in events)) for b, s in zip(below, states, strict=True)]
        if given:
            rows.append([x - value * b for x, b in zip(both, below, strict=True)] + [Fraction(0)])
        else:
            rows.append([*both, value])
    reduced = _reduced(rows, len(states))
    return Table(states, reduced) if reduced is not None else None


def _reduced(rows: list[Row], width: int) -> tuple[tuple[int, tuple[Fraction, ...]], ...] | None:
    """The rows by elimination; None where one of them says that nothing is something."""
    found: list[tuple[int, Row]] = []
    for row in rows:
        for pivot, told in found:
            if row[pivot]:
                factor = row[pivot]
                row = [a - factor * b for a, b in zip(row, told, strict=True)]
        pivot = next((k for k in range(width) if row[k]), None)
        if pivot is None:
            if row[-1]:
                return None
            continue
        row = [a / row[pivot] for a in row]
        found = [(p, [a - r[pivot] * b for a, b in zip(r, row, strict=True)]) for p, r in found]
        found.append((pivot, row))
    return tuple((p, tuple(r)) for p, r in found)

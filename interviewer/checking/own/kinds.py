"""The kinds that a letter may have, a number, a column, a row or a matrix, and what each costs given its looks and use."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from interviewer.checking.models.domains import BY_CUSTOM
from interviewer.checking.own.uses import Use

ELEMENTWISE = frozenset(["sigma", "phi", "psi", "act", "rho", "varphi"])
DATA = frozenset(["x", "X", "A", "H"])  # of samples, where its sizes are told
_NUMBERS = BY_CUSTOM | {"c", "s", "alpha", "beta", "nu", "kappa", "mu", "gamma", "theta", "delta"}


def base_letter(name: str) -> str:
    """The letter without labels and indices."""
    return name.split(".")[0].split("_")[0]


def kinds_of(name: str, use: Use) -> list[tuple[int, str]]:
    """Kinds a letter may have with what each costs."""
    base = base_letter(name)
    capital = base[:1].isupper()
    number, column, matrix = (5 if use.before else 3, 2, 0) if capital else (0, 1, 4)
    if base in _NUMBERS:
        column += 1
    row = [(2 if capital else column + 2, "R" if use.arity == 0 else "R1")] if use.ahead else []
    if use.arity == 0:
        return [(number, "S"), (column, "V"), (matrix + (0 if use.before or capital else 1), "M"), *row]
    if use.arity == 1:
        if use.bare:
            return [(2, "V"), (0, "M"), (3, "V1")] if capital else [(0, "V"), (2, "M"), (3, "V1")]
        component = 4 if use.stepped and capital else 0 if use.summed else 2  # W_l of a layer l, beside an l − 1
        return [(component, "V"), (number + 1 - component // 2, "S1"), (column + 1, "V1"), (matrix + 2, "M1"), *row]
    if use.arity == 2:
        return [(0, "M"), (1, "V1")]
    return [(0, "M1")]


def choices(options: list[tuple[str, list[tuple[int, str]]]]) -> Iterator[dict[str, str]]:
    """Combinations in the order of what they cost."""
    ordered = [(name, sorted(kinds)) for name, kinds in options]
    start = tuple(0 for _ in ordered)
    price = lambda at: sum(kinds[k][0] for (_, kinds), k in zip(ordered, at, strict=True))  # noqa: E731
    heap, seen = [(price(start), start)], {start}
    while heap:
        _, at = heapq.heappop(heap)
        yield {name: kinds[k][1] for (name, kinds), k in zip(ordered, at, strict=True)}
        for position in range(len(at)):
            if at[position] + 1 < len(ordered[position][1]):
                after = (*at[:position], at[position] + 1, *at[position + 1 :])
                if after not in seen:
                    seen.add(after)
                    heapq.heappush(heap, (price(after), after))

"""Sparse Laurent polynomials with whole coefficients: `{monomial: coefficient}`, a monomial packed into one whole number.

The exponent of generator k stands in the k-th 16-bit field, signed, so that monomials multiply by adding: some fifteen times
as fast as tuples of exponents in the same language, which is what decides between a proof and none within its budget.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

Terms = dict[int, int]

BITS = 16
HALF = 1 << (BITS - 1)
FIELD = (1 << BITS) - 1
MAX_EXPONENT = 1000  # of anything: products of two such stay within a field


def exponents(monomial: int) -> Iterator[tuple[int, int]]:
    """The generators in a monomial with their exponents."""
    k = 0
    while monomial:
        e = ((monomial + HALF) & FIELD) - HALF
        if e:
            yield k, e
        monomial = (monomial - e) >> BITS
        k += 1


def plus(a: Terms, b: Terms, scale: int = 1) -> Terms:
    """a + scale · b."""
    out = dict(a)
    for m, c in b.items():
        total = out.get(m, 0) + scale * c
        if total:
            out[m] = total
        else:
            del out[m]
    return out


def scaled(a: Terms, by: int) -> Terms:
    return a if by == 1 else {m: c * by for m, c in a.items()}


def times(a: Terms, b: Terms) -> Terms:
    out: Terms = {}
    get = out.get
    for m, c in a.items():
        for n, d in b.items():
            key = m + n
            out[key] = get(key, 0) + c * d
    return {m: c for m, c in out.items() if c}


def content(a: Terms) -> int:
    """The greatest common divisor of the coefficients, with the sign of the leading one."""
    out = gcd(*a.values())
    return -out if a[max(a)] < 0 else out


def common_monomial(a: Terms) -> int:
    """The largest monomial that divides all terms."""
    least: dict[int, int] | None = None
    for m in a:
        here = dict(exponents(m))
        least = here if least is None else {k: min(here.get(k, 0), least.get(k, 0)) for k in {*here, *least}}
    return sum(e << (BITS * k) for k, e in (least or {}).items())

"""Irreducible factors by SymPy: what stands under a logarithm or a root may be written in many ways, its factors in one."""

from __future__ import annotations

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.terms import BITS, exponents

MAX_TERMS, MAX_LETTERS = 12, 8  # of a sum that is worth factoring within a proof's time


def factors(q: Exact) -> list[Exact]:
    """The factors over ℚ of a sum with whole coefficients and no negative exponents, each as often as it divides; empty
    where it is irreducible or too large."""
    from sympy.polys.domains import ZZ
    from sympy.polys.rings import PolyRing

    monomials = {m: dict(exponents(m)) for m in q.terms}
    used = sorted({k for found in monomials.values() for k in found})
    if len(q.terms) > MAX_TERMS or len(used) > MAX_LETTERS:
        return []
    ring = PolyRing([f"g{k}" for k in used], ZZ)
    polynomial = ring.from_dict({tuple(monomials[m].get(k, 0) for k in used): c for m, c in q.terms.items()})
    _, found = polynomial.factor_list()
    if sum(times for _, times in found) < 2:
        return []
    return [
        Exact(
            q.tower,
            {sum(e << (BITS * k) for k, e in zip(used, powers, strict=True)): int(c) for powers, c in p.items()},
        )
        for p, times in found
        for _ in range(times)
    ]

"""Roots, signs and absolute values."""

from __future__ import annotations

from math import isqrt
from typing import Any

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.quotients import Quotients, key_of
from interviewer.checking.exact.terms import exponents


class Roots(Quotients):
    """√Q with √Q² = Q, and the sign s of Q with s² = 1."""

    def root(self, x: Exact, degree: int) -> Exact:
        """The positive root of x of this degree."""
        if x.parts:
            return self._root_of_product(x.parts, degree)
        if (split := self.by_cases(x, lambda y: self.root(y, degree))) is not None:
            return split
        above, below = self.over_common(x)
        if not above.terms:
            return self.zero
        c, monomial, q = self.parts_of(above)
        out, inside = self.one, self.number(1 if c > 0 else -1)
        for n, turn in ((abs(c.numerator), 1), (c.denominator, -1)):
            for p, e in factored(n):
                out = out * self._plain_root(self.number(p), degree, ("number", p)) ** (turn * e)
        for k, e in exponents(monomial):
            g = self.generators[k]
            if g.positive:
                whole, left = divmod(e, degree)
                out = out * self.element(k, whole) * self._plain_root(self.element(k), degree, ("generator", k)) ** left
            elif g.kind == "indicator":
                out = out * self.element(k)
            else:
                inside = inside * self.element(k) ** e
        for d, power in below:
            if self.is_positive(d):
                out = out * self.inverse(self.root(d, degree)) ** power
            else:
                inside = inside * self.inverse(d) ** power
        if q is not None:
            if (factors := self.split(q)) and all(map(self.is_positive, factors)):
                for f in factors:
                    out = out * self.root(f, degree)
            elif self.is_positive(q):
                out = out * self._plain_root(q, degree, key_of(q))
            else:
                inside = inside * q
        if inside.constant() == 1:
            return out
        if degree % 2 == 0 and (bare := self._whole_root(inside)) is not None:
            return out * (self.absolute(bare) if degree == 2 else self.root(self.absolute(bare), degree // 2))
        return out * self._plain_root(inside, degree, key_of(inside))

    def _root_of_product(self, parts: tuple[Exact, ...], degree: int) -> Exact:
        out, left = self.one, list(parts)
        while left:
            part = left.pop()
            if part.constant() is None and degree == 2 and part in left:
                left.remove(part)
                out = out * self.absolute(part)
            elif self.is_positive(part):
                out = out * self.root(part, degree)
            else:
                for p in left:
                    part = (part * p).whole()
                return out * self.root(part, degree)
        return out

    def _whole_root(self, x: Exact) -> Exact | None:
        """The root of a single term with even exponents."""
        if len(x.terms) != 1:
            return None
        ((m, c),) = x.terms.items()
        if c < 0 or isqrt(c) ** 2 != c or isqrt(x.den) ** 2 != x.den or any(e & 1 for _, e in exponents(m)):
            return None
        return Exact(self, {m // 2: isqrt(c)}, isqrt(x.den))

    def _plain_root(self, x: Exact, degree: int, key: Any) -> Exact:
        value = x.constant()
        if value == 1:
            return self.one
        k = self.generator("root", (degree, key), (x.whole(),), True, degree)
        return self.element(k)

    def sign_of(self, x: Exact) -> Exact:
        """1 or −1: the kernel s with s² = 1."""
        if x.parts:
            out = self.one
            for part in x.parts:
                out = out * self.sign_of(part)
            return out
        if (split := self.by_cases(x, self.sign_of)) is not None:
            return split
        above, below = self.over_common(x)
        c, monomial, q = self.parts_of(above)
        out = self.number(1 if c > 0 else -1)
        for k, e in exponents(monomial):
            g = self.generators[k]
            if e & 1 and not g.positive:
                out = out * (self.element(k) if g.kind == "sign" else self._sign_kernel(self.element(k), ("gen", k)))
        for d, power in below:
            if power & 1:
                out = out * self.sign_of(d)
        return out if q is None or self.is_positive(q) else out * self._sign_kernel(q, key_of(q))

    def _sign_kernel(self, x: Exact, key: Any) -> Exact:
        return self.element(self.generator("sign", ("of", key), (x,), degree=2))

    def absolute(self, x: Exact) -> Exact:
        return x * self.sign_of(x) if x.terms else x

    def step(self, x: Exact) -> Exact:
        """1 where x > 0, 0 where x < 0."""
        return (self.one + self.sign_of(x)) / 2


def factored(n: int) -> list[tuple[int, int]]:
    """Prime factors with their powers; a large rest counts as prime, which costs proofs and no truth."""
    out, p = [], 2
    while p * p <= n and p < 200:
        e = 0
        while n % p == 0:
            n, e = n // p, e + 1
        if e:
            out.append((p, e))
        p += 1
    return [*out, (n, 1)] if n > 1 else out

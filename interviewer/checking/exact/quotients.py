"""Quotients: the inverse of a sum is a generator of its own, and is cleared where one wants to know whether something vanishes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from interviewer.checking.exact.factoring import factors as factors_of
from interviewer.checking.exact.generators import MAX_GENERATORS, TOO_LARGE, Generators
from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.terms import BITS, Terms, common_monomial, content, exponents
from interviewer.checking.fields import OutOfDomain, Unsupported

MAX_UNITS = 5


class Quotients(Generators):
    """Inverses, zero and sign of sums; values of letters that take but two."""

    def parts_of(self, x: Exact) -> tuple[Fraction, int, Exact | None]:
        """x as c · monomial · Q, Q with whole coprime coefficients and a positive leading one; None for Q = 1."""
        terms = x.terms
        if not terms:
            raise OutOfDomain("a value of zero")
        monomial = common_monomial(terms) if len(terms) > 1 else next(iter(terms))
        c = content(terms)
        if len(terms) == 1:
            return Fraction(terms[monomial], x.den), monomial, None
        return Fraction(c, x.den), monomial, Exact(self, {m - monomial: v // c for m, v in terms.items()})

    def over_common(self, x: Exact) -> tuple[Exact, list[tuple[Exact, int]]]:
        """x = N / Π Qᵢ^kᵢ with no inverse of a sum left in N."""
        below: list[tuple[Exact, int]] = []
        for _ in range(MAX_GENERATORS):
            highest: dict[int, int] = {}
            for m in x.terms:
                for k, e in exponents(m):
                    if self.generators[k].kind == "inverse":
                        highest[k] = max(highest.get(k, 0), e)
            if not highest:
                return x, below
            k = max(highest)
            x, q = self._cleared(x, k, highest[k]), self.generators[k].of[0]
            below.append((q, highest[k]))
        raise Unsupported(TOO_LARGE)

    def _cleared(self, x: Exact, k: int, top: int) -> Exact:
        """x · Q^top, where generator k is 1/Q."""
        q = self.generators[k].of[0]
        by_power: dict[int, Terms] = {}
        shift = BITS * k
        for m, c in x.terms.items():
            e = dict(exponents(m)).get(k, 0)
            by_power.setdefault(e, {})[m - (e << shift)] = c
        total = self.zero
        power, at = self.one, top
        for e in sorted(by_power, reverse=True):  # Q⁰, Q¹, …
            while at > e:
                power, at = (power * q).whole(), at - 1
            total = total + Exact(self, by_power[e]) * power
        return Exact(self, total.terms, total.den * x.den)

    def vanishes(self, x: Exact) -> bool:
        """Whether x is zero as a number of the tower."""
        return not x.terms or not self.over_common(x)[0].terms

    def inverse(self, x: Exact) -> Exact:
        if x.parts:
            out = self.one
            for part in x.parts:
                out = out * self.inverse(part)
            return out
        if len(x.terms) > 1 and (split := self.by_cases(x, self.inverse)) is not None:
            return split
        above, below = self.over_common(x)
        if not above.terms:
            raise OutOfDomain("a division by zero")
        c, monomial, q = self.parts_of(above)
        out = self.number(c.denominator, c.numerator) * self.inverse_monomial(monomial)
        for d, power in below:
            out = out * d**power
        if q is None:
            return out
        k = self.generator("inverse", key_of(q), (q,), self.is_positive(q))
        return out * self.element(k)

    def inverse_monomial(self, monomial: int) -> Exact:
        plain, rest = 0, self.one
        for k, e in exponents(monomial):
            g = self.generators[k]
            if g.kind == "inverse":
                rest = rest * g.of[0] ** e
            elif g.kind == "root":
                rest = rest * self.element(k, g.degree - e) * self.inverse(g.of[0])
            elif g.kind == "sign":
                plain += e << (BITS * k)
            elif g.degree:
                raise OutOfDomain("a division by what may be zero")
            else:
                plain -= e << (BITS * k)
        return Exact(self, {plain: 1}) * rest

    def is_positive(self, x: Exact) -> bool:
        """Whether it shows that x > 0; what is linear in numbers of (0, 1) is so where it is at their ends."""
        if self._shows_positive(x.terms):
            return True
        units = self._units(x)
        if not units or len(units) > MAX_UNITS:
            return False
        ends = [x.terms]
        for k in units:
            ends = [self.at_value(Exact(self, terms), k, end).terms for terms in ends for end in (0, 1)]
        return any(ends) and all(self._shows_positive(terms) for terms in ends if terms)

    def _units(self, x: Exact) -> list[int]:
        """The numbers of (0, 1) in x, when it is linear in each."""
        found: dict[int, None] = {}
        for m in x.terms:
            for k, e in exponents(m):
                if self.generators[k].unit:
                    if e != 1:
                        return []
                    found[k] = None
        return list(found)

    def split(self, q: Exact) -> list[Exact]:
        """Q as a product: its factors 1 − β taken out, or all of them; empty where it is none."""
        if self.factoring:
            self.pace()
            return factors_of(q)
        factors: list[Exact] = []
        for k in self._units(q):
            if len(q.terms) > 2 and not self.at_value(q, k, 1).terms:
                factors.append(self.one - self.element(k))
                q = self.at_value(q, k, 0)  # Q = A(1 − β) is A at β = 0
        return [*factors, q] if factors else []

    def _shows_positive(self, terms: Terms) -> bool:
        """Sums of products of what is positive and of squares."""
        found = False
        for m, c in terms.items():
            strict = True
            for k, e in exponents(m):
                if not self.generators[k].positive:
                    if e & 1:
                        return False
                    strict = False
            if c < 0:
                return False
            found = found or strict
        return found

    def by_cases(self, x: Exact, function: Callable[[Exact], Exact]) -> Exact | None:
        """f(x) as y f(x at y = 1) + (1 − y) f(x at y = 0) for the first letter in x with two values; None without one."""
        for m in x.terms:
            for k, _ in exponents(m):
                g = self.generators[k]
                if g.degree and not g.of and g.kind in ("sign", "indicator"):
                    low = -1 if g.kind == "sign" else 0
                    weight = (self.element(k) - low) / (1 - low)
                    return weight * function(self.at_value(x, k, 1)) + (1 - weight) * function(self.at_value(x, k, low))
        return None

    def at_value(self, x: Exact, k: int, value: int) -> Exact:
        """x with a number for a letter that no kernel in it leans on."""
        out: Terms = {}
        for m, c in x.terms.items():
            e = dict(exponents(m)).get(k, 0)
            key = m - (e << (BITS * k))
            out[key] = out.get(key, 0) + c * value**e
        return Exact(self, {m: c for m, c in out.items() if c}, x.den)


def key_of(x: Exact) -> Any:
    return key_of_weights({m: Fraction(c, x.den) for m, c in x.terms.items()})


def key_of_weights(weights: dict[int, Fraction]) -> Any:
    return frozenset(weights.items())

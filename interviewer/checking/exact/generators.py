"""Generators over the rationals, their sums and products: letters, and kernels that stand for functions of what was before.

Whatever a relation rewrites is the same number wherever both sides of a line have a value: letters are real, what stands
under a logarithm or an even root is positive there. So a difference that vanishes proves a line; one that does not says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.terms import BITS, HALF, MAX_EXPONENT, Terms, exponents, times
from interviewer.checking.fields import OutOfDomain, Unsupported

MAX_PRODUCTS = 60_000  # of two terms in one multiplication
MAX_GENERATORS = 400
ROOM, BEYOND = 1 << (BITS - 3), 3 << (BITS - 2)  # an exponent e has |e| < ROOM where no such bit of e + ROOM is set
TOO_LARGE = "the expressions grow too large to prove with"


@dataclass
class Generator:
    """A letter or a kernel. `of` are the elements it is a function of, `key` tells it from others of its kind."""

    kind: str
    key: Any
    of: tuple[Exact, ...] = ()
    positive: bool = False
    degree: int = 0  # from which power on a relation rewrites it; 0 for none
    leans: int = 0  # the generators it depends on, itself included, one bit each
    unit: bool = False  # less than 1 where positive
    slopes: dict[int, Exact] = field(default_factory=dict)


class Generators:
    """Grows by need. `pace` is called before anything costly and may raise."""

    def __init__(self, pace: Callable[[], None] = lambda: None) -> None:
        self.pace = pace
        self.generators: list[Generator] = []
        self.known: dict[Any, int] = {}
        self.bias = self.mask = self.room = self.beyond = 0
        self.factoring = False  # whether sums under logarithms and roots are factored first, which takes a while
        self.exclusive: list[int] = []  # groups of indicators of which one at most is 1
        self.one = Exact(self, {0: 1})
        self.zero = Exact(self, {})

    def generator(
        self, kind: str, key: Any, of: tuple[Exact, ...] = (), positive: bool = False, degree: int = 0
    ) -> int:
        found = self.known.get((kind, key))
        if found is not None:
            return found
        k = len(self.generators)
        if k >= MAX_GENERATORS:
            raise Unsupported(TOO_LARGE)
        leans = 1 << k
        for x in of:
            leans |= self.leaning(x)
        self.generators.append(Generator(kind, key, of, positive, degree, leans))
        self.known[kind, key] = k
        self.bias |= HALF << (BITS * k)
        self.room |= ROOM << (BITS * k)
        self.beyond |= BEYOND << (BITS * k)
        if degree:
            self.mask |= (HALF - 2) << (BITS * k)
        return k

    def element(self, k: int, power: int = 1) -> Exact:
        return Exact(self, {power << (BITS * k): 1})

    def letter(self, name: Any, positive: bool = False, unit: bool = False) -> Exact:
        """A real number of which nothing else is known."""
        k = self.generator("letter", name, positive=positive or unit)
        self.generators[k].unit = unit
        return self.element(k)

    def fresh(self) -> int:
        return self.generator("letter", ("fresh", len(self.generators)))

    def sign(self, name: Any) -> Exact:
        """A number that is 1 or −1."""
        return self.element(self.generator("sign", name, degree=2))

    def indicator(self, name: Any) -> Exact:
        """A number that is 1 or 0."""
        return self.element(self.generator("indicator", name, degree=2))

    def one_of(self, names: list[Any]) -> list[Exact]:
        """Indicators of which exactly one is 1."""
        found = [self.indicator(name) for name in names[:-1]]
        self.exclusive.append(sum(next(iter(x.terms)) for x in found))
        return [*found, self.one - sum(found, self.zero)]

    def leaning(self, x: Exact) -> int:
        """The generators an element depends on, as bits."""
        out = 0
        for m in x.terms:
            for k, _ in exponents(m):
                out |= self.generators[k].leans
        return out

    def number(self, p: int, q: int = 1) -> Exact:
        value = Fraction(p, q)
        return Exact(self, {0: value.numerator} if value else {}, value.denominator)

    def product(self, a: Terms, b: Terms) -> Terms:
        if len(a) * len(b) > MAX_PRODUCTS:
            raise Unsupported(TOO_LARGE)
        if len(a) * len(b) > 64:
            self.pace()
        room, beyond = self.room, self.beyond
        if any((m + room) & beyond for terms in (a, b) for m in terms):
            raise Unsupported("an exponent too large")
        return times(a, b)

    def reduced(self, terms: Terms, den: int) -> tuple[Terms, int]:
        """The terms after the relations of signs, indicators, roots and sines."""
        if not self.mask and not self.exclusive:
            return terms, den
        kept: Terms = {}
        out: Exact | None = None
        for m, c in terms.items():
            if any(_meet((m + self.bias) & group) for group in self.exclusive):
                continue
            if (m + self.bias) & self.mask:
                rest = self.rewritten(m)
                if rest is not None:
                    term = Exact(self, {0: c}) * rest
                    out = term if out is None else out + term
                    continue
            kept[m] = c
        if out is None:
            return kept, den
        total = Exact(self, kept) + out
        return total.terms, total.den * den

    def rewritten(self, monomial: int) -> Exact | None:
        """A monomial with powers that a relation rewrites; None when there are none after all."""
        plain, rest = 0, None
        for k, e in exponents(monomial):
            g = self.generators[k]
            if not g.degree or 0 <= e < g.degree:
                plain += e << (BITS * k)
                continue
            if g.kind == "sign":
                plain += (e & 1) << (BITS * k)
                part = self.one
            elif g.kind == "indicator":
                if e < 0:
                    raise OutOfDomain("a division by zero")
                plain += 1 << (BITS * k)
                part = self.one
            elif g.kind == "root":
                turns, left = divmod(e, g.degree)
                plain += left << (BITS * k)
                part = g.of[0] ** turns
            else:  # sin² = 1 − cos²
                turns, left = divmod(e, 2)
                plain += left << (BITS * k)
                cosine = self.element(self.generator("cos", g.key, g.of))
                part = (self.one - cosine * cosine) ** turns
            rest = part if rest is None else rest * part
        return None if rest is None else Exact(self, {plain: 1}) * rest

    def power(self, x: Exact, n: int) -> Exact:
        """A single term to a whole power."""
        ((m, c),) = x.terms.items() or [(0, 0)]
        if any(abs(e * n) > MAX_EXPONENT for _, e in exponents(m)):
            raise Unsupported("an exponent too large")
        if not c:
            return self.zero
        return Exact(self, *self.reduced({m * n: c**n}, x.den**n))

    # -- what the functions on top provide ----------------------------------------------------------------------------

    def inverse(self, x: Exact) -> Exact:
        raise NotImplementedError

    def root(self, x: Exact, degree: int) -> Exact:
        raise NotImplementedError

    def log(self, x: Exact) -> Exact:
        raise NotImplementedError

    def exp(self, u: Exact) -> Exact:
        raise NotImplementedError

    def show(self, x: Exact) -> str:
        """For people who look into a proof."""

        def name(k: int) -> str:
            g = self.generators[k]
            return str(g.key) if g.kind == "letter" else f"{g.kind}({', '.join(map(self.show, g.of))})"

        terms = [
            "*".join([str(c), *(name(k) + (f"^{e}" if e != 1 else "") for k, e in exponents(m))])
            for m, c in x.terms.items()
        ]
        return f"({' + '.join(terms) or '0'})" + (f"/{x.den}" if x.den != 1 else "")


def _meet(bits: int) -> bool:
    return bits & (bits - 1) != 0

"""The whole tower: logarithms, exponentials, sines and unspecified functions on top of roots and quotients."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.quotients import key_of, key_of_weights
from interviewer.checking.exact.roots import Roots, factored
from interviewer.checking.exact.spans import Span
from interviewer.checking.exact.terms import exponents
from interviewer.checking.fields import Unsupported


class Tower(Roots):
    """log|Q| split over factors, exp(u) by exponents that span u, functions known by their derivatives or their name."""

    def __init__(self, pace: Callable[[], None] = lambda: None) -> None:
        super().__init__(pace)
        self.span = Span()

    def log(self, x: Exact) -> Exact:
        """log|x|, split over factors."""
        if x.parts:
            return sum((self.log(part) for part in x.parts), self.zero)
        if (split := self.by_cases(x, self.log)) is not None:
            return split
        above, below = self.over_common(x)
        c, monomial, q = self.parts_of(above)
        out = self.log_number(abs(c.numerator)) - self.log_number(c.denominator)
        for k, e in exponents(monomial):
            out = out + self.number(e) * self.log_generator(k)
        for d, power in below:
            out = out - self.number(power) * self.log(d)
        if q is not None and (factors := self.split(q)):
            return out + sum((self.log(f) for f in factors), self.zero)
        if q is not None:
            out = out + self.element(self.generator("log", key_of(q), (q,)))
        return out

    def log_generator(self, k: int) -> Exact:
        g = self.generators[k]
        match g.kind:
            case "exp":
                return g.of[0]
            case "inverse":
                return -self.log(g.of[0])
            case "root":
                return self.log(g.of[0]) / g.degree
            case "indicator" | "sign" | "sin":
                raise Unsupported("a logarithm of what may not be positive")
        return self.element(self.generator("log", ("generator", k), (self.element(k),)))

    def log_number(self, n: int) -> Exact:
        out = self.zero
        for p, e in factored(n):
            out = out + self.number(e) * self.element(self.generator("log", ("number", p), (self.number(p),), p > 1))
        return out

    def exp(self, u: Exact) -> Exact:
        """exp(u): rational powers of a few exponentials whose exponents span the rest, and of what stands in logarithms."""
        if (split := self.by_cases(u, self.exp)) is not None:
            return split
        out, rest = self.one, {}
        for m, c in u.terms.items():
            found = list(exponents(m))
            weight = Fraction(c, u.den)
            g = self.generators[found[0][0]] if len(found) == 1 and found[0][1] == 1 else None
            if g is not None and g.kind == "log" and self.is_positive(g.of[0]):
                out = out * g.of[0] ** weight
            else:
                rest[m] = weight
        if not rest:
            return out
        weights = self.span.express(rest)
        if weights is None and (k := self._alike("exp", None, (self._sum(rest),))) is not None:
            weights = {k: Fraction(1)}
        elif weights is None:
            k = self.generator("exp", key_of_weights(rest), (self._sum(rest),), positive=True)
            self.span.add(rest, k)
            weights = {k: Fraction(1)}
        for k, weight in weights.items():
            out = out * self.element(k) ** weight
        return out

    def _alike(self, kind: str, name: Any, of: tuple[Exact, ...]) -> int | None:
        """A kernel of this kind at arguments that are the same numbers, written with other inverses."""
        if not any(self.generators[k].kind == "inverse" for x in of for m in x.terms for k, _ in exponents(m)):
            return None
        for k, g in enumerate(self.generators):
            if g.kind == kind and (name is None or g.key[:2] == name) and len(g.of) == len(of):
                self.pace()
                if all(self.vanishes(a - b) for a, b in zip(g.of, of, strict=True)):
                    return k
        return None

    def _sum(self, weights: dict[int, Fraction]) -> Exact:
        return sum((Exact(self, {m: w.numerator}, w.denominator) for m, w in weights.items()), self.zero)

    def function(self, kind: str, x: Exact) -> Exact:
        """A kernel of one argument whose derivative `slopes` knows: sin, cos, arctan, erf."""
        if (split := self.by_cases(x, lambda y: self.function(kind, y))) is not None:
            return split
        constant = x.constant()
        if constant == 0:
            return self.one if kind == "cos" else self.zero
        flip = x.terms[max(x.terms)] < 0
        plain = -x if flip else x
        k = self.generator(kind, key_of(plain), (plain.whole(),), degree=2 if kind == "sin" else 0)
        return -self.element(k) if flip and kind != "cos" else self.element(k)

    def unknown(self, name: Any, arguments: tuple[Exact, ...], orders: tuple[int, ...] = ()) -> Exact:
        """An unspecified smooth function, or one of its partial derivatives, at these arguments."""
        orders = orders or (0,) * len(arguments)
        for i, a in enumerate(arguments):
            at = lambda y, i=i: self.unknown(name, (*arguments[:i], y, *arguments[i + 1 :]), orders)  # noqa: E731
            if (split := self.by_cases(a, at)) is not None:
                return split
        of = tuple(a.whole() for a in arguments)
        k = self._alike("function", (name, orders), of)
        return self.element(self.generator("function", (name, orders, tuple(map(key_of, of))), of) if k is None else k)

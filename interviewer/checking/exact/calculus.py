"""Derivatives and substitution in a tower: both go through its kernels."""

from __future__ import annotations

from interviewer.checking.exact.number import Exact
from interviewer.checking.exact.terms import BITS, Terms, exponents
from interviewer.checking.exact.tower import Tower
from interviewer.checking.fields import Unsupported


def derivative(tower: Tower, x: Exact, by: int) -> Exact:
    """∂x/∂g of generator number `by`, a letter."""
    bit = 1 << by
    slopes: dict[int, Terms] = {}
    for m, c in x.terms.items():
        for k, e in exponents(m):
            if tower.generators[k].leans & bit:
                slopes.setdefault(k, {})[m - (1 << (BITS * k))] = c * e
    total = tower.zero
    for k, terms in slopes.items():
        outer = Exact(tower, *tower.reduced(terms, x.den))
        total = total + (outer if k == by else outer * _slope(tower, k, by))
    return total


def _slope(tower: Tower, k: int, by: int) -> Exact:
    g = tower.generators[k]
    if by not in g.slopes:
        g.slopes[by] = _chain(tower, k, by)
    return g.slopes[by]


def _chain(tower: Tower, k: int, by: int) -> Exact:
    g = tower.generators[k]
    if g.kind == "sign":
        return tower.zero
    if g.kind == "function":
        name, orders, _ = g.key
        total = tower.zero
        for i, argument in enumerate(g.of):
            inner = derivative(tower, argument, by)
            if inner.terms:
                raised = (*orders[:i], orders[i] + 1, *orders[i + 1 :])
                total = total + tower.unknown(name, g.of, raised) * inner
        return total
    u = g.of[0]
    inner, itself = derivative(tower, u, by), tower.element(k)
    match g.kind:
        case "exp":
            return itself * inner
        case "log":
            return inner * tower.inverse(u)
        case "inverse":
            return -itself * itself * inner
        case "root":
            return itself * inner * tower.inverse(u) / g.degree
        case "sin":
            return tower.function("cos", u) * inner
        case "cos":
            return -tower.function("sin", u) * inner
        case "arctan":
            return inner / (1 + u * u)
        case "erf":
            pi = tower.letter("pi", positive=True)
            return 2 / tower.root(pi, 2) * tower.exp(-u * u) * inner
    raise Unsupported("a derivative that is not proved symbolically")


class Substitution:
    """Puts elements in the place of letters, in kernels too. Remembers what it has found."""

    def __init__(self, tower: Tower, values: dict[int, Exact]) -> None:
        self.tower, self.values = tower, values
        self.touched = 0
        for k in values:
            self.touched |= 1 << k
        self.found: dict[int, Exact] = dict(values)

    def __call__(self, x: Exact) -> Exact:
        tower = self.tower
        if x.parts:
            out = tower.one
            for part in x.parts:
                out = out * self(part)
            return out
        kept: Terms = {}
        moved = tower.zero
        for m, c in x.terms.items():
            plain, rest = 0, None
            for k, e in exponents(m):
                if tower.generators[k].leans & self.touched:
                    part = self.kernel(k) ** e
                    rest = part if rest is None else rest * part
                else:
                    plain += e << (BITS * k)
            if rest is None:
                kept[m] = c
            else:
                moved = moved + Exact(tower, {plain: c}) * rest
        total = Exact(tower, kept) + moved
        return Exact(tower, total.terms, total.den * x.den)

    def kernel(self, k: int) -> Exact:
        if k not in self.found:
            self.found[k] = self._kernel(k)
        return self.found[k]

    def _kernel(self, k: int) -> Exact:
        tower, g = self.tower, self.tower.generators[k]
        if g.kind == "function":
            name, orders, _ = g.key
            return tower.unknown(name, tuple(map(self, g.of)), orders)
        u = self(g.of[0])
        match g.kind:
            case "exp":
                return tower.exp(u)
            case "log":
                return tower.log(u)
            case "inverse":
                return tower.inverse(u)
            case "root":
                return tower.root(u, g.degree)
            case "sign":
                return tower.sign_of(u)
            case "sin" | "cos" | "arctan" | "erf":
                return tower.function(g.kind, u)
        raise Unsupported("a value in a place that is not proved symbolically")

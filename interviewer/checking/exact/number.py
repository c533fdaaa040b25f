"""Elements of a tower: sums of terms over one whole denominator; products are multiplied out only where they are added to."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING, Any

from interviewer.checking.exact.terms import MAX_EXPONENT, Terms, plus, scaled
from interviewer.checking.fields import Unsupported

if TYPE_CHECKING:
    from interviewer.checking.exact.generators import Generators

MAX_DENOMINATOR = 1 << 256


class Exact:
    """A number of a tower. Immutable; `parts` are the factors it was made of, as logarithms and inverses want them."""

    __slots__ = ("_den", "_terms", "parts", "tower")

    def __init__(self, tower: Generators, terms: Terms | None, den: int = 1, parts: tuple[Exact, ...] = ()) -> None:
        self.tower, self._terms, self._den, self.parts = tower, terms, den, parts

    @property
    def terms(self) -> Terms:
        if self._terms is None:
            first, *rest = sorted(self.parts, key=lambda p: len(p.terms))
            out, den = first.terms, first.den
            for part in rest:
                out, den = self.tower.product(out, part.terms), den * part.den
            self._terms, self._den = self.tower.reduced(out, den)
        return self._terms

    @property
    def den(self) -> int:
        if self._terms is None:
            _ = self.terms
        return self._den

    def whole(self) -> Exact:
        """The same number, forgetting what it was made of."""
        return Exact(self.tower, self.terms, self.den)

    @property
    def factors(self) -> tuple[Exact, ...]:
        return self.parts or (self,)

    @property
    def simple(self) -> bool:
        """Whether it is a single term, multiplied at once."""
        return self._terms is not None and len(self._terms) < 2

    def constant(self) -> Fraction | None:
        """Its value when no letter stands in it."""
        terms = self.terms
        if not terms:
            return Fraction(0)
        return Fraction(terms[0], self.den) if len(terms) == 1 and 0 in terms else None

    def _lifted(self, other: Any) -> Exact | None:
        if isinstance(other, Exact):
            return other
        if isinstance(other, int):
            return Exact(self.tower, {0: int(other)} if other else {})
        if isinstance(other, Fraction):
            return Exact(self.tower, {0: other.numerator} if other else {}, other.denominator)
        return None  # what is drawn or rounded shows nothing

    def __add__(self, other: Any) -> Any:
        right = self._lifted(other)
        if right is None:
            return NotImplemented
        a, b = self.terms, right.terms
        if not a:
            return right
        if not b:
            return self
        if self.den == right.den:
            return Exact(self.tower, plus(a, b), self.den)
        shared = gcd(self.den, right.den)
        den = self.den // shared * right.den
        if den > MAX_DENOMINATOR:
            raise Unsupported("the denominators grow too large")
        return Exact(self.tower, plus(scaled(a, right.den // shared), b, self.den // shared), den)

    __radd__ = __add__

    def __neg__(self) -> Exact:
        if self._terms is None:
            first, *rest = self.parts
            return Exact(self.tower, None, 1, (-first, *rest))
        parts = (-self.parts[0], *self.parts[1:]) if self.parts else ()
        return Exact(self.tower, scaled(self._terms, -1), self.den, parts)

    def __sub__(self, other: Any) -> Any:
        right = self._lifted(other)
        return NotImplemented if right is None else self + -right

    def __rsub__(self, other: Any) -> Any:
        left = self._lifted(other)
        return NotImplemented if left is None else left + -self

    def __mul__(self, other: Any) -> Any:
        right = self._lifted(other)
        if right is None:
            return NotImplemented
        for one, two in ((self, right), (right, self)):
            if one.simple:
                if not one.terms or (one.den == 1 and one.terms == {0: 1}):
                    return two if one.terms else one
                if not two.parts:
                    terms, den = self.tower.reduced(self.tower.product(one.terms, two.terms), one.den * two.den)
                    return Exact(self.tower, terms, den)
        return Exact(self.tower, None, 1, (*self.factors, *right.factors))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        right = self._lifted(other)
        return NotImplemented if right is None else self * self.tower.inverse(right)

    def __rtruediv__(self, other: Any) -> Any:
        left = self._lifted(other)
        return NotImplemented if left is None else left * self.tower.inverse(self)

    def __pow__(self, exponent: Any) -> Any:
        top = self._lifted(exponent)
        if top is None:
            return NotImplemented
        value = top.constant()
        if value is None:
            return self.tower.exp(top * self.tower.log(self))
        if value.denominator > 1:
            return self.tower.root(self, value.denominator) ** value.numerator
        n = value.numerator
        if abs(n) > MAX_EXPONENT:
            raise Unsupported("an exponent too large")
        if n < 0:
            return self.tower.inverse(self) ** -n
        if n == 0:
            return Exact(self.tower, {0: 1})
        if self.simple:
            return self.tower.power(self, n)
        return self if n == 1 else Exact(self.tower, None, 1, self.factors * n)

    def __rpow__(self, base: Any) -> Any:
        left = self._lifted(base)
        return NotImplemented if left is None else left**self

    def __eq__(self, other: object) -> bool:
        right = self._lifted(other)
        return right is not None and not (self - right).terms

    def __hash__(self) -> int:
        return hash((frozenset(self.terms.items()), self.den))

    def __complex__(self) -> complex:
        value = self.constant()
        if value is None:
            raise TypeError("not a constant")
        return complex(value)

    def __repr__(self) -> str:
        return self.tower.show(self)

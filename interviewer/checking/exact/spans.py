"""Which sums are rational combinations of others: exponents of which exponentials are powers of each other."""

from __future__ import annotations

from fractions import Fraction

Vector = dict[int, Fraction]


class Span:
    """Vectors in echelon form, each with what it is a combination of."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Vector, Vector]] = []  # a pivot, the vector with 1 there, its combination

    def express(self, vector: Vector) -> Vector | None:
        """The weights of the members that make up the vector; None when they do not."""
        rest, weights = self._reduced(vector)
        return None if rest else {k: -w for k, w in weights.items() if w}

    def add(self, vector: Vector, member: int) -> None:
        """Take in a vector that is no combination yet, as a member of this name."""
        rest, weights = self._reduced(vector)
        pivot = max(rest)
        scale = 1 / rest[pivot]
        weights[member] = weights.get(member, Fraction(0)) + 1
        self.rows.append((pivot, {m: c * scale for m, c in rest.items()}, {k: w * scale for k, w in weights.items()}))

    def _reduced(self, vector: Vector) -> tuple[Vector, Vector]:
        rest, weights = dict(vector), {}
        for pivot, row, combination in self.rows:
            c = rest.get(pivot)
            if not c:
                continue
            for m, x in row.items():
                left = rest.get(m, 0) - c * x
                if left:
                    rest[m] = left
                else:
                    rest.pop(m, None)
            for k, w in combination.items():
                weights[k] = weights.get(k, Fraction(0)) - c * w
        return rest, weights

"""`dL/dθ = 2(Xθ − y)ᵀX`: the gradient as a row, where the problem has columns and nothing says which are meant."""

from __future__ import annotations

from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result
from interviewer.checking.evaluation.layouts import ROWS, layouts
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.notation.tree import Deriv, Sym, apply

AS_ROW = "this is the gradient as a row; write it as a column, or say that derivatives are rows"
AS_COLUMN = "this is the gradient as a column, where derivatives are said to be rows"


def as_row(pair: Pair, comparison: Comparison) -> Result | None:
    """Undecided where a side is right up to the layout; None otherwise, and of a ∇, which is a column."""
    sides = [s for s in (pair.left, pair.right) if isinstance(s, Deriv) and s.style != "grad" and len(s.wrt) == 1]
    if not pair.equal or comparison.outcome != "ill-typed" or not sides or any(_by_matrix(pair, s) for s in sides):
        return None
    if "vector" not in comparison.reason or " 1×" not in comparison.reason:
        return None  # of a matrix the transpose is another thing
    turned = compare(pair.scope, "=", apply("T", pair.left), pair.right, pair.clock, pair.filters)
    told = layouts(pair.scope.context) == (ROWS,)
    return pair.undecided(AS_COLUMN if told else AS_ROW) if turned.outcome == "holds" else None


def _by_matrix(pair: Pair, slope: Deriv) -> bool:
    """Whether a derivative is by a matrix, whose transpose is no layout of a gradient."""
    by = slope.wrt[0]
    letter = pair.scope.letter(by.name) if isinstance(by, Sym) else None
    return letter is not None and len(letter.shape) == 2

"""`dz/dlogvar = ½ std · eps`, as code has it: of a function that acts on each entry, the diagonal of its Jacobian."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.notation.tree import Apply, Deriv


def as_elementwise(pair: Pair, comparison: Comparison) -> Result | None:
    """A derivative of a vector by a vector that is said to be a vector."""
    slope = isinstance(pair.left, Deriv) and len(pair.left.wrt) == 1 and pair.left.style != "grad"
    if comparison.outcome != "ill-typed" or not pair.equal or pair.chained or not slope:
        return None
    spread = replace(pair, right=Apply("diag", (pair.right,)))
    found = compare(spread.scope, *spread.shown, pair.clock, pair.filters)
    if found.outcome != "holds":
        return None
    return Result("verified", pair.scope, pair=spread.shown, assumed=found.assumed)

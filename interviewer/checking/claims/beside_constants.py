"""What stands beside an added constant and does not depend on what the line is of: it is in no constant, since it is written out."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Bound, Node, Num, Sym

WRITTEN_OUT = (
    "this holds only if the constant takes in a part of what is written beside it; leave that out, or complete it"
)


def written_beside(scope: Scope, right: Node, varied: Sequence[Sym]) -> list[Sym]:
    """The σ of `log q(z) = −½ Σ_j [(z_j − μ_j)²/σ_j² + log σ_j²] + const`: letters of terms in which nothing varies."""
    over = {s.name for s in varied}
    leaning = [dependencies(scope, t) for t in addends(scope, right, over)]
    letters = sorted(frozenset[str]().union(*(found for found in leaning if not found & over)))
    return [Sym(n) for n in letters if (letter := scope.letter(n)) is not None and not letter.is_function]


def addends(scope: Scope, node: Node, over: set[str]) -> list[Node]:
    """The terms of a sum, those within Σ and behind a factor in which nothing varies too."""
    match node:
        case Apply("add", terms):
            return [t for term in terms for t in addends(scope, term, over)]
        case Apply("neg", (inner,)) | Bound("sum", _, inner) | Apply("div", (inner, Num())):
            return addends(scope, inner, over)
        case Apply("mul", (*factors, Bound() | Apply() as last)):
            if not any(dependencies(scope, f) & over for f in factors):
                return addends(scope, last, over)
    return [node]

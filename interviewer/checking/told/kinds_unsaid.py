"""`b = y_s − wᵀx_s`, where nothing says which s: it holds of support vectors alone, and s is what these are counted by."""

from __future__ import annotations

from interviewer.checking.judged import Judged
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.world import World
from interviewer.notation.tree import Rel, Sym

CUSTOMARY = "s"
WHICH = "this holds of some samples only; say of which, as in 'for a support vector s'"


def sample_unsaid(judged: Judged, problem: World) -> tuple[str, str]:
    """The one index that runs in what a line says a number that is sought is, and the first kind of samples that the problem has."""
    scope, kinds = judged.read_in, problem.vocabulary.kinds
    clauses = judged.line.clauses if judged.line is not None else ()
    if scope is None or not kinds or len(clauses) != 1 or len(judged.nodes) != 1:
        return "", ""
    match judged.nodes[0], clauses[0].node:
        case Rel(("=",), (Sym(name, ()), right)), Rel() as written if name in problem.unknowns:
            index = free_indices(scope, (right,))
            spoken = free_indices(scope, (written,))
            return (spoken[0], kinds[0][0]) if len(index) == len(spoken) == 1 else ("", "")
    return "", ""

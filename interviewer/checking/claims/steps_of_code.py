"""`b = b − α db`: a step along what code calls the gradient of its loss, whatever that gradient is."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.products import factors_of
from interviewer.notation.tree import Apply, Node, Num, Sym


def steps_down(scope: Scope, left: Sym, right: Node) -> bool | None:
    """Whether a letter moves against its own gradient; None where it moves otherwise, or nothing is to be small."""
    if not any(d.sense == "min" for ds in scope.world.definitions.values() for d in ds):
        return None
    match right:
        case Apply("add", (kept, Apply("neg", (step,)))) if kept == left and _is_multiple(step, left):
            return True
        case Apply("add", (kept, step)) if kept == left and _is_multiple(step, left):
            return False
    return None


def _is_multiple(step: Node, left: Sym) -> bool:
    """A size times `db`; the size is a letter of its own or a number above zero."""
    factors = factors_of(step)
    own = [f for f in factors if isinstance(f, Apply) and f.op == "differential" and f.args[0] == left]
    sizes = [f for f in factors if f not in own]
    return len(own) == 1 and all(
        (isinstance(f, Sym) and f != left) or (isinstance(f, Num) and f.value > 0) for f in sizes
    )

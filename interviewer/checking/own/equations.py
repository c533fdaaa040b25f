"""`XᵀCXw = XᵀCy` under a loss of the candidate's own: no identity, but its gradient set to zero."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.claims.result import Result
from interviewer.checking.claims.slopes_weighted import same_zeros
from interviewer.checking.clock import Clock
from interviewer.checking.own.belief import JOINT, Belief
from interviewer.checking.own.losses import loss_defined
from interviewer.checking.own.objective import STATIONARY
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Deriv, Node, Rel, Sym, apply, names, walk


def as_slope_at_zero(
    before: list[Clause],
    claims: Sequence[Node],
    scope: Scope,
    clock: Clock,
    problem: World | None,
    belief: Belief | None = None,
) -> Result | None:
    """Verified where the one claim is an equation between multiples of the gradient of the loss, or of the log posterior."""
    loss = _log_posterior(belief) if belief is not None else loss_defined(before, problem)
    match claims:
        case [Rel(("=",), (left, right)) as equation] if loss is not None:
            value, _, sought, _ = loss
        case _:
            return None
    quantities = any(isinstance(n, Deriv | Call) for n in walk(equation))
    if quantities or (isinstance(left, Sym) and left.name not in names(right)):
        return None  # what something is, everywhere
    gap = apply("add", left, apply("neg", right))
    for name in sought:
        if name in dependencies(scope, gap) and same_zeros(scope, gap, Deriv(value, (Sym(name),)), clock):
            return Result("verified", scope, STATIONARY, pair=("=", left, right))
    return None


def _log_posterior(belief: Belief) -> tuple[Node, str, tuple[str, ...], tuple[Rel, ...]] | None:
    """What the MAP estimate maximises; None where his lines leave the likelihood or the prior untold."""
    told = not belief.open and belief.prior is not None
    return (apply("log", Sym(JOINT)), "max", (belief.unknown,), ()) if told else None

"""`N_k/π_k + λ = 0`: with a multiplier that is free, the rest must be the slope of the objective, or another problem is solved."""

from __future__ import annotations

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.objectives import objectives
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Apply, Deriv, Node, Rel, Sym, apply, walk

ANOTHER = "this is not the derivative of the objective"


def another_slope(scope: Scope, equation: Rel, clock: Clock) -> Result | None:
    """The verdict that an equation in a member of a family and a multiplier belongs to no objective in force; None else.

    The multiplier is gone from the second derivatives, which are compared up to the sign.
    """
    body = equation.operands[0]
    sought = [n for n in dict.fromkeys(walk(body)) if isinstance(n, Sym) and n.index and n.name in scope.world.unknowns]
    if len(sought) != 1 or not _adds_number(scope, body):
        return None
    failed = None
    for objective in objectives(scope, sought[0]):
        slope = Deriv(objective, (sought[0], sought[0]))
        if compare(scope, "=", slope, ZERO, clock, count=2).outcome != "fails":
            continue
        for signed in (slope, apply("neg", slope)):
            found = compare(scope, "=", Deriv(body, (sought[0],)), signed, clock, scope.filters, count=2)
            if found.outcome != "fails":
                return None
            failed = found
    if failed is None:
        return None
    return Result("refuted", scope, ANOTHER, failed.witness, ("=", body, ZERO), failed.assumed)


def _adds_number(scope: Scope, body: Node) -> bool:
    """Whether a free number is one of the terms, as λ is in N_k/π_k + λ."""
    terms = body.args if isinstance(body, Apply) and body.op == "add" else ()
    bare = (t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms)
    return any(
        isinstance(t, Sym)
        and not t.index
        and not scope.definitions(t.name)
        and (letter := scope.letter(t.name)) is not None
        and letter.kind == "scalar"
        for t in bare
    )

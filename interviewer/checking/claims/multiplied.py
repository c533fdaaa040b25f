"""`N_k/π_k + λ = 0`: with a multiplier that is free, the rest must be the slope of the objective, or another problem is solved."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.objectives import objectives
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Deriv, Node, Rel, Sym, apply, names, transform, walk

ANOTHER = "this is not the derivative of the objective"
UNSAID = "I cannot tell which sign this multiplier has; write the Lagrangian as a formula, L = … + λ(…)"
UNWRITTEN = "this is no derivative of the objective by itself; write the Lagrangian as a formula, L = … + λ(…)"
STATIONARY = "the objective is stationary there"


def of_multiplier(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """The verdict on an equation in a multiplier and the shares that it keeps to a sum of one; None for any other."""
    equation = apply("add", left, apply("neg", right)) if right != ZERO else left
    share = _share(scope, equation)
    multiplier = _multiplier(scope, equation) if share is not None else None
    if multiplier is None or share is None:
        return None
    weight, rest = Deriv(equation, (multiplier,)), _without(equation, multiplier)
    if compare(scope, "=", weight, ZERO, clock, count=1).outcome != "fails":
        return None
    if compare(scope, "=", Deriv(weight, (multiplier,)), ZERO, clock, count=1).outcome != "holds":
        return None  # 1/λ
    pair, failed, unsaid = ("=", left, right), None, multiplier.name in scope.spoken
    for slope, told in _slopes(scope, multiplier, share):
        found = compare(scope, "=", rest, apply("mul", weight, slope), clock, scope.filters, count=3)
        if found.outcome != "unsupported" and not told and unsaid:  # a line speaks of it that was not understood
            return Result("undecided", scope, UNSAID, pair=pair)
        if found.outcome == "holds":
            kept = scope.with_condition(Rel(("=",), (left, right)))
            return Result("verified", kept, STATIONARY, None, pair, found.assumed)
        if found.outcome == "fails":
            failed = found
        elif told:
            return None  # the candidate's own Lagrangian cannot be asked
    if failed is not None and multiplier.name not in names(left) and _is_derivative(left, share):
        stationary = of_multiplier(scope, right, ZERO, clock)  # of a Lagrangian that no line has written
        if stationary is not None and stationary.kind == "verified":
            return Result("undecided", scope, UNWRITTEN, pair=pair)
    return Result("refuted", scope, ANOTHER, failed.witness, pair, failed.assumed) if failed is not None else None


def _is_derivative(side: Node, share: Sym) -> bool:
    return isinstance(side, Deriv) and any(
        isinstance(n, Sym) and n.name == share.name for w in side.wrt for n in walk(w)
    )


def another_slope(scope: Scope, condition: Node, clock: Clock) -> Result | None:
    """The refutation of such a condition that belongs to no objective in force; None else."""
    if not isinstance(condition, Rel) or condition.ops != ("=",):
        return None
    found = of_multiplier(scope, *condition.operands, clock)
    return found if found is not None and found.kind == "refuted" else None


def _multiplier(scope: Scope, equation: Node) -> Sym | None:
    """The free number among the letters of an equation."""
    scalars = [
        n for n in sorted(names(equation)) if (t := scope.letter(n)) is not None and t.kind == "scalar" and not t.index
    ]
    free = [n for n in scalars if not scope.definitions(n) and n not in scope.world.unknowns]
    return Sym(free[0]) if len(free) == 1 else None


def _share(scope: Scope, equation: Node) -> Sym | None:
    """The π_k that the equation is for, where what is sought are shares."""
    shares = [n for n in scope.world.unknowns if (t := scope.letter(n)) is not None and t.kind == "simplex"]
    running = sorted(free_indices(scope, (equation,)))
    if len(shares) != 1 or len(running) != 1 or shares[0] not in names(equation):
        return None
    return Sym(shares[0], (Sym(running[0]),))


def _slopes(scope: Scope, multiplier: Sym, share: Sym) -> Iterator[tuple[Node, bool]]:
    """What stands beside the multiplier where an objective is stationary, and whether a line has told its sign."""
    found = objectives(scope, share)
    told = [body for body in found if multiplier.name in names(body)]
    for body in told:
        weight = Deriv(Deriv(body, (multiplier,)), (share,))
        yield apply("div", Deriv(_without(body, multiplier), (share,)), weight), True
    for body in found if not told else ():
        yield from ((Deriv(body, (share,)), False), (apply("neg", Deriv(body, (share,))), False))


def _without(node: Node, multiplier: Sym) -> Node:
    return transform(node, lambda n: ZERO if n == multiplier else n)

"""The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constraints import (
    FEASIBLE,
    as_constraint,
    beyond_words,
    from_constraints,
    over_feasible,
)
from interviewer.checking.claims.result import Result, failure_message, n_zero
from interviewer.checking.claims.same_solutions import _equivalent, equivalents
from interviewer.checking.claims.uses_of_conditions import (
    about_optimum,
    eliminates,
    eliminates_some,
    names_quantity,
    solves,
    written_out,
)
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import Bound, Call, Deriv, Node, Num, Rel, Sym, names, walk

_OPTIMA = frozenset(["min", "max", "argmin", "argmax"])


def as_condition(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...], vacuous: bool = False
) -> Result | None:
    """The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""
    restates = op != "=" or is_zero(left) or is_zero(right) or not names_quantity(scope, (left, right))
    restated_constraint = as_constraint(scope, op, left, right, clock) if restates else None
    if restated_constraint is not None:
        return restated_constraint
    pair = (op, left, right)
    if op == "=":
        for other in _alternatives(scope, left):
            found = as_condition(other, op, left, right, clock, filters)
            if found is not None and found.kind == "verified":
                return replace(found, scope=scope)
    if op in ("<=", ">=", "<", ">"):
        bounded = from_constraints(scope, op, left, right, clock, filters)
        if bounded is not None:
            return bounded
        over = over_feasible(scope, op, left, right, clock, filters)
        if over is not None and over.outcome in ("holds", "fails"):
            if over.outcome == "holds":
                return Result("verified", scope, f"for all {FEASIBLE}", pair=pair, assumed=over.assumed)
            message = f"{failure_message(over)}, at {FEASIBLE}"
            return Result("refuted", scope, message, over.witness, pair, over.assumed)
    eliminated = op == "=" and (eliminates(scope, left, right) or solves(scope, left, right))
    gone = eliminates_some(scope, left, right) if op == "=" and not eliminated else frozenset[str]()
    at_optimum = about_optimum(scope, left, right, filters)
    failed: Comparison | None = None
    touched = dependencies(scope, Rel((op,), (left, right)))
    for key, group in scope.world.conditions.items():
        equations = tuple(c for c in group if isinstance(c, Rel))
        if beyond_words(scope, key, touched):
            continue
        if not touched & {
            n.name for c in equations for n in walk(c) if isinstance(n, Sym) and scope.letter(n.name) is not None
        }:
            continue
        settled = tuple(
            c
            for c in scope.conditions
            if _heads((c,)) & _heads(equations) and not _is_among(scope, c, equations, clock)
        )
        if settled:
            told = frozenset[str]().union(*(dependencies(scope, c) for c in settled))
            open_still = (touched & {*scope.world.unknowns}) - told
            if not open_still and all(n in told for n in names(left) | names(right) if scope.letter(n) is not None):
                continue  # the candidate has settled these himself, as in Σ_k = σ_k² I
            rest = tuple(c for c in scope.conditions if c not in settled)  # λ is new: he speaks of another problem
            found = as_condition(replace(scope, conditions=rest), op, left, right, clock, filters)
            if found is not None and found.kind == "verified":
                return replace(found, scope=scope)
            continue
        if gone and (unused := written_out(scope, right, equations, clock)):
            equations = tuple(c for c in equations if c not in unused)
        together = bool(gone) and _needs_all(scope, left, right, equations, gone, clock)
        usable = eliminated or together or (at_optimum and any("⊥" in c.ops for c in equations))
        usable = usable or (at_optimum and not scope.world.multipliers)  # so the words say
        if _misses_own_objective(scope, equations, clock):
            continue
        first = compare(scope, op, left, right, clock, filters, count=1, extra=equations)
        if first.outcome == "fails" and failed is None:
            failed = first
        if first.outcome != "holds":
            continue
        if op == "=" and not (is_zero(left) or is_zero(right)) and not isinstance(left, Deriv):
            nothing = compare(scope, op, left, Num(n_zero()), clock, filters, count=3, extra=equations)
            if nothing.outcome == "holds":
                continue  # 0 = 0 there says nothing of either side
        if op in ("<=", ">=") and compare(scope, "=", left, right, clock, filters, 2, equations).outcome == "holds":
            continue  # nor does a bound of two sides that are the same there
        restated = (
            restates
            and op == "="
            and not usable
            and (
                any(_same_head(left, c) for c in equations)
                or _equivalent(scope, left, right, equations, clock, first.assumed)
            )
        )
        if not (restated or usable):
            continue
        if compare(scope, op, left, right, clock, filters, extra=equations).outcome == "holds":
            line = Rel(("=",), (left, right))
            same = equivalents(scope, left, right, equations, clock, first.assumed) if restated else ()
            solvable = op == "=" and (same or not any(isinstance(n, Bound) and n.op in _OPTIMA for n in walk(line)))
            after = scope.with_condition(*(same or (line,))) if solvable else scope
            under = scope.with_condition(*equations)
            shown = (Equation(under, left, right, first.assumed, filters),) if op == "=" else None
            message = "under the problem's conditions"
            return Result("verified", after, message, pair=pair, assumed=first.assumed, equations=shown)
    if vacuous and failed is not None:
        return Result("refuted", scope, failure_message(failed), failed.witness, pair, failed.assumed)
    return None


def _is_among(scope: Scope, condition: Rel, equations: tuple[Rel, ...], clock: Clock) -> bool:
    """Whether what the candidate has set is the problem's own condition, which settles nothing in his way."""
    if condition in equations:
        return True
    free, (left, right, *_) = replace(scope, conditions=()), condition.operands
    return compare(free, "=", left, right, clock, count=2, extra=equations).outcome == "holds"


def _needs_all(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], gone: frozenset[str], clock: Clock
) -> bool:
    """Whether no single one of the conditions makes the line true: they were used, where one alone may be a slip's luck.

    It is none where the condition says what that is which has gone: w, put into −b Σ_i α_i y_i and the rest.
    Who has supposed something of their letters before speaks of the place where they hold.
    """
    if any(dependencies(scope, c) & {*scope.world.unknowns} for c in scope.conditions):
        return True
    return len(equations) > 1 and all(
        (_heads((e,)) | dependencies(scope, e)) & gone
        or compare(scope, "=", left, right, clock, count=1, extra=(e,)).outcome == "fails"
        for e in equations
    )


def _misses_own_objective(scope: Scope, equations: tuple[Rel, ...], clock: Clock) -> bool:
    """The candidate's own objective, with his ½ or λ, is not stationary where this condition of the problem holds."""
    for name in scope.own:
        if any(d.sense for d in scope.world.definitions.get(name, ())):
            for unknown in scope.world.unknowns[:1]:
                gradient = Deriv(Sym(name), (Sym(unknown),))
                if compare(scope, "=", gradient, Num(n_zero()), clock, count=1, extra=equations).outcome == "fails":
                    return True
    return False


def _heads(equations: tuple[Rel, ...]) -> set[str]:
    """The letters that equations are solved for as they stand."""
    heads = [c.operands[0] for c in equations if c.ops == ("=",)]
    return {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}


def _alternatives(scope: Scope, left: Node) -> list[Scope]:
    """The scopes in which a quantity of the problem has each of its other fair forms."""
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym) or symbol.name in scope.own:
        return []
    return [
        scope.with_definition(replace(d, body=body, alternatives=(), fixed=False))
        for d in scope.world.definitions.get(symbol.name, ())
        if not d.sense and len(d.params) < 3
        for body in d.alternatives
    ]


def _same_head(left: Node, condition: Rel) -> bool:
    """The line sets the same distribution as the condition: q(z) = …"""
    head = condition.operands[0]
    if isinstance(left, Sym) and isinstance(head, Sym):
        return left.name == head.name and len(left.index) == len(head.index) == 1
    return (
        isinstance(left, Call)
        and isinstance(head, Call)
        and left.fn.name == head.fn.name
        and [base_name(a) for a in left.args] == [base_name(a) for a in head.args]
    )

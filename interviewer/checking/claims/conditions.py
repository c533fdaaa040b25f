"""The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    CONDITIONS,
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
    claim = _Claim.of(scope, op, left, right, filters)
    failed: Comparison | None = None
    touched = dependencies(scope, Rel((op,), (left, right)))
    for key, group in scope.world.conditions.items():
        equations = tuple(c for c in group if isinstance(c, Rel))
        if beyond_words(scope, key, touched) or not touched & _letters(scope, equations):
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
        if claim.gone and (unused := written_out(scope, right, equations, clock)):
            equations = tuple(c for c in equations if c not in unused)
        usable = claim.may_use(equations, clock)
        if _misses_own_objective(scope, equations, clock):
            continue
        first = compare(scope, op, left, right, clock, filters, count=1, extra=equations)
        if first.outcome == "fails" and failed is None:
            failed = first
        if first.outcome != "holds" or claim.says_nothing(equations, clock):
            continue
        restated = restates and op == "=" and not usable and claim.restates(equations, first, clock)
        if not (restated or usable):
            continue
        if compare(scope, op, left, right, clock, filters, extra=equations).outcome == "holds":
            return claim.verified(equations, first, restated, clock)
    if vacuous and failed is not None:
        return Result("refuted", scope, failure_message(failed), failed.witness, pair, failed.assumed)
    return None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A relation beside conditions of the problem: which variables it has eliminated by them, `gone` where only some."""

    scope: Scope
    op: str
    left: Node
    right: Node
    filters: tuple[Rel, ...]
    eliminated: bool
    gone: frozenset[str]
    at_optimum: bool

    @classmethod
    def of(cls, scope: Scope, op: str, left: Node, right: Node, filters: tuple[Rel, ...]) -> _Claim:
        eliminated = op == "=" and (eliminates(scope, left, right) or solves(scope, left, right))
        gone = eliminates_some(scope, left, right) if op == "=" and not eliminated else frozenset[str]()
        return cls(scope, op, left, right, filters, eliminated, gone, about_optimum(scope, left, right, filters))

    def may_use(self, equations: tuple[Rel, ...], clock: Clock) -> bool:
        """Whether it is meant where they hold: variables are eliminated by them, or an optimum is spoken of."""
        together = bool(self.gone) and _needs_all(self.scope, self.left, self.right, equations, self.gone, clock)
        if self.eliminated or together:
            return True
        complementary = any("⊥" in c.ops for c in equations)
        return self.at_optimum and (complementary or not self.scope.world.multipliers)  # so the words say

    def says_nothing(self, equations: tuple[Rel, ...], clock: Clock) -> bool:
        """Whether under them both sides are zero, or a bound is of two sides that are the same."""
        scope, op, left, right = self.scope, self.op, self.left, self.right
        if op == "=" and not (is_zero(left) or is_zero(right)) and not isinstance(left, Deriv):
            nothing = compare(scope, op, left, Num(n_zero()), clock, self.filters, count=3, extra=equations)
            if nothing.outcome == "holds":
                return True
        return op in ("<=", ">=") and (
            compare(scope, "=", left, right, clock, self.filters, 2, equations).outcome == "holds"
        )

    def restates(self, equations: tuple[Rel, ...], first: Comparison, clock: Clock) -> bool:
        """Whether it has the same head as one of them, or the same solutions as all."""
        return any(_same_head(self.left, c) for c in equations) or _equivalent(
            self.scope, self.left, self.right, equations, clock, first.assumed
        )

    def verified(self, equations: tuple[Rel, ...], first: Comparison, restated: bool, clock: Clock) -> Result:
        """It holds under the equations; what it says of letters holds from here on."""
        scope, left, right = self.scope, self.left, self.right
        line = Rel(("=",), (left, right))
        same = equivalents(scope, left, right, equations, clock, first.assumed) if restated else ()
        solvable = self.op == "=" and (same or not any(isinstance(n, Bound) and n.op in _OPTIMA for n in walk(line)))
        after = scope.with_condition(*(same or (line,))) if solvable else scope
        under = scope.with_condition(*equations)
        shown = (Equation(under, left, right, first.assumed, self.filters),) if self.op == "=" else None
        pair, message = (self.op, left, right), CONDITIONS
        return Result("verified", after, message, pair=pair, assumed=first.assumed, equations=shown)


def _letters(scope: Scope, equations: tuple[Rel, ...]) -> set[str]:
    symbols = {n.name for c in equations for n in walk(c) if isinstance(n, Sym)}
    return {name for name in symbols if scope.letter(name) is not None}


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
        known = [b for d in scope.world.definitions.get(name, ()) if d.sense for b in (d.body, *d.alternatives)]
        own = next(iter(scope.own[name])).body
        if any(compare(scope, "=", own, b, clock, count=2).outcome == "holds" for b in known):
            continue  # the problem's, which he has only written out
        if known:
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

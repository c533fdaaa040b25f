"""A relation as an identity: whether it holds on free models, and whether that is all it says."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constraints import against_conditions, as_constraint
from interviewer.checking.claims.own_forms import in_his_form, without_own
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import EXACTLY, Result, failure_message
from interviewer.checking.claims.senses import sense_of
from interviewer.checking.claims.variants import proportional
from interviewer.checking.claims.versions import step_taken, steps_posterior
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.ordering import is_sign
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import Bound, Node, Sym, names, walk


def restored(pair: Pair) -> Result | None:
    """The problem's own, whatever was written before."""
    restated = without_own(pair.scope, pair.left) if pair.equal and not pair.chained else None
    if restated is None:
        return None
    afresh = compare(restated, *pair.shown, pair.clock, pair.filters)
    if afresh.outcome != "holds":
        return None
    shown = (Equation(restated, pair.left, pair.right, afresh.assumed, pair.filters),)
    return Result("verified", restated, pair=pair.shown, assumed=afresh.assumed, equations=shown)


def compared(pair: Pair) -> Comparison:
    """The two sides on free models, at the step that an order speaks of."""
    taken = step_taken(pair.scope, (pair.left, pair.right)) if pair.ordered else None
    posterior = steps_posterior(pair.scope, (pair.left, pair.right))
    filters = pair.filters if taken is None else (*pair.filters, taken)
    return compare(pair.scope, *pair.shown, pair.clock, filters, extra=posterior)


def as_identity(pair: Pair, comparison: Comparison) -> Result | None:
    """What holds on all models, unless the problem's constraints or the few states of a variable are why."""
    scope, op, left, right = pair.scope, *pair.shown
    if comparison.outcome == "holds" and pair.ordered and (restricted := _by_restriction(pair)) is not None:
        return restricted
    if pair.equal and is_sign(left) and is_sign(right) and proportional(scope, left, right, pair.clock, exact=True):
        return Result("verified", scope, pair=pair.shown)
    if comparison.outcome != "holds":
        return None
    after = scope if pair.filters else in_his_form(scope, op, left, right, pair.chained)  # A_ij = 0 where j > i only
    shown = (Equation(scope, left, right, comparison.assumed, pair.filters),) if op in EXACTLY else None
    return Result("verified", after, pair=pair.shown, assumed=comparison.assumed, equations=shown)


def in_another_form(pair: Pair, comparison: Comparison) -> Result | None:
    """`∇J = …`, where the problem leaves the factor of J open: with one of the forms that it allows, from here on."""
    if comparison.outcome != "fails" or not pair.equal:
        return None
    for name in sorted(names(pair.left) | names(pair.right)):
        for definition in pair.scope.own.get(name) or pair.scope.world.definitions.get(name, ()):
            for body in definition.alternatives if definition.open else ():
                sense = sense_of(pair.scope, definition, body, pair.clock)
                form = replace(definition, body=body, alternatives=(), fixed=False, sense=sense)
                scope = pair.scope.with_definition(form)
                found = as_identity(replace(pair, scope=scope), compared(replace(pair, scope=scope)))
                if found is not None and found.kind == "verified":
                    return found
    return None


def _by_restriction(pair: Pair) -> Result | None:
    """An order that a constraint of the problem says, or that its conditions rule out."""
    scope, op, left, right = pair.scope, *pair.shown
    if _by_listing(scope, left, right):
        return pair.undecided("I cannot compare optima found among a few states")
    constraint = as_constraint(scope, op, left, right, pair.clock)
    if constraint is not None:
        return replace(constraint, scope=scope)
    against = against_conditions(scope, op, left, right, pair.clock, pair.filters)
    if against is None:
        return None
    return Result("refuted", scope, failure_message(against), against.witness, pair.shown, against.assumed)


def _by_listing(scope: Scope, left: Node, right: Node) -> bool:
    """Whether both sides are best ones of a variable's few states, whose order is an accident."""
    return all(
        any(
            isinstance(d.body, Bound) and d.body.op in ("argmax", "argmin")
            for n in walk(side)
            if isinstance(n, Sym)
            for d in scope.definitions(n.name)
        )
        for side in (left, right)
    )

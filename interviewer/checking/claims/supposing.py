"""What is no identity but may be so: definitions anew, draws, stationarity conditions, fair variants, suppositions."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.gaps import as_vanishing_gap
from interviewer.checking.claims.laws import judge_draw
from interviewer.checking.claims.new_names import runs_beyond, takes_anew
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import DEFINITION, Result, failure_message
from interviewer.checking.claims.stationarity import sets_derivative, stationary_where
from interviewer.checking.claims.strangers import stranger
from interviewer.checking.claims.variants import fair_variant
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.models.sampling import NO_MODEL
from interviewer.checking.probability.moments import NOT_RANDOM
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.at_states import at_every_state
from interviewer.notation.tree import Deriv, Node, Rel, Sym, names


def as_supposed(pair: Pair, comparison: Comparison) -> Result | None:
    """The first way in which an equation that is no identity may be meant."""
    for attempt in (_taken_anew, _drawn, _stationary, _set_anew, _fair, _his_own, _condition, _zero_derivative):
        result = attempt(pair, comparison)
        if result is not None:
            return result
    return None


def _taken_anew(pair: Pair, comparison: Comparison) -> Result | None:
    """A name whose shape does not fit is another's, and one number is no value that runs with an index."""
    left, right = pair.left, pair.right
    misfit = comparison.outcome == "ill-typed" or (
        comparison.outcome == "fails" and runs_beyond(pair.scope, left, right)
    )
    if misfit and pair.equal and not pair.chained and isinstance(left, Sym) and takes_anew(pair.scope, left, right):
        made = pair.scope.with_definition(Definition(left.name, right, fixed=False))
        return Result("given", replace(made, fresh=made.fresh | {left.name}), DEFINITION)
    return None


def _drawn(pair: Pair, comparison: Comparison) -> Result | None:
    if not pair.equal or pair.chained:
        return None
    drawn = judge_draw(pair.scope, pair.left, pair.right, pair.clock)
    unknown = any(letter.kind == "noise" for letter in (comparison.assumed or {}).values())  # of ε′ only its law
    told = ("verified", "refuted") if unknown else ("verified",)
    return drawn if drawn is not None and drawn.kind in told else None


def _stationary(pair: Pair, comparison: Comparison) -> Result | None:
    """`∂L/∂w = 0`; at a point that is told it is a claim."""
    scope, left = pair.scope, pair.left
    if not (pair.equal and is_zero(pair.right) and isinstance(left, Deriv)):
        return None
    if not sets_derivative(scope, left, pair.derivative):
        return None
    if _pinned(scope, left):
        if comparison.outcome == "fails":
            message = failure_message(comparison)
            return Result("refuted", scope, message, comparison.witness, pair.shown, comparison.assumed)
        return pair.undecided(comparison.reason)
    condition = stationary_where(scope, left, pair.right, pair.clock)
    return Result("given", scope.with_condition(condition), "a stationarity condition")


def _set_anew(pair: Pair, comparison: Comparison) -> Result | None:
    """What the problem names by way of example, or in letters that are not its own, is taken as it is set."""
    scope, left, right = pair.scope, pair.left, pair.right
    if not (pair.sets and pair.equal and isinstance(left, Sym)):
        return None
    if (loose := _loosely_defined(scope, left, right)) is not None:
        return Result("given", scope.with_definition(loose), DEFINITION)
    if pair.op == "=" and not left.index and scope.world.definitions.get(left.name):
        if stranger(scope, left, right, pair.filters) and left.name not in dependencies(scope, right):
            redefined = Definition(left.name, right, fixed=False)
            return Result("given", scope.with_definition(redefined), "taken as its definition")
    return None


VARIANT = "the problem's own, in a fair variant"
TAKEN = "taken as a condition"
SET_BEFORE = "your own lines before have this letter in a form of their own; say what follows from them"


def _fair(pair: Pair, comparison: Comparison) -> Result | None:
    vacuous = bool(pair.filters) and comparison.reason == NO_MODEL  # under what is supposed, nothing is said
    variant = fair_variant(pair.scope, pair.left, pair.right, pair.clock) if pair.equal and not vacuous else None
    if variant is None:
        return None
    if isinstance(pair.left, Sym) and _said_otherwise(pair.scope, pair.left.name):
        return pair.undecided(SET_BEFORE)
    scope = pair.scope.with_definition(variant)
    if variant.is_call and not variant.sense and not variant.index and isinstance(pair.left, Sym):
        scope = scope.with_definition(replace(variant, params=(), is_call=False))  # p beside p(x)
    return Result("given", scope, VARIANT)


def _said_otherwise(scope: Scope, name: str) -> bool:
    """Whether an earlier line that clashes with the problem speaks of the name, or of what its variants alone depend on.

    So the λ of an objective in the candidate's own form, and the scale of guidance behind `p̃(x|c) ∝ p(x) p(c|x)^s`.
    """
    if not scope.clash or scope.trusting or name in scope.own:
        return False
    bodies = {n: [b for d in ds for b in (d.body, *d.alternatives)] for n, ds in scope.world.definitions.items()}
    elsewhere = frozenset[str]().union(*(names(b) for n, bs in bodies.items() if n != name for b in bs))
    parameters = frozenset[str]().union(*(names(b) for b in bodies.get(name, ()))) - elsewhere
    parameters &= {n for n, letter in scope.world.letters.items() if not letter.shape}
    meant = ({n, *scope.world.aliases.get(n, ())} for n in scope.spoken)
    return any(names_meant & {name, *parameters} for names_meant in meant)


def _his_own(pair: Pair, comparison: Comparison) -> Result | None:
    """`β = 1/σ²` in a set-up, read as no letter of the problem's: what it is, and no equation to be solved for it."""
    scope, left, right = pair.scope, pair.left, pair.right
    new = isinstance(left, Sym) and not left.index and not scope.knows(left.name) and left.name not in names(right)
    if not (scope.trusting and pair.sets and pair.op == "=" and not pair.chained and new and isinstance(left, Sym)):
        return None
    if comparison.outcome != "fails" or any(left.name in names(c) for c in scope.conditions):
        return None
    made = scope.with_definition(Definition(left.name, right, fixed=False))
    return Result("given", replace(made, fresh=made.fresh | {left.name}), DEFINITION)


def _condition(pair: Pair, comparison: Comparison) -> Result | None:
    fits = comparison.outcome != "ill-typed"
    fits = fits and comparison.reason != NOT_RANDOM  # the moments of what this reading has no law of
    if not (pair.sets and pair.op in ("=", "<=", ">=", "<", ">", "!=") and fits):
        return None
    supposed = at_every_state(pair.scope, Rel((pair.op,), (pair.left, pair.right)))
    supposed = as_vanishing_gap(pair.scope, supposed, pair.clock)
    return Result("given", pair.scope.with_condition(supposed), TAKEN)


def _zero_derivative(pair: Pair, comparison: Comparison) -> Result | None:
    if not (pair.equal and is_zero(pair.right) and sets_derivative(pair.scope, pair.left, pair.derivative)):
        return None
    condition = Rel(("=",), (pair.left, pair.right))
    return Result("given", pair.scope.with_condition(condition), "a stationarity condition")


def _pinned(scope: Scope, left: Deriv) -> bool:
    """Whether what the derivative is by has a value of its own: `∂L/∂w = 0 at w = Xᵀy`."""
    by = {base_name(v) for v in left.wrt} | (set(scope.world.unknowns) if Sym("default") in left.wrt else set())
    pinned = {c.operands[0].name for c in scope.conditions if c.ops == ("=",) and isinstance(c.operands[0], Sym)}
    return bool(by & (pinned | scope.own.keys()))


def _loosely_defined(scope: Scope, left: Sym, right: Node) -> Definition | None:
    """`p = softmax(z/τ) ⇒ …` sets anew what the problem only names by way of example."""
    for loose in scope.world.definitions.get(left.name, ()):
        if not loose.fixed and not left.index and left.name not in names(right):
            return replace(loose, body=right, index=(), alternatives=())
    return None

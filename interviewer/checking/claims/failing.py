"""What it means that a relation does not hold on free models: a condition of the problem, a name unknown, or an error."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from interviewer.checking.claims.conditions import as_condition
from interviewer.checking.claims.factored import determines_optimum
from interviewer.checking.claims.multiplied import of_multiplier
from interviewer.checking.claims.objective_slopes import own_objectives, slopes_of_objectives
from interviewer.checking.claims.own_forms import in_his_form
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result, failure_message
from interviewer.checking.claims.rows import as_row
from interviewer.checking.claims.slopes_weighted import same_zeros
from interviewer.checking.claims.stationary import stationary_equation, stationary_value
from interviewer.checking.claims.strangers import stranger
from interviewer.checking.claims.uses_of_conditions import names_quantity
from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.factors import is_factor
from interviewer.checking.evaluation.places import FEW_STATES
from interviewer.checking.evaluation.symbols import NO_WHOLE_NUMBER
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison, Witness
from interviewer.checking.models.sampling import NO_MODEL
from interviewer.checking.models.undeclared import undeclared
from interviewer.checking.probability.moments import NOT_RANDOM
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import ZERO, Node, Rel, Sym, apply


def as_failed(pair: Pair, comparison: Comparison) -> Result:
    """The outcome of a relation that is no identity and supposes nothing."""
    for attempt in (
        _at_optimum,
        _strange_bound,
        _of_multiplier,
        _as_condition,
        _of_own_objective,
        _of_objective,
        _of_stranger,
        as_row,
    ):
        result = attempt(pair, comparison)
        if result is not None:
            return result
    if comparison.outcome == "fails":
        message, witness = failure_message(comparison), comparison.witness
        return Result("refuted", pair.scope, message, witness, pair.shown, comparison.assumed)
    if comparison.outcome == "ill-typed":
        message, witness = (
            f"the shapes do not fit: {comparison.reason}",
            Witness({"shapes": comparison.reason}, None, None),
        )
        again = partial(_holds_again, pair) if pair.equal and isinstance(pair.left, Sym) else None
        return Result("refuted", pair.scope, message, witness, pair.shown, comparison.assumed, again=again)
    meaningless = comparison.reason.endswith(FEW_STATES) or comparison.reason == NO_WHOLE_NUMBER
    told = pair.scope.setting is not None  # where the noise has been told, a reading without it says nothing
    meaningless = meaningless or (told and comparison.reason == NOT_RANDOM)
    return pair.undecided(comparison.reason, weak=meaningless)


def _holds_again(pair: Pair, op: str, left: Node, right: Node, clock: Clock) -> bool:
    """Whether other sides hold, or an objective is stationary at the value they give."""
    if compare(pair.scope, op, left, right, clock, pair.filters, count=3).outcome == "holds":
        return True
    optimum = stationary_value(pair.scope, left, right, clock, pair.filters)
    return optimum is not None and optimum.outcome == "holds"


def _at_optimum(pair: Pair, comparison: Comparison) -> Result | None:
    """A value at which the objective is stationary."""
    scope, left = pair.scope, pair.left
    if not pair.equal or pair.chained or pair.follows or comparison.outcome == "ill-typed":
        return None
    optimum = stationary_value(scope, left, pair.right, pair.clock, pair.filters)
    if optimum is None:
        return None
    if optimum.outcome == "holds":
        message, shown = "the objective is stationary there", None
        if optimum.shown is not None:
            shown = (Equation(optimum.shown[0], optimum.shown[1], ZERO, optimum.assumed, pair.filters),)
        return Result("verified", scope, message, None, pair.shown, optimum.assumed, equations=shown)
    if optimum.outcome == "fails" and isinstance(left, Sym) and left.index:
        message = "the objective is not stationary at this value"
        return Result("refuted", scope, message, optimum.witness, pair.shown, optimum.assumed)
    if optimum.outcome == "unsupported" and comparison.outcome == "fails":
        return pair.undecided(f"I cannot differentiate the objective there: {optimum.reason}")
    return None


def _strange_bound(pair: Pair, comparison: Comparison) -> Result | None:
    strange = undeclared(pair.scope, (pair.left, pair.right), set())[1] if pair.ordered else set[str]()
    if not strange:
        return None
    name = min(strange)
    return pair.undecided(f"I do not know what {name} is here; introduce it with 'let {name}(…) = …'")


def _of_multiplier(pair: Pair, comparison: Comparison) -> Result | None:
    """`N_k/π_k + λ = 0`."""
    if not pair.equal or pair.chained or comparison.outcome != "fails":
        return None
    return of_multiplier(pair.scope, pair.left, pair.right, pair.clock)


def _as_condition(pair: Pair, comparison: Comparison) -> Result | None:
    """The problem's own condition, or a consequence of eliminating variables."""
    scope, op, left, right = pair.scope, *pair.shown
    if comparison.outcome not in ("fails", "ill-typed", "unsupported") or op == "!=":
        return None
    if pair.follows and comparison.outcome == "fails":
        return None
    sign = "=" if op in (":=", "≡") else op
    vacuous = comparison.outcome == "unsupported" and comparison.reason == NO_MODEL
    found = as_condition(scope, sign, left, right, pair.clock, pair.filters, vacuous=vacuous)
    if found is None:
        return None
    kept = in_his_form(scope, op, left, right, pair.chained) if scope.trusting else scope
    set_so = found.kind == "verified" and kept is not scope  # `r = y − Xŵ` is what he calls r from there on
    return replace(found, scope=kept) if set_so else found


def _of_own_objective(pair: Pair, comparison: Comparison) -> Result | None:
    """`N_k/π_k + λ = 0`: the derivative of an objective of the candidate's own, set to zero."""
    to_zero = ZERO in (pair.left, pair.right)
    if not (pair.equal and to_zero and pair.scope.own) or pair.chained or comparison.outcome != "fails":
        return None
    equation = stationary_equation(pair.scope, pair.left, pair.right, pair.clock, pair.filters)
    if equation is None:
        return None
    kept = pair.scope.with_condition(Rel(("=",), (pair.left, pair.right)))
    return Result("verified", kept, "the objective is stationary there", None, pair.shown, equation.assumed)


def _of_objective(pair: Pair, comparison: Comparison) -> Result | None:
    """`Xᵀ(p − y) = 0`: a multiple of the gradient of what the problem optimises, set to zero."""
    scope = pair.scope
    his = bool(own_objectives(scope))
    factors = all(is_factor(d.body) for ds in scope.own.values() for d in ds)
    if not pair.equal or pair.chained or comparison.outcome != "fails" or not (factors or his):
        return None
    if set(pair.filters) - ({*scope.filters} if his else set()):
        return None
    if names_quantity(scope, (pair.left, pair.right)) or _names_value(pair):
        return None  # `∂L/∂w = 2Xᵀ(p − y)` says what the gradient is, not that it vanishes; `w = F` names a value
    if scope.own and not his and determines_optimum(scope, pair.left, pair.right, pair.clock):
        kept = scope.with_condition(Rel(("=",), (pair.left, pair.right)))
        return Result("verified", kept, "the objective is stationary there", None, pair.shown, comparison.assumed)
    sides = [s for s in (pair.left, pair.right, apply("neg", pair.left)) if ZERO not in (pair.left, pair.right)]
    equation = apply("add", pair.left, apply("neg", pair.right))
    for slope in slopes_of_objectives(scope, equation):
        if any(proportional(scope, side, slope, pair.clock, exact=False) for side in sides):
            continue
        if same_zeros(scope, equation, slope, pair.clock):
            kept = scope.with_condition(Rel(("=",), (pair.left, pair.right)))
            return Result("verified", kept, "the objective is stationary there", None, pair.shown, comparison.assumed)
    return None


def _names_value(pair: Pair) -> bool:
    """`w = F`, and no `w = C Σ_i y_i (1 − y_i wᵀx_i) x_i`, which w is still to be found from."""
    return isinstance(pair.left, Sym) and pair.left.name not in dependencies(pair.scope, pair.right)


def _of_stranger(pair: Pair, comparison: Comparison) -> Result | None:
    if not pair.equal or comparison.outcome == "unsupported":
        return None
    unknown = stranger(pair.scope, pair.left, pair.right, pair.filters)
    if unknown is None:
        return None
    name = unknown.replace(".", " ")
    found = pair.undecided(f"I do not know what {name} is here; introduce it with 'let {name} = …'", weak=True)
    return replace(found, stranger=unknown)

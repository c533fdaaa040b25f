"""Two sides of a relation to an outcome: the order of attempts is the policy that keeps wrong lines out.

A relation is first tried as an identity on free models; only what cannot be one is then considered as the problem's own
condition (equivalent to it, not merely implied by it), as a fair variant of what the problem fixes, or as a consequence of
eliminating variables.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.by_sign import (
    as_game,
    as_independence,
    as_law,
    as_limit,
    as_membership,
    as_named_step,
    as_optimum,
    as_proportion,
    as_up_to_constant,
    as_update,
    unjudged,
)
from interviewer.checking.claims.elementwise import as_elementwise
from interviewer.checking.claims.failing import as_failed
from interviewer.checking.claims.identity import as_identity, compared, in_another_form, restored
from interviewer.checking.claims.introducing import (
    as_defined_before,
    as_definition,
    as_estimate,
    as_setting,
    as_shorter_name,
    as_version,
)
from interviewer.checking.claims.normalised import normalised
from interviewer.checking.claims.optima import bounds_itself, in_terms_of_optimum, optimum_named
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.posteriors import posterior_moments
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.signs import inside_sign
from interviewer.checking.claims.solutions import as_solution
from interviewer.checking.claims.supposing import as_supposed
from interviewer.checking.claims.weights import as_weight, as_weighted
from interviewer.checking.models.ordering import is_sign
from interviewer.checking.problem.named_sets import set_named
from interviewer.notation.tree import Apply, Rel, Sym, apply, names


def judge_pair(pair: Pair) -> Result:
    """What is found of the first form that the pair has."""
    for attempt in (as_independence, as_shorter_name, as_weight, _bounds_itself):
        if (result := attempt(pair)) is not None:
            return result
    pair = replace(pair, left=posterior_moments(pair.scope, pair.left), right=posterior_moments(pair.scope, pair.right))
    pair = _of_optimum(_assigned(pair))
    for attempt in _BY_FORM:
        if (result := attempt(pair)) is not None:
            whole = normalised(pair) if result.kind == "refuted" else None
            set_so = judge_pair(whole) if whole is not None else result
            return set_so if set_so.kind == "verified" else result
    pair = _at_named_optimum(pair)
    for attempt in _BY_NAME:
        if (result := attempt(pair)) is not None:
            return result
    pair = _sets_as_indicators(pair)
    if (result := restored(pair)) is not None:
        return result
    comparison = compared(pair)
    ways = (as_identity, as_supposed, in_another_form, as_elementwise, as_failed)
    return next(filter(None, (way(pair, comparison) for way in ways)))


def _bounds_itself(pair: Pair) -> Result | None:
    return Result("verified", pair.scope, pair=pair.shown) if bounds_itself(*pair.shown) else None


def _assigned(pair: Pair) -> Pair:
    """`μ_k ← Σ_i γ_ik x_i / Σ_i γ_ik` says what an unknown is set to, not where it goes from where it is."""
    head = pair.left.args[0] if isinstance(pair.left, Apply) and pair.left.op == "pow" else pair.left  # σ_k² ← …
    scope = pair.scope
    known = isinstance(head, Sym) and (head.name in scope.world.unknowns or bool(scope.definitions(head.name)))
    if pair.op != "←" or not known or names(head) & names(pair.right) & {head.name, *scope.world.unknowns}:
        return pair
    return replace(pair, op="=")


def _inside_signs(pair: Pair) -> Result | None:
    """Signs agree by chance: what stands inside them counts."""
    if not pair.equal or not is_sign(pair.right) or (inner := inside_sign(pair.scope, pair.left)) is None:
        return None
    inside = Pair(pair.scope, pair.op, inner, pair.right.args[0], pair.clock, pair.filters, chained=True)
    agreed = judge_pair(inside)
    return replace(agreed, scope=pair.scope) if agreed.kind == "verified" else None


def _of_optimum(pair: Pair) -> Pair:
    """`A θ_MAP = c`, and J under a prior of one's own, as what they say of θ_MAP."""
    if not pair.equal or pair.chained or pair.sets:
        return pair
    left, right = in_terms_of_optimum(pair.scope, pair.left, pair.right)
    return replace(pair, left=left, right=right)


def _at_named_optimum(pair: Pair) -> Pair:
    """`θ_MAP = θ_MLE`: what the name on the right optimises."""
    if pair.equal and isinstance(pair.left, Sym) and optimum_named(pair.scope, pair.left) is not None:
        return replace(pair, right=optimum_named(pair.scope, pair.right) or pair.right)
    return pair


def _sets_as_indicators(pair: Pair) -> Pair:
    if not pair.equal or not all(set_named(pair.scope, side) for side in (pair.left, pair.right)):
        return pair
    left, right = (apply("indicator", Rel(("∈",), (Sym("i"), side))) for side in (pair.left, pair.right))
    return replace(pair, left=left, right=right)


_BY_FORM = (
    as_proportion,
    _inside_signs,
    as_game,
    as_membership,
    as_law,
    as_named_step,
    as_update,
    as_limit,
    unjudged,
)
_BY_NAME = (
    as_setting,
    as_solution,
    as_optimum,
    as_up_to_constant,
    as_version,
    as_defined_before,
    as_definition,
    as_estimate,
    as_weighted,
)

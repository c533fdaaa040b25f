"""What signs other than equality and order say: laws, membership, proportions, steps of an iteration, limits."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.laws import judge_apart, judge_law
from interviewer.checking.claims.limits import is_infinite, judge_divergence
from interviewer.checking.claims.log_proportions import proportional, up_to_constant
from interviewer.checking.claims.membership import judge_membership
from interviewer.checking.claims.minimax import judge_minimax
from interviewer.checking.claims.optima import judge_optimal_value, judge_optimum
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.posteriors import as_proportional
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.updates import advances, as_step, is_update, judge_update, weighs_curvature
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.world import Definition
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import Bound, Sym, names, walk


def as_independence(pair: Pair) -> Result | None:
    return judge_apart(pair.scope, pair.left, pair.right, pair.clock) if pair.op == "⊥" else None


def as_game(pair: Pair) -> Result | None:
    return judge_minimax(pair.scope, pair.op, pair.left, pair.right, pair.clock, pair.filters)


def as_membership(pair: Pair) -> Result | None:
    if pair.op != "∈":
        return None
    return judge_membership(pair.scope, pair.left, pair.right, pair.clock, pair.filters, pair.introduces)


def as_law(pair: Pair) -> Result | None:
    return judge_law(pair.scope, pair.left, pair.right, pair.clock) if pair.op == "~" else None


def as_proportion(pair: Pair) -> Result | None:
    """`∝`, and `=` between what is told up to a factor."""
    if pair.op == "∝" or (pair.equal and as_proportional(pair.scope, pair.left, pair.right)):
        return proportional(pair)
    return None


def as_named_step(pair: Pair) -> Result | None:
    """`w_{t+1} = w_t − η∇L`, `w′ = …`: the step that a name with a mark is reached by."""
    scope, right = pair.scope, pair.right
    step = as_step(scope, pair.left, right) if pair.op in ("=", ":=", "←") else None
    if step is None:
        return None
    result = judge_update(scope, *step, pair.clock)
    own = names(right) & scope.own.keys() - names(step[0])
    if result.kind == "refuted" and own and not weighs_curvature(right, own):
        return replace(
            result, kind="undecided", message="I cannot tell what this step follows; write the gradient in it"
        )
    reached = primed(pair.left)
    if result.kind == "verified" and isinstance(reached, Sym):
        return replace(result, scope=scope.with_definition(Definition(reached.name, right, fixed=False)))
    return result


def as_update(pair: Pair) -> Result | None:
    """`w ← w − η∇L`; written as an equation it is one only where it comes out as a step."""
    if pair.op not in ("←", "→", ":=", "=") or not is_update(pair.left, pair.right):
        return None
    if pair.op != "=":
        return judge_update(pair.scope, pair.left, pair.right, pair.clock)
    if not advances(pair.left, pair.right):
        return None
    update = judge_update(pair.scope, pair.left, pair.right, pair.clock)
    wrong = update.kind == "refuted" and not names(pair.right) & pair.scope.own.keys()
    return update if update.kind == "verified" or wrong else None


def as_limit(pair: Pair) -> Result | None:
    """Limits that diverge, and those that cannot be drawn."""
    scope, left = pair.scope, pair.left
    if not (isinstance(left, Bound) and left.op == "lim"):
        return None
    if any(names(c) & set(scope.world.sizes) for c in scope.conditions):
        return pair.undecided("what goes to its limit is tied to other letters; put them in first")
    if not {b.var.name for b in left.binders} & dependencies(scope, left.body):
        return pair.undecided("what goes to its limit does not show here; write the formula it stands in")
    if pair.equal and is_infinite(pair.right):
        return judge_divergence(scope, left, pair.right, pair.clock, pair.filters)
    return None


def unjudged(pair: Pair) -> Result | None:
    if pair.op not in ("→", "←", "∉", "⊂", ">>", "<<"):
        return None
    return pair.undecided(f"I do not judge '{pair.op}'; write the limit or step as an equation")


def as_optimum(pair: Pair) -> Result | None:
    """`θ = argmax …`, `d* = min …`."""
    scope, left, right = pair.scope, pair.left, pair.right
    if not pair.equal:
        return None
    if not (isinstance(right, Bound) and right.op in ("argmax", "argmin")):
        return judge_optimal_value(scope, left, right, pair.clock)
    # a handful of states may share their best one by chance: no verdict from listing
    return judge_optimum(scope, left, right, pair.clock) or pair.undecided(
        "I cannot tell what this optimises; write the objective with the problem's letters"
    )


def as_up_to_constant(pair: Pair) -> Result | None:
    if not any(n == Sym("const") for side in (pair.left, pair.right) for n in walk(side)):
        return None
    return up_to_constant(pair)

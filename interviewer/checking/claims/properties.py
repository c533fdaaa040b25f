"""`XᵀX is symmetric`, `L is convex in w`: properties in words, as the relations they abbreviate."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.result import Result, failure_message, n_zero
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Deriv, Divergence, Node, Num, Sym, apply, names, num, transform

_SLOPE = {"increasing": ">=", "decreasing": "<="}
_CURVATURE = {"convex": "⪰", "strictly convex": "≻", "concave": "⪯"}


def judge_property(scope: Scope, node: Node, name: str, clock: Clock, of: tuple[Node, ...] = ()) -> Result:
    """Whether the node is what the word says; `of` holds the variables that curvature is meant in."""
    zero = Num(n_zero())
    if name in _CURVATURE:
        variables = of or _variables(scope, node)
        if any(base_name(v) and base_name(v) not in dependencies(scope, node) for v in variables):
            return Result("undecided", scope, f"what is said to be {name} does not depend on that here")
        relations = [(_CURVATURE[name], Deriv(node, (v, v)), zero) for v in variables]
    elif name in _SLOPE:
        relations = [(_SLOPE[name], _slope(scope, node, v), zero) for v in of or _variables(scope, node)]
    else:
        relation = {
            "symmetric": ("=", node, _turned(node)),
            "psd": ("⪰", node, zero),
            "pd": ("≻", node, zero),
            "nsd": ("⪯", node, zero),
            "nd": ("≺", node, zero),
            "invertible": ("!=", apply("det", node), zero),
            "singular": ("=", apply("det", node), zero),
            "positive": (">", node, zero),
            "nonnegative": (">=", node, zero),
            "nonpositive": ("<=", node, zero),
            "negative": ("<", node, zero),
            "zero": ("=", node, zero),
        }.get(name)
        relations = [relation] if relation is not None else []
    if not relations:
        return Result("undecided", scope, f"I do not judge '{name}' in words; write it as a formula")
    for pair in relations:
        comparison = compare(scope, *pair, clock)
        if comparison.outcome == "fails":
            return Result("refuted", scope, failure_message(comparison), comparison.witness, pair)
        if comparison.outcome != "holds":
            return Result("undecided", scope, comparison.reason)
    return Result("verified", scope, pair=pair)


def _turned(node: Node) -> Node:
    """A matrix transposed, a divergence or a function of two with its arguments swapped."""
    match node:
        case Divergence(op, first, second):
            return Divergence(op, second, first)
        case Call(_, (first, second)):
            return replace(node, args=(second, first))
    return apply("T", node)


def _slope(scope: Scope, node: Node, variable: Node) -> Node:
    """The derivative by a number, the difference from one place to the next along an index."""
    if not (isinstance(variable, Sym) and variable.name in scope.vocabulary.indices):
        return Deriv(node, (variable,))
    next_place = apply("add", variable, num(1))
    onward = transform(node, lambda n: next_place if n == variable else n)
    return apply("add", onward, apply("neg", node))


def _variables(scope: Scope, node: Node) -> tuple[Node, ...]:
    """What a function is convex in when nothing is said: its arguments, else the problem's unknown it depends on."""
    if isinstance(node, Call):
        return tuple(a for a in node.args if isinstance(a, Sym))
    found = dependencies(scope, node)
    integrated = scope.world.distributions.keys() & found  # the z of a divergence is what it is summed over
    others = () if integrated else ("z", "x")
    candidates = [u for u in (*scope.world.unknowns, *scope.world.multipliers, *others) if u in found]
    candidates.sort(key=lambda u: u not in names(node))  # `log σ(z)`: in the z that it is written with
    return (Sym(candidates[0]),) if candidates else ()

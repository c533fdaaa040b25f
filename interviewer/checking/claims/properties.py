"""`XᵀX is symmetric`, `L is convex in w`: properties in words, as the relations they abbreviate."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.result import Result, failure_message, n_zero
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.notation.tree import Call, Deriv, Divergence, Node, Num, Sym, apply, names, num, transform, walk
from interviewer.notation.words.properties import NOT

_SLOPE = {"increasing": ">=", "decreasing": "<="}
_SPELT = {
    "psd": "positive semidefinite",
    "pd": "positive definite",
    "nsd": "negative semidefinite",
    "nd": "negative definite",
}
_CURVATURE = {"convex": "⪰", "strictly convex": "≻", "concave": "⪯"}


def judge_property(scope: Scope, node: Node, name: str, clock: Clock, of: tuple[Node, ...] = ()) -> Result:
    """Whether the node is what the word says; `of` holds the variables that curvature is meant in."""
    if name.startswith(NOT):
        name = name.removeprefix(NOT)
        return _denied(judge_property(scope, node, name, clock, of), name)
    zero = Num(n_zero())
    if not of and any(_is_function(scope, n) for n in walk(node)):
        scope, node, of = _at_argument(scope, node)
    if name in _CURVATURE:
        variables = of or _variables(scope, node)
        if any(base_name(v) and base_name(v) not in dependencies(scope, node) for v in variables):
            return Result("undecided", scope, f"what is said to be {name} does not depend on that here")
        relations = [(_CURVATURE[name], Deriv(node, (v, v)), zero) for v in variables]
    elif name == "constant" and of:
        if any(_counts(scope, v) and v not in walk(node) for v in of):  # as many terms, of which no letter tells
            return Result("undecided", scope, "how often something is summed is said in words; write the sum")
        varied = [v for v in of if _depends(scope, node, v)]
        relations = [("=", _slope(scope, node, v), zero) for v in varied]
        if not varied:
            return Result("verified", scope)
    elif name in _SLOPE:
        if not all(_depends(scope, node, v) for v in of):
            return Result("undecided", scope, f"what is said to be {name} does not depend on that here")
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
    if name == "symmetric" and relations[0][2] == apply("T", node) and _is_number(scope, node, clock):
        return Result("undecided", scope, "in what this is symmetric is said in words; write it with both swapped")
    if not relations:
        return Result("undecided", scope, f"I do not judge '{name}' in words; write it as a formula")
    for pair in relations:
        comparison = compare(scope, *pair, clock)
        if comparison.outcome == "fails":
            return Result("refuted", scope, failure_message(comparison), comparison.witness, pair)
        if comparison.outcome != "holds":
            return Result("undecided", scope, comparison.reason)
    return Result("verified", scope, pair=pair)


def _is_function(scope: Scope, node: Node) -> bool:
    """The bare log of `log is concave`."""
    return isinstance(node, Sym) and node.name in BUILTIN_FUNCTIONS and not scope.knows(node.name)


def _at_argument(scope: Scope, node: Node) -> tuple[Scope, Node, tuple[Node, ...]]:
    """Bare functions at a positive number of their own, where log and √ have values too."""
    argument = Sym("argument!")
    told = transform(node, lambda n: apply(n.name, argument) if isinstance(n, Sym) and _is_function(scope, n) else n)
    return scope.with_type(parse_letter(argument.name, "positive")), told, (argument,)


def _denied(result: Result, name: str) -> Result:
    """What is said not to be so: right where the opposite has a counterexample."""
    if result.kind == "verified":
        return Result("refuted", result.scope, f"it is {_SPELT.get(name, name)}", pair=result.pair)
    return Result("verified", result.scope) if result.kind == "refuted" else result


def _turned(node: Node) -> Node:
    """A matrix transposed, a divergence or a function of two with its arguments swapped."""
    match node:
        case Divergence(op, first, second):
            return Divergence(op, second, first)
        case Call(_, (first, second)):
            return replace(node, args=(second, first))
    return apply("T", node)


def _is_number(scope: Scope, node: Node, clock: Clock) -> bool:
    """Whether it equals its absolute value in size: ‖s‖² = s² holds of numbers alone."""
    return (
        compare(
            scope, "=", apply("pow", apply("norm", node, num(2)), num(2)), apply("pow", node, num(2)), clock
        ).outcome
        == "holds"
    )


def _counts(scope: Scope, variable: Node) -> bool:
    """Whether this is an index or a size, which go up by one."""
    return isinstance(variable, Sym) and variable.name in scope.vocabulary.indices.union(scope.world.sizes)


def _depends(scope: Scope, node: Node, variable: Node) -> bool:
    """Whether the formula goes with the variable: a number may stand behind a name, what counts has to be written."""
    if variable in walk(node):
        return True
    return not _counts(scope, variable) and bool(names(variable) & dependencies(scope, node))


def _slope(scope: Scope, node: Node, variable: Node) -> Node:
    """The derivative by a number, the difference from one place to the next along an index and from one size to the next."""
    if not _counts(scope, variable):
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

"""`log p(θ|D) = −‖y − Xθ‖²/(2σ²) − λ‖θ‖² + const`, also written with ∝: of logarithms that means up to a constant.

A weight that the problem knows in several forms, such as λ, may have any one of them where the line does not tell which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.constants import judge_proportional, judge_up_to_constant, parallel
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Deriv, Node, Sym, names

WHICH = "of logarithms ∝ means up to an added constant; write '+ const', and the factor if there is one"


def up_to_constant(pair: Pair) -> Result:
    """The verdict on two sides that may differ by a constant, with each form of a weight in them."""
    first = judge_up_to_constant(pair.scope, pair.left, pair.right, pair.clock, pair.filters)
    if first.kind != "refuted":
        return first
    for scope in _with_weights(pair.scope, pair.left, pair.right):
        again = judge_up_to_constant(scope, pair.left, pair.right, pair.clock, pair.filters)
        if again.kind == "verified":
            return again
    return first


def proportional(pair: Pair) -> Result:
    """The verdict on `∝`: of a logarithm nobody means a factor, though some leave one out besides."""
    if pair.op != "∝" or not _is_logarithm(pair.left):
        return judge_proportional(pair.scope, pair.left, pair.right, pair.clock, pair.filters)
    found = up_to_constant(pair)
    if found.kind != "refuted":
        return found
    unknown = next((Sym(u) for u in pair.scope.world.unknowns if u in names(pair.left)), None)
    if unknown is not None:
        slopes = [Deriv(side, (unknown,)) for side in (pair.left, pair.right)]
        for scope in (pair.scope, *_with_weights(pair.scope, pair.left, pair.right)):
            if parallel(scope, *slopes, pair.clock).outcome == "holds":
                return pair.undecided(WHICH)
    return found


def _is_logarithm(node: Node) -> bool:
    inner = node.args[0] if isinstance(node, Apply) and node.op == "neg" else node
    return isinstance(inner, Apply) and inner.op == "log"


def _with_weights(scope: Scope, left: Node, right: Node) -> Iterator[Scope]:
    """The scopes in which a weight that these sides speak of has another of its forms."""
    for name in sorted(names(left) | names(right)):
        for known in scope.world.definitions.get(name, ()) if name not in scope.own else ():
            if known.supposes and not (known.sense or known.is_call or known.index):
                for form in known.alternatives:
                    yield scope.with_definition(replace(known, body=form, alternatives=(), fixed=False))

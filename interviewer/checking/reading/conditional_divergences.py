"""`D(p(y|x) ‖ q(y|x))` as Cover and Thomas write it: the divergence of the conditionals, averaged over p(x).

Where x stands elsewhere in the line, bound or free, the divergence is the one at that x; so is the entropy H(Z|X; θ) of a model.
"""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.at_states import is_finite
from interviewer.notation.tree import Bound, Call, Divergence, Moment, Node, Rel, Sym, children, names, rebuild, walk


def averaged(node: Node, scope: Scope) -> Node:
    """The line with such divergences as averages."""
    if not isinstance(node, Rel):
        return node
    conditionals = [d for d in walk(node) if (isinstance(d, Divergence) and _given(d, scope)) or _is_of_model(d, scope)]
    if not conditionals:
        return node
    standing = _standing(node, scope, frozenset())

    def change(n: Node, bound: frozenset[str]) -> Node:
        if isinstance(n, Divergence):
            given = _given(n, scope)
            if given and not {g.name for g in given} & (standing | bound) and isinstance(n.first, Call):
                return Moment("E", (n,), Call(n.first.fn, given))
            return n
        if (
            isinstance(n, Call)
            and _is_of_model(n, scope)
            and frozenset[str]().union(*map(names, n.given)) & (standing | bound)
        ):
            return Call(n.fn, (Call(Sym("p"), n.args, n.given, n.params),))
        inner = bound | _binds(n)
        return rebuild(n, lambda child: change(child, inner))

    return change(node, frozenset())


def _is_of_model(node: Node, scope: Scope) -> bool:
    """The H(Z|X) of a model with parameters, of what is hidden given what is observed."""
    unknowns = {*scope.world.unknowns}
    called = isinstance(node, Call) and node.fn == Sym("H") and bool(node.given and unknowns)
    return called and not {n.split(".")[0] for n in names(node)} & unknowns  # no H(θ|θ_t)


def _given(node: Divergence, scope: Scope) -> tuple[Sym, ...]:
    """The random variables that both sides are conditioned on; none where one of them is an observation."""
    first, second = node.first, node.second
    if not (isinstance(first, Call) and isinstance(second, Call)) or first.given != second.given or not first.given:
        return ()
    if scope.world.distributions.get(first.fn.name, {}).get("given") or first.fn.name in scope.own:
        return ()
    found = tuple(g for g in first.given if isinstance(g, Sym) and is_finite(scope, g.name))
    return found if len(found) == len(first.given) else ()


def _binds(node: Node) -> frozenset[str]:
    """The variables that a sum, or an expectation, runs over."""
    if isinstance(node, Bound):
        return frozenset(b.var.name for b in node.binders)
    return names(node.over) if isinstance(node, Moment) and node.over is not None else frozenset()


def _standing(node: Node, scope: Scope, bound: frozenset[str]) -> frozenset[str]:
    """Names that stand free outside divergences and entropies."""
    if isinstance(node, Divergence) or (isinstance(node, Call) and node.fn.name in ("H", "MI")):
        return frozenset()
    if isinstance(node, Sym):
        return frozenset([node.name]) - bound
    inner = bound | _binds(node)
    return frozenset[str]().union(*(_standing(c, scope, inner) for c in children(node)))

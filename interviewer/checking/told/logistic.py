"""The logistic function told by its slope: a(1 − a) beside an a = σ(z) of a σ that nobody has said what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interviewer.checking.judged import Judged
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.told.activations import open_function
from interviewer.notation.products import WITH_ENTRYWISE, factors_of
from interviewer.notation.tree import ONE, Apply, Node, Sym, apply, walk


def with_logistic(scope: Scope, judged: Judged) -> Scope:
    """The scope in which the σ that the problem leaves open is the logistic one, where a line has the slope of that one."""
    name, here = open_function(scope), judged.read_in
    if name != "sigma" or name in scope.own or here is None:
        return scope
    if any(name in dependencies(here, side) for c in scope.conditions for side in c.operands[:1]):
        return scope  # `a₁ = relu(z₁)`: an earlier line says what it is
    found = slopes(judged.nodes, lambda x: isinstance(x, Sym) and name in dependencies(here, x))
    made = Definition(name, Apply("sigmoid", (Sym("u"),)), ("u",), is_call=True, fixed=False)
    return scope.with_definition(made) if found else scope


def one_less(node: Node) -> Node:
    """1 − x."""
    return apply("add", ONE, apply("neg", node))


def slopes(nodes: Iterable[Node], of: Callable[[Node], bool]) -> list[Node]:
    """The a of each a(1 − a) in the nodes that is `of` the right kind: with it a function is said to be the logistic one."""
    products = [
        factors_of(n, WITH_ENTRYWISE)
        for node in nodes
        for n in walk(node)
        if isinstance(n, Apply) and n.op in WITH_ENTRYWISE
    ]
    return [x for found in products for x in found if of(x) and one_less(x) in found]

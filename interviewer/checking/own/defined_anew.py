"""What a line says of names that the candidate has defined otherwise than the problem, in a line that was not taken in."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.judged import Judged
from interviewer.checking.own.study import EQUATIONS, LOSSES, read_setup
from interviewer.checking.problem.dependencies import OWN_CHAIN
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, Sym, names


def of_names_lost(judged: Judged, scope: Scope, setup: Sequence[str]) -> bool:
    """Whether a line is refuted of the problem's y after `y = (x − μ)/σ`, which is none of the problem's."""
    if judged.kind != "refuted" or not scope.clash or judged.line is None:
        return False
    spoken = frozenset[str]().union(*(names(c.node) for c in judged.line.clauses))
    computed = scope.world.definitions.keys() | scope.own.keys() | _LOSSES  # what the problem makes itself is the same
    computed |= chained(scope)
    taken = {*map(_head, scope.conditions)}  # w = Σ_i α_i y_i x_i, which is in force
    held = [h.text for h in scope.held if h.text]  # and what the problem bears
    taken |= {*map(_head, (c.node for c in read_setup(held)[0]))} if held else set()
    heads = {*map(_head, (c.node for c in read_setup(setup)[0]))} & spoken - taken
    return any(not ({head, *_as_the_problem_calls(scope, head)} & computed) for head in heads)


def chained(scope: Scope) -> set[str]:
    """The densities of the states of a chain that the candidate has told."""
    laws = scope.world.distributions.items()
    return {n for n, spec in laws if spec.get("chain")} if OWN_CHAIN[0] in scope.own else set()


def _as_the_problem_calls(scope: Scope, name: str) -> set[str]:
    """The ŵ that β̂ is."""
    base, *marks = name.split(".")
    return {".".join([target, *marks]) for target in scope.world.aliases.get(base, ())}


_LOSSES = frozenset(n.name for n in LOSSES)


def _head(node: Node) -> str:
    """What an equation is of."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops[0] in EQUATIONS else None
    named = head.fn if isinstance(head, Call) else head
    return named.name if isinstance(named, Sym) else ""

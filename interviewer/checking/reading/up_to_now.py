"""`ᾱ_t = Π_s α_s`: a product over the steps of a chain whose range is not told, in an equation for what holds at time t."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Binder, Bound, Node, Rel, Sym, transform, walk

_STEPS = frozenset("sijkrτ")


def up_to_now(node: Node, scope: Scope) -> Node:
    """The equation with each such product from the first step to t."""
    if not (scope.world.chains and isinstance(node, Rel)):
        return node
    time = Sym("t")
    if not any(isinstance(n, Sym) and n.index == (time,) for n in walk(node.operands[0])):
        return node

    def ranged(n: Node) -> Node:
        if not isinstance(n, Bound) or n.op not in ("prod", "sum"):
            return n
        step = _step(n, time)
        return replace(n, binders=(Binder(step, ONE, time),)) if step is not None else n

    return transform(node, ranged)


def _step(bound: Bound, time: Sym) -> Sym | None:
    """The letter that runs over the steps, where nothing is said of how far and no other index stands in the formula."""
    running = {i for n in walk(bound.body) if isinstance(n, Sym) for i in n.index}
    match bound.binders:
        case ():
            step = next(iter(running), None)
        case (Binder(Sym() as step, None, None, None),):
            pass
        case _:
            return None
    alone = isinstance(step, Sym) and running == {step} and step.name in _STEPS and step != time
    return step if alone and isinstance(step, Sym) else None

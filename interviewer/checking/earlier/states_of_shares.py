"""`p_i = 1/4`: a law all of whose shares are one number has as many states as make them sum to one."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.notation.tree import Apply, Node, Num

MOST = 16


def with_states_of_shares(before: Scope, after: Scope) -> Scope:
    """The scope at the number of states that the shares of a new law tell."""
    for name in after.own.keys() - before.own.keys():
        law, told = after.letter(name), after.own[name]
        size = law.shape[0] if law is not None and law.kind == "simplex" else ""
        count = (
            _count(told[0].body)
            if size in after.world.sizes and len(told) == 1 and (told[0].index or told[0].is_call)
            else 0
        )
        if count and after.world.size_values.get(size) is None:
            return at_sizes(after, {size: count})
    return after


def _count(share: Node) -> int:
    """The m of 1/m; 0 for anything else."""
    match share:
        case Apply("div", (Num(value=1), Num(value=below))) | Apply("inv", (Num(value=below),)):
            pass
        case Num(value=value) if 0 < value < 1:
            below = 1 / value
        case _:
            return 0
    return int(below) if below == int(below) and 1 < below <= MOST else 0

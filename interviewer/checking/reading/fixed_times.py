"""A time that an earlier line has fixed: after `t = 2` or `ᾱ_t = 0.64` the t of x_{t−1} is that number."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Num, Sym, num, transform

TIME, LATER = Sym("t"), num(2)  # a time with one before it


def at_fixed_time(node: Node, scope: Scope) -> Node:
    """A formula at the time that is set, where states follow one another."""
    found = scope.own.get(TIME.name, ()) if scope.world.chains else ()
    time = found[0].body if found else None
    return at_time(node, time) if isinstance(time, Num) else node


def at_time(node: Node, time: Num) -> Node:
    def put(n: Node) -> Node:
        match n:
            case Sym("t", ()):
                return time
            case Apply("add", (Num(a), Num(b))) | Apply("add", (Num(a), Apply("neg", (Num(b),)))) if n.args[0] == time:
                return Num(a + b if isinstance(n.args[1], Num) else a - b)
        return n

    return transform(node, put)

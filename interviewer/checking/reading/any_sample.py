"""A sample x_i with nothing running over i is any x; p(x) beside a sum over samples is of all of them."""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.at_states import is_finite
from interviewer.checking.reading.laws_of_members import law_of_each
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Node,
    Rel,
    Sym,
    transform,
    walk,
)


def told_apart(node: Node, numbered: set[Sym]) -> bool:
    """Whether numbers tell samples apart: `p(z|x_i) = p(z|x_j)`, `Q_i(z) = p(z|x_j)`."""
    laws = {
        i for n in walk(node) if isinstance(n, Call) for i in n.fn.index if isinstance(i, Sym) and i.name in RUNNING
    }
    of = {name: {n.index[0] for n in numbered if n.name == name} for name in {n.name for n in numbered}}
    return any(len(numbers) > 1 or (laws and not numbers & laws) for numbers in of.values())


def as_any_sample(node: Node, scope: Scope) -> Node:
    """A sample x_i with nothing running over i is any x; beside a sum over samples, p(x) alone is of all of them."""
    if not isinstance(node, Rel):
        return node
    finite = {n.name for n in walk(node) if isinstance(n, Sym) and is_finite(scope, n.name)}
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    numbered = {n for n in walk(node) if isinstance(n, Sym) and n.name in finite and len(n.index) == 1}
    runs = {n for n in numbered if isinstance(n.index[0], Sym) and n.index[0].name in bound}
    free = {n for n in numbered - runs if isinstance(n.index[0], Sym) and n.index[0].name in RUNNING}
    head = node.operands[0]
    if isinstance(head, Sym) and head.name not in finite and set(head.index) & {n.index[0] for n in free}:
        return node  # w_k = p(x, z_k)/q(z_k|x) of each of them
    listed = {n.name for n in walk(node) if isinstance(n, Sym) and n.index and n not in free and n not in runs}
    if free and not runs and {n.name for n in free} & listed:
        return node  # x_n after x_1, …, x_{n−1}
    if free and not runs and told_apart(node, free):
        return node
    if free and not runs and (each := law_of_each(node, free, scope)) is not None:
        return each
    if free and not runs:
        return transform(node, lambda n: Sym(n.name) if n in free else n)
    if len(runs) != 1:
        return node
    (sample,) = runs

    def at_sample(n: Node) -> Node:
        """`L(θ, φ; x_i)` of a quantity that the problem defines for one x."""
        if isinstance(n, Call) and sample in (*n.args, *n.params) and not n.given:
            for d in scope.definitions(n.fn.name):
                if not d.is_call and not d.index and Sym(sample.name) in walk(d.body):
                    return transform(d.body, lambda x: sample if x == Sym(sample.name) else x)
        return n

    node = transform(node, at_sample)
    if not isinstance(node, Rel) or node.ops != ("=",):
        return node

    def of_all(n: Node) -> Node:
        inner = n.args[0] if isinstance(n, Apply) and n.op == "log" else n
        if not isinstance(inner, Call) or inner.given or inner.fn.name not in scope.world.distributions:
            return n
        listed = [a for a in inner.args if a != Sym("ellipsis")]
        several = len(inner.args) > 1 and Sym("ellipsis") in inner.args
        if not (inner.args == (Sym(sample.name),) or several) or any(
            not isinstance(a, Sym) or a.name != sample.name for a in listed
        ):
            return n
        if _leans_together(scope, inner.fn.name, sample.name):
            return n
        index = sample.index[0]
        assert isinstance(index, Sym)
        each = Bound("prod", (Binder(index),), Call(inner.fn, (sample,), (), inner.params))
        return Apply("log", (each,)) if inner is not n else each

    return Rel(node.ops, tuple(map(of_all, node.operands)))


def _leans_together(scope: Scope, law: str, name: str) -> bool:
    """Whether the members of a sample share a variable that is not given, as features share their class."""
    sample, unknowns = scope.letter(name), scope.world.unknowns
    others = [o for o in scope.world.distributions[law].get("of", ()) if o != name]
    many = sample is not None and bool(sample.reach)
    alone = [o for o in others if (t := scope.letter(o)) is not None and t.kind == "variable" and not t.reach]
    return bool(many and alone) or any(o in unknowns and not ((t := scope.letter(o)) and t.reach) for o in others)

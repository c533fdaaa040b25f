"""The arguments of the candidate's own functions, told apart from what else bears their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Call, Node, Sym, transform, walk


def arguments_apart(definition: Definition, others: Iterable[str], nodes: Sequence[Node]) -> Definition:
    """The h(a) = tanh(a) of a set-up in which a is something else, too; the L of L(ŷ, y) that is never called is its value."""
    calls = [n for node in nodes for n in walk(node) if isinstance(n, Call) and n.fn.name == definition.name]
    members = {a.name for n in calls for a in n.args if isinstance(a, Sym) and a.index}  # the t of f(t), and f(t_i)
    taken = {p: f"{p}.argument" for p in definition.params if p in {*others} | members}
    parts = any(Sym(p) not in walk(definition.body) for p in definition.params)  # f(w, x) = … of w_0 and x_0
    if not (taken or parts):
        return definition
    if not calls:
        return replace(definition, params=(), is_call=False)
    body = transform(definition.body, lambda n: Sym(taken[n.name]) if isinstance(n, Sym) and n.name in taken else n)
    return replace(definition, params=tuple(taken.get(p, p) for p in definition.params), body=body)

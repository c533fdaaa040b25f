"""A function that the problem leaves open and the candidate has chosen: `k(x, z) = exp(−‖x − z‖²/2s²)`.

What holds of every such function, as the dual and the classifier do of every kernel, holds of his.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Sym, children, names


def without_choice(scope: Scope, judged: Judged) -> Scope:
    """The scope without his choice, where a line speaks of the data as arguments of the function alone."""
    nodes = tuple(c.node for c in judged.line.clauses) if judged.line is not None else ()
    for name, own in scope.own.items():
        left_open = (
            d for d in scope.world.definitions.get(name, ()) if d.is_call and not d.fixed and len(d.params) > 1
        )
        if not any(left_open) or not all(d.is_call for d in own):
            continue
        called = {name, *scope.world.other_names(name)}
        of = {n.name for node in nodes for n in _arguments(node, called) if isinstance(n, Sym)}
        if of and not any(of & _spoken_bare(n) for n in nodes):
            return replace(scope, own={n: ds for n, ds in scope.own.items() if n != name})
    return scope


def _arguments(node: Node, called: Collection[str]) -> list[Node]:
    here = list(node.args) if isinstance(node, Call) and node.fn.name in called else []
    return here + [n for child in children(node) for n in _arguments(child, called)]


def _spoken_bare(node: Node) -> frozenset[str]:
    """The names that stand outside the arguments of functions."""
    if isinstance(node, Call):
        return frozenset()
    if isinstance(node, Sym):
        return names(node)
    return frozenset[str]().union(*map(_spoken_bare, children(node)))

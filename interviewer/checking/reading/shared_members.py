"""`Σ_k = Σ` for all k: from there on the bare letter is the one member of the family."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Node, Sym, transform, walk

SHARED = ".shared"  # the one Σ of all Σ_k


def as_shared(scope: Scope, node: Node) -> Node:
    """The bare letter of a family that has one member for all as that member."""
    shared = f"{node.name}{SHARED}" if isinstance(node, Sym) and not node.index else ""
    return Sym(shared) if shared in scope.types else node


def in_shared(scope: Scope, node: Node) -> Node:
    return transform(node, partial(as_shared, scope))


def with_shared(scope: Scope, letter: Letter, index: str, name: str, value: Sym) -> Scope:
    """The scope in which a family has one member by that name, also where lines before call it by the bare letter."""
    scope = scope.with_type(replace(letter, name=name, index=None, reach=()))
    for d in (d for ds in scope.own.values() for d in ds if value in walk(d.body)):  # the σ of Σ_k = σ² I
        scope = scope.with_definition(replace(d, body=in_shared(scope, d.body)))
    return scope.with_definition(Definition(letter.name, Sym(name), (), (index,), fixed=False))

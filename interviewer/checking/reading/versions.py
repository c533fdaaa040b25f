"""Q for Q(θ, θ_t): a function of two versions of one letter, by its bare name in a line that speaks of both."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Sym, transform, walk

_OLD = (".old", "_old")


def with_versions(node: Node, scope: Scope) -> Node:
    """The node with such a function at the version that the line speaks of beside the current one."""
    symbols = [n for n in walk(node) if isinstance(n, Sym)]

    def change(n: Node) -> Node:
        if not isinstance(n, Sym) or n.index or n.name in scope.own:
            return n
        for definition in scope.world.definitions.get(n.name, ()):
            if len(definition.params) != 2:
                continue
            now, before = definition.params
            if not any(before == now + mark for mark in _OLD):
                continue
            versions = {s for s in symbols if s != Sym(now) and s.name.split(".")[0].split("_")[0] == now}
            if len(versions) == 1 and Sym(now) in symbols:
                return Call(n, (Sym(now), versions.pop()))
        return n

    return transform(node, change) if len(symbols) > 2 else node

"""Index sets that have a name: `S = {i : α_i > 0}`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Group, Node, Rel, Sym, rebuild

_CONTRARY = {(">",): "<=", ("<",): ">=", (">=",): "<", ("<=",): ">"}


def set_named(scope: Scope, node: Node) -> Group | None:
    """The set `{i : …}` that a node is or names."""
    if isinstance(node, Group) and node.kind == "builder":
        return node
    bodies = [d.body for d in scope.definitions(node.name)] if isinstance(node, Sym) and not node.index else []
    return next((b for b in bodies if isinstance(b, Group) and b.kind == "builder"), None)


def unfolded(scope: Scope, relation: Rel) -> list[Rel]:
    """`s ∈ S` as the conditions that S sets, `s ∉ S` as the contrary of its only one; any other relation as it stands."""
    members = set_named(scope, relation.operands[-1]) if relation.ops in (("∈",), ("∉",)) else None
    if members is None or not isinstance(members.items[0], Sym):
        return [relation]
    name, value = members.items[0].name, relation.operands[0]

    def put(n: Node) -> Node:
        return value if n == Sym(name) else n

    def inside(n: Node) -> Node:
        if isinstance(n, Sym):
            return put(Sym(n.name, tuple(inside(i) for i in n.index)))
        return rebuild(n, inside)

    found = [c for item in members.items[1:] if isinstance(c := inside(item), Rel)]
    if relation.ops == ("∈",):
        return found
    contrary = _CONTRARY.get(found[0].ops) if len(found) == 1 else None
    return [Rel((contrary,), found[0].operands)] if contrary else [relation]

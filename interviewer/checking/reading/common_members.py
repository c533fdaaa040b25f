"""`α₁ = α₂ = a`: from there on the bare letter is the value that the members of a vector share, no other name of the vector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Bound, Call, Node, Num, Rel, Sym, transform, walk

COMMON = "common!"
_EQUAL = frozenset(["="])


def with_common_members(lines: Iterable[Line], scope: Scope) -> Iterator[Line]:
    """Each line with such values under a name of their own."""
    known = {n.removeprefix(COMMON): _vector_of(scope, n) for n in scope.own if n.startswith(COMMON)}
    for line in lines:
        if known or any(_members(c.node) for c in line.clauses):
            line = replace(line, clauses=tuple(_apart(line, scope, dict(known))))
        yield line


def _apart(line: Line, scope: Scope, known: dict[str, str]) -> Iterator[Clause]:
    """The clauses, what gives the members a common value as two: that they are the same, and what they are called."""
    last: Clause | None = None
    for clause in line.clauses:
        node = transform(clause.node, lambda n: _in_common(n, known))
        found, vector, member = _named_by(clause, last, scope)
        last = clause
        if not found:
            yield replace(clause, node=node)
            continue
        known[found] = vector
        if isinstance(clause.node, Rel):
            yield replace(clause, node=Rel(clause.node.ops[:-1], clause.node.operands[:-1]))
        yield Clause("let", Rel(("=",), (Sym(COMMON + found), member)), "", clause.after)


def _named_by(clause: Clause, before: Clause | None, scope: Scope) -> tuple[str, str, Node]:
    """The bare letter that a clause gives the value of all members, the vector, and one of them.

    `α₁ − α₂ = 0, call both a` gives it as well.
    """
    match clause.node:
        case Rel(ops, (*first, Sym(name, ()))) if {*ops} == _EQUAL and len(ops) > 1:
            members = _members(Rel(ops[:-1], tuple(first)))
        case Sym(name, ()) if clause.role == "let" and before is not None:
            members = _members(before.node)
        case _:
            return "", "", clause.node
    vector = _vector(scope, members[0]) if members else ""
    meant = vector and vector in (name, *targets_of(scope, name))
    return (name, vector, members[0]) if meant else ("", "", clause.node)


def _members(node: Node) -> tuple[Sym, ...]:
    """The members of one vector that an equation is about and nothing else, two of them at least."""
    if not isinstance(node, Rel) or {*node.ops} != _EQUAL:
        return ()
    numbered = tuple(n for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1 and isinstance(n.index[0], Num))
    others = [n for n in walk(node) if isinstance(n, Sym) and not n.index]
    one = len({n.name for n in numbered}) == 1 and len({*numbered}) > 1
    return numbered if one and {*others} <= {node.operands[-1]} else ()


def _vector(scope: Scope, member: Node) -> str:
    names = (member.name, *targets_of(scope, member.name)) if isinstance(member, Sym) else ()
    return next((n for n in names if (t := scope.world.letters.get(n)) and t.kind == "vector" and not t.index), "")


def _vector_of(scope: Scope, common: str) -> str:
    return next((n.name for d in scope.own[common] for n in walk(d.body) if isinstance(n, Sym)), "")


def _in_common(node: Node, known: dict[str, str]) -> Node:
    """The a of 2a − a², and W(a) as W at the vector with that value throughout."""
    match node:
        case Sym(name, ()) if name in known:
            return Sym(COMMON + name)
        case Bound(_, binders) if any(b.var.name.startswith(COMMON) for b in binders):
            return transform(node, _freed)  # argmax_a 2a − a² is of any number
        case Call(_, (Sym(name, ()),)) if name.removeprefix(COMMON) in known and name.startswith(COMMON):
            return replace(node, args=(Sym(known[name.removeprefix(COMMON)]),))
    return node


def _freed(node: Node) -> Node:
    return (
        Sym(f"free!{node.name.removeprefix(COMMON)}")
        if isinstance(node, Sym) and node.name.startswith(COMMON)
        else node
    )

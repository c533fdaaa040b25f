"""`ℒ_{K+1}` and `ℒ_1` after `ℒ_K = E[log (1/K) Σ_{k=1}^K w_k]`: the same quantity of another number of samples."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Call, Node, Num, Sym, names, transform


def at_other_sizes(scope: Scope, line: Line) -> Line:
    """The line with such quantities written out."""
    made = {n: d for n in scope.own for d in scope.own[n][:1] if "_" in n and not (d.index or d.given)}
    if not made:
        return line

    def at(name: str, count: Node, params: tuple[str, ...]) -> Node | None:
        for size in scope.world.sizes:
            found = made.get(f"{name}_{size}")
            if found is not None and size in names(found.body) and found.params in ((), params):
                if isinstance(count, Num) or names(count) == {size}:
                    return transform(found.body, lambda x, size=size: count if x == Sym(size) else x)
        return None

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(name, (Apply() | Num() as count,)), args, (), (), 0) if all(isinstance(a, Sym) for a in args):
                return at(name, count, tuple(a.name for a in args if isinstance(a, Sym))) or n
            case Sym(name, (Apply() | Num() as count,)):
                return at(name, count, ()) or n
        return n

    return replace(line, clauses=tuple(replace(c, node=transform(c.node, change)) for c in line.clauses))

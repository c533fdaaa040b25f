"""Letters by which the candidate counts the members of a family: the n of `p_i = 1/n for all i` and of `p = (1/n, …, 1/n)`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Apply, Node, Sym, walk


def with_counts_meant(scope: Scope, letter: Letter, value: Node) -> Scope:
    """The scope in which a letter that may stand for as many as there are does so."""
    sizes = {*letter.shape, *letter.reach} & {*scope.world.sizes}
    for n in walk(value):
        if not isinstance(n, Sym) or n.index or n.name in {*scope.world.sizes, *scope.own} or scope.letter(n.name):
            continue
        counted = sizes & {*scope.world.aliases.get(n.name, ())}
        if len(counted) == 1:
            scope = scope.with_definition(Definition(n.name, Sym(next(iter(counted))), fixed=False))
    return scope


def repeated(value: Node) -> Node | None:
    """The 1/n of `(1/n, …, 1/n)`."""
    match value:
        case Apply("mul", (same, Sym("ones"))):
            return same
    return None

"""`pi = (0.3, 0.7), mu = (−1, 1)`: the numbers of all components, as a list of each family."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Rel, Sym, num
from interviewer.notation.written_numbers import array_of, is_number


def with_families_listed(scope: Scope, nodes: Sequence[Node]) -> list[Node]:
    """The equations with such lists member by member, where all have as many as there are shares."""
    shares = {len(values) for n in nodes if (values := _listed(scope, n, "simplex"))}
    if len(shares) != 1:
        return list(nodes)
    count = shares.pop()
    out: list[Node] = []
    for node in nodes:
        values = _listed(scope, node, "simplex") or _listed(scope, node, "")
        if len(values) != count or not isinstance(node, Rel) or not isinstance(node.operands[0], Sym):
            out.append(node)
            continue
        out += [Rel(("=",), (Sym(node.operands[0].name, (num(k),)), v)) for k, v in enumerate(values, 1)]
    return out


def _listed(scope: Scope, node: Node, kind: str) -> tuple[Node, ...]:
    """The numbers of a list that a letter of that kind is set to, or one of a family of numbers."""
    match node:
        case Rel(("=",), (Sym(name, ()), value)) if (array := array_of(value)) is not None:
            values = tuple(x for row in array.rows for x in row)
            for world in (scope.world, *scope.world.variants):
                for target in (name, *world.aliases.get(name, ())):
                    letter = world.letters.get(target)
                    fits = letter is not None and (
                        letter.kind == kind if kind else bool(letter.index) and not letter.shape
                    )
                    if fits and all(map(is_number, values)):
                        return values
    return ()

"""The drawn letters that trees depend on, which are what conditions on a model can move."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.model import Model
from interviewer.notation.tree import Node, Sym, walk


def letters_in(scope: Scope, nodes: tuple[Node, ...], model: Model) -> list[Letter]:
    """The drawn letters that nodes depend on, through definitions and rows."""
    out: dict[str, Letter] = {}
    seen: set[str] = set()

    def visit(node: Node) -> None:
        for n in walk(node):
            name = n.name if isinstance(n, Sym) else None
            if name is None or name in seen:
                continue
            seen.add(name)
            rows = scope.world.row_families.get(name)
            for definition in scope.definitions(name)[:1]:
                visit(definition.body)
            if rows is not None:
                visit(Sym(rows))
            letter = scope.types.get(name) or model.letter(name)
            if letter is not None and not letter.is_function and not scope.definitions(name):
                out[name] = letter

    for node in nodes:
        visit(node)
    return list(out.values())


def indices_of(letter: Letter, model: Model) -> list[tuple[int, ...]]:
    """At which indices a letter has values of its own."""
    if letter.index is not None and letter.reach:
        return [(k,) for k in range(model.size(letter.reach[0]), model.size(letter.reach[1]) + 1)]
    return [()]

"""Data given as numbers: after `X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ` the problem has that size and those values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.checking.problem.world import Definition, Letter, World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.told.members_told import SHAPES, members_told
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ONE, Apply, Group, Matrix, Node, Num, Rel, Sym, apply, num, transform
from interviewer.notation.written_numbers import array_of, is_number

MIN_PAIRS = 2
_EULER = apply("exp", ONE)


def with_data(scope: Scope, clauses: Iterable[Clause]) -> tuple[Scope, frozenset[Node]]:
    """The scope in which the problem's arrays are as clauses say, and the clauses that said so; unchanged where sizes disagree."""
    values: dict[str, Matrix] = {}
    sizes: dict[str, int] = {}
    clauses = tuple(clauses)
    whole, listed, heard = members_told(scope, [c.node for c in clauses])
    shown = paired = None if listed else _paired(scope, [c.node for c in clauses])
    if paired is not None:
        _, listed, heard = paired
    others = (c.node for c in clauses if c.node not in heard)
    arrays = [(told, {node}) for node in others if (told := _array_told(scope, node)) is not None]
    if len(arrays) == 1 and _is_column(*arrays[0][0]):
        arrays = []  # one sample, or one feature: beside no targets nobody can tell
    if paired is None and (alone := _columns_of_numbers(scope, [told for told, _ in arrays])) is not None:
        shown, arrays = alone[0], [(told, said) for told, (_, said) in zip(alone[1], arrays, strict=True)]
    for (letter, array), said in (*((one, set[Node]()) for one in listed), *arrays):
        shape = (len(array.rows), len(array.rows[0]))[: SHAPES[letter.kind]]
        for size, count in zip(letter.shape * (1 + (letter.kind == "spd")), shape, strict=False):
            if sizes.setdefault(size, count) != count:
                return scope, frozenset()
        values[letter.name] = array
        heard |= said
    known = scope.world.size_values
    if not values or any(known.get(size, count) != count for size, count in sizes.items()):
        return scope, frozenset()
    scope = at_sizes(whole, {s: c for s, c in sizes.items() if s in scope.world.sizes and s not in known})
    for name, array in values.items():
        number = transform(array, lambda n: _EULER if n == Sym("e") else n)
        if number != array:  # σ² = (1, e): a number here, and in what follows
            scope = replace(scope, fresh=scope.fresh | {"e"})
        scope = scope.with_definition(Definition(name, number, fixed=False))
    if shown is not None and (world := _with_numbers_as_inputs(scope)) is not None:
        scope = replace(scope, held=(*scope.held, Held("", scope, world)))
    return scope, frozenset(heard)


def _is_column(letter: Letter, array: Matrix) -> bool:
    return letter.kind == "matrix" and len(array.rows[0]) == 1


def _paired(scope: Scope, nodes: list[Node]) -> tuple[World, list[tuple[Letter, Matrix]], set[Node]] | None:
    """The pairs of `data (1, 1), (2, 2), (3, 2)` in the reading of the problem whose inputs are numbers, as its targets are."""
    pairs = [n for n in nodes if isinstance(n, Group) and n.kind == "(" and len(n.items) == 2]
    pairs = [n for n in pairs if all(map(is_number, n.items))]
    if len(pairs) < MIN_PAIRS:
        return None
    columns = [Matrix(tuple((n.items[k],) for n in pairs)) for k in range(2)]
    world = _with_numbers_as_inputs(scope)
    return (world, [(world.letters[n], c) for n, c in zip("xy", columns, strict=True)], set(pairs)) if world else None


def _columns_of_numbers(
    scope: Scope, told: list[tuple[Letter, Matrix]]
) -> tuple[World, list[tuple[Letter, Matrix]]] | None:
    """`x = (1, 2, 3), y = (2, 3, 5)`: as many inputs as targets, in the reading in which that is what they are."""
    world = _with_numbers_as_inputs(scope) if {t.name for t, _ in told} == {"x", "y"} else None
    if world is None or len(told) != 2 or len({len(array.rows) for _, array in told}) > 1:
        return None
    return world, [(world.letters[letter.name], array) for letter, array in told]


def _with_numbers_as_inputs(scope: Scope) -> World | None:
    """The reading of the problem whose inputs are numbers, as its targets are."""
    for world in worlds(scope.world)[1:]:
        letters = [t for n in "xy" if (t := world.letters.get(n)) is not None and t.kind == "vector"]
        if len(letters) == 2 and len({t.shape for t in letters}) == 1 and "X" not in world.letters:
            return world
    return None


def _array_told(scope: Scope, node: Node) -> tuple[Letter, Matrix] | None:
    """The letter of the problem that an equation sets to an array of numbers, and the array; the σ of `σ² = (1, 4)`."""
    if not (isinstance(node, Rel) and set(node.ops) <= {"=", ":="} and len(node.operands) == 2):
        return None
    head, value = node.operands
    array = array_of(value)
    match head:
        case Apply("pow", (Sym() as base, Num() as two)) if two == num(2) and array is not None:
            head, array = base, Matrix(tuple((apply("sqrt", row[0]),) for row in array.rows if len(row) == 1))
    if not isinstance(head, Sym) or head.index or array is None or not array.rows:
        return None
    for world in (scope.world, *scope.world.variants):
        for name in (head.name, *scope.world.aliases.get(head.name, ())):
            letter = world.letters.get(name)
            if letter is None or letter.index or SHAPES.get(letter.kind) is None or name in world.definitions:
                continue
            if (len(array.rows[0]) == 1) == (SHAPES[letter.kind] == 1) or letter.rows:  # X = (1, 2)ᵀ of one feature
                return letter, array
    return None

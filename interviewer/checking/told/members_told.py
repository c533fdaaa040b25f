"""Arrays told member by member: `x₁ = (2, 0), y₁ = +1; x₂ = …`, `q_1 = 1, k_1 = 0, k_2 = ln 3`, `γ_11 = 1, γ_21 = ½`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.told.example_sizes import matrix_of, sizes_of
from interviewer.notation.tree import ONE, ZERO, Matrix, Node, Num, Rel, Sym, apply, num
from interviewer.notation.written_numbers import array_of, in_numbers

Row = tuple[Node, ...]
SHAPES = {"matrix": 2, "vector": 1, "simplex": 1, "noise": 1, "spd": 2, "stochastic": 2}
MOST_ENTRIES = 100
FEW = 2  # where only the first is told


def members_told(scope: Scope, nodes: list[Node]) -> tuple[Scope, list[tuple[Letter, Matrix]], set[Node]]:
    """The arrays that the nodes tell so, in the first reading of the problem that has them all, and the nodes that do.

    Rows that nobody tells, as the query of the second token, are any: letters of their own in the scope.
    """
    told, said = _told(nodes)
    if not told or sum(map(len, told.values())) > MOST_ENTRIES:
        return scope, [], set()
    for world in worlds(scope.world):
        here = with_world(scope, world)
        owners = {name: owner for name, rows in told.items() if (owner := _owner(here, name, rows)) is not None}
        if len(owners) == len(told) and (found := _arrays(scope, told, owners)):
            return *found, said
    return scope, [], set()


def _told(nodes: list[Node]) -> tuple[dict[str, dict[tuple[int, ...], Row]], set[Node]]:
    """What the numbered members of each family are, as rows in numbers, and the equations that say so."""
    told: dict[str, dict[tuple[int, ...], Row]] = {}
    said: set[Node] = set()
    for node in nodes:
        if not (isinstance(node, Rel) and set(node.ops) == {"="} and in_numbers(value := node.operands[-1])):
            continue
        heads = [_numbered(o) for o in node.operands[:-1]]
        if None not in heads:
            for name, at in filter(None, heads):
                told.setdefault(name, {})[at] = _entries(value)
            said.add(node)
    pairs = max((at[0] for rows in told.values() for at in rows if len(at) == 2), default=0)
    columns = {len(row) for rows in told.values() for row in rows.values() if len(row) > 1}
    pairs = pairs or (columns.pop() if len(columns) == 1 else 0)  # γ_1 = (1, ½, 0)
    for node in nodes if pairs else ():  # x = (0, 1, 5) beside γ_11, …, γ_31
        match node:
            case Rel(("=",), (Sym(name, ()), value)) if in_numbers(value) and len(_entries(value)) == pairs > 1:
                told.setdefault(name, {k: (entry,) for k, entry in zip(_places(pairs), _entries(value), strict=True)})
                said.add(node)
    return told, said


def _places(count: int) -> list[tuple[int, ...]]:
    return [(k,) for k in range(1, count + 1)]


def _entries(value: Node) -> Row:
    array = array_of(value)
    return tuple(x for row in array.rows for x in row) if array is not None else (value,)


def _numbered(head: Node) -> tuple[str, tuple[int, ...]] | None:
    """A name at one number, or at two, which may be written as one of two digits."""
    match head:
        case Sym(name, (Num(k),)) if 0 < k < 10 or k > 99 or not k % 10:
            return name, (int(k),)
        case Sym(name, (Num(k),)) if k > 0:
            return name, (int(k) // 10, int(k) % 10)
        case Sym(name, (Num(i), Num(k))):
            return name, (int(i), int(k))
    return None


def _owner(scope: Scope, name: str, rows: Mapping[tuple[int, ...], Row]) -> Letter | None:
    """The matrix of which a family has the rows or a table the entries, or the vector whose entries it names."""
    matrix = matrix_of(scope, name)
    pairs = {len(at) for at in rows} == {2}
    for target in (matrix,) if matrix and not pairs else (name, *targets_of(scope, name)):
        owner = scope.letter(target)
        if owner is not None and owner.index is None and SHAPES.get(owner.kind, 0) == (2 if pairs or matrix else 1):
            return owner
        if owner is not None and owner.kind == "vector" and matrix:
            return owner
        if owner is not None and owner.kind == "stochastic" and len(next(iter(rows.values()))) > 1:
            return owner
    if matrix and not pairs and len(shape := sizes_of(scope, Sym(matrix))) == 2:
        return Letter(matrix, "matrix", shape)
    return None


def _arrays(
    scope: Scope, told: Mapping[str, Mapping[tuple[int, ...], Row]], owners: Mapping[str, Letter]
) -> tuple[Scope, list[tuple[Letter, Matrix]]] | None:
    """Each array as a whole; None where its size is open, or a vector or a table has gaps."""
    known = dict(scope.world.size_values)
    for name, rows in told.items():
        size = owners[name].shape[0]
        if owners[name].kind == "stochastic" and len(next(iter(rows))) == 1:
            continue
        if size not in scope.world.size_values:
            known[size] = max(max(at[0] for at in rows), known.get(size, FEW))
    if not any(SHAPES[o.kind] == 2 for o in owners.values()) and len(owners) < 2:
        return None
    wide = [rows for rows in told.values() if len(next(iter(rows.values()))) > 1]
    if len(told) < 2 and not wide:
        return None
    found: list[tuple[Letter, Matrix]] = []
    told = {name: _by_entries(rows) if owners[name].kind == "stochastic" else rows for name, rows in told.items()}
    for name, rows in told.items():
        owner, count = owners[name], known.get(owners[name].shape[0], 0)
        if min(min(at) for at in rows) < 1 or max(at[0] for at in rows) > count:
            return None
        if len(next(iter(rows))) == 2:
            table = _table(rows, count, known.get(owner.shape[1], 2), owner.kind)
        else:
            scope, table = _rows(scope, owner, _as_wide({at[0]: row for at, row in rows.items()}), count)
        if table is None:
            return None
        found.append((owner, table))
    return scope, found


def _by_entries(rows: Mapping[tuple[int, ...], Row]) -> Mapping[tuple[int, ...], Row]:
    """Columns of shares, one for each component, entry by entry."""
    if len(next(iter(rows))) == 2:
        return rows
    return {(i, at[0]): (entry,) for at, row in rows.items() for i, entry in enumerate(row, 1)}


def _as_wide(rows: dict[int, Row]) -> dict[int, Row]:
    """Rows of which one is said to be 0, with as many zeros as the others have entries."""
    width = max(map(len, rows.values()))
    return {k: row * width if row == (ZERO,) else row for k, row in rows.items()}


def _rows(scope: Scope, owner: Letter, rows: dict[int, Row], count: int) -> tuple[Scope, Matrix | None]:
    """The rows of a matrix, those that nobody tells as letters; the entries of a vector."""
    widths = {len(row) for row in rows.values()}
    whole = sorted(rows) == [*range(1, count + 1)]
    vector = SHAPES[owner.kind] == 1
    if len(widths) > 1 or (vector and widths != {1}) or (owner.kind == "simplex" and not whole):
        return scope, None
    if not whole:
        rest = f"{owner.name}.rest"
        scope = scope.with_type(replace(owner, name=rest, kind="vector" if vector else "matrix", rows=None))
        columns = [()] if vector else [(num(j),) for j in range(1, 1 + max(widths))]
        free = {k: tuple(Sym(rest, (num(k), *j)) for j in columns) for k in range(1, count + 1)}
        rows = {**free, **rows}
    return scope, Matrix(tuple(rows[k] for k in sorted(rows)))


def _table(rows: Mapping[tuple[int, ...], Row], count: int, columns: int, kind: str) -> Matrix | None:
    """The entries of a table; of shares of two the others are what is left."""
    columns = max(columns, *(at[1] for at in rows))
    entries = {at: row[0] for at, row in rows.items()}
    if kind == "stochastic" and columns == 2:
        entries = {(i, 3 - k): apply("add", ONE, apply("neg", v)) for (i, k), v in entries.items()} | entries
    places = [(i, k) for i in range(1, count + 1) for k in range(1, columns + 1)]
    if any(at not in entries for at in places):
        return None
    return Matrix(tuple(tuple(entries[i, k] for k in range(1, columns + 1)) for i in range(1, count + 1)))

"""Numbers that are written out, one or an array of them."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Group, Matrix, Node, Num, Sym, walk

_ARITHMETIC = frozenset(["neg", "div", "add", "mul", "times", "dot", "pow", "sqrt", "log", "exp"])


def array_of(value: Node) -> Matrix | None:
    """An array written out in numbers, a tuple as a column; None of anything else."""
    match value:
        case Apply("T" | "prime", (Group("(" | "[", items),)) if items and all(map(is_number, items)):
            return Matrix(tuple((x,) for x in items))  # (1, 2)ᵀ is a column as (1, 2) is
        case Group("(" | "[", items) if len(items) > 1 and all(map(is_number, items)):
            return Matrix(tuple((x,) for x in items))
        case Group("[" | "(", items) if items and all(isinstance(x, Group) for x in items):
            rows = tuple(x.items for x in items if isinstance(x, Group))
        case Matrix(rows):
            pass
        case _:
            return None
    plain = len({len(row) for row in rows}) == 1 and all(is_number(x) for row in rows for x in row)
    return Matrix(tuple(map(tuple, rows))) if plain else None


def in_numbers(node: Node) -> bool:
    """Whether a value is written out in numbers, one or an array."""
    return is_number(node) or array_of(node) is not None


def is_number(node: Node) -> bool:
    """A number written out, `−½`, `√2`, `ln 3` or e among them."""
    return all(
        isinstance(n, Num) or n == Sym("e") or n == Sym("pi") or (isinstance(n, Apply) and n.op in _ARITHMETIC)
        for n in walk(node)
    )

"""`a_1, …, a_n` and `a_1 + … + a_n`: the dots as the running index they stand for."""

from __future__ import annotations

from interviewer.notation.dotted_products import DOTS, RUNS, dotted_product, flat
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Group,
    Matrix,
    Node,
    Num,
    Rel,
    Sym,
    children,
    rebuild,
    transform,
    walk,
)

_LISTING = frozenset(["Dirichlet", "Categorical", "Multinomial"])


def without_dots(node: Node) -> Node:
    """The node with every list, sum and product that dots abbreviate written with an index; others keep their dots."""
    return transform(node, _expand)


def numbered_to_the_end(node: Node) -> Node:
    """`head_1, …, head_H`: the last one bears an index as the first does, where H by itself would be a label."""
    if DOTS not in {*walk(node)}:
        return node

    def last_as_first(part: Node) -> Node:
        listed = children(part)
        numbered = {n.name for n in listed if isinstance(n, Sym) and len(n.index) == 1 and isinstance(n.index[0], Num)}
        if DOTS not in listed or not numbered:
            return part
        made = rebuild(part, lambda n: _numbered(n, numbered))
        return made if made == part else _expand(made)  # so that H is what it runs up to

    return transform(node, last_as_first)


def _numbered(node: Node, families: set[str]) -> Node:
    if isinstance(node, Sym) and not node.index and "." in node.name:
        name, _, label = node.name.rpartition(".")
        return Sym(name, (Sym(label),)) if name in families else node
    return node


def _expand(node: Node) -> Node:
    match node:
        case Apply("add" | "mul" as op, args) if DOTS in args:
            run = _run(tuple(a for a in args))
            if run is None and op == "mul":
                return dotted_product(flat(node)) or node
            return Bound("sum" if op == "add" else "prod", *run) if run else node
        case Apply("dot" | "times") if DOTS in flat(node):
            factors = flat(node)
            run = _run(factors)
            return (Bound("prod", *run) if run else dotted_product(factors)) or node
        case Apply("diag" | "concat" as op, args) if DOTS in args:
            run = _run(args)
            return Apply(op, (Bound("collect", *run),)) if run else node
        case Matrix(rows) if (DOTS,) in rows and all(
            len(row) == 1 for row in rows
        ):  # [W_1; …; W_h], one below the other
            run = _run(tuple(row[0] for row in rows))
            beside = Group("[", (Bound("collect", run[0], Apply("T", (run[1],))),)) if run else node
            return Apply("T", (beside,)) if run else node
        case Group("(" | "[", items) if DOTS in items and len({*items}) == 2:  # (1/n, …, 1/n)
            same = next(item for item in items if item != DOTS)
            return Sym("ones") if same == ONE else Sym("zeros") if same == ZERO else Apply("mul", (same, Sym("ones")))
        case Group("(" | "[" as kind, items) if DOTS in items:
            run = _run(items)
            return Group(kind, (Bound("collect", *run),)) if run else node
        case Rel(ops, operands) if {*ops} == {"="} and DOTS in operands[1:-1]:
            return _all_equal(operands) or node
        case Call(Sym(name) as law, args, given, params) if name in _LISTING and DOTS in (params or args):
            run = _run(params or args)  # Dir(α_1, …, α_K)
            whole = Sym(run[1].name) if run and isinstance(run[1], Sym) and run[1].index == (RUNS,) else None
            listed = (whole or Bound("collect", *run),) if run else ()
            return Call(law, args if params else listed, given, listed if params else ()) if run else node
    return node


def _all_equal(operands: tuple[Node, ...]) -> Node | None:
    """`a_1 = a_2 = … = a_n` as a_i = a_1 for all of them, and `a_1 = … = a_n = c` as a_i = c."""
    end = operands.index(DOTS) + 2
    run = _run(operands[:end]) if DOTS not in operands[end:] else None
    values = operands[end:] or operands[:1]
    return Rel(("=",) * len(values), (run[1], *values)) if run and isinstance(run[1], Sym) else None


def _run(items: tuple[Node, ...]) -> tuple[tuple[Binder, ...], Node] | None:
    """The binder and body of `first, (second,) …, last`."""
    at = items.index(DOTS)
    if at not in (1, 2) or len(items) != at + 2:
        return None
    ends: set[tuple[Node, Node]] = set()
    body = _between(items[0], items[-1], ends)
    if body is None or len(ends) != 1:
        return None
    low, high = next(iter(ends))
    if not isinstance(low, Num) or low.value not in (0, 1):
        return None
    return (Binder(RUNS, low, high),), body


def _between(first: Node, last: Node, ends: set[tuple[Node, Node]]) -> Node | None:
    """What both have in common, with the running index where they differ."""
    if first == last:
        return first
    below, above = children(first), children(last)
    if type(first) is type(last) and len(below) == len(above) and below:
        inner = [_between(a, b, ends) for a, b in zip(below, above, strict=True)]
        found = [x for x in inner if x is not None]
        if len(found) == len(inner):
            rest = iter(found)
            made = rebuild(first, lambda _: next(rest))
            if _heads(first) == _heads(last):
                return made
    if isinstance(first, Num):
        ends.add((first, last))
        return RUNS
    return None


def _heads(node: Node) -> object:
    return getattr(node, "name", None), getattr(node, "op", None), getattr(node, "kind", None)

"""The letters of a value that a line tells: those that stand in it as numbers, and those that are indices."""

from __future__ import annotations

from interviewer.notation.tree import Bound, Node, Sym, walk


def letters_of_value(node: Node) -> list[Sym]:
    """The letters of a value, without those in its indices and its constants."""
    beside = (
        indices_of_value(node)
        | {"I", "pi", "e", "infty"}
        | {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    )
    return [n for n in walk(node) if isinstance(n, Sym) and n.name not in beside]


def indices_of_value(node: Node) -> set[str]:
    return {i.name for n in walk(node) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)}

"""Formulas that are written for another: `w = w − η∇L` for a step, `(1, 2)ᵀ` for the column that (1, 2) is, `g * (z > 0)`."""

from __future__ import annotations

from collections.abc import Container

from interviewer.notation.tree import ONE, Apply, Binder, Bound, Group, Node, Rel, Sym, walk


def as_meant(node: Node, vectors: Container[str] = ()) -> Node:
    """What is meant, where letters with an index may be vectors; any other node as it is."""
    match node:
        case Rel(("=",), (Sym() as kept, Apply("add", terms) as moved)) if kept in terms:
            return Rel(("←",), (kept, moved))  # as code assigns
        case Rel(("→", "="), (Bound("max" | "min" as best, (), body), Sym() as sought, value)) if sought in walk(body):
            return Rel(("=",), (Bound(f"arg{best}", (Binder(sought),), body), value))  # max 2a − a² → a = 1
        case Apply("prime", (Sym("ones"),)):
            return Apply("T", node.args)
        case Rel(ops, operands) if any(_is_column(o, vectors) for o in operands):
            return Rel(ops, tuple(as_column(o, vectors) for o in operands))
        case Apply("times" | "hadamard" | "dot" as op, args) if any(map(_is_test, args)):
            return Apply(op, tuple(_tested(a) for a in args))  # a test as a factor is one or zero
        case Apply("sech", (argument,)):
            return Apply("div", (ONE, Apply("cosh", (argument,))))
    return node


def _is_test(node: Node) -> bool:
    match node:
        case Group("(", (Rel((("<" | ">" | "<=" | ">="),), _),)):
            return True
    return False


def _tested(node: Node) -> Node:
    return Apply("indicator", node.items) if isinstance(node, Group) and _is_test(node) else node


def as_column(node: Node, vectors: Container[str] = ()) -> Node:
    """(a, b) for (a, b)ᵀ, which stand for the same column; any other node as it is."""
    return node.args[0] if isinstance(node, Apply) and _is_column(node, vectors) else node


def _is_column(node: Node, vectors: Container[str]) -> bool:
    """(a, b)ᵀ, but not [x₁, …, xₙ]ᵀ"""
    match node:
        case Apply("T" | "prime", (Group("(" | "[", items),)):
            return len(items) > 1 and not any(_is_long(x, vectors) for x in items)
    return False


def _is_long(item: Node, vectors: Container[str]) -> bool:
    """Whether an entry is no number."""
    return isinstance(item, Group) or any(
        isinstance(n, Sym) and len(n.index) == 1 and n.name in vectors for n in walk(item)
    )

"""Guesses at what letters are, without those that make a pseudoinverse one of a square matrix: nobody writes it of such a one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Apply, Node, Sym, walk


def not_square(ways: Sequence[dict[str, Letter]], nodes: Iterable[Node]) -> list[dict[str, Letter]]:
    """The ways in which no guessed matrix below a pseudoinverse is square; else `B B⁺ = I` would hold of every B."""
    below = {name for node in nodes for n in walk(node) if (name := _pseudoinverted(n))}
    return [way for way in ways if not any(_is_square(way, name) for name in below)]


def _pseudoinverted(node: Node) -> str:
    inner = node.args[0] if isinstance(node, Apply) and node.op == "pinv" else None
    return inner.name if isinstance(inner, Sym) else ""


def _is_square(way: Mapping[str, Letter], name: str) -> bool:
    shape = way[name].shape if name in way else ()
    return len(shape) == 2 and shape[0] == shape[1]

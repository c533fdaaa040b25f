"""What has been found of trees, remembered by the very trees: to compare them would cost more than most findings.

Whatever is remembered keeps its trees alive, so that their identities are not given to others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from interviewer.notation.tree import MAX_REMEMBERED, Node

T = TypeVar("T")


def of_tree(known: dict[int, tuple[Any, T]], node: Node, find: Callable[[], T]) -> T:
    """What is known of a tree, found where it is not."""
    return _remembered(known, id(node), node, find)


def of_trees(known: dict[tuple[int, ...], tuple[Any, T]], nodes: tuple[Node, ...], find: Callable[[], T]) -> T:
    """What is known of several trees together."""
    return _remembered(known, tuple(map(id, nodes)), nodes, find)


def _remembered(known: dict[Any, tuple[Any, T]], key: object, kept: object, find: Callable[[], T]) -> T:
    found = known.get(key)
    if found is None:
        if len(known) > MAX_REMEMBERED:
            known.clear()
        found = known[key] = kept, find()
    return found[1]

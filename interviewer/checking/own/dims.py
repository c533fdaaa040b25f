"""Sizes as unknowns: a union-find over dimensions, so that shapes can be solved for."""

from __future__ import annotations

from collections.abc import Callable


class Misfit(Exception):
    """The shapes cannot be made to fit under this choice of kinds."""


class Dim:
    """One unknown size. `one` marks the size 1; a `big` size cannot be 1; `name` is what the candidate calls it.

    `settled` sizes differ from each other: what comes later may name one but not make two equal.
    """

    __slots__ = ("big", "link", "name", "one", "settled")

    def __init__(self, name: str = "", one: bool = False, big: bool = False) -> None:
        self.link: Dim | None = None
        self.name, self.one, self.big, self.settled = name, one, big, False

    def root(self) -> Dim:
        top = self
        while top.link is not None:
            top = top.link
        return top


Shape = tuple[Dim, Dim]
ONE = Dim(one=True)
SCALAR: Shape = (ONE, ONE)


def unify(a: Dim, b: Dim) -> None:
    """Make two sizes equal. Raises Misfit when one is 1 and the other is not, or both bear names that differ."""
    a, b = a.root(), b.root()
    if a is b:
        return
    if (a.one and b.big) or (b.one and a.big):
        raise Misfit("a size that is 1 on one side only")
    if (a.settled and b.settled) or (a.name and b.name and a.name != b.name):
        raise Misfit("two sizes that differ")
    if b.one:
        a, b = b, a
    b.link = a
    a.settled = a.settled or b.settled
    a.big = a.big or b.big
    a.name = a.name or b.name


def same(a: Shape, b: Shape) -> Shape:
    unify(a[0], b[0])
    unify(a[1], b[1])
    return a


def is_scalar(s: Shape) -> bool:
    return s[0].root().one and s[1].root().one


def is_column(s: Shape) -> bool:
    return s[1].root().one


def sizes_named(dims: list[Dim], fresh: Callable[[], str]) -> dict[Dim, str]:
    """A name for every size that is not 1, the candidate's where he has one."""
    out: dict[Dim, str] = {}
    for dim in dims:
        top = dim.root()
        if not top.one and top not in out:
            out[top] = top.name or fresh()
    return out

"""Bindings in force while a tree is walked, and the bounds of a walk."""

from __future__ import annotations

from typing import Any

from interviewer.checking.fields import Unsupported

MAX_STEPS = 60_000  # node visits a model may cost; beyond it the line is undecided, not the process stuck


MAX_NESTING = 60


COUNTS = frozenset(["n", "m", "N", "M", "B"])  # undeclared, they count what the line sums over


Key = tuple[str, tuple[int, ...]]


class Expensive(Unsupported):
    """The line costs more to evaluate than a check may take."""


class Env:
    """Bindings in force while a tree is walked.

    `known` is what has been found out under them, shared by all environments that differ in running indices alone; None
    where nothing but running indices is bound: then the evaluator's own memory serves. `moved` are letters whose drawn
    values are other ones for the time being.
    """

    __slots__ = ("bound", "depth", "known", "moved", "overrides")

    def __init__(
        self,
        bound: dict[str, Any] | None = None,
        overrides: dict[Key, Any] | None = None,
        depth: int = 0,
        moved: frozenset[str] = frozenset(),
    ) -> None:
        self.bound: dict[str, Any] = {} if bound is None else bound
        self.overrides: dict[Key, Any] = {} if overrides is None else overrides
        self.depth, self.moved = depth, moved
        plain = not self.overrides and not moved and _all_running(self.bound)
        self.known: dict[Any, Any] | None = None if plain else {}

    def bind(self, **values: Any) -> Env:
        return self.bind_all(values)

    def bind_all(self, values: dict[str, Any]) -> Env:
        if _all_running(values):
            return self._running(self.bound, values, self.depth)
        return Env({**self.bound, **values}, self.overrides, self.depth, self.moved)

    def inside_with(self, bound: dict[str, Any], running: dict[str, int]) -> Env:
        """Inside a definition: `bound` is what it sees of these bindings, every one that is no running index included."""
        return self._running(bound, running, self.depth + 1)

    def called_with(self, bound: dict[str, Any], arguments: dict[Key, Any]) -> Env:
        """Inside a definition that is called with other values."""
        return Env(bound, {**self.overrides, **arguments}, self.depth + 1, self.moved)

    def _running(self, bound: dict[str, Any], running: dict[str, int], depth: int) -> Env:
        together = {**bound, **running}
        if self.known is not None:
            for name in running:
                if type(bound.get(name, 0)) is not int:  # one that was no running index is now
                    return Env(together, self.overrides, depth, self.moved)
        env = _new(Env)
        env.bound, env.overrides, env.known, env.depth, env.moved = (
            together, self.overrides, self.known, depth, self.moved,
        )  # fmt: skip
        return env

    def override(self, values: dict[Key, Any]) -> Env:
        hidden = {name for name, _ in values}
        bound = {k: v for k, v in self.bound.items() if k not in hidden} if hidden & self.bound.keys() else self.bound
        return Env(bound, {**self.overrides, **values}, self.depth, self.moved)

    def put(self, name: str, value: Any) -> Env:
        """Bound and overridden at once: a random variable in one of its states."""
        return Env({**self.bound, name: value}, {**self.overrides, (name, ()): value}, self.depth, self.moved)

    def touched(self) -> set[str]:
        """Names that have other values here than in the model."""
        return {*self.moved, *(n for n, _ in self.overrides), *(k for k, v in self.bound.items() if type(v) is not int)}


_new = object.__new__


def _all_running(bound: dict[str, Any]) -> bool:
    """Whether nothing but running indices is bound; a loop, as it is asked at every binding."""
    for value in bound.values():  # noqa: SIM110
        if type(value) is not int:
            return False
    return True

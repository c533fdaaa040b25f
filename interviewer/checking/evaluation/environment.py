"""Bindings in force while a tree is walked, and the bounds of a walk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interviewer.checking.fields import Unsupported

MAX_STEPS = 60_000  # node visits a model may cost; beyond it the line is undecided, not the process stuck


MAX_NESTING = 60


COUNTS = frozenset(["n", "m", "N", "M", "B"])  # undeclared, they count what the line sums over


class Expensive(Unsupported):
    """The line costs more to evaluate than a check may take."""


@dataclass
class Env:
    """Bindings in force while a tree is walked. Children share the parent's bindings but not its cache."""

    bound: dict[str, Any] = field(default_factory=dict)
    overrides: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)
    cache: dict[Any, Any] = field(default_factory=dict)
    depth: int = 0

    @cached_property
    def plain(self) -> bool:
        """Whether nothing but running indices is bound."""
        return not self.overrides and all(type(v) is int for v in self.bound.values())

    def bind(self, **values: Any) -> Env:
        return self.bind_all(values)

    def bind_all(self, values: dict[str, Any]) -> Env:
        return Env({**self.bound, **values}, self.overrides, {}, self.depth)

    def override(self, values: dict[tuple[str, tuple[int, ...]], Any]) -> Env:
        hidden = {name for name, _ in values}
        bound = {k: v for k, v in self.bound.items() if k not in hidden} if hidden & self.bound.keys() else self.bound
        return Env(bound, {**self.overrides, **values}, {}, self.depth)

"""What a proof has to show."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Node, Rel


@dataclass(frozen=True)
class Equation:
    """What a proof has to show: left = right under a scope, at the indices that the filters leave."""

    scope: Scope
    left: Node
    right: Node
    assumed: dict[str, Letter]
    filters: tuple[Rel, ...] = ()

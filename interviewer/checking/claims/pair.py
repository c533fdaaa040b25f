"""Two sides of a relation and all that bears on judging them."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.checking.claims.result import EQUAL, Result
from interviewer.checking.clock import Clock
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Rel


@dataclass(frozen=True)
class Pair:
    """`left op right` in a scope. `introduces` allows it to define a known letter anew; `sets` says that it is assumed, not
    claimed; `chained` that it stands behind another member; `derivative` that it closes a chain which opens with a derivative;
    `follows` that it must follow from the stationarity condition put in force just before.
    """

    scope: Scope
    op: str
    left: Node
    right: Node
    clock: Clock
    filters: tuple[Rel, ...] = ()
    introduces: bool = False
    sets: bool = False
    chained: bool = False
    derivative: bool = False
    follows: bool = False

    @property
    def equal(self) -> bool:
        return self.op in EQUAL

    @property
    def ordered(self) -> bool:
        return self.op in ("<", ">", "<=", ">=")

    @property
    def shown(self) -> tuple[str, Node, Node]:
        return self.op, self.left, self.right

    def undecided(self, message: str, weak: bool = False) -> Result:
        return Result("undecided", self.scope, message, weak=weak)

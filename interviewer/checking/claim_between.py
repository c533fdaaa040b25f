"""A claim between what its line says before it and after it: whether it is supposed, follows, or says nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from interviewer.checking.implications import before_implication, can_be_assumed, fixes_letter, is_stationarity
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.tree import Num, Sym


@dataclass(frozen=True)
class Turn:
    """A claim between what the line says before it and what it says after it."""

    clause: Clause
    behind: tuple[Clause, ...]
    ahead: tuple[Clause, ...]

    @cached_property
    def following(self) -> Clause | None:
        """The next claim."""
        return next((c for c in self.ahead if c.role == "claim"), None)

    @cached_property
    def sets(self) -> bool:
        """Whether it is supposed for what comes after it, as A is in `A ⇒ B`."""
        following = self.following
        sets = following is not None and following.link in ("implies", "iff") and can_be_assumed(self.clause)
        return sets or (fixes_letter(self.clause.node) and before_implication(self.ahead))

    @cached_property
    def follows(self) -> bool:
        """Whether it is what the claim before it comes to."""
        return self.clause.link == "implies" and any(c.role == "claim" for c in self.behind)

    def solves(self, scope: Scope) -> bool:
        """Whether it may be the solution of the equations behind it, not what holds of everything."""
        link = self.clause.link
        if not self.behind or link not in ("implies", "iff"):
            return False
        return is_stationarity(self.behind[-1].node) or (link == "iff" and not scope.world.multipliers)


def only_mentions(clause: Clause, last: Clause | None) -> bool:
    """Whether a clause is no more than a name behind one that says something, as in `…, sigmoid elementwise, η > 0`."""
    bare = isinstance(clause.node, Sym | Num) and clause.link not in ("implies", "iff")
    return bare and last is not None and claims(last.node)

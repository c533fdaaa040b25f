"""A line as clauses: one formula each, with the part it plays and how it hangs on the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from interviewer.notation.tree import Node

ClauseRole = Literal["claim", "let", "assume", "reason", "quantify"]


Link = Literal["", "implies", "iff", "or", "and"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One formula of a line with the part it plays; `link` says how it hangs on the clause before it.

    `after` is how many words of the line stand before it, None where that is not known.
    """

    role: ClauseRole
    node: Node
    link: Link = ""
    after: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A line read in one way. `ambiguous` names the choices that another reading could make differently.

    `pauses` are the places among the words where a formula stands or a stretch of words ends, and whether by a comma.
    `unjudged` is a formula that the words conclude with and no clause holds: `…, so the factor is (1 − β)^{t/2}`.
    """

    clauses: tuple[Clause, ...]
    text: str
    words: tuple[str, ...] = ()
    ambiguous: frozenset[str] = field(default_factory=frozenset)
    pauses: tuple[tuple[int, bool], ...] = ()
    unjudged: Node | None = None

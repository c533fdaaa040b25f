"""What there is to do: interviews and rounds to go on with, the plan, every derivation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from interviewer.agent.commands import HistoryRow, unfinished
from interviewer.agent.plan import Outcome, PlanItem, practice_plan
from tui.library import Library


@dataclass(frozen=True, slots=True)
class Menu:
    """Everything the start screen shows. `plan` has the most urgent first, `past` the latest; `unfinished` are
    interviews to go on with, and done ones whose round goes on."""

    library: Library
    unfinished: Sequence[HistoryRow]
    plan: Sequence[PlanItem]
    past: Sequence[HistoryRow]


def menu_of(known: Library, past: Sequence[HistoryRow]) -> Menu:
    """The menu at this moment; interviews about what the catalogue no longer has are left out. `past`: the latest first."""
    every = known.derivations
    outcomes = [
        Outcome(row.derivation, datetime.fromisoformat(row.started), row.score)
        for row in past
        if row.score is not None and row.derivation in every
    ]
    waiting = [row for row in unfinished(past) if (row.following or row.derivation) in every]
    return Menu(known, waiting, practice_plan(list(every.values()), outcomes, datetime.now(UTC)), past)

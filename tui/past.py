"""Past interviews in the forms the screens show: the heat map's rows, last and all scores by derivation."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.agent.commands import HistoryRow
from tui.heatmap import HeatRow, heat_rows
from tui.library import Library


def heat_of(library: Library, past: Sequence[HistoryRow], here: str = "") -> list[HeatRow]:
    """The heat map's rows. `past` has the latest first."""
    points = {name: [(p.id, p.title) for p in rubric.points] for name, rubric in library.rubrics.items()}
    titles = [(d.id, d.title) for d in library.derivations.values()]
    return heat_rows(titles, points, [(row.derivation, row.score, row.points) for row in past], here)


def last_scores(past: Sequence[HistoryRow]) -> dict[str, int]:
    """The last score of each derivation that has one."""
    found: dict[str, int] = {}
    for row in past:
        if row.score is not None:
            found.setdefault(row.derivation, row.score)
    return found


def scores_of(past: Sequence[HistoryRow], derivation: str | None = None) -> list[int]:
    """Scores, the oldest first; of one derivation or of all."""
    return [row.score for row in reversed(past) if row.score is not None and derivation in (None, row.derivation)]

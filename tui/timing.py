"""When each key step was reached, from the turns of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from interviewer.agent.view import Turn
from tui.cells import fit
from tui.glyphs import minutes


@dataclass(frozen=True, slots=True)
class Reached:
    """A key step with the time it was reached at and the time it took since the one before; None when it was not."""

    title: str
    at: float | None
    took: float | None


def reached_at(turns: Sequence[Turn]) -> dict[str, float]:
    """Seconds at which each milestone was first reached by a line that holds, by id."""
    found: dict[str, float] = {}
    for turn in turns:
        for line in turn.lines:
            verdict = line.verdict
            if verdict and verdict.verdict in ("verified", "given"):
                for name in verdict.milestones:
                    found.setdefault(name, turn.at)
    return found


def times(titles: dict[str, str], turns: Sequence[Turn]) -> list[Reached]:
    """The key steps in the order of the derivation. `titles` by id."""
    at = reached_at(turns)
    earlier = sorted(at.values())
    rows = []
    for name, title in titles.items():
        when = at.get(name)
        before = max((t for t in earlier if when is not None and t < when), default=0.0)
        rows.append(Reached(title, when, None if when is None else when - before))
    return rows


def timeline(rows: Sequence[Reached], total: float, width: int) -> Content:
    """One row a key step: its title, when it was reached, and a bar on the interview's time."""
    total = max([total, 1.0, *(row.at or 0.0 for row in rows)])
    title = min(34, max(12, width // 2))
    room = max(8, width - title - 16)
    lines = []
    for row in rows:
        name = fit(row.title, title)
        if row.at is None or row.took is None:
            lines.append(
                Content.assemble((f"· {name}", "$foreground-muted"), ("  not reached", "$foreground-muted italic"))
            )
            continue
        start, end = round((row.at - row.took) / total * room), round(row.at / total * room)
        bar = Content.assemble(("╌" * start, "$border"), ("━" * max(1, end - start), "$primary"))
        lines.append(
            Content.assemble(
                ("✓ ", "bold $success"),
                name,
                f" {minutes(row.at)} ",
                bar,
                (f" +{minutes(row.took)}", "$foreground-muted"),
            )
        )
    return Content("\n").join(lines)

"""The heat map over derivations and assessment points: one row a derivation, one cell a point, its last level in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from tui.cells import fit
from tui.glyphs import LEVEL

_GROUND = {"full": "$success 35%", "partial": "$warning 30%", "none": "$error 30%"}


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A derivation: `points` are titles with the last level shown in them, None when never asked; `score` the last one."""

    title: str
    points: tuple[tuple[str, str | None], ...]
    score: int | None
    here: bool = False


def heat_rows(
    derivations: Iterable[tuple[str, str]],
    points: dict[str, list[tuple[str, str]]],
    past: Sequence[tuple[str, int | None, dict[str, str]]],
    here: str = "",
) -> list[HeatRow]:
    """Rows for (id, title) of each derivation. `points` are (id, title) by derivation; `past` the interviews, the latest
    first: derivation, score and levels by point. `here` marks one derivation."""
    rows = []
    for name, title in derivations:
        mine = [(score, levels) for derivation, score, levels in past if derivation == name]
        cells = []
        for point, words in points.get(name, []):
            level = next((x for _, levels in mine if (x := levels.get(point)) not in (None, "not-asked")), None)
            cells.append((words, level))
        score = next((score for score, _ in mine if score is not None), None)
        rows.append(HeatRow(title, tuple(cells), score, name == here))
    return rows


def heat_map(rows: Sequence[HeatRow], width: int) -> Content:
    """The map; names of the points stand beside the cells where there is room."""
    most = max((len(row.points) for row in rows), default=0)
    title = min(44, max(8, min(width // 2 - 4, width - 4 * most - 8)), max((len(row.title) for row in rows), default=0))
    left = width - title - 4 * most - 9
    lines = []
    for row in rows:
        parts: list[Content | tuple[str, str]] = [
            (("▸ " if row.here else "  ") + fit(row.title, title) + " ", "bold" if row.here else ""),
        ]
        for _, level in row.points:
            sign = LEVEL[level]
            ground = f" on {_GROUND[level]}" if level in _GROUND else " on $panel"
            parts += [(f" {sign.glyph} ", f"bold {sign.style}{ground}"), (" ", "")]
        parts.append(("    " * (most - len(row.points)), ""))
        parts.append(
            (
                f"{row.score:>3} " if row.score is not None else "  – ",
                "bold" if row.score is not None else "$foreground-muted",
            )
        )
        if left > 30:
            parts.append((fit(" · ".join(words for words, _ in row.points), left), "$foreground-muted"))
        lines.append(Content.assemble(*parts))
    legend = "  ".join(f"{LEVEL[level].glyph} {LEVEL[level].word}" for level in ("full", "partial", "none", None))
    return Content("\n").join([*lines, Content(""), Content("  " + legend).stylize("$foreground-muted")])

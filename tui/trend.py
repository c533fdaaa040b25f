"""Scores over the interviews as a chart of terminal cells, with the lines of the recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

_BARS = "▁▂▃▄▅▆▇█"
_LINES = ((85, "strong hire"), (70, "hire"), (50, "lean no hire"))


def sparkline(scores: Sequence[int]) -> str:
    """Scores from 0 to 100 as a row of bars, oldest first."""
    return "".join(_BARS[min(7, score * 8 // 101)] for score in scores)


def chart(scores: Sequence[int], width: int, height: int) -> Content:
    """Scores from 0 to 100, oldest first, one bar each; the latest stand at the right when there are too many."""
    axis, label = 4, 13
    room = max(4, width - axis - label)
    step = max(1, min(4, room // max(1, len(scores))))
    shown = list(scores)[-(room // step) :]
    rows = []
    marks = {round((100 - score) / 100 * (height - 1)): (score, word) for score, word in _LINES}
    for k in range(height):
        top = 100 - k * 100 / height
        bottom = 100 - (k + 1) * 100 / height
        mark = marks.get(k)
        number = f"{mark[0]:>3} " if mark else "100 " if k == 0 else "  0 " if k == height - 1 else "    "
        parts = [(number, "$foreground-muted")]
        for score in shown:
            filled = max(0.0, min(1.0, (score - bottom) / (top - bottom)))
            style = "$success" if score >= 70 else "$warning" if score >= 50 else "$error"
            full = _BARS[min(7, int(filled * 8))] if filled > 0 else ("┄" if mark else " ")
            gap = "┄" if mark else " "
            parts.append((full * max(1, step - 1), style if filled > 0 else "$border"))
            parts.append((gap * (step - max(1, step - 1)), "$border"))
        rest = room - step * len(shown)
        parts.append((("┄" if mark else " ") * rest, "$border"))
        parts.append((f" {mark[1]}" if mark else "", "$foreground-muted"))
        rows.append(Content.assemble(*parts))
    return Content("\n").join(rows)

"""Progress over past interviews: scores by derivation, levels by assessment point, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.agent.commands import HistoryRow

MOST_SHOWN = 24  # interviews in a strip, the latest; more would not fit beside the names
CHART_ROWS = 8

_BARS = "▁▂▃▄▅▆▇█"
_MARKS = {"full": "●", "partial": "◐", "none": "○"}


@dataclass(frozen=True, slots=True)
class Progress:
    """One derivation's finished interviews, oldest first. `points` maps an assessment point to its level in each, ""
    where it was not asked."""

    derivation: str
    scores: tuple[int, ...]
    points: dict[str, tuple[str, ...]]


def progress(rows: Iterable[HistoryRow]) -> list[Progress]:
    """The progress by derivation, in the order of the first interview. `rows` come in any order."""
    done = sorted((row for row in rows if row.done), key=lambda row: row.started)
    found: list[Progress] = []
    for name in dict.fromkeys(row.derivation for row in done):
        mine = [row for row in done if row.derivation == name]
        points = dict.fromkeys(point for row in mine for point in row.points)
        levels = {point: tuple(_asked(row.points.get(point, "")) for row in mine) for point in points}
        found.append(Progress(name, tuple(row.score or 0 for row in mine), levels))
    return found


def _asked(level: str) -> str:
    return "" if level == "not-asked" else level


def plot(items: Sequence[Progress]) -> str:
    """The plot as text: a strip of scores for each derivation, below it one of levels for each of its points."""
    if not items:
        return "No finished interview yet: `interviewer` starts one."
    names = [item.derivation for item in items] + [f"  {point}" for item in items for point in item.points]
    width = max(map(len, names))
    lines = [f"{'Progress, oldest first':<{width}}  score: ▁ 0 … █ 100   point: ● full ◐ partial ○ none · not asked"]
    for item in items:
        lines.append(f"{item.derivation:<{width}}  {_strip(item.scores)}  {_trend(item.scores)}")
        lines += [f"{f'  {point}':<{width}}  {_dots(levels)}" for point, levels in item.points.items()]
    return "\n".join(lines)


def chart(item: Progress) -> str:
    """One derivation's scores as columns over an axis from 0 to 100, the thresholds of hiring marked."""
    scores = item.scores[-MOST_SHOWN:]
    lines: list[str] = []
    for row in range(CHART_ROWS, 0, -1):
        low, high = 100 * (row - 1) / CHART_ROWS, 100 * row / CHART_ROWS
        label = f"{high:>4.0f} " if row in (CHART_ROWS, CHART_ROWS // 2) else "     "
        lines.append(f"{label}┤ " + "  ".join(_cell(score, low, high) for score in scores))
    lines.append(f"{0:>4} ┼─" + "───" * len(scores))
    lines.append("       " + " ".join(f"{score:<2}" for score in scores))
    return "\n".join((item.derivation, *(line.rstrip() for line in lines)))


def _cell(score: int, low: float, high: float) -> str:
    if score >= high:
        return "█"
    return " " if score <= low else _BARS[min(7, int(8 * (score - low) / (high - low)))]


def _strip(scores: Sequence[int]) -> str:
    return "".join(_BARS[min(7, score * 8 // 101)] for score in scores[-MOST_SHOWN:])


def _dots(levels: Sequence[str]) -> str:
    return "".join(_MARKS.get(level, "·") for level in levels[-MOST_SHOWN:])


def _trend(scores: Sequence[int]) -> str:
    if len(scores) == 1:
        return f"{scores[0]}"
    return f"{scores[0]} → {scores[-1]}, best {max(scores)}"

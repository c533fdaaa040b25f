"""The report as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.console import Group as Together
from rich.table import Table
from rich.text import Text

from interviewer.evaluation.rendering.titles import TITLES
from interviewer.evaluation.report import Report
from interviewer.evaluation.statistics.comparison import Comparison
from interviewer.evaluation.statistics.measures import Group, Measure
from interviewer.notation.cleaning import clean

SHOWN_BROKEN = 8


def show(report: Report, console: Console, points: bool = False) -> None:
    """Print the report; with `points` also the measures of every rubric point."""
    for part in _parts(report, points):
        console.print(part)
        console.print()


def _parts(report: Report, points: bool) -> Iterator[RenderableType]:
    for (kind, judge), found in groupby(report.groups, key=lambda group: (group.kind, group.judge)):
        own = [group for group in found if points or group.by != "point"]
        yield _measures(f"{TITLES[kind]} — {judge}", own)
        if own[0].confusion:
            yield _confusion(own[0])
    yield from _agreements(report)
    if report.comparisons:
        yield Together(*(_comparison(c) for c in report.comparisons))
    if report.advice:
        yield _advice(report)
    yield _spent(report)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for at, column in enumerate(columns):
        table.add_column(column, justify="left" if at == 0 else "right", no_wrap=at == 0)
    return table


def _measures(title: str, groups: Sequence[Group]) -> Table:
    names = list(dict.fromkeys(name for group in groups for name in group.measures))
    table = _table(title, "", "n", *names)
    for group in groups:
        cells = [_value(group.measures.get(name)) for name in names]
        table.add_row(Text(group.name), str(group.n), *cells, style="bold" if group.by == "all" else "")
    return table


def _value(measure: Measure | None) -> str:
    if measure is None or measure.value is None:
        return "–"
    interval = "" if measure.low is None else f"\n[dim]{measure.low:.2f}…{measure.high:.2f}[/dim]"
    return f"{measure.value:.3f}{interval}"


def _confusion(group: Group) -> Table:
    table = _table("labelled \\ found", "", *group.found)
    for label, counts in zip(group.labels, group.confusion, strict=True):
        table.add_row(label, *map(str, counts))
    return table


def _agreements(report: Report) -> Iterator[Table]:
    for judge, levels in report.scores.items():
        if levels:
            table = _table(f"Score by level of candidate — {judge}", "level", "n", "mean", "least", "most")
            for level, told in levels.items():
                table.add_row(level, *(str(told[name]) for name in ("n", "mean", "least", "most")))
            yield table
    if report.judges or report.runs:
        table = _table("Agreement", "of", "on", "n", "Krippendorff's alpha", "same")
        for found in (*report.judges, *report.runs):
            alpha = "–" if found.alpha is None else f"{found.alpha:.3f}"
            table.add_row(
                f"{found.what}: {', '.join(found.raters)}", found.kind, str(found.n), alpha, f"{found.same:.1%}"
            )
        yield table
    if report.confidence:
        table = _table("Calibration", "", "source", "n", "Brier score")
        for told in report.confidence:
            table.add_row(f"{told.kind}, {told.judge}", told.source, str(told.n), f"{told.brier:.3f}")
        yield table
    if not report.calibration:
        return
    table = _table("How often what is said holds", "said", "n", "holds", "95%")
    for told in report.calibration:
        table.add_row(
            f"{told.kind}, {told.judge}: {told.said}",
            str(told.n),
            f"{told.holds:.3f}",
            f"{told.low:.2f}…{told.high:.2f}",
        )
    yield table


def _comparison(found: Comparison) -> Text:
    change = found.accuracy_b - found.accuracy_a
    interval = "" if found.low is None else f" ({found.low:+.3f}…{found.high:+.3f})"
    text = (
        f"{found.b} against {found.a} on {found.n} of the same ({found.kind}): accuracy {found.accuracy_a:.3f} → "
        f"{found.accuracy_b:.3f}, {change:+.3f}{interval}, McNemar p = {found.accuracy_p:.3f}"
    )
    if found.kappa_a is not None and found.kappa_b is not None:
        text += f"; weighted kappa {found.kappa_a:.3f} → {found.kappa_b:.3f}, p = {found.kappa_p:.3f}"
    for word, items in (("fixed", found.fixed), ("broken", found.broken)):
        if items:
            more = f" and {len(items) - SHOWN_BROKEN} more" if len(items) > SHOWN_BROKEN else ""
            text += f"\n  {word}: {', '.join(items[:SHOWN_BROKEN])}{more}"
    return Text(clean(text))


def _advice(report: Report) -> Text:
    lines = [f"  {a.derivation} / {a.point} ({a.judge}): {a.text}" for a in report.advice]
    return Text.assemble(("Advice\n", "bold"), "\n".join(map(clean, lines)))


def _spent(report: Report) -> Table:
    table = _table("What it took", "", "n", "ms median", "ms 95%", "seconds", "tokens", "cost")
    for s in report.spent:
        money = "–" if s.money is None else f"{s.money:.4f}"
        table.add_row(
            f"{s.kind}, {s.judge}",
            str(s.n),
            f"{s.ms_median:.1f}",
            f"{s.ms_95:.1f}",
            f"{s.seconds:.1f}",
            str(s.tokens),
            money,
        )
    return table

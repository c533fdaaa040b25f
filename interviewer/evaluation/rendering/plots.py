"""Plots as SVG that stands inside a page: agreement by point, the item map, what is said against what holds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from interviewer.evaluation.report import Report
from interviewer.evaluation.statistics.calibration import Said
from interviewer.evaluation.statistics.measures import Group
from interviewer.evaluation.statistics.psychometrics import PointStudy

INK, ACCENT, FAINT = "#1f2933", "#0b7285", "#c5ced6"
JUDGES = ("#0b7285", "#c2410c", "#6d28d9", "#4d7c0f")


def link(**wanted: str) -> str:
    """The address within the page of the items that have these values, of those that measures count."""
    return "#" + urlencode({name: value for name, value in {"counted": "yes", **wanted}.items() if value})


def agreement_by_point(report: Report) -> str:
    """Quadratic weighted kappa of each rubric point with its interval, by judge; "" when there are no answers."""
    groups = [g for g in report.groups if g.kind == "answer" and g.by == "point"]
    names = list(dict.fromkeys(group.name for group in groups))
    if not names:
        return ""
    figure, axes = _figure(7.2, 0.24 * len(names) + 1.0)
    judges = list(dict.fromkeys(group.judge for group in groups))
    for at, judge in enumerate(judges):
        own = [g for g in groups if g.judge == judge and g.measures["weighted-kappa"].value is not None]
        _intervals(axes, own, names, (at - (len(judges) - 1) / 2) * 0.2, JUDGES[at % len(JUDGES)], judge)
    axes.set_yticks(range(len(names)), [name.partition("/")[2] for name in names], fontsize=8)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=0)
    axes.set_xlim(-0.55, 1.05)
    axes.set_xlabel("quadratic weighted kappa with the labels, 95% bootstrap interval")
    if len(judges) > 1:
        axes.legend(frameon=False, fontsize=8, loc="lower left")
    return _svg(figure)


def _intervals(axes: Any, groups: Sequence[Group], names: list[str], shift: float, colour: str, judge: str) -> None:
    values = [g.measures["weighted-kappa"] for g in groups]
    places = [names.index(g.name) + shift for g in groups]
    for place, measure in zip(places, values, strict=True):
        if measure.low is not None:
            axes.plot([measure.low, measure.high], [place, place], color=colour, linewidth=1.2, alpha=0.6)
    dots = axes.scatter([m.value for m in values], places, s=22, color=colour, zorder=3, label=judge)
    urls = [(g.name.split("/", 1)) for g in groups]
    dots.set_urls([link(kind="answer", judge=judge, derivation=derivation, point=point) for derivation, point in urls])


def item_map(report: Report) -> str:
    """Difficulty × discrimination of the points: those far right are easy, those low do not tell strong from weak."""
    shown = [s for s in report.points if s.difficulty is not None and s.agreement is not None]
    if not shown:
        return ""
    figure, axes = _figure(7.2, 5.2)
    judges = list(dict.fromkeys(s.judge for s in shown))
    for at, judge in enumerate(judges):
        own = [s for s in shown if s.judge == judge]
        dots = axes.scatter(
            [s.difficulty for s in own], [s.agreement for s in own], s=26, color=JUDGES[at % len(JUDGES)]
        )
        dots.set_urls([link(kind="answer", judge=judge, derivation=s.derivation, point=s.point) for s in own])
        dots.set_label(judge)
    for study in _outlying(shown):
        axes.annotate(study.point, (study.difficulty, study.agreement), (4, 3), textcoords="offset points", fontsize=7)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(min(-0.1, *(s.agreement or 0.0 for s in shown)) - 0.05, 1.05)
    axes.set_xlabel("difficulty: mean share earned (1 is easy)")
    axes.set_ylabel("discrimination: correlation with the labels")
    if len(judges) > 1:
        axes.legend(frameon=False, fontsize=8)
    return _svg(figure)


def _outlying(shown: Sequence[PointStudy], most: int = 10) -> list[PointStudy]:
    """The points worth a name: those that discriminate least, and the easiest and hardest."""
    least = sorted(shown, key=lambda s: s.agreement or 0.0)[: most // 2]
    far = sorted(shown, key=lambda s: -abs((s.difficulty or 0.0) - 0.5))[: most // 2]
    return list({(s.judge, s.derivation, s.point): s for s in (*least, *far)}.values())


def reliability(told: Sequence[Said]) -> str:
    """How often what is said holds, with Wilson's interval."""
    if not told:
        return ""
    figure, axes = _figure(7.2, 0.28 * len(told) + 0.9)
    for at, said in enumerate(told):
        axes.plot([said.low, said.high], [at, at], color=ACCENT, linewidth=1.4, alpha=0.6)
    dots = axes.scatter([s.holds for s in told], range(len(told)), s=24, color=ACCENT, zorder=3)
    dots.set_urls([link(kind=s.kind, judge=s.judge, said=s.said) for s in told])
    axes.set_yticks(range(len(told)), [f"{s.kind}, {s.judge}: {s.said} (n={s.n})" for s in told], fontsize=8)
    axes.set_ylim(len(told) - 0.4, -0.6)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xlabel("share labelled as it was said")
    return _svg(figure)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    """A figure in inches, drawn without a display."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=INK, labelsize=8)
    axes.grid(axis="x", color=FAINT, linewidth=0.4)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: Any) -> str:
    import matplotlib as mpl

    target = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "interviewer", "font.family": "sans-serif"}):
        figure.savefig(target, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = target.getvalue()
    return text[text.index("<svg") :]

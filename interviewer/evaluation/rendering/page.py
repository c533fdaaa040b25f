"""The report as one page that needs nothing else: tables, plots, and every item behind every number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from interviewer.evaluation.rendering import plots
from interviewer.evaluation.rendering.titles import TITLES
from interviewer.evaluation.report import Report
from interviewer.evaluation.statistics.calibration import said_of
from interviewer.evaluation.statistics.measures import Group, Measure
from interviewer.evaluation.statistics.outcomes import Outcome
from interviewer.notation.cleaning import clean

HERE = Path(__file__).parent
# What a reader wants to know first of each kind.
TELLING = {
    "line": ("f1", "wrong-accepted", "right-refuted"),
    "step": ("f1", "wrong-accepted", "right-refuted"),
    "answer": ("accuracy", "weighted-kappa"),
    "point": ("accuracy", "weighted-kappa"),
    "transcript": ("first-error-f1", "rank-kendall"),
    "simulation": ("rank-kendall", "slips-probed", "leaked"),
}
MAX_ROWS = 20_000  # items a browser shows with ease; results.jsonl has all


def as_html(report: Report) -> str:
    """The page. Whatever candidates wrote is escaped, and nothing is loaded from elsewhere."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = _shown
    environment.filters["clean"] = clean
    drawn = {
        "by_point": plots.agreement_by_point(report),
        "item_map": plots.item_map(report),
        "reliability": plots.reliability(report.calibration),
    }
    return environment.get_template("page.html.j2").render(
        report=report,
        sections=_sections(report),
        plots={name: Markup(svg) for name, svg in drawn.items()},
        rows=[(row, said_of(row)) for row in _rows(report)],
        left_out=max(0, len(report.outcomes) - MAX_ROWS),
        style=Markup((HERE / "page.css").read_text("utf-8")),
        script=Markup((HERE / "page.js").read_text("utf-8")),
        link=plots.link,
        behind=_behind,
    )


def _rows(report: Report) -> list[Outcome]:
    """The items to show; where they are too many, those that went wrong first."""
    if len(report.outcomes) <= MAX_ROWS:
        return report.outcomes
    return sorted(report.outcomes, key=lambda row: row.right)[:MAX_ROWS]


def _sections(report: Report) -> list[dict[str, Any]]:
    """The measures by kind and judge, each with its confusion matrix."""
    found: dict[tuple[str, str], list[Group]] = {}
    for group in report.groups:
        found.setdefault((group.kind, group.judge), []).append(group)
    return [
        {
            "title": f"{TITLES[kind]} — {judge}",
            "short": f"{kind.capitalize()}s" + (f", {judge}" if judge != "checker" else ""),
            "place": f"{kind}-{at}",
            "telling": [name for name in TELLING.get(kind, ()) if name in groups[0].measures],
            "shown": sum(group.by != "point" for group in groups),
            "groups": groups,
            "whole": groups[0],
            "names": list(dict.fromkeys(name for group in groups for name in group.measures)),
            "largest": max((max(counts) for counts in groups[0].confusion), default=0),
        }
        for at, ((kind, judge), groups) in enumerate(found.items())
    ]


def _behind(group: Group, measure: str = "") -> str:
    """The address of the items behind a group's measure."""
    wanted = {"kind": group.kind, "judge": group.judge if group.judge != "checker" else ""}
    if group.by == "point":
        wanted["derivation"], wanted["point"] = group.name.split("/", 1)
    elif group.by != "all":
        wanted[group.by] = group.name
    narrower = {
        "recall": {"label": "wrong"},
        "wrong-accepted": {"label": "wrong", "found": "accepted"},
        "right-refuted": {"label": "right", "found": "refuted"},
        "undecided": {"found": "undecided"},
        "precision": {"found": "refuted"},
    }
    return plots.link(**wanted, **narrower.get(measure, {}))


def _shown(value: Any, digits: int = 3) -> str:
    """A number for people."""
    if isinstance(value, Measure):
        value = value.value
    if value is None:
        return "–"
    return f"{value:.{digits}f}" if isinstance(value, float) else str(value)

"""Key steps and points covered, side by side."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from interviewer.agent.view import InterviewView
from tui.cells import fit
from tui.glyphs import LEVEL, MILESTONE, Sign

Row = tuple[Sign, str]


def columns(view: InterviewView) -> tuple[list[Row], list[Row]]:
    """The rows of both columns: a sign and a title each."""
    steps = [(MILESTONE[m.status], m.title) for m in view.milestones]
    points = [(LEVEL[p.level], p.title) for p in view.points]
    return steps, points


def heading(view: InterviewView) -> tuple[str, str]:
    """The titles of both columns, with how many are done."""
    reached = sum(m.status in ("reached", "stated") for m in view.milestones)
    covered = sum(p.level in ("full", "partial") for p in view.points)
    return f"KEY STEPS {reached}/{len(view.milestones)}", f"POINTS {covered}/{len(view.points)}"


class Progress(Widget):
    """A panel in practice mode. In interview mode it says why it is empty."""

    DEFAULT_CSS = """
    Progress { height: auto; width: 1fr; border: round $border-blurred; padding: 0 1; border-title-color: $text-muted; }
    """

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self._view: InterviewView | None = None

    def show(self, view: InterviewView) -> None:
        """Bring the panel up to date."""
        if self._view is None or (self._view.milestones, self._view.points) != (view.milestones, view.points):
            self._view = view
            self.refresh(layout=True)

    def render(self) -> Content:
        view = self._view
        if view is None:
            return Content("")
        if view.mode == "interview" and not view.done:
            return Content("Interview mode: verdicts, key steps and points come with the report.").stylize(
                "$foreground-muted italic"
            )
        steps, points = columns(view)
        width = self.content_size.width or 40
        left = max(18, width - width // 2 + 1)
        rows = [_heading(view, left)]
        for k in range(max(len(steps), len(points))):
            rows.append(
                Content.assemble(
                    *_cell(steps[k], left) if k < len(steps) else (" " * left,),
                    *_cell(points[k], width - left) if k < len(points) else (),
                )
            )
        return Content("\n").join(rows)


def _heading(view: InterviewView, left: int) -> Content:
    first, second = heading(view)
    return Content.assemble((fit(first, left), "bold $secondary"), (second, "bold $secondary"))


def _cell(row: Row, width: int) -> tuple[tuple[str, str], tuple[str, str]]:
    sign, title = row
    quiet = sign.glyph == "·"
    return (f"{sign.glyph} ", f"bold {sign.style}"), (
        fit(title, max(1, width - 2)),
        "$foreground-muted" if quiet else "",
    )

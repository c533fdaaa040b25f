"""The clock and what was covered, at the side."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from interviewer.agent.view import InterviewView

_STATUS = {
    "open": ("·", "dim"),
    "reached": ("✓", "green"),
    "stated": ("“", "cyan"),
    "wrong": ("✗", "red"),
    "given": ("→", "yellow"),
    None: ("·", "dim"),
}
_LEVEL = {"full": ("●", "green"), "partial": ("◐", "yellow"), "none": ("○", "red"), None: ("·", "dim")}


def clock_text(view: InterviewView) -> Text:
    """Minutes and seconds used, with a bar; warm colours near the end, words for those who do not see them."""
    left = max(0.0, view.limit - view.elapsed)
    share = min(1.0, view.elapsed / view.limit) if view.limit else 0.0
    style = "red" if share > 0.93 else "yellow" if share > 0.67 else "green"
    used = f"{int(view.elapsed // 60):02d}:{int(view.elapsed % 60):02d}"
    note = "paused" if view.paused else f"{int(left // 60) + (left % 60 > 0)} min left" if left else "time is up"
    filled = round(share * 20)
    return Text.assemble((used, f"bold {style}"), f"  {note}\n", ("━" * filled, style), ("─" * (20 - filled), "dim"))


class Progress(Static):
    """Clock, key steps, assessment points."""

    DEFAULT_CSS = "Progress { width: 30; height: 1fr; padding: 1 1 0 2; border-left: solid $primary 30%; }"

    def show(self, view: InterviewView) -> None:
        out = clock_text(view)
        out.append("\n\nKEY STEPS\n", style="bold")
        for m in view.milestones:
            glyph, style = _STATUS[m.status]
            out.append(f"{glyph} ", style=style)
            out.append(f"{m.title}\n", style="" if m.status not in ("open", None) else "dim")
        out.append("\nPOINTS\n", style="bold")
        for p in view.points:
            glyph, style = _LEVEL[p.level]
            out.append(f"{glyph} ", style=style)
            out.append(f"{p.title}\n", style="" if p.level else "dim")
        out.append(f"\nHints taken: {view.hints_used}", style="dim")
        if view.mode == "interview":
            out.append("\nInterview mode: verdicts\ncome with the report.", style="dim italic")
        self.update(out)

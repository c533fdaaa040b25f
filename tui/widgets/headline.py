"""The line on top of an interview: what is asked, in which mode, and the clock with its gentle warning."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from interviewer.agent.rounds import Place
from interviewer.agent.view import InterviewView
from tui.cells import fit
from tui.glyphs import bar, minutes
from tui.rounds import in_words

LATE, VERY_LATE = 2 / 3, 0.9  # shares of the time after which the clock changes its colour and its words


def clock_parts(view: InterviewView, width: int) -> list[tuple[str, str]]:
    """The clock in pieces of text and style: time used, a bar, and the time left in words."""
    share = view.elapsed / view.limit if view.limit else 0.0
    left = max(0.0, view.limit - view.elapsed)
    style = "$error" if share >= VERY_LATE else "$warning" if share >= LATE else "$success"
    full, empty = bar(share, width)
    return [
        (minutes(view.elapsed), f"bold {style}"),
        (" ", ""),
        (full, style),
        (empty, "$border"),
        (f" {_left(view, share, left)}", style if share >= LATE and not view.paused else "$foreground-muted"),
    ]


def _left(view: InterviewView, share: float, left: float) -> str:
    if view.done:
        return "done"
    if view.paused:
        return "paused"
    if not left:
        return "time is up"
    whole = int(left // 60) + (left % 60 > 0)
    return f"last {whole} min" if share >= VERY_LATE else f"{whole} min left"


class Headline(Widget):
    """One row; what does not fit is left out from the middle."""

    DEFAULT_CSS = "Headline { dock: top; height: 1; width: 1fr; background: $panel; padding: 0 1; }"

    def __init__(self, place: Place | None = None) -> None:
        super().__init__()
        self._round = f"  {in_words(place)}" if place else ""
        self._view: InterviewView | None = None

    def show(self, view: InterviewView) -> None:
        """Bring the row up to date."""
        self._view = view
        self.refresh()

    def render(self) -> Content:
        view, width = self._view, self.size.width
        if view is None:
            return Content("")
        clock = clock_parts(view, 16 if width >= 100 else 8 if width >= 60 else 0)
        counts = f"{view.hints_used} hint{'s' * (view.hints_used != 1)}  "
        right = Content.assemble((counts if width >= 60 else "", "$foreground-muted"), *clock)
        mode = f"  {view.mode}{self._round if width >= 100 else ''}" if width >= 60 else ""
        room = max(0, width - right.cell_length - 2 - len(mode))
        title = fit(view.title, room) if len(view.title) > room else view.title
        gap = width - right.cell_length - Content(title).cell_length - len(mode)
        return Content.assemble((title, "bold $primary"), (mode, "$foreground-muted"), " " * max(1, gap), right)

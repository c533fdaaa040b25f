"""Past interviews: how the scores went, how every derivation stands, and each report again."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static, TabbedContent, TabPane, Tabs

from interviewer.agent.commands import HistoryRow
from tui.glyphs import RECOMMENDATION
from tui.heatmap import heat_map
from tui.library import Library
from tui.past import heat_of, scores_of
from tui.rounds import in_words
from tui.trend import chart, sparkline

TABS = ("interviews", "scores", "points")


class HistoryScreen(Screen[str | None]):
    """Enter opens a report; the result is the id of the interview to show."""

    CSS = """
    HistoryScreen { align-horizontal: center; }
    TabbedContent { width: 1fr; max-width: 150; height: 1fr; }
    TabbedContent { padding-top: 1; }
    ContentTabs { margin: 0 2; }
    TabPane { padding: 1 2 0 3; }
    HistoryScreen.small TabbedContent { padding: 0; }
    HistoryScreen.small ContentTabs { margin: 0; }
    HistoryScreen.small TabPane { padding: 0 1; }
    DataTable {
        height: 1fr; background: $background;
        &:focus { background-tint: transparent; }
        & > .datatable--cursor { background: $primary 25%; color: $foreground; text-style: bold; }
        & > .datatable--header { background: $background; color: $secondary; text-style: bold; }
        & > .datatable--even-row, & > .datatable--odd-row { background: $background; }
    }
    """
    BINDINGS = [
        Binding("enter", "open", "Open"),
        Binding("escape,q", "dismiss(None)", "Back"),
        *(Binding(str(k + 1), f"tab({k})", name.title(), show=False) for k, name in enumerate(TABS)),
        Binding("left", "tab_by(-1)", "Previous tab", show=False, priority=True),
        Binding("right", "tab_by(1)", "Next tab", show=False, priority=True),
    ]

    def __init__(self, rows: Sequence[HistoryRow], library: Library) -> None:
        super().__init__()
        self._rows, self._library = list(rows), library

    def compose(self) -> ComposeResult:
        with TabbedContent(initial="interviews"):
            with TabPane("1 Interviews", id="interviews"):
                yield DataTable(cursor_type="row")
            with TabPane("2 Scores", id="scores"), VerticalScroll(can_focus=True):
                yield Static(id="chart")
            with TabPane("3 Points", id="points"), VerticalScroll(can_focus=True):
                yield Static(id="heat")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(Tabs).can_focus = False
        table = self.query_one(DataTable)
        table.add_columns("when", "score", "derivation", "", "mode", "min")
        for row in self._rows:
            sign = RECOMMENDATION.get(row.recommendation or "")
            table.add_row(
                row.started[:10],
                f"{row.score:>3}" if row.done else "  –",
                self._library.title(row.derivation),
                f"{sign.glyph} {sign.word}" if sign else "unfinished",
                f"{row.mode} · {in_words(row.place)}" if row.place else row.mode,
                f"{row.minutes:g}",
                key=row.id,
            )
        table.focus()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 60 or self.size.height < 20, "small")
        width = max(30, min(150, self.size.width) - 7)
        self.query_one("#chart", Static).update(self._scores(width))
        self.query_one("#heat", Static).update(heat_map(heat_of(self._library, self._rows), width))

    def _scores(self, width: int) -> Content:
        every = scores_of(self._rows)
        if not every:
            return Content("No finished interview yet.").stylize("$foreground-muted italic")
        height = max(6, min(18, self.size.height - 18))
        parts = [chart(every, width, height), Content("")]
        for name in self._library.derivations:
            scores = scores_of(self._rows, name)
            if scores:
                line = f"{sparkline(scores)}  {scores[-1]}/100"
                parts.append(Content.assemble((f"{self._library.title(name)[:40]:<42}", ""), (line, "$primary")))
        return Content("\n").join(parts)

    @on(DataTable.RowSelected)
    def _selected(self, event: DataTable.RowSelected) -> None:
        self.dismiss(str(event.row_key.value))

    def action_open(self) -> None:
        table = self.query_one(DataTable)
        if table.row_count:
            table.action_select_cursor()

    def action_tab(self, number: int) -> None:
        self.query_one(TabbedContent).active = TABS[number]
        (self.query_one(DataTable) if number == 0 else self.query_one(f"#{TABS[number]} VerticalScroll")).focus()

    def action_tab_by(self, step: int) -> None:
        self.action_tab((TABS.index(self.query_one(TabbedContent).active) + step) % len(TABS))

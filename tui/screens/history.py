"""Past interviews and how they went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from interviewer.agent.commands import HistoryRow, history
from interviewer.agent.store import StoreError

if TYPE_CHECKING:
    from tui.app import InterviewerApp


_BARS = "▁▂▃▄▅▆▇█"


def sparkline(scores: list[int]) -> str:
    """Scores from 0 to 100 as a row of bars, oldest first."""
    return "".join(_BARS[min(7, score * 8 // 101)] for score in scores)


class HistoryScreen(Screen[None]):
    """A table of interviews; Enter opens a report."""

    CSS = "#trend { padding: 1 2; } DataTable { height: 1fr; margin: 0 2; }"
    BINDINGS = [Binding("escape,q", "app.pop_screen", "Back")]

    @property
    def _app(self) -> InterviewerApp:
        from tui.app import app_of

        return app_of(self)

    def compose(self) -> ComposeResult:
        yield Static("", id="trend")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("when", "derivation", "mode", "minutes", "score", "recommendation")
        try:
            rows = history(self._app.store)
        except StoreError as error:
            self.query_one("#trend", Static).update(str(error))
            return
        for row in rows:
            table.add_row(
                row.started[:16].replace("T", " "),
                row.derivation,
                row.mode,
                f"{row.minutes:g}",
                str(row.score) if row.done else "—",
                row.recommendation or "unfinished",
                key=row.id,
            )
        self.query_one("#trend", Static).update(_trends(rows))

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        from interviewer.grading.report import Report
        from tui.screens.report import ReportScreen

        record = self._app.store.record(str(event.row_key.value))
        if record.report:
            self.app.push_screen(ReportScreen(Report.model_validate_json(record.report)))


def _trends(rows: list[HistoryRow]) -> str:
    by: dict[str, list[int]] = {}
    for row in reversed(rows):
        if row.score is not None:
            by.setdefault(row.derivation, []).append(row.score)
    return (
        "\n".join(f"{name:<20} {sparkline(scores)}  {scores[-1]}" for name, scores in by.items())
        or "No finished interview yet."
    )

"""The app: owns the store, opens screens. Everything else lives in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from tui.screens.start import StartScreen

if TYPE_CHECKING:
    from interviewer.agent.commands import HistoryRow
    from interviewer.agent.plan import PlanItem
    from interviewer.agent.store import Store


class InterviewerApp(App[None]):
    """Interviews in the terminal."""

    TITLE = "interviewer"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [("f1", "help", "Help")]

    def __init__(self, store_path: Path | None = None, resume: str | None = None) -> None:
        super().__init__()
        self._store_path = store_path
        self._resume = resume
        self._store: Store | None = None
        self.problem: str | None = None

    @property
    def store(self) -> Store:
        """The interviews' store, opened at first use. Raises StoreError."""
        if self._store is None:
            from interviewer.agent.store import Store

            self._store = Store(self._store_path)
        return self._store

    def on_mount(self) -> None:
        self.push_screen(StartScreen())
        if self._resume is not None:
            self.resume(self._resume)

    def unfinished(self) -> list[HistoryRow]:
        """Interviews that can be gone on with; none when the store cannot be read."""
        from interviewer.agent.commands import resumable
        from interviewer.agent.store import StoreError

        try:
            return resumable(self.store)
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=15)
            return []

    def planned(self) -> list[PlanItem]:
        """The catalogue in the order in which to practise it."""
        from datetime import UTC, datetime

        from derivations import catalogue
        from interviewer.agent.commands import plan
        from interviewer.agent.plan import practice_plan
        from interviewer.agent.store import StoreError

        try:
            return plan(self.store)
        except StoreError:
            return practice_plan(list(catalogue().values()), [], datetime.now(UTC))

    def begin(self, derivation: str, mode: str, round_id: str | None) -> None:
        """Start an interview and show it."""
        from interviewer.agent.interview import Interview

        self._open(
            lambda: Interview.start(
                derivation, mode="interview" if mode == "interview" else "practice", store=self.store, round_id=round_id
            )
        )

    def resume(self, interview: str) -> None:
        """Go on with an interview."""
        from interviewer.agent.interview import Interview

        self._open(lambda: Interview.resume(interview, store=self.store))

    def _open(self, opening) -> None:
        from interviewer.agent.store import StoreError
        from tui.screens.interview import InterviewScreen

        try:
            self.push_screen(InterviewScreen(opening()))
        except (StoreError, ValueError) as error:
            self.notify(str(error), severity="error", timeout=15)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())


def app_of(screen: Screen[None]) -> InterviewerApp:
    """The app a screen belongs to, as what it is."""
    app = screen.app
    assert isinstance(app, InterviewerApp)
    return app


def run(resume: str | None = None) -> int:
    """Run the app in this terminal; returns the exit code."""
    app = InterviewerApp(resume=resume)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    raise SystemExit(run())

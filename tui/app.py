"""The app: owns the store and the preferences, opens screens. Everything else lives in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import on, work
from textual.app import App, SystemCommand
from textual.notifications import SeverityLevel
from textual.screen import Screen

from tui import preferences as prefs
from tui.library import library
from tui.menu import Menu, menu_of
from tui.palette import palette
from tui.screens.start import StartScreen
from tui.theme import THEMES
from tui.warming import import_ahead

if TYPE_CHECKING:
    from interviewer.agent.commands import HistoryRow
    from interviewer.agent.interview import Interview
    from interviewer.agent.rounds import Place, RoundKind
    from interviewer.agent.store import Store
    from tui.screens.opening import OpeningScreen
    from tui.screens.report import ReportScreen


class InterviewerApp(App[None]):
    """Interviews in the terminal."""

    TITLE = "interviewer"
    BINDINGS = [("f1", "help", "Help")]
    CSS = """
    Footer { background: $surface; }
    Tabs { width: 1fr; }
    VerticalScroll, DataTable, OptionList { scrollbar-size-vertical: 1; }
    Toast { background: $panel; }
    """

    def __init__(self, store_path: Path | None = None, resume: str | None = None) -> None:
        """`store_path` is the interviews' file, by default the user's; `resume` an interview to open at once."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self._store_path, self._resume = store_path, resume
        self._store: Store | None = None
        self._preferences_path = store_path.with_name("screen.json") if store_path else prefs.preferences_path()
        self.preferences = prefs.load(self._preferences_path)

    @property
    def store(self) -> Store:
        """The interviews' store, opened at first use. Raises StoreError."""
        if self._store is None:
            from interviewer.agent.store import Store

            self._store = Store(self._store_path)
        return self._store

    def on_mount(self) -> None:
        self.theme = self.preferences.theme if self.preferences.theme in self.available_themes else "blackboard"
        self.theme_changed_signal.subscribe(self, lambda theme: self._prefer(theme=theme.name))
        self._use_catalogue()
        self.open_first()

    def open_first(self) -> None:
        """Show the start screen, and the interview that was asked for on the command line."""
        self.push_screen(StartScreen(self.menu(), self.preferences.mode))
        if self._resume is not None:
            self.resume(self._resume)
        self.run_worker(import_ahead, thread=True, group="warm")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """As Textual's, but never as markup: messages hold paths and words of strangers."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    # -- what there is --------------------------------------------------------------------------------------------------

    def past(self) -> list[HistoryRow]:
        """All interviews, the latest first; none when the store cannot be read, which is said."""
        from interviewer.agent.commands import history
        from interviewer.agent.store import StoreError

        try:
            return history(self.store)
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=15)
            return []

    def menu(self) -> Menu:
        """What the start screen shows."""
        return menu_of(library(), self.past())

    def _use_catalogue(self) -> None:
        """Put one's own derivations in force, here and in the checking process; say what is wrong with them."""
        from derivations import CatalogueError
        from rubrics import RubricError

        own = self.preferences.catalogue
        if own:
            os.environ["INTERVIEWER_CATALOGUE"] = own
        try:
            library()
        except (CatalogueError, RubricError) as error:
            os.environ.pop("INTERVIEWER_CATALOGUE", None)
            self.notify(f"Your catalogue is left out. {error}", severity="error", timeout=20)

    # -- interviews -----------------------------------------------------------------------------------------------------

    @on(StartScreen.Chosen)
    def _chosen(self, message: StartScreen.Chosen) -> None:
        if message.kind == "resume":
            self.resume(message.name)
        elif message.kind == "next":
            self.next_in_round(message.name)
        elif message.kind == "derivation":
            self.begin(message.name, self.preferences.mode, None)
        else:
            self._begin_round(message.name)

    def _begin_round(self, kind: str) -> None:
        from interviewer.agent.commands import open_round

        with self._complaints():
            drawn = open_round(cast("RoundKind", kind), self.store)
            self.begin(drawn.derivations[0], self.preferences.mode, drawn.id)

    def next_in_round(self, interview: str) -> None:
        """Begin what comes after an interview in its round, in the same mode."""
        from interviewer.agent.commands import place_of

        with self._complaints():
            place, mode = place_of(interview, self.store), self.store.record(interview).mode
            if place and place.following:
                while len(self.screen_stack) > 2:
                    self.pop_screen()
                self.begin(place.following, mode, place.round_id)

    @contextmanager
    def _complaints(self) -> Generator[None]:
        """What the store or the catalogue cannot do is said on the screen."""
        from interviewer.agent.store import StoreError

        try:
            yield
        except (StoreError, ValueError) as error:
            self.notify(str(error), severity="error", timeout=15)

    def on_report_screen_go_on(self, message: ReportScreen.GoOn) -> None:
        self.next_in_round(message.interview)

    def begin(self, derivation: str, mode: str, round_id: str | None) -> None:
        """Start an interview and show it."""
        from interviewer.agent.interview import Interview

        self._open(
            lambda: Interview.start(
                derivation,
                mode="interview" if mode == "interview" else "practice",
                store=self.store,
                round_id=round_id,
                judge=self.preferences.judge,
            )
        )

    def resume(self, interview: str) -> None:
        """Go on with an interview; with its round when it is done."""
        from interviewer.agent.interview import Interview

        with self._complaints():
            if self.store.record(interview).report:
                self.next_in_round(interview)
            else:
                self._open(lambda: Interview.resume(interview, store=self.store))

    def _open(self, opening: Callable[[], Interview]) -> None:
        from tui.screens.opening import OpeningScreen

        waiting = OpeningScreen()
        self.push_screen(waiting)
        self._do_open(opening, waiting)

    @work(thread=True, exclusive=True, group="opening")
    def _do_open(self, opening: Callable[[], Interview], waiting: OpeningScreen) -> None:
        """Open an interview off the screen's thread: the first one imports much."""
        from interviewer.agent.commands import place_of
        from interviewer.agent.store import StoreError

        try:
            interview = opening()
            place = place_of(interview.state.id, self.store)
        except (StoreError, ValueError) as error:
            self.call_from_thread(waiting.dismiss)
            self.call_from_thread(self.notify, str(error), severity="error", timeout=15)
            return
        self.call_from_thread(self._show_interview, interview, waiting, place)

    def _show_interview(self, interview: Interview, waiting: OpeningScreen, place: Place | None = None) -> None:
        from tui.drafts import Draft
        from tui.screens.interview import InterviewScreen

        draft = Draft(self.store.path.with_name("drafts"), interview.state.id)
        draft.save(draft.load() + waiting.typed)
        self.switch_screen(InterviewScreen(interview, draft, place))

    # -- other screens --------------------------------------------------------------------------------------------------

    def pop_screen(self):
        """As Textual's; the start screen is brought up to date when it comes back."""
        popped = super().pop_screen()
        self.call_later(self._refresh_start)
        return popped

    def _refresh_start(self) -> None:
        if isinstance(self.screen, StartScreen):
            self.screen.show(self.menu(), self.preferences.mode)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_mode(self) -> None:
        self._prefer(mode="interview" if self.preferences.mode == "practice" else "practice")
        self._refresh_start()

    def action_history(self) -> None:
        from tui.screens.history import HistoryScreen

        self.push_screen(
            HistoryScreen(self.past(), library()), lambda interview: self.show_report(interview) if interview else None
        )

    def show_report(self, interview: str) -> None:
        """The report of a past interview; one that is unfinished is gone on with."""
        from tui.screens.report import ReportScreen

        if self.store.record(interview).report:
            self.push_screen(ReportScreen.stored(interview, self.store))
        else:
            self.resume(interview)

    def action_settings(self) -> None:
        from interviewer.judging.config import settings
        from tui.screens.settings import SettingsScreen

        themes = [theme.name for theme in THEMES] + sorted(set(self.available_themes) - {t.name for t in THEMES})
        self.push_screen(SettingsScreen(settings(), self.preferences, themes), self._settled)

    def _settled(self, chosen: prefs.Preferences | None) -> None:
        if chosen is not None:
            self._prefer(theme=chosen.theme, judge=chosen.judge, catalogue=chosen.catalogue)
            os.environ.pop("INTERVIEWER_CATALOGUE", None)
            self._use_catalogue()
            self.notify("Saved.")
        self._refresh_start()

    def _prefer(self, **changes: str) -> None:
        chosen = replace(self.preferences, **changes)
        if chosen != self.preferences:
            self.preferences = chosen
            try:
                prefs.save(chosen, self._preferences_path)
            except OSError as error:
                self.notify(f"{self._preferences_path} cannot be written ({error.strerror}).", severity="warning")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The command palette: Textual's own, and everything this app does."""
        yield from super().get_system_commands(screen)
        yield from palette(self, isinstance(screen, StartScreen))


def run(resume: str | None = None) -> int:
    """Run the app in this terminal; returns the exit code."""
    app = InterviewerApp(resume=resume)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    raise SystemExit(run())

"""The app with one screen on it, for pictures: nothing blinks, moves or depends on the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widgets import Input, TextArea

from interviewer.agent.rounds import Place
from interviewer.checking.verdict import Verdict
from interviewer.judging.config import Settings
from tests.tui import scene
from tui.app import InterviewerApp
from tui.menu import Menu
from tui.preferences import Preferences
from tui.screens.explain import ExplainScreen
from tui.screens.help import HelpScreen
from tui.screens.history import HistoryScreen
from tui.screens.interview import InterviewScreen
from tui.screens.question import QuestionScreen
from tui.screens.report import ReportScreen
from tui.screens.settings import SettingsScreen
from tui.screens.start import StartScreen
from tui.theme import THEMES
from tui.widgets.whiteboard import Whiteboard

BOARD = "w = \\sum_i \\alpha_i y_i x_i\n\\alpha^T y = 1\nthe gradient must vanish\n" + scene.STATIONARY
VERDICTS = {0: scene.GOOD, 1: scene.BAD, 3: scene.GOOD}


class Stage(InterviewerApp):
    """The app with the screen that `make` builds on top."""

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__(Path("/nonexistent/interviews.db"))
        self._make = make
        self.animation_level = "none"

    def open_first(self) -> None:
        TextArea.cursor_blink = Input.cursor_blink = False
        self.push_screen(self._make())

    def past(self):
        return scene.past()

    def menu(self):
        return menu()

    def _prefer(self, **changes: str) -> None:
        pass


class StillInterview(InterviewScreen):
    """An interview whose board is judged by what the test wrote down."""

    CSS = InterviewScreen.CSS.replace("InterviewScreen", "StillInterview")

    def __init__(self, board: str = BOARD, verdicts: dict[int, Verdict] | None = None, talk: Any = None) -> None:
        super().__init__(talk or scene.Scene())
        self._text, self._given = board, VERDICTS if verdicts is None else verdicts

    def on_mount(self) -> None:
        super().on_mount()
        board = self.query_one(Whiteboard)
        board.text = self._text
        board.move_cursor(board.document.end)

    def _start_checking(self) -> None:
        pass

    def _verdicts(self) -> dict[int, Verdict]:
        return self._given


def menu() -> Menu:
    past = scene.past()
    return Menu(scene.LIBRARY, [row for row in past if not row.done], scene.plan(), past)


def start() -> StartScreen:
    return StartScreen(menu(), "practice")


def in_a_round() -> StartScreen:
    """The start screen with a round whose second question waits."""
    place = Place("r", "full", 1, 3, "em-algorithm")
    done = replace(scene.past()[0], id="before", round_id="r", place=place)
    known = menu()
    return StartScreen(replace(known, unfinished=[*known.unfinished, done], past=[done, *known.past]), "interview")


def round_report() -> ReportScreen:
    place = Place("r", "first", 1, 2, "kl-divergence")
    return ReportScreen(scene.REPORT, scene.TURNS, None, scene.LIBRARY, interview="before", place=place)


def report() -> ReportScreen:
    return ReportScreen(scene.REPORT, scene.TURNS, None, scene.LIBRARY)


def history() -> HistoryScreen:
    return HistoryScreen(scene.past(), scene.LIBRARY)


def settings() -> SettingsScreen:
    model = Settings(model="my-model", base_url="http://127.0.0.1:8080/v1", api_key="secret-1234")
    return SettingsScreen(model, Preferences(), [theme.name for theme in THEMES])


def explain() -> ExplainScreen:
    return ExplainScreen(scene.SLIP, scene.BAD)


def question() -> QuestionScreen:
    return QuestionScreen("Finish the interview and see the report?", "Finish", "Go on")


SCREENS: dict[str, tuple[Callable[[], Screen[Any]], tuple[str, ...]]] = {
    "start": (start, ()),
    "interview": (StillInterview, ()),
    "report": (report, ()),
    "history": (history, ()),
    "settings": (settings, ()),
    "help": (HelpScreen, ()),
    "explain": (explain, ()),
}
DETAILS: dict[str, tuple[Callable[[], Screen[Any]], tuple[str, ...]]] = {
    "beside": (StillInterview, ()),
    "round": (in_a_round, ("down",)),
    "round-report": (round_report, ()),
    "completion": (lambda: StillInterview("w = ", {}), ("backslash", "l", "e")),
    "points": (report, ("2",)),
    "time": (report, ("3",)),
    "map": (report, ("4",)),
    "scores": (history, ("2",)),
    "heat": (history, ("3",)),
    "question": (question, ()),
}

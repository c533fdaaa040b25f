"""The start: go on, a round, or any derivation. The first question is two key presses away."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from derivations import catalogue

if TYPE_CHECKING:
    from tui.app import InterviewerApp


TITLE = "interviewer"


class StartScreen(Screen[None]):
    """What shall we do today?"""

    CSS = """
    #title { padding: 1 3 0 3; text-style: bold; color: $primary; }
    #subtitle { padding: 0 3 1 3; color: $text-muted; }
    OptionList { height: 1fr; margin: 0 2; border: round $primary 40%; }
    """
    BINDINGS = [
        Binding("m", "mode", "Practice / interview"),
        Binding("y", "history", "History"),
        Binding("f1", "app.help", "Help"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.mode = "practice"

    @property
    def _app(self) -> InterviewerApp:
        from tui.app import app_of

        return app_of(self)

    def compose(self) -> ComposeResult:
        yield Static(TITLE, id="title")
        yield Static("", id="subtitle")
        yield OptionList(id="choices")
        yield Footer()

    def on_mount(self) -> None:
        self.fill()

    def on_screen_resume(self) -> None:
        self.fill()

    def fill(self) -> None:
        """The list: unfinished first, then the plan's order."""
        self.query_one("#subtitle", Static).update(
            f"Derive machine-learning formulas by hand; every line is checked. Mode: {self.mode} (m changes it)."
        )
        choices = self.query_one(OptionList)
        choices.clear_options()
        app = self._app
        for row in app.unfinished()[:2]:
            choices.add_option(
                Option(
                    Text.assemble(
                        ("▶ Continue  ", "bold green"),
                        catalogue()[row.derivation].title,
                        (f"   {row.minutes:g} min so far", "dim"),
                    ),
                    id=f"resume:{row.id}",
                )
            )
        choices.add_option(
            Option(
                Text.assemble(
                    ("◆ First round  ", "bold"), ("one or two fundamentals, drawn by how often they are asked", "dim")
                ),
                id="round:first",
            )
        )
        choices.add_option(
            Option(Text.assemble(("◆ Second round  ", "bold"), ("a harder one", "dim")), id="round:second")
        )
        choices.add_option(None)
        for item in app.planned():
            d = catalogue()[item.derivation]
            choices.add_option(
                Option(
                    Text.assemble((f"{d.title:<48}", ""), (f" {d.minutes:>2} min  {item.reason}", "dim")),
                    id=f"derivation:{d.id}",
                )
            )
        choices.highlighted = 0
        choices.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        kind, _, name = (event.option_id or "").partition(":")
        if kind == "resume":
            self._app.resume(name)
        elif kind == "round":
            from interviewer.agent.rounds import draw_round

            drawn = draw_round("first" if name == "first" else "second", list(catalogue().values()), random.Random())
            self._app.begin(drawn.derivations[0], self.mode, drawn.id)
        elif kind == "derivation":
            self._app.begin(name, self.mode, None)

    def action_mode(self) -> None:
        self.mode = "interview" if self.mode == "practice" else "practice"
        self.fill()

    def action_history(self) -> None:
        from tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen())

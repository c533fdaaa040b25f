"""While an interview opens: says so, and keeps what is typed already."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class OpeningScreen(ModalScreen[None]):
    """Shown for the moment that reading the catalogue and the first imports take."""

    CSS = """
    OpeningScreen { align: center middle; background: $background 70%; }
    #card { width: auto; height: auto; padding: 1 3; background: $surface; border: round $primary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""

    def compose(self) -> ComposeResult:
        yield Static("The interviewer is coming in …", id="card")

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character:
            self.typed += event.character
        elif event.key in ("enter", "ctrl+n") and self.typed:
            self.typed += "\n"
        event.stop()

"""A yes-or-no question over the screen."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label


class QuestionScreen(ModalScreen[bool]):
    """Enter or y says yes, Escape or n says no."""

    CSS = """
    QuestionScreen { align: center middle; background: $background 60%; }
    #card { width: auto; max-width: 90%; height: auto; padding: 1 3; background: $surface; border: round $primary; }
    #card Label { width: auto; margin-bottom: 1; }
    #card Horizontal { width: auto; height: auto; }
    #card Button { margin-right: 2; }
    """
    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("escape,n", "answer(False)", "No", show=False),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Label(self._question, markup=False)
            with Horizontal():
                yield Button(self._yes, id="yes", variant="primary", compact=True)
                yield Button(self._no, id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#yes").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

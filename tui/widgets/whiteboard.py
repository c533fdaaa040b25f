"""The editor: Enter hands the lines in, Alt+Enter or Ctrl+N starts a new one."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class Whiteboard(TextArea):
    """Where the candidate writes. Typed text stays as typed; the preview shows how it is read."""

    class HandedIn(Message):
        """The candidate hands his lines in."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    DEFAULT_CSS = """
    Whiteboard { height: 7; border: round $primary 40%; background: $surface; padding: 0 1; }
    Whiteboard:focus { border: round $primary; }
    """

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default().stop()
            if self.text.strip():
                self.post_message(self.HandedIn(self.text))
            return
        if event.key in ("ctrl+n", "alt+enter", "shift+enter", "ctrl+j"):
            event.prevent_default().stop()
            self.insert("\n")
            return
        await super()._on_key(event)

    @property
    def current_line(self) -> str:
        """The line the cursor is on."""
        return self.document.get_line(self.cursor_location[0])

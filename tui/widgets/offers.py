"""The little list of completions at the cursor."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from tui.cells import fit
from tui.completing import Completion


class Offers(Static):
    """Floats over the whiteboard: Tab takes the marked row, the arrows choose, Escape closes."""

    DEFAULT_CSS = """
    Offers {
        layer: above; position: absolute; width: auto; height: auto; display: none;
        background: $panel; border: round $border; padding: 0 1;
    }
    """

    def show(self, offers: list[Completion], chosen: int, cursor: Offset) -> None:
        """Show the list above or below the cursor, wherever there is room; hide it when it is empty."""
        self.display = bool(offers)
        if not offers:
            return
        widest = max(cell_len(offer.shown) for offer in offers)
        longest = max(len(offer.name) for offer in offers)
        rows = []
        for k, offer in enumerate(offers):
            text = f"{fit(offer.shown, widest)}  {offer.name:<{longest}}{'  Tab' if k == chosen else '     '}"
            rows.append(Content(text).stylize("bold $primary" if k == chosen else "$foreground-muted"))
        self.update(Content("\n").join(rows))
        screen = self.screen.size
        width, height = widest + longest + 11, len(offers) + 2
        y = cursor.y + 1 if cursor.y + 1 + height <= screen.height else cursor.y - height
        self.styles.offset = (max(0, min(cursor.x - 1, screen.width - width)), max(0, y))

"""The editor. Typed text is kept as typed and shown as it is meant; a verdict's sign stands in the margin of its line."""

from __future__ import annotations

from typing import cast
from unicodedata import combining

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.document._document import DocumentBase
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from interviewer.notation.cleaning import clean
from tui.cells import cells, index_at
from tui.completing import Completion, completions
from tui.shown_document import ShownDocument
from tui.symbols import Shown, show_line

MARGIN = 3  # cells for the verdict's sign
NEW_LINE = ("ctrl+n", "alt+enter", "shift+enter", "ctrl+j")


class Whiteboard(TextArea):
    """Where the candidate writes: Enter hands in, Ctrl+N starts a new line, Tab completes a symbol."""

    class HandedIn(Message):
        """The candidate hands his lines in."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Offers(Message):
        """What may be completed has changed; `chosen` is the place of the one that Tab takes."""

        def __init__(self, offers: list[Completion], chosen: int) -> None:
            super().__init__()
            self.offers, self.chosen = offers, chosen

    COMPONENT_CLASSES = {"whiteboard--good", "whiteboard--bad", "whiteboard--unclear"}
    DEFAULT_CSS = """
    Whiteboard {
        height: 1fr; border: round $border; background: $surface; padding: 0 1 0 0; scrollbar-size-vertical: 1;
        border-title-color: $text-muted; border-subtitle-color: $text-muted;
        &:focus { border: round $primary; border-title-color: $primary; background: $surface; }
        & .text-area--cursor-line { background: $panel; }
        & .text-area--cursor { background: $primary; color: $background; }
        & .text-area--selection { background: $primary 35%; }
        & .text-area--placeholder { color: $text-muted; }
        & > .whiteboard--good { color: $success; text-style: bold; }
        & > .whiteboard--bad { color: $error; text-style: bold; }
        & > .whiteboard--unclear { color: $warning; text-style: bold; }
    }
    """

    def __init__(self, **options) -> None:
        self._marks: dict[int, str] = {}
        self._offers: list[Completion] = []
        self._chosen = 0
        super().__init__(soft_wrap=True, show_line_numbers=False, **options)

    def _set_document(self, text: str, language: str | None) -> None:
        """Lines are wrapped by what is shown of them."""
        super()._set_document(text, language)
        self.wrapped_document = WrappedDocument(cast(DocumentBase, ShownDocument(self.document)))
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    @property
    def current_line(self) -> str:
        """The line the cursor is on, as typed."""
        return self.document.get_line(self.cursor_location[0])

    @property
    def lines(self) -> list[str]:
        """All lines as typed."""
        return self.text.split("\n")

    @property
    def marks(self) -> dict[int, str]:
        """The verdicts in the margin, by line number from 0."""
        return dict(self._marks)

    def mark(self, verdicts: dict[int, str]) -> None:
        """Show these verdicts in the margin, by line number from 0."""
        if verdicts != self._marks:
            self._marks = verdicts
            self.refresh()

    # -- keys ---------------------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if self._offers and event.key in ("tab", "up", "down", "escape"):
            event.prevent_default().stop()
            self._answer_offer(event.key)
        elif event.key in NEW_LINE:
            event.prevent_default().stop()
            self.insert("\n")
        elif event.key == "enter":
            event.prevent_default().stop()
            if self.text.strip():
                self.post_message(self.HandedIn(self.text))
        elif bound := self._bindings.key_to_bindings.get(event.key):
            # At once, not by way of the screen: whoever types fast gets every key in its turn.
            event.prevent_default().stop()
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default().stop()
        text = "\n".join(clean(line) for line in event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        if text and (result := self._replace_via_keyboard(text, *self.selection)):
            self.move_cursor(result.end_location)

    # -- completion ---------------------------------------------------------------------------------------------------

    def update_suggestion(self) -> None:
        """Called after each edit: offer what the letters before the cursor may become."""
        row, column = self.cursor_location
        self._offer(completions(self.document.get_line(row), column) if self.has_focus else [])

    def _offer(self, offers: list[Completion], chosen: int = 0) -> None:
        if offers or self._offers:
            self._offers, self._chosen = offers, chosen
            self.post_message(self.Offers(offers, chosen))

    def _answer_offer(self, key: str) -> None:
        if key == "escape":
            self._offer([])
        elif key == "tab":
            offer = self._offers[self._chosen]
            row, column = self.cursor_location
            self.replace(offer.insert, (row, column - offer.typed), (row, column), maintain_selection_offset=False)
            self.move_cursor((row, column - offer.typed + len(offer.insert) - offer.back))
            self._offer([])
        else:
            step = 1 if key == "down" else -1
            self._offer(self._offers, (self._chosen + step) % len(self._offers))

    def watch_selection(self) -> None:
        """A cursor that is moved away from its word wants no completion."""
        row, column = self.cursor_location
        if self._offers and completions(self.document.get_line(row), column) != self._offers:
            self._offer([])

    # -- showing ------------------------------------------------------------------------------------------------------

    @property
    def gutter_width(self) -> int:
        return MARGIN

    def _shown(self, row: int) -> Shown:
        cursor_row, column = self.cursor_location
        return show_line(self.document.get_line(row), column if row == cursor_row and self.has_focus else None)

    def _section(self, y: int) -> tuple[int, int, int, bool] | None:
        """The line at a wrapped row: its number, the typed columns it runs from and to, and whether it is the last."""
        if not 0 <= y < self.wrapped_document.height:
            return None
        row, start = self.wrapped_document.offset_to_location(Offset(0, y))
        breaks = [*self.wrapped_document.get_offsets(row), len(self.document.get_line(row))]
        start = max([0, *(b for b in breaks[:-1] if b <= start)])
        end = next((b for b in breaks if b > start), breaks[-1])
        return row, start, end, end == breaks[-1]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The styles are looked up once for all rows of a repaint."""
        names = ("cursor-line", "cursor", "selection")
        self._row_style = self.rich_style
        self._row_styles = {name: self.get_component_rich_style(f"text-area--{name}") for name in names}
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row: the margin with its sign, then the text with selection and cursor."""
        if not self.text and self.placeholder:
            return super().render_line(y)
        base = self._row_style
        section = self._section(y + self.scroll_offset.y)
        if section is None:
            return Strip.blank(self.size.width, base)
        row, start, end, last = section
        shown = self._shown(row)
        text = shown.text[shown.starts[start] : shown.starts[end]] + (" " if last else "")
        cursor_row, column = self.cursor_location
        here = row == cursor_row and self.has_focus
        ground = base + self._row_styles["cursor-line"] if here else base
        styles = [ground] * len(text)
        origin = shown.starts[start]
        self._select(row, shown, styles, origin)
        if here and self._draw_cursor and (start <= column < end or (last and column >= end)):
            for k in cells(text, shown.starts[column] - origin):
                styles[k] = ground + self._row_styles["cursor"]
        segments = [self._margin(row, start == 0, base), *_segments(text, styles)]
        return Strip(segments).extend_cell_length(self.size.width, ground)

    def _select(self, row: int, shown: Shown, styles: list[Style], origin: int) -> None:
        (top, left), (bottom, right) = sorted(self.selection)
        if self.selection.is_empty or not top <= row <= bottom:
            return
        first = shown.starts[left] if row == top else 0
        after = shown.starts[right] if row == bottom else len(shown.text) + 1
        style = self._row_styles["selection"]
        for k in range(max(0, first - origin), min(len(styles), after - origin)):
            styles[k] = styles[k] + style

    def _margin(self, row: int, first: bool, base: Style) -> Segment:
        from tui.glyphs import VERDICT

        verdict = self._marks.get(row) if first else None
        if verdict is None:
            return Segment(" " * MARGIN, base)
        kind = {"refuted": "bad", "undecided": "unclear"}.get(verdict, "good")
        return Segment(f" {VERDICT[verdict].glyph} ", base + self.get_component_rich_style(f"whiteboard--{kind}"))

    # -- places -------------------------------------------------------------------------------------------------------

    def get_target_document_location(self, event: events.MouseEvent) -> tuple[int, int]:
        """The place in the typed text under the mouse."""
        y = min(max(0, event.y - self.gutter.top + self.scroll_offset.y), max(0, self.wrapped_document.height - 1))
        section = self._section(y)
        if section is None:
            return (0, 0)
        row, start, end, _ = section
        shown = self._shown(row)
        text = shown.text[shown.starts[start] : shown.starts[end]]
        index = index_at(text, event.x - self.gutter_width - self.gutter.left)
        return row, min(end, shown.typed(shown.starts[start] + index))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor goes, so that input methods open beside it."""
        row, column = self.cursor_location
        x, y = self.wrapped_document.location_to_offset(self.cursor_location)
        section = self._section(y)
        if section is not None and section[0] == row:
            shown = self._shown(row)
            x = cell_len(shown.text[shown.starts[section[1]] : shown.starts[column]])
        region = self.content_region
        return Offset(region.x + x + self.gutter_width, region.y + y - self.scroll_offset.y)

    def get_cursor_left_location(self) -> tuple[int, int]:
        row, column = super().get_cursor_left_location()
        line = self.document.get_line(row)
        while 0 < column < len(line) and combining(line[column]):
            column -= 1
        return row, column

    def get_cursor_right_location(self) -> tuple[int, int]:
        row, column = super().get_cursor_right_location()
        line = self.document.get_line(row)
        while 0 < column < len(line) and combining(line[column]):
            column += 1
        return row, column


def _segments(text: str, styles: list[Style]) -> list[Segment]:
    """Runs of characters of the same style."""
    out: list[Segment] = []
    start = 0
    for k in range(1, len(text) + 1):
        if k == len(text) or (styles[k] is not styles[start] and styles[k] != styles[start]):
            out.append(Segment(text[start:k], styles[start]))
            start = k
    return out

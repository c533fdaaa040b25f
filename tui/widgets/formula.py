"""A formula as large as it can be set in the width there is."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.typeset import preview


class Formula(Widget):
    """Set in two dimensions where that fits, broken or on one line where it does not."""

    DEFAULT_CSS = "Formula { width: 1fr; height: auto; }"

    def __init__(self, formula: str, **options) -> None:
        super().__init__(**options)
        self._formula = formula

    def _set(self, width: int) -> Content:
        return Content(preview(self._formula, max(10, width)))

    def render(self) -> Content:
        return self._set(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._set(width).wrap(max(10, width)))

"""The line one is writing, set in two dimensions, with its verdict."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from interviewer.checking.verdict import Verdict
from tui.glyphs import VERDICT
from tui.typeset import preview

EMPTY = "What you write appears here as it is read."


class Preview(Static):
    """Fixed in height, so that nothing jumps while one types."""

    DEFAULT_CSS = """
    Preview {
        height: 8; width: 1fr; border: round $border-blurred; padding: 0 1; color: $foreground;
        border-title-color: $text-muted; border-subtitle-color: $text-muted;
    }
    """

    def __init__(self, **options) -> None:
        super().__init__("", **options)
        self.border_title = "as it is read"
        self._verdict: Verdict | None = None

    def show(self, line: str, verdict: Verdict | None) -> None:
        """Show a line as typed, and its verdict if there is one."""
        width, height = self.content_size.width or 60, self.content_size.height or 1
        if verdict != self._verdict:
            self._verdict = verdict
            self.border_subtitle = _subtitle(verdict)
        if not line.strip():
            self.update(Content(EMPTY).stylize("$foreground-muted italic"), layout=False)
            return
        bare = self.styles.border_top[0] in ("", "none")
        sign = VERDICT[verdict.verdict] if verdict and bare else None
        text = preview(line.strip(), width - 2 * bool(sign), height)
        head = Content.assemble((f"{sign.glyph} ", f"bold {sign.style}")) if sign else Content("")
        rows = text.split("\n")
        body = Content("\n").join(Content(row if k == 0 or not sign else f"  {row}") for k, row in enumerate(rows))
        self.update(head + body, layout=False)  # its size is fixed: no need to lay the screen out anew


def _subtitle(verdict: Verdict | None) -> Content:
    if verdict is None:
        return Content("")
    sign = VERDICT[verdict.verdict]
    word = {"verified": verdict.method if verdict.method != "none" else ""}.get(verdict.verdict, "")
    return Content.assemble(
        (f"{sign.glyph} {sign.word}", f"bold {sign.style}"),
        (f" · {word}" if word else "", "$foreground-muted"),
        (" · F5 explains", "$foreground-muted"),
    )

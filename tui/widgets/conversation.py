"""What was said, newest at the bottom."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from interviewer.agent.view import Turn
from tui.typeset import one_line

GLYPHS = {"verified": ("✓", "green"), "given": ("∎", "green"), "refuted": ("✗", "red"), "undecided": ("?", "yellow")}


def rendered(turn: Turn) -> Text:
    """A turn as text: the speaker's words, a candidate's formulas with their verdicts where they are shown."""
    if turn.speaker == "interviewer":
        return Text(turn.text.strip())
    out = Text()
    if not turn.lines:
        return Text(
            {"hint": "(asks for a hint)", "stuck": "(is stuck)", "finish": "(ends the interview)"}.get(
                turn.move, turn.text.strip()
            ),
            style="italic" if not turn.text.strip() else "",
        )
    for k, line in enumerate(turn.lines):
        if k:
            out.append("\n")
        if line.formula and line.verdict is not None:
            glyph, colour = GLYPHS[line.verdict.verdict]
            out.append(f"{glyph} ", style=f"bold {colour}")
            out.append(one_line(line.text))
        else:
            out.append(("  " if line.formula else "") + (one_line(line.text) if line.formula else line.text))
    return out


class Bubble(Static):
    """One message."""

    DEFAULT_CSS = """
    Bubble { width: 1fr; padding: 0 1; margin: 0 1 1 1; border-left: thick $primary; }
    Bubble.candidate { border-left: thick $secondary; margin: 0 1 1 4; color: $text; }
    """


class Conversation(VerticalScroll):
    """The list of messages; follows the newest."""

    DEFAULT_CSS = "Conversation { height: 1fr; padding-top: 1; }"

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self._shown = 0

    def compose(self) -> ComposeResult:
        yield from ()

    def show(self, turns: tuple[Turn, ...]) -> None:
        """Bring the view up to date with the interview's turns."""
        for turn in turns[self._shown :]:
            self.mount(Bubble(rendered(turn), classes=turn.speaker, markup=False))
        self._shown = len(turns)
        self.scroll_end(animate=False)

"""What was said, newest at the bottom; a reply grows while it comes."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.agent.view import Line, Piece, Turn
from interviewer.notation.cleaning import clean
from tui.glyphs import VERDICT, minutes
from tui.symbols import pretty
from tui.typeset import one_line

NAMES = {"interviewer": "Interviewer", "candidate": "You"}
KINDS = {
    "hint": "hint",
    "probe": "question",
    "ask-why": "why",
    "follow-up": "question",
    "time-reminder": "time",
    "give": "given",
    "bridge": "connection",
}


def words(turn: Turn) -> Content:
    """A turn's words: formulas as they are read, with their verdicts where they are shown."""
    if turn.speaker == "interviewer":
        return plain(flowing(turn.text))
    if not turn.lines:
        return plain(turn.text)
    return Content("\n").join(_line(line) for line in turn.lines)


def plain(text: str) -> Content:
    """Text that may hold formulas, made readable and harmless."""
    return Content("\n".join(pretty(clean(line)) for line in text.strip().split("\n")))


def flowing(text: str) -> str:
    """The text without the breaks that only kept its source narrow: after a long line the next one goes on."""
    return re.sub(r"(?<=[^\n]{60})\n(?=[^\n])", " ", text)


def readable(formula: str) -> str:
    """A formula on one line: as it was written where that is readable, as it is read where LaTeX commands remain."""
    shown = pretty(clean(formula)).strip()
    return one_line(formula) if "\\" in shown or "{" in shown else shown


def _line(line: Line) -> Content:
    if not line.formula:
        return plain(line.text)
    shown = Content(readable(line.text))
    if line.verdict is None:
        return shown
    sign = VERDICT[line.verdict.verdict]
    return Content.assemble((f"{sign.glyph} ", f"bold {sign.style}"), shown)


class Bubble(Static):
    """One message under its speaker's name."""

    DEFAULT_CSS = """
    Bubble { width: 1fr; height: auto; padding: 0 1; margin: 0 1 1 0; border-left: outer $primary 60%; }
    Bubble.candidate { border-left: outer $secondary 60%; margin: 0 1 1 4; background: $surface; }
    Bubble.waiting { color: $text-muted; }
    """

    def __init__(self, speaker: str, head: str, body: Content, waiting: bool = False) -> None:
        super().__init__(self._text(speaker, head, body), classes=speaker + " waiting" * waiting)
        self.speaker, self.head, self.body = speaker, head, body

    @staticmethod
    def _text(speaker: str, head: str, body: Content) -> Content:
        colour = "$primary" if speaker == "interviewer" else "$secondary"
        return Content.assemble((NAMES[speaker], f"bold {colour}"), (f"  {head}\n", "$foreground-muted"), body)

    def say(self, head: str, body: Content) -> None:
        """Show these words instead."""
        if (head, body) != (self.head, self.body):
            self.head, self.body = head, body
            self.update(self._text(self.speaker, head, body))


class Conversation(VerticalScroll):
    """The list of messages; follows the newest unless one has scrolled back."""

    DEFAULT_CSS = "Conversation { height: 1fr; width: 1fr; padding: 1 0 0 1; scrollbar-size-vertical: 1; }"

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self._bubbles: dict[int, Bubble] = {}
        self._growing: dict[int, str] = {}
        self._waiting: list[Bubble] = []

    def compose(self) -> ComposeResult:
        yield from ()

    def expect(self, text: str) -> None:
        """Show at once what the candidate handed in; its verdicts come with `show`."""
        bubble = Bubble("candidate", "…", plain(text), waiting=True)
        self._waiting.append(bubble)
        self._add(bubble)

    def stream(self, piece: Piece) -> None:
        """A piece of a reply."""
        text = piece.text if piece.replaces else self._growing.get(piece.seq, "") + piece.text
        self._growing[piece.seq] = text
        bubble = self._bubbles.get(piece.seq)
        if bubble is None:
            bubble = self._bubbles[piece.seq] = Bubble("interviewer", "…", plain(text))
            self._add(bubble)
        else:
            bubble.say("…", plain(text))
            self.scroll_end(animate=False)

    def show(self, turns: tuple[Turn, ...], waiting: int = 0) -> None:
        """Bring the list up to date. The last `waiting` handed-in messages are not among the turns yet."""
        for bubble in self._waiting[: max(0, len(self._waiting) - waiting)]:
            bubble.remove()
        self._waiting = self._waiting[max(0, len(self._waiting) - waiting) :]
        for turn in turns:
            kind = KINDS.get(turn.move, "") if turn.speaker == "interviewer" else ""
            head = minutes(turn.at) + (f"  {kind}" if kind else "")
            bubble = self._bubbles.get(turn.seq)
            if bubble is None:
                before = next((b for seq, b in sorted(self._bubbles.items()) if seq > turn.seq), None)
                bubble = self._bubbles[turn.seq] = Bubble(turn.speaker, head, words(turn))
                self._add(bubble, before)
            else:
                bubble.say(head, words(turn))
        self._growing.clear()

    def _add(self, bubble: Bubble, before: Bubble | None = None) -> None:
        follow = self.max_scroll_y - self.scroll_y < 3 or not self._bubbles
        self.mount(
            bubble, before=before or (self._waiting[0] if self._waiting and bubble not in self._waiting else None)
        )
        if follow:
            self.call_after_refresh(self.scroll_end, animate=False)

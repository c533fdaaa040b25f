"""Why a line got its verdict: how it was read, what was done, the values at which it fails."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from interviewer.checking.verdict import Verdict
from tui.glyphs import VERDICT
from tui.symbols import pretty
from tui.typeset import preview

METHODS = {
    "symbolic": "proved by computer algebra on explicit components",
    "numeric": "checked on sampled models of the problem, confirmed in high precision",
}
MEANINGS = {
    "verified": "It follows from the problem and the lines before it.",
    "given": "There is nothing to prove: a definition, an assumption or a condition of the problem.",
    "refuted": "It does not hold in general.",
    "undecided": "It could not be judged. That says nothing about whether it is right.",
}


def explanation(line: str, verdict: Verdict, width: int) -> Content:
    """The card's text."""
    sign = VERDICT[verdict.verdict]
    parts: list[Content] = [
        Content.assemble((f"{sign.glyph} {sign.word}", f"bold {sign.style}"), f"   {MEANINGS[verdict.verdict]}"),
        _part("As it is read", preview(line.strip(), width)),
    ]
    if verdict.message:
        parts.append(_part("What was found", pretty(verdict.message)))
    if verdict.counterexample:
        parts.append(_part("It fails at", values(verdict.counterexample)))
    if verdict.verdict in ("verified", "refuted") and verdict.method in METHODS:
        parts.append(_part("How", METHODS[verdict.method]))
    return Content("\n\n").join(parts)


def values(counterexample: dict) -> str:
    """Names and values, aligned."""
    names = {str(name): pretty(str(name)) for name in counterexample}
    widest = max(map(len, names.values()))
    return "\n".join(f"{shown:>{widest}} = {_value(counterexample[name])}" for name, shown in names.items())


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return str(value)


def _part(title: str, body: str) -> Content:
    return Content.assemble((title.upper() + "\n", "bold $secondary"), body)


class ExplainScreen(ModalScreen[None]):
    """A card over the interview."""

    CSS = """
    ExplainScreen { align: center middle; background: $background 60%; }
    #card { width: 88; max-width: 96%; height: auto; max-height: 94%; padding: 1 3; background: $surface; border: round $primary;
            border-subtitle-color: $text-muted; }
    """
    BINDINGS = [Binding("escape,f5,q,enter", "dismiss", "Close", show=False)]

    def __init__(self, line: str, verdict: Verdict) -> None:
        super().__init__()
        self._line, self._verdict = line, verdict

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="card") as card:
            card.border_subtitle = "Esc closes"
            yield Static(self._text(), id="text")

    def on_resize(self) -> None:
        self.query_one("#text", Static).update(self._text())

    def _text(self) -> Content:
        return explanation(self._line, self._verdict, max(20, min(88, self.app.size.width) - 10))

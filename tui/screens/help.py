"""How to write, what the signs mean, which keys there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.glyphs import LEVEL, MILESTONE, VERDICT, Sign

WRITING = (
    ("\\alpha or alpha", "α", "X^T, X^\\top", "Xᵀ"),
    ("sum_i, \\sum_{i=1}^n", "Σᵢ, Σᵢ₌₁ⁿ", "x_{ij}, e^{-x}", "xᵢⱼ, e⁻ˣ"),
    ("||w||^2", "‖w‖²", "dL/dw, \\frac{∂L}{∂w}", "∂L/∂w"),
    ("<=, !=, ->", "≤, ≠, →", "E_q[f], KL(q || p)", "𝔼_q[f], KL(q ‖ p)"),
)
ADVICE = (
    "A formula stands on a line of its own or between dollar signs; everything else is prose.",
    "Introduce names with “let r = y - Xw”. Say why you take a step: it counts.",
)
KEYS = (
    ("Enter", "hand in", "Ctrl+N, Alt+Enter", "new line"),
    ("Tab", "complete a symbol", "Ctrl+Z, Ctrl+Y", "undo, redo"),
    ("F2", "hint (counted)", "F3", "I'm stuck"),
    ("F4", "pause the clock", "F5", "explain the verdict"),
    ("F8", "steps and points", "F10", "finish, get the report"),
    ("Ctrl+↑ Ctrl+↓", "scroll the talk", "Esc", "leave; go on later"),
    ("Ctrl+P", "all commands, themes", "Ctrl+Q", "quit"),
)


def help_text(width: int) -> Content:
    """The card's text."""
    double = width >= 80
    parts = [
        _part("WRITING", [*_table(WRITING, double), "", *ADVICE]),
        _part("VERDICTS   at once in practice, in the report in interview mode", [_signs(VERDICT)]),
        _part("KEY STEPS", [_signs(MILESTONE)]),
        _part("POINTS", [_signs(LEVEL)]),
        _part("KEYS", _table(KEYS, double)),
    ]
    return Content("\n\n").join(parts)


def _part(title: str, rows: list[str | Content]) -> Content:
    return Content("\n").join(
        [Content(title).stylize("bold $secondary"), *(Content(row) if isinstance(row, str) else row for row in rows)]
    )


def _signs(signs: dict[str | None, Sign] | dict[str, Sign]) -> Content:
    shown = {sign.word: sign for name, sign in signs.items() if name is not None and name != "missing"}
    return Content("   ").join(Content.assemble((f"{s.glyph} ", f"bold {s.style}"), s.word) for s in shown.values())


def _table(rows: tuple[tuple[str, str, str, str], ...], double: bool) -> list[str | Content]:
    def pair(key: str, meaning: str) -> Content:
        return Content.assemble((f"{key:<21}", "bold $primary"), f"{meaning:<21}")

    if double:
        return [pair(a, b) + pair(c, d) for a, b, c, d in rows]
    return [pair(*p) for a, b, c, d in rows for p in ((a, b), (c, d))]


class HelpScreen(ModalScreen[None]):
    """A card over the screen."""

    CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    #card { width: 92; max-width: 98%; height: auto; max-height: 96%; padding: 1 3; background: $surface; border: round $primary;
            border-title-color: $primary; border-subtitle-color: $text-muted; }
    """
    BINDINGS = [Binding("escape,f1,q,enter", "dismiss", "Close", show=False)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="card") as card:
            card.border_title, card.border_subtitle = "how it works", "Esc closes"
            yield Static(self._text(), id="text")

    def on_resize(self) -> None:
        self.query_one("#text", Static).update(self._text())

    def _text(self) -> Content:
        return help_text(min(92, self.app.size.width) - 8)

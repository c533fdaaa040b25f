"""How to write and which keys there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

HELP = """\
[b]Writing[/b]
LaTeX, Unicode or plain ASCII, mixed as you like:
  \\\\alpha or alpha → α    x_i → xᵢ    X^T → Xᵀ    ||w||^2 → ‖w‖²
  sum_{i=1}^n    dL/dw or \\\\frac{\\\\partial L}{\\\\partial w}    E_q\\[f]    KL(q || p)
A formula stands on a line of its own or between dollar signs; everything else is prose.
Introduce names with “let r = y - Xw”. Say why you take a step: it counts.

[b]Verdicts[/b]  (at once in practice, in the report in interview mode)
  ✓ verified   follows, proved or on every sampled model
  ∎ given      a definition, an assumption or a constraint of the problem
  ✗ refuted    does not hold; F5 shows values at which it fails
  ? undecided  could not be read or judged; the message says what to change

[b]Keys[/b]
  Enter hand in    Ctrl+N or Alt+Enter new line    Ctrl+Z undo
  F2 hint (counted)    F3 I'm stuck    F4 pause the clock    F5 explain the verdict
  F10 finish and get the report    Esc leave; you can continue later    Ctrl+P commands and themes
"""


class HelpScreen(ModalScreen[None]):
    """A card over the screen."""

    CSS = """
    HelpScreen { align: center middle; }
    #card { width: 88; max-width: 96%; height: auto; max-height: 92%; padding: 1 3; background: $surface; border: round $primary; }
    """
    BINDINGS = [Binding("escape,f1,q", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="card"):
            yield Static(HELP)

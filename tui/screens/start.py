"""The start: go on, today's plan, a round, or any derivation; beside it what the choice means."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from derivations import Derivation
from interviewer.agent.commands import HistoryRow
from interviewer.agent.plan import PlanItem
from tui.cells import fit
from tui.glyphs import minutes
from tui.menu import Menu
from tui.past import scores_of
from tui.rounds import ROUNDS, in_words
from tui.symbols import pretty
from tui.trend import sparkline

TODAY = 3  # derivations that the plan proposes for a day
LEAST_TITLE = 14  # cells of a title that a note beside it must leave
MOST_OPEN = 3  # interviews and rounds to go on with
Kind = Literal["resume", "next", "round", "derivation"]


class StartScreen(Screen[None]):
    """What shall we do today? Enter begins what is marked."""

    class Chosen(Message):
        """What to do: resume an interview, go on with the round of one, draw a round, or begin a derivation."""

        def __init__(self, kind: Kind, name: str) -> None:
            super().__init__()
            self.kind, self.name = kind, name

    CSS = """
    StartScreen { align-horizontal: center; }
    #title { width: 1fr; max-width: 150; height: auto; padding: 1 3 1 3; }
    #room { width: 1fr; max-width: 150; height: 1fr; padding: 0 2; }
    OptionList {
        width: 11fr; height: 1fr; border: round $border; background: $surface; padding: 0 1; scrollbar-size-vertical: 1;
        &:focus { border: round $primary; background-tint: transparent; }
        & > .option-list--option-highlighted { background: $primary 25%; color: $foreground; text-style: bold; }
        & > .option-list--option-disabled { color: $secondary; text-style: bold; }
        & > .option-list--separator { color: $border-blurred; }
    }
    #about { width: 10fr; height: 1fr; border: round $border-blurred; padding: 0 2; margin-left: 1; border-title-color: $secondary;
             border-title-style: bold; }
    StartScreen.narrow #about { display: none; }
    StartScreen.small #title { padding: 0 1; }
    StartScreen.small #room { padding: 0; }
    StartScreen.small OptionList { border: none; }
    """
    BINDINGS = [
        Binding("enter", "begin", "Begin"),
        Binding("m", "app.mode", "Mode"),
        Binding("y", "app.history", "History"),
        Binding("s", "app.settings", "Settings"),
        Binding("f1", "app.help", "Help"),
        Binding("q", "app.quit", "Quit"),
        *(Binding(words.key, f"round('{kind}')", words.title, show=False) for kind, words in ROUNDS.items()),
    ]

    def __init__(self, menu: Menu, mode: str) -> None:
        super().__init__()
        self._menu, self._mode = menu, mode

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Horizontal(id="room"):
            yield OptionList(id="choices")
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.show(self._menu, self._mode)
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        width, height = self.size
        self.set_class(width < 100, "narrow")
        self.set_class(width < 60 or height < 20, "small")
        self.call_after_refresh(lambda: self.show(self._menu, self._mode))

    def show(self, menu: Menu, mode: str) -> None:
        """Bring the list up to date. What was marked stays marked, unless there is something new to go on with."""
        before = [row.id for row in self._menu.unfinished]
        self._menu, self._mode = menu, mode
        self.query_one("#title", Static).update(self._heading())
        choices = self.query_one(OptionList)
        marked = choices.highlighted_option.id if choices.highlighted_option else None
        if before != [row.id for row in menu.unfinished]:
            marked = None
        choices.clear_options()
        choices.add_options(self._options(max(24, (choices.content_size.width or 60) - 2)))
        ids = [option.id for option in choices.options]
        choices.highlighted = (
            ids.index(marked) if marked and marked in ids else next(k for k, name in enumerate(ids) if name)
        )

    # -- the list -----------------------------------------------------------------------------------------------------

    def _heading(self) -> Content:
        words = {"practice": "verdicts at once", "interview": "verdicts in the report"}[self._mode]
        mode = Content.assemble((self._mode, "bold $secondary"), (f" · {words}", "$foreground-muted"))
        if self.has_class("small"):
            return Content.assemble(("∂ interviewer", "bold $primary"), "   ", (self._mode, "bold $secondary"))
        name = Content.assemble(("∂ interviewer", "bold $primary"), "   ", mode)
        slogan = "Derive machine-learning formulas by hand; every line is checked."
        return Content("\n").join([name, Content(slogan).stylize("$foreground-muted")])

    def _options(self, width: int) -> list[Option | None]:
        menu = self._menu
        later = menu.plan[TODAY:]
        sections = {
            "GO ON": [self._go_on(row, width) for row in menu.unfinished[:MOST_OPEN]],
            "TODAY": [self._derivation(item, width) for item in menu.plan[:TODAY]],
            "ROUNDS": [
                _option(f"round:{kind}", words.key, words.title, words.short, width) for kind, words in ROUNDS.items()
            ],
            "ALL DERIVATIONS": [self._derivation(x, width) for x in later if x.derivation not in menu.library.own],
            "YOUR CATALOGUE": [self._derivation(x, width) for x in later if x.derivation in menu.library.own],
        }
        out: list[Option | None] = []
        for title, options in sections.items():
            if options:
                gap = "\n" if out and self.size.height >= 30 else ""
                out += [Option(gap + title, disabled=True), *options]
        return out

    def _go_on(self, row: HistoryRow, width: int) -> Option:
        if row.place and row.following:
            title, note = ROUNDS[row.place.kind].title, f"question {row.place.number + 1} of {row.place.of}"
            return _option(f"next:{row.id}", "▶", title, note, width)
        return _option(
            f"resume:{row.id}", "▶", self._menu.library.title(row.derivation), f"at {minutes(row.minutes * 60)}", width
        )

    def _derivation(self, item: PlanItem, width: int) -> Option:
        scores = scores_of(self._menu.past, item.derivation)
        note = (
            f"{sparkline(scores[-6:])} {scores[-1]}"
            if scores
            else f"{self._menu.library.derivations[item.derivation].minutes} min"
        )
        return _option(
            f"derivation:{item.derivation}", "·", self._menu.library.derivations[item.derivation].title, note, width
        )

    # -- beside it ----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        kind, _, name = (event.option_id or "").partition(":")
        about = self.query_one("#about")
        if kind == "round":
            about.border_title = ROUNDS[name].title
            self.query_one("#text", Static).update(Content(f"\n{ROUNDS[name].about}"))
            return
        row = next((row for row in self._menu.unfinished if row.id == name), None)
        if kind == "next" and row and row.place:
            about.border_title = ROUNDS[row.place.kind].title
            self.query_one("#text", Static).update(Content(f"\n{self._so_far(row)}"))
            return
        name = row.derivation if row else name
        if name in self._menu.library.derivations:
            about.border_title = self._menu.library.derivations[name].title
            self.query_one("#text", Static).update(self._about(self._menu.library.derivations[name]))

    def _about(self, d: Derivation) -> Content:
        asked = "●" * d.frequency + "○" * (10 - d.frequency)
        parts = [
            Content.assemble(
                ("\nasked ", "$foreground-muted"),
                (asked, "$secondary"),
                (f"   {d.level} · {d.minutes} min", "$foreground-muted"),
            ),
            Content(pretty(" ".join(d.statement.split()))),
        ]
        scores = scores_of(self._menu.past, d.id)
        begun = next((row for row in self._menu.unfinished if row.derivation == d.id and row.place), None)
        if begun and begun.place:
            parts.append(Content(f"{in_words(begun.place)}."))
        if scores:
            parts.append(
                Content.assemble(
                    ("YOUR SCORES\n", "bold $secondary"), (sparkline(scores), "$primary"), f"  {scores[-1]}/100"
                )
            )
        plan = next((item for item in self._menu.plan if item.derivation == d.id), None)
        if plan is not None:
            parts.append(Content.assemble(("WHY NOW\n", "bold $secondary"), plan.reason))
        names = [
            self._menu.library.derivations[c.to].title for c in d.connections if c.to in self._menu.library.derivations
        ]
        if names:
            parts.append(Content.assemble(("CONNECTS TO\n", "bold $secondary"), "\n".join(dict.fromkeys(names))))
        return Content("\n\n").join(parts)

    def _so_far(self, row: HistoryRow) -> str:
        """The questions of a round that were asked, and that another one waits."""
        asked = [
            other for other in reversed(self._menu.past) if other.round_id == row.round_id and other.score is not None
        ]
        lines = [f"✓ {self._menu.library.title(other.derivation)}  {other.score}/100" for other in asked]
        return "\n".join([*lines, "", "The next question waits for you."])

    # -- choosing -----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        kind, _, name = (event.option_id or "").partition(":")
        if kind in ("resume", "next", "round", "derivation"):
            self.post_message(self.Chosen(kind, name))

    def action_round(self, kind: str) -> None:
        self.post_message(self.Chosen("round", kind))

    def action_begin(self) -> None:
        self.query_one(OptionList).action_select()


def _option(name: str, sign: str, title: str, note: str, width: int) -> Option:
    note = note if width - cell_len(note) - 4 >= LEAST_TITLE else ""
    room = width - cell_len(note) - 4
    return Option(
        Content.assemble((f"{sign} ", "bold $primary"), fit(title, room), ("  " + note, "$foreground-muted")), id=name
    )

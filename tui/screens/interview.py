"""The interview: conversation, whiteboard with live preview, clock and progress at the side."""

from __future__ import annotations

import time

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from interviewer.agent.interview import Interview, InterviewOver
from interviewer.agent.store import StoreError
from interviewer.checking.verdict import Verdict
from tui.checking import LiveChecker
from tui.typeset import preview
from tui.widgets.conversation import GLYPHS, Conversation
from tui.widgets.progress import Progress, clock_text
from tui.widgets.whiteboard import Whiteboard

PAUSE = 0.1  # seconds without a key after which the current line is judged
NARROW = 90  # columns below which the side panel gives way


class InterviewScreen(Screen[None]):
    """One interview from its first question to its report."""

    CSS = """
    #main { width: 1fr; }
    #preview { height: auto; max-height: 8; min-height: 1; padding: 0 2; color: $text-muted; }
    #clock { height: auto; padding: 0 2; display: none; }
    InterviewScreen.narrow Progress { display: none; }
    InterviewScreen.narrow #clock { display: block; }
    InterviewScreen.short Whiteboard { height: 4; }
    InterviewScreen.short #preview { max-height: 2; }
    """
    BINDINGS = [
        Binding("f1", "app.help", "Help"),
        Binding("f2", "hint", "Hint"),
        Binding("f3", "stuck", "I'm stuck"),
        Binding("f4", "pause", "Pause"),
        Binding("f5", "explain", "Explain line"),
        Binding("f10", "finish", "Finish"),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self._last_key = time.monotonic()
        self._asked = 0
        self._verdict: Verdict | None = None
        self._checker: LiveChecker | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="clock")
                yield Conversation(id="conversation")
                yield Static("", id="preview", markup=False)
                yield Whiteboard(id="whiteboard", soft_wrap=True)
            yield Progress(id="progress")
        yield Footer()

    def on_mount(self) -> None:
        self.refresh_view()
        self.query_one(Whiteboard).focus()
        self.set_interval(1.0, self._tick)
        if self.interview.state.mode == "practice":
            self._checker = LiveChecker()
            self._warm()

    def on_unmount(self) -> None:
        if self._checker is not None:
            self._checker.close()

    def on_resize(self) -> None:
        self.set_class(self.size.width < NARROW, "narrow")
        self.set_class(self.size.height < 20, "short")

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_view(self) -> None:
        view = self.interview.state
        self.title = view.title
        self.query_one(Conversation).show(view.turns)
        self._show_clock()

    def _show_clock(self) -> None:
        view = self.interview.state
        self.query_one(Progress).show(view)
        line = clock_text(view)
        self.query_one("#clock", Static).update(Text(line.plain.split("\n")[0], style="dim"))

    def _show_preview(self) -> None:
        board = self.query_one(Whiteboard)
        line = board.current_line.strip()
        width = max(20, self.query_one("#main").size.width - 8)
        out = Text()
        if self._verdict is not None:
            glyph, colour = GLYPHS[self._verdict.verdict]
            out.append(f"{glyph} ", style=f"bold {colour}")
        out.append(
            preview(line, width).replace("\n", "\n  ")
            if line
            else "Enter hands in · Ctrl+N new line · F2 hint · F5 explains the verdict"
        )
        self.query_one("#preview", Static).update(out)

    # -- typing ---------------------------------------------------------------------------------------------------------

    @on(Whiteboard.Changed)
    def _typed(self) -> None:
        self._last_key = time.monotonic()
        self._verdict = None
        self._asked += 1
        asked = self._asked
        self._show_preview()
        self.set_timer(PAUSE, lambda: self._judge(asked))

    def _judge(self, asked: int) -> None:
        line = self.query_one(Whiteboard).current_line.strip()
        if asked == self._asked and line and self._checker is not None and not self.interview.state.done:
            setup = [
                x.text
                for t in self.interview.state.turns
                for x in t.lines
                if x.formula and (x.verdict is None or x.verdict.verdict != "refuted")
            ]
            self._ask(asked, setup, line)

    @work(thread=True)
    def _warm(self) -> None:
        if self._checker is not None:
            self._checker.verdict(self.interview.state.derivation, [], "1 = 1")

    @work(thread=True)
    def _ask(self, asked: int, setup: list[str], line: str) -> None:
        from interviewer.grading.formulas import formula_in

        formula = formula_in(line)
        if formula is None or self._checker is None or asked != self._asked:
            return
        verdict = self._checker.verdict(self.interview.state.derivation, setup, formula)
        if verdict is not None and asked == self._asked:
            self.app.call_from_thread(self._judged, asked, verdict)

    def _judged(self, asked: int, verdict: Verdict) -> None:
        if asked == self._asked:
            self._verdict = verdict
            self._show_preview()

    # -- acting -----------------------------------------------------------------------------------------------------------

    @on(Whiteboard.HandedIn)
    def _handed_in(self, message: Whiteboard.HandedIn) -> None:
        board = self.query_one(Whiteboard)
        board.clear()
        board.disabled = True
        self.act("say", message.text)

    @work(thread=True, exclusive=True, group="turn")
    def act(self, what: str, *arguments: str) -> None:
        """One call of the interview, off the screen's thread; whatever fails, the text is kept."""
        try:
            getattr(self.interview, what)(*arguments)
        except InterviewOver:
            pass
        except StoreError as error:
            self.app.call_from_thread(self._failed, str(error), arguments)
            return
        self.app.call_from_thread(self._acted)

    def _failed(self, message: str, arguments: tuple[str, ...]) -> None:
        board = self.query_one(Whiteboard)
        board.disabled = False
        if arguments:
            board.text = arguments[0]
        self.notify(message, severity="error", timeout=12)

    def _acted(self) -> None:
        board = self.query_one(Whiteboard)
        board.disabled = False
        board.focus()
        self._verdict = None
        self.refresh_view()
        if self.interview.state.done:
            self.action_finish()

    def _tick(self) -> None:
        if self.interview.state.done:
            return
        silent = time.monotonic() - self._last_key
        if self.interview.tick() or (silent > 60 and self.interview.silence(silent)):
            self.refresh_view()
        self._show_clock()

    def action_hint(self) -> None:
        self.act("hint")

    def action_stuck(self) -> None:
        self.act("stuck")

    def action_pause(self) -> None:
        paused = self.interview.state.paused
        self.interview.resume_clock() if paused else self.interview.pause()
        self._show_clock()
        self.notify("The clock runs again." if paused else "Paused. F4 goes on.")

    def action_explain(self) -> None:
        verdict = self._verdict
        if verdict is None:
            self.notify("No verdict on this line yet.")
            return
        values = ", ".join(f"{k} = {v}" for k, v in list((verdict.counterexample or {}).items())[:8])
        self.notify(f"{verdict.verdict}: {verdict.message}" + (f"\nat {values}" if values else ""), timeout=15)

    def action_leave(self) -> None:
        self.interview.close()
        self.app.pop_screen()

    @work(thread=True, exclusive=True, group="turn")
    def action_finish(self) -> None:
        report = self.interview.finish()
        self.app.call_from_thread(self._report, report)

    def _report(self, report) -> None:
        from tui.screens.report import ReportScreen

        self.refresh_view()
        self.app.switch_screen(ReportScreen(report, self.interview))

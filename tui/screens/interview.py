"""The interview: conversation beside the whiteboard, what was covered above it, the line as it is read below it."""

from __future__ import annotations

import time

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer

from interviewer.agent.interview import InterviewOver
from interviewer.agent.rounds import Place
from interviewer.agent.store import StoreError
from interviewer.checking.verdict import Verdict
from tui.checking import LiveChecker
from tui.drafts import Draft
from tui.errands import Errands
from tui.live import LiveVerdicts
from tui.talk import Said, Talk, accepted, last_judged
from tui.widgets.conversation import Conversation
from tui.widgets.headline import Headline
from tui.widgets.offers import Offers
from tui.widgets.preview import Preview
from tui.widgets.progress import Progress
from tui.widgets.whiteboard import Whiteboard

PAUSE = 0.045  # seconds without a key after which the board is judged
SILENCE = 60.0  # seconds without a key before the interviewer is asked whether he would say something
SAVE_DRAFT = 3.0  # seconds between two looks at the draft
WIDE = 104  # columns from which both halves stand side by side
SMALL = (60, 20)  # columns or rows below which all is bare


class InterviewScreen(Screen[None]):
    """One interview from its first question to its report."""

    CSS = """
    InterviewScreen { layers: base above; align-horizontal: center; }
    #room { width: 1fr; max-width: 190; height: 1fr; layout: vertical; }
    #desk { height: auto; width: 1fr; }
    Whiteboard { height: 7; }
    Preview { height: 3; border: none; padding: 0 2; }
    Progress { display: none; }
    .covered Progress { display: block; }
    InterviewScreen.wide #room { layout: horizontal; padding: 0 1; }
    InterviewScreen.wide Conversation { width: 10fr; margin-right: 1; }
    InterviewScreen.wide #desk { width: 11fr; height: 1fr; padding: 1 0 0 0; }
    InterviewScreen.wide Progress { display: block; }
    InterviewScreen.wide Whiteboard { height: 1fr; min-height: 5; }
    InterviewScreen.wide Preview { height: 9; border: round $border-blurred; padding: 0 1; }
    InterviewScreen.wide.low Preview { height: 5; }
    InterviewScreen.small Whiteboard { height: 3; border: none; }
    InterviewScreen.small Preview { height: 1; padding: 0 1; }
    InterviewScreen.small Conversation { padding: 0; }
    InterviewScreen.small Bubble { margin: 0; }
    """
    BINDINGS = [
        Binding("f1", "app.help", "Help"),
        Binding("f2", "ask('hint')", "Hint"),
        Binding("f3", "ask('stuck')", "I'm stuck"),
        Binding("f10", "finish", "Finish"),
        Binding("f4", "pause", "Pause"),
        Binding("f5", "explain", "Explain"),
        Binding("f8", "covered", "Steps"),
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+up", "scroll_back(-4)", "Scroll back", show=False),
        Binding("ctrl+down", "scroll_back(4)", "Scroll on", show=False),
    ]

    def __init__(self, talk: Talk, draft: Draft | None = None, place: Place | None = None) -> None:
        """`place` is where the interview stands in its round."""
        super().__init__()
        self.talk, self.place = talk, place
        self._draft = draft
        self._errands = Errands(self._run_errands)
        self._said = 0  # messages handed in and not answered yet
        self._last_key = time.monotonic()
        self._typed = 0
        self._follows = False  # whether the preview and the margin are about to follow what was typed
        self._checker: LiveChecker | None = None
        self._live: LiveVerdicts | None = None

    def compose(self) -> ComposeResult:
        yield Headline(self.place)
        with Horizontal(id="room"):
            yield Conversation(id="conversation")
            with Vertical(id="desk"):
                yield Progress(id="progress")
                yield Whiteboard(id="whiteboard", placeholder="Write here: one formula a line, reasons in words.")
                yield Preview(id="preview")
        yield Footer(show_command_palette=False)
        yield Offers(id="offers")

    def on_mount(self) -> None:
        board = self.query_one(Whiteboard)
        board.border_title, board.border_subtitle = "whiteboard", "Enter hands in · Ctrl+N new line"
        if self._draft is not None and (text := self._draft.load()):
            board.text = text
            board.move_cursor(board.document.end)
        board.focus()
        self.refresh_view()
        self.set_interval(1.0, self._each_second)
        self.set_interval(SAVE_DRAFT, self._save_draft)
        if self.talk.state.mode == "practice" and not self.talk.state.done:
            self._start_checking()

    def _start_checking(self) -> None:
        derivation = self.talk.state.derivation
        self._checker = LiveChecker()
        self._live = LiveVerdicts(derivation, self._checker, lambda _: self.app.call_later(self._show_marks))
        self.run_worker(lambda: self._checker and self._checker.warm(derivation), thread=True, group="warm")

    def on_unmount(self) -> None:
        self._save_draft()
        if self._live is not None:
            self._live.close()
        if self._checker is not None:
            self._checker.close()

    def on_resize(self) -> None:
        width, height = self.size
        self.set_class(width >= WIDE and height >= SMALL[1], "wide")
        self.set_class(height < 30, "low")
        self.set_class(width < SMALL[0] or height < SMALL[1], "small")
        self._follow()

    @property
    def waiting(self) -> bool:
        """Whether something was handed in that is not answered yet."""
        return self._said > 0

    def refresh_view(self) -> None:
        """Bring everything up to date with the interview."""
        view = self.talk.state
        self.title = view.title
        self.query_one(Conversation).show(view.turns, self._said)
        self.query_one(Progress).show(view)
        self.query_one(Headline).show(view)

    def _verdicts(self) -> dict[int, Verdict]:
        lines = self.query_one(Whiteboard).lines
        return self._live.known(lines, accepted(self.talk.state)) if self._live else {}

    def _show_marks(self) -> None:
        """The signs in the margin, and the line at the cursor as it is read."""
        self._follows = False
        if not self.query(Whiteboard):  # a verdict may come when the screen is on its way out
            return
        board, found = self.query_one(Whiteboard), self._verdicts()
        board.mark({row: verdict.verdict for row, verdict in found.items()})
        self.query_one(Preview).show(board.current_line, found.get(board.cursor_location[0]))

    def _follow(self) -> None:
        """What was typed is painted first; one look at the line serves all that changed till then."""
        if not self._follows:
            self._follows = self.call_after_refresh(self._show_marks)

    @on(Whiteboard.Changed)
    def _changed(self) -> None:
        self._last_key = time.monotonic()
        self._typed += 1
        self._follow()
        if self._live is not None:
            typed = self._typed
            self.set_timer(PAUSE, lambda: self._judge(typed))

    @on(Whiteboard.SelectionChanged)
    def _moved(self) -> None:
        self._follow()

    def _judge(self, typed: int) -> None:
        if typed == self._typed and self._live is not None:
            self._live.submit(self.query_one(Whiteboard).lines, accepted(self.talk.state))

    @on(Whiteboard.Offers)
    def _offered(self, message: Whiteboard.Offers) -> None:
        cursor = self.query_one(Whiteboard).cursor_screen_offset
        self.query_one(Offers).show(message.offers, message.chosen, cursor)

    @work
    async def _run_errands(self) -> None:
        await self._errands.run()

    @on(Whiteboard.HandedIn)
    def _handed_in(self, message: Whiteboard.HandedIn) -> None:
        if self.talk.state.done:
            return
        self.query_one(Whiteboard).clear()
        self.query_one(Conversation).expect(message.text)
        self._said += 1
        self._errands.add(lambda: self._speak("said", message.text))

    def action_ask(self, what: Said) -> None:
        if not self.talk.state.done:
            self._errands.add(lambda: self._speak(what))

    def _speak(self, event: Said, text: str = "") -> None:
        """One turn, in a thread; whatever fails, the text is kept."""
        tell = self.app.call_from_thread
        problem = ""
        try:
            for piece in self.talk.stream(event, text):
                tell(self.query_one(Conversation).stream, piece)
        except InterviewOver:
            problem = "The interview is over; this came too late." if text else ""
        except StoreError as error:
            problem = str(error)
        self._said -= event == "said"
        tell(self._answered, text if problem else "", problem)

    def _answered(self, kept: str, problem: str) -> None:
        if problem:
            board = self.query_one(Whiteboard)
            board.text = kept + ("\n" + board.text if board.text.strip() else "")
            self.notify(problem, severity="error", timeout=12)
        self.refresh_view()
        self._show_marks()
        if self.talk.state.done and not problem:
            self._close_up()

    def _each_second(self) -> None:
        self.query_one(Headline).show(self.talk.state)
        if not self._errands.busy and not self.talk.state.done:
            self._errands.add(self._let_pass)

    def _let_pass(self) -> None:
        silent = time.monotonic() - self._last_key
        try:
            spoke = self.talk.tick() or (silent > SILENCE and self.talk.silence(silent))
        except (StoreError, InterviewOver):
            return
        if spoke:
            self.app.call_from_thread(self._answered, "", "")

    def action_pause(self) -> None:
        if self.talk.state.paused:
            self.talk.resume_clock()
        else:
            self._errands.add(self.talk.pause)
            self.notify("The clock stands. F4 goes on.")
        self.call_later(self.refresh_view)

    def action_explain(self) -> None:
        from tui.screens.explain import ExplainScreen

        board = self.query_one(Whiteboard)
        verdict = self._verdicts().get(board.cursor_location[0])
        found = (board.current_line, verdict) if verdict else last_judged(self.talk.state)
        if found is None:
            self.notify("There is no verdict to explain yet.")
        else:
            self.app.push_screen(ExplainScreen(*found))

    def action_covered(self) -> None:
        self.query_one("#desk").toggle_class("covered")

    def action_scroll_back(self, rows: int) -> None:
        self.query_one(Conversation).scroll_relative(y=rows, animate=False)

    def _save_draft(self) -> None:
        boards = self.query(Whiteboard)
        if self._draft is not None and boards:
            self._draft.save(boards.first().text)

    def action_leave(self) -> None:
        self._save_draft()
        self._errands.add(self._leave)

    def _leave(self) -> None:
        self.talk.close()
        self.app.call_from_thread(self.app.pop_screen)

    def action_finish(self) -> None:
        from tui.screens.question import QuestionScreen

        if self.talk.state.done:
            return self._close_up()
        question = QuestionScreen("Finish the interview and see the report?", "Finish", "Go on")
        self.app.push_screen(question, lambda yes: self._close_up() if yes else None)

    def _close_up(self) -> None:
        self._errands.add(self._finish)

    def _finish(self) -> None:
        try:
            report = self.talk.finish()
        except StoreError as error:
            self.app.call_from_thread(self._answered, "", str(error))
            return
        self.app.call_from_thread(self._show_report, report)

    def _show_report(self, report) -> None:
        from tui.screens.report import ReportScreen

        if self.is_current:
            view, transcript = self.talk.state, self.talk.transcript()
            self.app.switch_screen(ReportScreen(report, view.turns, transcript, interview=view.id, place=self.place))

"""The report: the score on top; below it one's own steps beside the model answer, the points, the time and the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static, TabbedContent, TabPane, Tabs

from interviewer.agent.commands import HistoryRow
from interviewer.agent.rounds import Place
from interviewer.agent.store import Store
from interviewer.agent.view import Turn
from interviewer.grading.report import Report
from tui import report_data as data
from tui.cells import indented
from tui.glyphs import LEVEL, RECOMMENDATION, VERDICT, Sign, bar, minutes
from tui.library import Library, library
from tui.rounds import in_words
from tui.saving import free_name
from tui.symbols import pretty
from tui.timing import timeline, times
from tui.widgets.conversation import readable
from tui.widgets.formula import Formula

MUTED = "$foreground-muted"
TABS = ("steps", "points", "time", "map")


class ReportScreen(Screen[None]):
    """Read the report, export it, go on with the round or back to the start."""

    class GoOn(Message):
        """Pose the question that comes after this interview in its round."""

        def __init__(self, interview: str) -> None:
            super().__init__()
            self.interview = interview

    CSS = """
    ReportScreen { align-horizontal: center; }
    #score { width: 1fr; max-width: 150; padding: 1 3 1 3; height: auto; }
    ContentTabs { margin: 0 2; }
    TabbedContent { width: 1fr; max-width: 150; height: 1fr; }
    TabPane { padding: 1 3 0 3; }
    .row { height: auto; margin-bottom: 1; }
    .row > .mine, .row > .none { width: 1fr; height: auto; }
    .note { padding-left: 2; color: $text-muted; }
    .row > .model { width: 1fr; height: auto; padding-left: 2; border-left: solid $border-blurred; color: $text-muted; }
    .prose { height: auto; margin-bottom: 1; color: $text-muted; text-style: italic; }
    .head { height: auto; margin: 1 0; }
    ReportScreen.narrow #score { padding: 0 1 1 1; }
    ReportScreen.small #score { padding: 0 1; }
    ReportScreen.narrow ContentTabs { margin: 0; }
    ReportScreen.narrow TabPane { padding: 0 1; }
    ReportScreen.narrow .row { layout: vertical; }
    ReportScreen.narrow .row > .model { border: none; padding-left: 4; width: 100%; }
    ReportScreen.narrow .row > .mine { width: 100%; }
    """
    BINDINGS = [
        Binding("n", "next", "Next question"),
        Binding("m", "save('markdown')", "Markdown"),
        Binding("h", "save('html')", "HTML"),
        Binding("t", "save_transcript", "Transcript"),
        Binding("escape,q", "back", "Start"),
        *(Binding(str(k + 1), f"tab({k})", name.title(), show=False) for k, name in enumerate(TABS)),
        Binding("left", "tab_by(-1)", "Previous tab", show=False),
        Binding("right", "tab_by(1)", "Next tab", show=False),
    ]

    def __init__(
        self,
        report: Report,
        turns: Sequence[Turn] = (),
        transcript: Any = None,
        shelf: Library | None = None,
        *,
        interview: str = "",
        place: Place | None = None,
    ) -> None:
        """`interview` is the reported one's id, `place` where it stands in its round."""
        super().__init__()
        self._interview, self._place = interview, place
        self.report, self.turns, self.transcript = report, tuple(turns), transcript
        self._library = shelf or library()
        self._derivation = self._library.derivations[report.derivation]
        self._rubric = self._library.rubrics.get(report.derivation)
        self._written = data.written(report, turns, self._derivation)

    @classmethod
    def stored(cls, interview: str, store: Store) -> ReportScreen:
        """The report of a graded interview in the store. Raises StoreError."""
        from interviewer.agent.commands import place_of
        from interviewer.agent.exporting import transcript_of

        record, turns = store.record(interview), store.turns(interview)
        report = Report.model_validate_json(record.report or "{}")
        return cls(report, turns, transcript_of(record, turns), interview=interview, place=place_of(interview, store))

    def compose(self) -> ComposeResult:
        yield Static(id="score")
        with TabbedContent(initial="steps"):
            with TabPane("1 Steps", id="steps"), VerticalScroll(can_focus=True):
                yield from self._steps()
            with TabPane("2 Points", id="points"), VerticalScroll(can_focus=True):
                yield Static(id="listed")
            with TabPane("3 Time", id="time"), VerticalScroll(can_focus=True):
                yield Static(id="timeline")
            with TabPane("4 Map", id="map"), VerticalScroll(can_focus=True):
                yield Static(id="heat")
                yield Static(id="links")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(Tabs).can_focus = False
        self.query_one("#steps VerticalScroll").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that lead nowhere are not shown."""
        if action == "next":
            return bool(self._place and self._place.following)
        return action != "save_transcript" or self.transcript is not None

    def on_resize(self) -> None:
        self.set_class(self.size.width < 90, "narrow")
        self.set_class(self.size.width < 60 or self.size.height < 20, "small")
        self.call_after_refresh(self._fill)  # heights that follow from the words are not settled within a layout

    def _fill(self) -> None:
        """The parts whose words depend on the width."""
        small = self.has_class("small")
        self.query_one("#score", Static).update(self._score(small))
        width = max(30, min(150, self.size.width) - 8)
        titles = {m.id: m.title for m in self._derivation.milestones}
        total = max((turn.at for turn in self.turns), default=0.0)
        clock = Content.assemble(_title("KEY STEPS ON THE CLOCK"), (f"   {minutes(total)} in all\n\n", MUTED))
        self.query_one("#timeline", Static).update(clock + timeline(times(titles, self.turns), total, width))
        self.query_one("#listed", Static).update(self._points(width))
        self._show_maps(width)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _score(self, small: bool) -> Content:
        report = self.report
        sign = RECOMMENDATION[report.recommendation]
        verdict = Content.assemble(
            (f"{report.score}", f"bold {sign.style}"),
            (" / 100   ", MUTED),
            (f"{sign.glyph} {sign.word}", f"bold {sign.style}"),
        )
        if small:
            return verdict
        full, empty = bar(report.score / 100, 40)
        return Content.assemble(
            verdict,
            (f"   {self._derivation.title}", "bold"),
            (f"\n{full}", sign.style),
            (f"{empty}\n", "$border"),
            (data.counts(report), MUTED),
            *self._round(),
        )

    def _round(self) -> list[tuple[str, str]]:
        """Where the interview stands in its round, and that it goes on."""
        if self._place is None:
            return []
        goes_on = " — n poses the next question" if self._place.following else ""
        return [(f"\n{in_words(self._place)}", "bold $secondary"), (goes_on, MUTED)]

    def _steps(self) -> ComposeResult:
        if not self._written:
            yield Static("Nothing was written.", classes="prose")
        for item in self._written:
            if item.step is None:
                yield Static(Content(pretty(item.text)), classes="prose")
                continue
            with Horizontal(classes="row"):
                yield from self._mine(item)
                yield from self._model(item.title, item.model)
        left = data.missing(self.report, self._derivation, self._written)
        if left:
            yield Static(_title("NOT REACHED"), classes="head")
        for title, formula in left:
            with Horizontal(classes="row"):
                yield Static(Content.assemble(("· ", MUTED), title), classes="mine")
                yield from self._model("", formula)

    def _mine(self, item: data.Written) -> ComposeResult:
        step = item.step
        assert step is not None
        sign = VERDICT[step.verdict]
        notes = [sign.word, item.title, "" if step.verdict == "verified" else step.message]
        notes += ["follows from an earlier slip; not counted again"] * step.carried
        with Vertical(classes="mine"):
            yield Static(Content.assemble((f"{sign.glyph} ", f"bold {sign.style}"), readable(item.text)))
            yield Static(Content(" · ".join(filter(None, notes))), classes="note")

    def _model(self, title: str, formula: str | None) -> ComposeResult:
        with Vertical(classes="model" if formula else "none"):
            if formula:
                yield Static(Content(title or "model answer").stylize("$secondary"))
                yield Formula(formula)

    def _points(self, width: int) -> Content:
        parts = []
        for point in data.points(self.report, self._rubric):
            sign, report = LEVEL[point.report.level], point.report
            lines = [_head(sign, point.title)]
            if report.level != "not-asked":
                lines.append(Content(indented(report.rationale, width, 2)))
            lines += _quoted(report.evidence, width)
            if report.level != "full" and point.answer:
                answer = indented("Model answer: " + " ".join(point.answer.split()), width, 2)
                lines.append(Content(answer).stylize(MUTED))
            parts.append(Content("\n").join(lines))
        parts += self._motivations(width)
        if self.report.practice_next:
            advice = [Content(indented(f"→ {item}", width, 0)) for item in self.report.practice_next]
            parts.append(Content("\n").join([_title("PRACTISE NEXT"), *advice]))
        return Content("\n\n").join(parts)

    def _motivations(self, width: int) -> list[Content]:
        """What was said to each "why", which counts for nothing in the score."""
        titles = {m.id: m.title for m in self._derivation.milestones}
        parts = [_title("MOTIVATIONS (OUTSIDE THE SCORE)")] if self.report.motivations else []
        for reason in self.report.motivations:
            lines = [_head(LEVEL[reason.level], titles.get(reason.milestone, reason.milestone))]
            lines += [Content(indented(reason.rationale, width, 2)), *_quoted(reason.evidence, width)]
            parts.append(Content("\n").join(lines))
        return parts

    def _show_maps(self, width: int) -> None:
        from tui.connections import connection_map
        from tui.heatmap import heat_map
        from tui.past import heat_of, last_scores

        past: list[HistoryRow] = list(getattr(self.app, "past", list)())
        rows = heat_of(self._library, past, self.report.derivation)
        self.query_one("#heat", Static).update(_title("HOW EVERYTHING STANDS\n") + heat_map(rows, width))
        scores = {self.report.derivation: self.report.score} | last_scores(past)
        links = connection_map(self.report.derivation, self._library.derivations, scores, width)
        self.query_one("#links", Static).update(_title("\n\nWHAT IT CONNECTS TO\n") + links)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_tab(self, number: int) -> None:
        self.query_one(TabbedContent).active = TABS[number]
        self.query_one(f"#{TABS[number]} VerticalScroll").focus()

    def action_tab_by(self, step: int) -> None:
        self.action_tab((TABS.index(self.query_one(TabbedContent).active) + step) % len(TABS))

    def action_save(self, kind: str) -> None:
        from interviewer.grading.rendering import RENDERERS

        suffix = {"markdown": "md", "html": "html"}[kind]
        self._write(f"report-{self.report.derivation}", suffix, RENDERERS[kind](self.report))

    def action_save_transcript(self) -> None:
        from interviewer.grading.writing import write_transcript

        self._write(f"transcript-{self.report.derivation}", "md", write_transcript(self.transcript))

    def _write(self, stem: str, suffix: str, text: str) -> None:
        if self.app.is_web:
            import io

            self.app.deliver_text(io.StringIO(text), save_filename=f"{stem}.{suffix}")
            return
        path = free_name(Path.cwd(), stem, suffix)
        try:
            path.write_text(text, "utf-8")
            self.notify(f"Saved {path}")
        except OSError as error:
            self.notify(f"{path} cannot be written ({error.strerror}).", severity="error")

    def action_next(self) -> None:
        self.post_message(self.GoOn(self._interview))

    def action_back(self) -> None:
        self.app.pop_screen()


def _title(text: str) -> Content:
    return Content(text).stylize("bold $secondary")


def _head(sign: Sign, title: str) -> Content:
    return Content.assemble((f"{sign.glyph} ", f"bold {sign.style}"), (title, "bold"), (f"  {sign.word}", MUTED))


def _quoted(evidence: Sequence[str], width: int) -> list[Content]:
    return [Content(indented(f"“{quote.strip()}”", width, 2)).stylize("italic $secondary") for quote in evidence]

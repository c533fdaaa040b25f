"""The report: the score, every step on the candidate's own text with the model answer beside it, points with his words."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from interviewer.agent.interview import Interview
from interviewer.grading.report import Report
from tui.typeset import one_line

_COLOUR = {
    "verified": "green",
    "given": "green",
    "refuted": "red",
    "undecided": "yellow",
    "reached": "green",
    "wrong": "red",
    "missing": "yellow",
    "full": "green",
    "partial": "yellow",
    "none": "red",
    "not-asked": "dim",
}


class ReportScreen(Screen[None]):
    """Read the report, export it, go back to the start."""

    CSS = """
    #score { padding: 1 3; background: $surface; border-bottom: solid $primary 40%; }
    .part { padding: 1 3 0 3; }
    """
    BINDINGS = [
        Binding("m", "save('markdown')", "Save Markdown"),
        Binding("h", "save('html')", "Save HTML"),
        Binding("t", "save_transcript", "Save transcript"),
        Binding("escape,q", "back", "Start screen"),
    ]

    def __init__(self, report: Report, interview: Interview | None = None) -> None:
        super().__init__()
        self.report, self.interview = report, interview

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._score(), id="score")
            yield Static(self._steps(), classes="part")
            yield Static(self._milestones(), classes="part")
            yield Static(self._points(), classes="part")
            yield Static(self._next(), classes="part")
        yield Footer()

    def _score(self) -> Text:
        r = self.report
        filled = round(r.score / 100 * 40)
        style = "green" if r.score >= 70 else "yellow" if r.score >= 50 else "red"
        return Text.assemble(
            (f"{r.score}", f"bold {style}"),
            (" / 100   ", "dim"),
            (r.recommendation.replace("-", " "), f"bold {style}"),
            "\n",
            ("━" * filled, style),
            ("─" * (40 - filled), "dim"),
            f"\n{r.summary}",
        )

    def _steps(self) -> Text:
        from interviewer.grading.rendering import GLYPH

        out = Text("YOUR STEPS\n", style="bold")
        for s in self.report.steps:
            out.append(f"{GLYPH[s.verdict]} ", style=f"bold {_COLOUR[s.verdict]}")
            out.append(one_line(s.text.strip()) + "\n", style="not bold")
            out.append(
                f"    {s.verdict}{f' · {s.milestone}' if s.milestone else ''}{f' · {s.message}' if s.verdict != 'verified' else ''}\n",
                style="not bold dim",
            )
        return out

    def _milestones(self) -> Text:
        from derivations import catalogue
        from interviewer.grading.rendering import GLYPH

        derivation = catalogue()[self.report.derivation]
        out = Text("KEY STEPS AND THE MODEL ANSWER\n", style="bold")
        for m in self.report.milestones:
            step = derivation.milestone(m.id)
            out.append(f"{GLYPH[m.status]} ", style=f"bold {_COLOUR[m.status]}")
            out.append(f"{step.title:<34}", style="not bold")
            out.append(f" {one_line(step.formulas[0])}\n", style="not bold dim")
        return out

    def _points(self) -> Text:
        from interviewer.grading.rendering import GLYPH

        out = Text("ASSESSMENT POINTS\n", style="bold")
        for p in self.report.points:
            out.append(f"{GLYPH[p.level]} ", style=f"bold {_COLOUR[p.level]}")
            out.append(f"{p.id}: {p.level}\n", style="not bold")
            if p.level != "not-asked":
                out.append(f"    {p.rationale}\n", style="not bold dim")
            for quote in p.evidence:
                out.append(f"    “{quote.strip()}”\n", style="not bold italic")
        return out

    def _next(self) -> Text:
        out = Text("PRACTISE NEXT\n" if self.report.practice_next else "", style="bold")
        for item in self.report.practice_next:
            out.append(f"→ {item}\n", style="not bold")
        return out

    def action_save(self, kind: str) -> None:
        from interviewer.grading.rendering import RENDERERS

        suffix = {"markdown": "md", "html": "html"}[kind]
        self._write(f"report-{self.report.derivation}.{suffix}", RENDERERS[kind](self.report))

    def action_save_transcript(self) -> None:
        from interviewer.grading.writing import write_transcript

        if self.interview is not None:
            self._write(f"transcript-{self.report.derivation}.md", write_transcript(self.interview.transcript()))

    def _write(self, name: str, text: str) -> None:
        path = Path.cwd() / name
        try:
            path.write_text(text, "utf-8")
            self.notify(f"Saved {path}")
        except OSError as error:
            self.notify(f"{path} cannot be written ({error.strerror}).", severity="error")

    def action_back(self) -> None:
        self.app.pop_screen()

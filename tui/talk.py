"""What the screens need of an interview. `interviewer.agent.interview.Interview` is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Protocol

from interviewer.agent.view import InterviewView, Piece, Turn
from interviewer.checking.verdict import Verdict

if TYPE_CHECKING:
    from interviewer.grading.report import Report

Said = Literal["said", "hint", "stuck"]


class Talk(Protocol):
    """A running interview. All but `state` may block: call them in a thread."""

    @property
    def state(self) -> InterviewView: ...
    def stream(self, event: Said, text: str = "") -> Iterator[Piece]: ...
    def tick(self) -> list[Turn]: ...
    def silence(self, seconds: float) -> list[Turn]: ...
    def pause(self) -> None: ...
    def resume_clock(self) -> None: ...
    def finish(self) -> Report: ...
    def transcript(self) -> Any: ...
    def close(self) -> None: ...


def accepted(view: InterviewView) -> list[str]:
    """The candidate's formulas so far that later lines may build on: all but the refuted ones."""
    return [
        line.text
        for turn in view.turns
        for line in turn.lines
        if line.formula and (line.verdict is None or line.verdict.verdict != "refuted")
    ]


def last_judged(view: InterviewView) -> tuple[str, Verdict] | None:
    """The candidate's last line with a verdict that may be shown."""
    judged = [(line.text, line.verdict) for turn in view.turns for line in turn.lines if line.verdict is not None]
    return judged[-1] if judged else None

"""The one interface for screens: start or resume an interview, speak in it, look at it, finish it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewer.agent.view import InterviewView, Line, MilestoneView, Mode, Piece, PointView, Turn

if TYPE_CHECKING:
    from interviewer.agent.store import Store
    from interviewer.grading.report import Report

__all__ = ["Interview", "InterviewOver", "InterviewView", "Line", "MilestoneView", "Mode", "Piece", "PointView", "Turn"]


class InterviewOver(Exception):
    """The interview is closed: nothing more can be said in it. What was said is kept."""


class Interview:
    """A running interview. Every call that returns turns has made them durable before it returns.

    All methods may be called from any thread, one at a time; they block for as long as checking and judging take.
    Raises `StoreError` (disk full, directory not writable, opened elsewhere) before anything is accepted, and
    `InterviewOver` when something is said after the close.
    """

    @classmethod
    def start(
        cls,
        derivation_id: str,
        *,
        mode: Mode = "practice",
        store: Store | None = None,
        round_id: str | None = None,
        candidate: str | None = None,
        judge: str = "auto",
    ) -> Interview:
        """Open a new interview; its first turn poses the problem. `judge` is "auto", "builtin" or "openai"."""
        raise NotImplementedError

    @classmethod
    def resume(cls, interview_id: str, *, store: Store | None = None, judge: str = "auto") -> Interview:
        """Go on with a stored interview: nothing that was accepted is lost, the clock stands where it stood."""
        raise NotImplementedError

    @property
    def state(self) -> InterviewView:
        """The interview as it stands; cheap enough to be asked on every tick."""
        raise NotImplementedError

    def say(self, text: str) -> list[Turn]:
        """The candidate's message, formula lines and prose mixed. Returns the interviewer's replies, maybe none."""
        raise NotImplementedError

    def say_stream(self, text: str) -> Iterator[Piece]:
        """As `say`, in pieces as they come; the message is durable before the first piece."""
        raise NotImplementedError

    def hint(self) -> list[Turn]:
        """The candidate asks for a hint: it is counted."""
        raise NotImplementedError

    def stuck(self) -> list[Turn]:
        """The candidate says he is stuck: a simpler question or a hint."""
        raise NotImplementedError

    def silence(self, seconds: float) -> list[Turn]:
        """The candidate has not typed for so long: perhaps a nudge, mostly nothing."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop the clock."""
        raise NotImplementedError

    def resume_clock(self) -> None:
        """Let the clock go on."""
        raise NotImplementedError

    def tick(self) -> list[Turn]:
        """To be called about once a second: a time reminder or the closing when due, mostly nothing."""
        raise NotImplementedError

    def finish(self) -> Report:
        """Close (if still open) and return the report; the same one however often it is asked."""
        raise NotImplementedError

    def transcript(self) -> object:
        """The interview as `interviewer.grading` reads it, for export and grading."""
        raise NotImplementedError

    def close(self) -> None:
        """Save the clock and let go of the store, as when the app is closed."""
        raise NotImplementedError

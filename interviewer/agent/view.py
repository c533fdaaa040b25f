"""What a screen sees of an interview: frozen values, safe to keep and to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.checking.verdict import Verdict

Mode = Literal["practice", "interview"]
Speaker = Literal["interviewer", "candidate"]
Status = Literal["open", "reached", "stated", "wrong", "given"]
PointLevel = Literal["full", "partial", "none"]


@dataclass(frozen=True, slots=True)
class Line:
    """One formula line of a candidate's message. `verdict` is None while the interviewer keeps a poker face; `carried`
    marks a line that is wrong only because an earlier wrong line is carried forward in it."""

    text: str
    verdict: Verdict | None = None
    formula: bool = True
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `seq` grows and never changes; `move` names what the interviewer did ("probe", "hint", …) or how the
    candidate acted ("said", "hint", "stuck"); `about` is the milestone or point in question, "" when there is none;
    `at` is the clock's reading in seconds."""

    seq: int
    speaker: Speaker
    text: str
    move: str = "said"
    lines: tuple[Line, ...] = ()
    at: float = 0.0
    about: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A key step. `status` is None in interview mode until the report."""

    id: str
    title: str
    status: Status | None = "open"


@dataclass(frozen=True, slots=True)
class PointView:
    """An assessment point. `level` is None while it is not shown, or in interview mode until the report."""

    id: str
    title: str
    level: PointLevel | None = None


@dataclass(frozen=True, slots=True)
class InterviewView:
    """The whole interview at one moment. `elapsed` and `limit` are seconds on the interview's own clock."""

    id: str
    derivation: str
    title: str
    mode: Mode
    elapsed: float
    limit: float
    paused: bool
    milestones: tuple[MilestoneView, ...]
    points: tuple[PointView, ...]
    hints_used: int
    turns: tuple[Turn, ...]
    done: bool
    candidate: str | None = None
    round_id: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a streamed reply to turn `seq`. Pieces of one turn are appended; `replaces` means that what was shown
    of that turn so far is to be thrown away first."""

    seq: int
    text: str
    replaces: bool = False

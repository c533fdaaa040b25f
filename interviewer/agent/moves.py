"""What the interviewer can do next. A move says what, never how: wording is phrasing's part."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

Angle = Literal[
    "turn", "dimensions", "special-case", "sign", "factor", "order", "terms", "direction", "values", "recheck"
]
Depth = Literal["ask", "again", "deeper", "simpler"]
Share = Literal["two-thirds", "near-end"]
CloseReason = Literal["complete", "time", "asked"]
Topic = Literal["task", "notation", "verdict", "unkind", "write", "repaired"]


@dataclass(frozen=True, slots=True)
class Move:
    """Base of all moves; `kind` is the name under which a move is stored and phrased."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Pose(Move):
    """Greet and pose the derivation."""

    kind: ClassVar[str] = "pose"


@dataclass(frozen=True, slots=True)
class Listen(Move):
    """Stay silent: the candidate is thinking or writing well."""

    kind: ClassVar[str] = "listen"


@dataclass(frozen=True, slots=True)
class Nod(Move):
    """A short sign of having heard, after an answer that ends a question, so that the candidate goes on deriving."""

    kind: ClassVar[str] = "nod"


@dataclass(frozen=True, slots=True)
class Nudge(Move):
    """After a long silence: ask for a thought aloud."""

    kind: ClassVar[str] = "nudge"


@dataclass(frozen=True, slots=True)
class Probe(Move):
    """Ask about a refuted line from an angle at which the slip shows, without naming it. `values` are a case to try,
    `question` is what the catalogue asks whoever takes this wrong turn (angle "turn")."""

    line: str
    angle: Angle
    values: str = ""
    question: str = ""
    kind: ClassVar[str] = "probe"


@dataclass(frozen=True, slots=True)
class Clarify(Move):
    """Ask for another way of writing a line that could not be read or decided."""

    line: str
    message: str = ""
    kind: ClassVar[str] = "clarify"


@dataclass(frozen=True, slots=True)
class AskWhy(Move):
    """Ask for the motivation of a key step reached without one; `again` when the first wording was not understood."""

    milestone: str
    again: bool = False
    kind: ClassVar[str] = "ask-why"


@dataclass(frozen=True, slots=True)
class Prompt(Move):
    """The end is reached or the candidate thinks so: name a step that is still open. `words` says they are enough."""

    milestone: str
    words: bool = False
    kind: ClassVar[str] = "prompt"


@dataclass(frozen=True, slots=True)
class Hint(Move):
    """The next rung (1 direction, 2 method, 3 nearly the formula) of a milestone's ladder."""

    milestone: str
    rung: int
    kind: ClassVar[str] = "hint"


@dataclass(frozen=True, slots=True)
class Give(Move):
    """The ladder is used up: the interviewer writes the step himself and lets the candidate go on from there."""

    milestone: str
    kind: ClassVar[str] = "give"


@dataclass(frozen=True, slots=True)
class AcceptApproach(Move):
    """A step stated in words is taken; `write` asks for its formula because the step is core."""

    milestone: str
    write: bool = False
    kind: ClassVar[str] = "accept-approach"


@dataclass(frozen=True, slots=True)
class Comment(Move):
    """Practice mode only: say how an answer was. `reply` answers a misconception or says what a partial answer left out;
    with `teaches` it is the answer the candidate did not find."""

    level: Literal["full", "partial", "none"]
    reply: str = ""
    teaches: bool = False
    kind: ClassVar[str] = "comment"


@dataclass(frozen=True, slots=True)
class FollowUp(Move):
    """A question on an assessment point; `index` chooses among its wordings. "again" is the same in other words."""

    point: str
    level: Depth = "ask"
    index: int = 0
    kind: ClassVar[str] = "follow-up"


@dataclass(frozen=True, slots=True)
class Elaborate(Move):
    """The answer was a part of it: ask for more on the same point, without saying what is missing."""

    point: str
    kind: ClassVar[str] = "elaborate"


@dataclass(frozen=True, slots=True)
class Remark(Move):
    """A short answer to what is no part of the derivation: a question about the task, notation or verdicts, unkind words, talk
    without a formula, a slip repaired (practice only)."""

    on: Topic
    kind: ClassVar[str] = "remark"


@dataclass(frozen=True, slots=True)
class MoveOn(Move):
    """Turn from the derivation to the questions: it stands, the time presses, the candidate wishes it, or it does not
    come."""

    reason: Literal["complete", "time", "asked", "stalled"] = "time"
    kind: ClassVar[str] = "move-on"


@dataclass(frozen=True, slots=True)
class Bridge(Move):
    """Lead over to a connected derivation, by its place among the catalogue's connections."""

    index: int
    kind: ClassVar[str] = "bridge"


@dataclass(frozen=True, slots=True)
class TimeReminder(Move):
    """Say how the time stands."""

    share: Share
    kind: ClassVar[str] = "time-reminder"


@dataclass(frozen=True, slots=True)
class Close(Move):
    """End kindly."""

    reason: CloseReason = "complete"
    kind: ClassVar[str] = "close"


MOVES: dict[str, type[Move]] = {cls.kind: cls for cls in Move.__subclasses__()}


def to_row(move: Move) -> dict[str, Any]:
    """The move as plain data, for the checkpoint."""
    return {"kind": move.kind, **asdict(move)}


def from_row(row: dict[str, Any]) -> Move:
    """The move that `to_row` wrote. Raises KeyError on an unknown kind."""
    fields = dict(row)
    return MOVES[fields.pop("kind")](**fields)


def about(move: Move) -> str:
    """The id of the milestone or point a move is about, "" when it is about none."""
    return getattr(move, "milestone", "") or getattr(move, "point", "")

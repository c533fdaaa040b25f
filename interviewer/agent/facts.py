"""What one event brought, as the policy needs it: verdicts, reasons, levels; no text to interpret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Event = Literal["said", "hint", "stuck", "silence", "tick", "finish"]
Wish = Literal["hint", "gives-up", "done", "again", "notation", "verdict", "unkind"]


@dataclass(frozen=True, slots=True)
class LineFact:
    """A formula line and what the algebra says of it.

    `place` is its key step's place in the derivation. `carried` marks a line that is wrong only because an earlier wrong
    line is carried forward in it; `repaired` one that its writer corrected himself further down; `turn` is what the
    catalogue asks whoever takes this wrong turn, "" when it is none it knows.
    """

    text: str
    verdict: str
    milestone: str | None = None
    message: str = ""
    diagnosis: str = ""
    values: str = ""
    turn: str = ""
    carried: bool = False
    repaired: bool = False
    place: int = -1


@dataclass(frozen=True, slots=True)
class Facts:
    """One event. `elapsed` is the clock in seconds; `silent` the seconds without a keystroke.

    `wishes` are what the candidate asks for in passing; `idle` marks a message without content ("hm").
    `answer` is the level of the answer to the open question, None when nothing was said about it; `reply` what the
    rubric answers to a misconception, `missing` what a partial answer left out; `reasons` the milestones whose motivation
    was given; `approach` those stated in words; `volunteered` levels reached on points nobody asked about.
    """

    event: Event = "said"
    elapsed: float = 0.0
    silent: float = 0.0
    lines: tuple[LineFact, ...] = ()
    words: int = 0
    answer: str | None = None
    reply: str = ""
    missing: str = ""
    reasons: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    volunteered: dict[str, str] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    idle: bool = False

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Facts:
        """The facts that `dataclasses.asdict` wrote."""
        fields = dict(row)
        fields["lines"] = tuple(LineFact(**line) for line in fields.get("lines", ()))
        fields["reasons"] = tuple(fields.get("reasons", ()))
        fields["wishes"] = tuple(fields.get("wishes", ()))
        fields["approach"] = tuple(fields.get("approach", ()))
        return cls(**fields)

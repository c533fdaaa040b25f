"""What one event brought, as the policy needs it: verdicts, reasons, levels; no text to interpret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Event = Literal["said", "hint", "stuck", "silence", "tick", "finish"]


@dataclass(frozen=True, slots=True)
class LineFact:
    """A formula line and what the algebra says of it. `carried` marks a line that is wrong only because an earlier
    wrong line is carried forward in it; `repaired` one that its writer corrected himself further down."""

    text: str
    verdict: str
    milestone: str | None = None
    message: str = ""
    diagnosis: str = ""
    values: str = ""
    carried: bool = False
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One event. `elapsed` is the clock in seconds; `silent` the seconds without a keystroke.

    `answer` is the level of the answer to the open question, None when nothing was said about it; `reply` what the
    rubric answers to a misconception; `reasons` the milestones whose motivation was given; `approach` those stated in
    words;
    `volunteered` levels reached on points nobody asked about.
    """

    event: Event = "said"
    elapsed: float = 0.0
    silent: float = 0.0
    lines: tuple[LineFact, ...] = ()
    words: int = 0
    answer: str | None = None
    reply: str = ""
    reasons: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    volunteered: dict[str, str] = field(default_factory=dict)
    asks_hint: bool = False
    gives_up: bool = False
    says_done: bool = False

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Facts:
        """The facts that `dataclasses.asdict` wrote."""
        fields = dict(row)
        fields["lines"] = tuple(LineFact(**line) for line in fields.get("lines", ()))
        fields["reasons"] = tuple(fields.get("reasons", ()))
        fields["approach"] = tuple(fields.get("approach", ()))
        return cls(**fields)

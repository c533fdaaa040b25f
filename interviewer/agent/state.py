"""What the interviewer remembers between turns: small plain values and ids, so that a checkpoint stays small.

The words themselves live in the store; the state never grows with the number of turns.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Phase = Literal["derive", "explore", "done"]


class Slip(TypedDict):
    """The refuted line that is being worked on. `probes` counts the questions asked about it."""

    line: str
    diagnosis: str
    values: str
    milestone: str | None
    probes: int


class OpenQuestion(TypedDict):
    """The question on the table: about a milestone ("why"), a point ("follow-up") or a connection ("bridge")."""

    kind: Literal["why", "follow-up", "bridge"]
    about: str
    level: str
    text: str


class State(TypedDict):
    interview: str
    heard: int
    phase: Phase
    milestones: dict[str, str]
    reasons: list[str]
    asked_why: list[str]
    hints: dict[str, int]
    slip: Slip | None
    slips: int
    clarified: int
    points: dict[str, str]
    asked: dict[str, list[str]]
    question: OpenQuestion | None
    reminded: list[str]
    nudges: int
    bridged: bool
    moves: list[dict[str, Any]]


def new_state(interview: str) -> State:
    """The state before the problem is posed."""
    return State(
        interview=interview,
        heard=0,
        phase="derive",
        milestones={},
        reasons=[],
        asked_why=[],
        hints={},
        slip=None,
        slips=0,
        clarified=0,
        points={},
        asked={},
        question=None,
        reminded=[],
        nudges=0,
        bridged=False,
        moves=[],
    )

"""What the interviewer remembers between turns: small plain values and ids, so that a checkpoint stays small.

The words themselves live in the store; the state never grows with the number of turns.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Phase = Literal["derive", "explore", "done"]


class Slip(TypedDict):
    """A refuted line. `probes` counts the questions asked about it, `angle` names the last of them."""

    line: str
    diagnosis: str
    values: str
    turn: str
    angle: str
    milestone: str | None
    place: int
    probes: int


class OpenQuestion(TypedDict):
    """The question on the table: about a milestone ("why"), a point ("follow-up") or a connection ("bridge")."""

    kind: Literal["why", "follow-up", "bridge"]
    about: str
    level: str
    text: str


class State(TypedDict):
    """`slip` is the refuted line being worked on, `waiting` are those to come back to; `repaired` says that the last
    message mended one. `talk` counts messages in a row without a formula, `idle` those without content."""

    interview: str
    heard: int
    phase: Phase
    milestones: dict[str, str]
    reasons: list[str]
    asked_why: list[str]
    hints: dict[str, int]
    slip: Slip | None
    waiting: list[Slip]
    repaired: bool
    slips: int
    talk: int
    idle: int
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
        waiting=[],
        repaired=False,
        slips=0,
        talk=0,
        idle=0,
        clarified=0,
        points={},
        asked={},
        question=None,
        reminded=[],
        nudges=0,
        bridged=False,
        moves=[],
    )

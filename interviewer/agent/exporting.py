"""An interview as the transcript that `interviewer.grading` reads, writes and grades."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.agent.store import Record
from interviewer.agent.view import Turn
from interviewer.grading.transcript import Mark, MarkKind, Transcript
from interviewer.grading.transcript import Turn as Said

_REACTIONS = ("said", "hint", "stuck")
_MARKS: dict[str, MarkKind] = {"follow-up": "point", "elaborate": "point", "ask-why": "why", "hint": "hint"}


def transcript_of(record: Record, turns: Sequence[Turn]) -> Transcript:
    """The transcript of the turns with words. What a question or hint was about is marked on the interviewer's turn; a
    question that the close cut off, before anything was said to it, was not put."""
    reactions = [place for place, turn in enumerate(turns) if turn.speaker == "candidate" and turn.move in _REACTIONS]
    last = max(reactions, default=-1)
    said = [
        Said(
            turn.speaker,
            turn.text,
            tuple(m for m in _marks(record, turn) if place < last or m.kind in ("task", "hint")),
        )
        for place, turn in enumerate(turns)
        if turn.text.strip()
    ]
    return Transcript(record.derivation, tuple(said), record.candidate)


def _marks(record: Record, turn: Turn) -> tuple[Mark, ...]:
    if turn.move == "bridge":
        return (Mark("point", "bridge"),)  # no point of the rubric: what is answered to it counts for none
    if turn.move == "pose":
        return (Mark("task", record.derivation),)
    kind = _MARKS.get(turn.move) if turn.speaker == "interviewer" else None
    return (Mark(kind, turn.about),) if kind and turn.about else ()

"""An interview as the transcript that `interviewer.grading` reads, writes and grades."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.agent.store import Record
from interviewer.agent.view import Turn
from interviewer.grading.transcript import Mark, MarkKind, Transcript
from interviewer.grading.transcript import Turn as Said

_MARKS: dict[str, MarkKind] = {"follow-up": "point", "elaborate": "point", "ask-why": "why", "hint": "hint"}


def transcript_of(record: Record, turns: Sequence[Turn]) -> Transcript:
    """The transcript of the turns with words. What a question or hint was about is marked on the interviewer's turn."""
    said = [Said(turn.speaker, turn.text, _marks(turn)) for turn in turns if turn.text.strip()]
    return Transcript(record.derivation, tuple(said), record.candidate)


def _marks(turn: Turn) -> tuple[Mark, ...]:
    if turn.move == "bridge":
        return (Mark("point", "bridge"),)  # no point of the rubric: what is answered to it counts for none
    kind = _MARKS.get(turn.move) if turn.speaker == "interviewer" else None
    return (Mark(kind, turn.about),) if kind and turn.about else ()

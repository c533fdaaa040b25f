"""The words of a turn."""

from __future__ import annotations

from interviewer.grading.formulas import tail_of
from interviewer.grading.passages import Prose, passages
from interviewer.grading.transcript import Turn


def prose_of(turn: Turn) -> str:
    """What is said beside the formulas, and behind one."""
    parts = (p.text if isinstance(p, Prose) else tail_of(p.text) for p in passages(turn.text, turn.line))
    return "\n".join(filter(None, parts))

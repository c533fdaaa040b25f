"""What the command line asks of the store: past interviews, those to go on with, export, and what to practise next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from interviewer.agent.plan import Outcome, PlanItem, practice_plan
from interviewer.agent.rounds import Round, RoundKind, draw_round
from interviewer.agent.store import Record, Store

LATELY = 4  # interviews back; what was asked in them is not drawn again at once


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A past interview. `minutes` on its own clock; `score` and `recommendation` are None until it is graded; `points`
    maps an assessment point to its level."""

    id: str
    started: str
    derivation: str
    mode: str
    candidate: str | None
    round_id: str | None
    minutes: float
    score: int | None
    recommendation: str | None
    points: dict[str, str]

    @property
    def done(self) -> bool:
        """Whether it came to its report."""
        return self.score is not None


def history(store: Store | None = None) -> list[HistoryRow]:
    """All interviews, the latest first. Raises `StoreError`."""
    return [_row(record) for record in (store or Store()).records()]


def resumable(store: Store | None = None) -> list[HistoryRow]:
    """The interviews that can be gone on with, the latest first. Raises `StoreError`."""
    return [row for row in history(store) if not row.done]


def export(interview_id: str, store: Store | None = None) -> str:
    """An interview as a transcript file's text, ready for `interviewer grade`. Raises `StoreError`."""
    from interviewer.agent.exporting import transcript_of
    from interviewer.grading.writing import write_transcript

    store = store or Store()
    record = store.record(interview_id)
    return write_transcript(transcript_of(record, store.turns(interview_id)))


def plan(store: Store | None = None, now: datetime | None = None) -> list[PlanItem]:
    """What to practise next, the most urgent first. Raises `StoreError`."""
    from derivations import catalogue

    rows = [row for row in history(store) if row.score is not None]
    outcomes = [
        Outcome(row.derivation, datetime.fromisoformat(row.started), row.score or 0, _weak(row)) for row in rows
    ]
    return practice_plan(list(catalogue().values()), outcomes, now or datetime.now(UTC))


def open_round(kind: RoundKind, store: Store | None = None, dice: random.Random | None = None) -> Round:
    """Draw a round and keep it; what was interviewed lately is avoided. Begin each of its interviews with its id.

    Raises `StoreError`.
    """
    from derivations import catalogue

    store = store or Store()
    lately = {record.derivation for record in store.records()[:LATELY]}
    drawn = draw_round(kind, list(catalogue().values()), dice or random.Random(), lately)
    store.save_round(drawn.id, drawn.kind, drawn.derivations)
    return drawn


def next_in_round(interview_id: str, store: Store | None = None) -> str | None:
    """The derivation that comes after this interview in its round; None when it is the last or stands alone.

    Raises `StoreError`.
    """
    store = store or Store()
    round_id = store.record(interview_id).round_id
    if round_id is None:
        return None
    begun = {record.derivation for record in store.records() if record.round_id == round_id}
    return next((name for name in store.round_of(round_id) if name not in begun), None)


def _weak(row: HistoryRow) -> tuple[str, ...]:
    """The points not answered in full, the worst first."""
    levels = [(level, point) for point, level in row.points.items() if level in ("none", "partial")]
    return tuple(point for _, point in sorted(levels, key=lambda pair: pair[0] != "none"))


def _row(record: Record) -> HistoryRow:
    from interviewer.grading.report import Report

    report = Report.model_validate_json(record.report) if record.report else None
    return HistoryRow(
        id=record.id,
        started=record.started,
        derivation=record.derivation,
        mode=record.mode,
        candidate=record.candidate,
        round_id=record.round_id,
        minutes=round(record.elapsed / 60, 1),
        score=report.score if report else None,
        recommendation=report.recommendation if report else None,
        points={point.id: point.level for point in report.points} if report else {},
    )

"""What the command line asks of the store: past interviews, those to go on with, export, and what to practise next."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from interviewer.agent.plan import Outcome, PlanItem, practice_plan
from interviewer.agent.rounds import Place, Round, RoundKind, draw_round, place_in
from interviewer.agent.store import Record, Store

LATELY = 4  # interviews back; what was asked in them is not drawn again at once


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A past interview. `minutes` on its own clock; `score` and `recommendation` are None until it is graded; `points`
    maps an assessment point to its level, and `place` is where it stands in its round, None when it stands alone."""

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
    place: Place | None = None

    @property
    def done(self) -> bool:
        """Whether it came to its report."""
        return self.score is not None

    @property
    def following(self) -> str | None:
        """The derivation with which its round goes on now that it is done; None when there is none."""
        return self.place.following if self.done and self.place else None


def history(store: Store | None = None) -> list[HistoryRow]:
    """All interviews, the latest first. Raises `StoreError`."""
    store = store or Store()
    records = store.records()
    places = _places(store, records)
    return [_row(record, places.get(record.id)) for record in records]


def resumable(store: Store | None = None) -> list[HistoryRow]:
    """What can be gone on with, the latest first. Raises `StoreError`."""
    return unfinished(history(store))


def unfinished(rows: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Of these, the latest first: the interviews that are not done, and those done lately whose round is not."""
    return [row for n, row in enumerate(rows) if not row.done or (row.following and n < LATELY)]


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


def place_of(interview_id: str, store: Store | None = None) -> Place | None:
    """Where an interview stands in its round, None when it stands alone. Raises `StoreError`."""
    store = store or Store()
    if store.record(interview_id).round_id is None:
        return None
    return _places(store, store.records()).get(interview_id)


def _places(store: Store, records: Sequence[Record]) -> dict[str, Place]:
    """The places of those interviews that stand in a round, by the interviews' ids."""
    rounds = {name: Round(name, cast(RoundKind, kind), drawn) for name, (kind, drawn) in store.rounds().items()}
    found: dict[str, Place] = {}
    for record in records:
        if record.round_id in rounds:
            begun = {other.derivation for other in records if other.round_id == record.round_id}
            place = place_in(rounds[record.round_id], record.derivation, begun)
            found.update({record.id: place} if place else {})
    return found


def _weak(row: HistoryRow) -> tuple[str, ...]:
    """The points not answered in full, the worst first."""
    levels = [(level, point) for point, level in row.points.items() if level in ("none", "partial")]
    return tuple(point for _, point in sorted(levels, key=lambda pair: pair[0] != "none"))


def _row(record: Record, place: Place | None) -> HistoryRow:
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
        place=place,
    )

"""What to practise next: how often a derivation is asked, how well it went, and when it will be forgotten (FSRS)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from derivations import Derivation

if TYPE_CHECKING:
    from fsrs import Rating

EASY, GOOD, HARD = 85, 70, 50  # scores from which a derivation counts as easy, good, hard to recall
NEW = 0.8  # how pressing an untried derivation is, between one just mastered (0) and one just failed (1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished interview. `score` is 0 to 100; `weak` are the points that were not answered in full."""

    derivation: str
    at: datetime
    score: int
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A derivation in the plan. `due` is None when it was never tried; `urgency` runs from 0 to 1; `weak` are the
    points to look at, from the last interview."""

    derivation: str
    title: str
    due: datetime | None
    urgency: float
    reason: str
    weak: tuple[str, ...] = ()


def practice_plan(catalogue: Sequence[Derivation], outcomes: Iterable[Outcome], now: datetime) -> list[PlanItem]:
    """The whole catalogue, the most urgent first. `now` carries its time zone."""
    past: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda outcome: outcome.at):
        past.setdefault(outcome.derivation, []).append(outcome)
    items = [_item(derivation, past.get(derivation.id, []), now.astimezone(UTC)) for derivation in catalogue]
    return sorted(items, key=lambda item: (-item.urgency, item.derivation))


def _item(derivation: Derivation, past: list[Outcome], now: datetime) -> PlanItem:
    weight = 0.5 + derivation.frequency / 20  # even the rarest formula is asked at times
    if not past:
        reason = "not tried yet" + (", and asked often" if derivation.frequency >= 7 else "")
        return PlanItem(derivation.id, derivation.title, None, round(NEW * weight, 3), reason)
    due, recall = _forgetting(past, now)
    last = past[-1].score
    weakness = 1 - last / 100
    need = max(1 - recall, weakness) if now >= due else 0.5 * weakness
    return PlanItem(
        derivation.id, derivation.title, due, round(need * weight, 3), _reason(due, last, now), past[-1].weak
    )


def _forgetting(past: list[Outcome], now: datetime) -> tuple[datetime, float]:
    """When the derivation is due again, and the likelihood (0 to 1) that it is still known now."""
    from fsrs import Card, Scheduler

    # Days between reviews, never minutes: nobody derives the same formula twice in ten minutes.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1, due=past[0].at.astimezone(UTC))
    for outcome in past:
        card, _ = scheduler.review_card(card, _rating(outcome.score), review_datetime=outcome.at.astimezone(UTC))
    return card.due, float(scheduler.get_card_retrievability(card, now))


def _rating(score: int) -> Rating:
    from fsrs import Rating

    if score >= EASY:
        return Rating.Easy
    return Rating.Good if score >= GOOD else Rating.Hard if score >= HARD else Rating.Again


def _reason(due: datetime, last: int, now: datetime) -> str:
    days = (due.date() - now.date()).days
    when = "due today" if days == 0 else f"due for {-days} d" if days < 0 else f"due in {days} d"
    return f"{when}, last score {last}"

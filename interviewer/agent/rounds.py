"""Rounds as companies hold them: first the fundamentals, then a harder derivation, or the whole loop in a row."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from derivations import Derivation

RoundKind = Literal["first", "second", "full"]


@dataclass(frozen=True, slots=True)
class Round:
    """The derivations of one round, in the order in which they are posed. `id` ties their interviews together;
    `minutes` is the time they take, 0 when it is not known."""

    id: str
    kind: RoundKind
    derivations: tuple[str, ...]
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """An interview's place in its round, `round_id`: question `number` of `of`. `following` is the derivation to be posed
    after it; None for the last one, and when it was posed already."""

    round_id: str
    kind: RoundKind
    number: int
    of: int
    following: str | None = None


def place_in(drawn: Round, derivation: str, begun: Collection[str]) -> Place | None:
    """The place of the interview about `derivation` in the round, of which those in `begun` were posed so far; None
    when it is not in the round."""
    if derivation not in drawn.derivations:
        return None
    at = drawn.derivations.index(derivation)
    following = next(iter(drawn.derivations[at + 1 :]), None)
    waits = following is not None and following not in begun
    return Place(drawn.id, drawn.kind, at + 1, len(drawn.derivations), following if waits else None)


def draw_round(
    kind: RoundKind, catalogue: Sequence[Derivation], dice: random.Random, avoid: Collection[str] = ()
) -> Round:
    """Draw a round: the more often a derivation is asked, the likelier it comes. Those in `avoid` (done lately) come
    only when nothing else is left. Raises ValueError on a catalogue without a derivation of the level needed."""
    drawn: list[Derivation] = []
    if kind in ("first", "full"):
        drawn += _draw("fundamental", dice.choice((1, 2)), catalogue, dice, avoid)
    if kind in ("second", "full"):
        drawn += _draw("advanced", 1, catalogue, dice, avoid)
    minutes = sum(derivation.minutes for derivation in drawn)
    return Round(uuid4().hex[:12], kind, tuple(derivation.id for derivation in drawn), minutes)


def _draw(
    level: str, count: int, catalogue: Sequence[Derivation], dice: random.Random, avoid: Collection[str]
) -> list[Derivation]:
    every = [derivation for derivation in catalogue if derivation.level == level]
    if not every:
        raise ValueError(f"the catalogue has no derivation of level '{level}'")
    fresh = [derivation for derivation in every if derivation.id not in avoid]
    pool = fresh if len(fresh) >= count else every
    drawn: list[Derivation] = []
    for _ in range(min(count, len(pool))):
        waiting = [derivation for derivation in pool if derivation not in drawn]
        drawn += dice.choices(waiting, weights=[derivation.frequency for derivation in waiting])
    return drawn

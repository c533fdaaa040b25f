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
    """The derivations of one round, in the order in which they are posed. `id` ties their interviews together."""

    id: str
    kind: RoundKind
    derivations: tuple[str, ...]
    minutes: int


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

"""Which known wrong turn a refuted line is, in whatever notation: matched as key steps are, in formal models."""

from __future__ import annotations

from collections.abc import Sequence

from derivations import Derivation, Milestone, WrongTurn, catalogue
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.setup import scope_after
from interviewer.checking.lines import judge_line
from interviewer.checking.milestones import milestone_of

_catalogues: dict[int, Derivation] = {}


def wrong_turn_of(
    derivation: Derivation | str, setup: Sequence[str], step: str, *, seconds: float = 1.0
) -> WrongTurn | None:
    """The wrong turn of the catalogue that the line `step` takes; None when it is none of them, or in doubt.

    Never raises on candidate text. Raises KeyError for an unknown derivation id.
    """
    model = catalogue()[derivation] if isinstance(derivation, str) else derivation
    clock = Clock.of(seconds)
    turns = _as_milestones(model)
    judged = judge_line(scope_after(turns, setup, clock), step, clock)
    if judged.read_in is None:
        return None
    name = milestone_of(turns, judged.read_in, judged.nodes, True, Clock.of(seconds), exact=True)
    return model.wrong_turns[int(name)] if name is not None else None


def _as_milestones(model: Derivation) -> Derivation:
    """The derivation with its wrong turns in the place of its key steps, so that the same matching serves."""
    if id(model) not in _catalogues:
        blank = ("-", "-", "-")
        turns = [
            Milestone(id=str(n), title=turn.slip, formulas=[turn.formula], motivation="-", why=["-"], hints=blank)
            for n, turn in enumerate(model.wrong_turns)
        ]
        _catalogues[id(model)] = model.model_copy(update={"milestones": turns})
    return _catalogues[id(model)]

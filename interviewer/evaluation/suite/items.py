"""What a suite holds: labelled items, plain values, each knowing where it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["line", "answer", "transcript", "simulation"]
LEVELS = ("none", "partial", "full")  # of an answer, worst first
STRENGTHS = ("weak", "middle", "strong")  # of a candidate, worst first
VALUE = {"none": 0.0, "partial": 0.5, "full": 1.0}


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled item. `content` is all that is judged; `label` is what a good judge says of it.

    `label` by kind: a line "right" or "wrong"; an answer one of LEVELS; a transcript and a simulation one of STRENGTHS,
    with the labels of its parts in `expected`. `source` is file:line. `group` tells the items' origin apart ("held-out").
    """

    id: str
    kind: Kind
    derivation: str
    label: str
    content: dict[str, Any]
    source: str
    point: str = ""
    group: str = ""
    expected: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What a person wants to see of it in a list."""
        return str(self.content.get("step") or self.content.get("answer") or self.content.get("file") or self.id)

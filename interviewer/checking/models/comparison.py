"""What came of trying a relation on models, and the values at which it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from interviewer.checking.fields import Value, is_array
from interviewer.checking.models.drawn_letters import letters_in
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Node

Outcome = Literal["holds", "fails", "ill-typed", "unsupported"]
APPROXIMATED = "the expectation of such a function is only approximated here"


@dataclass(frozen=True)
class Witness:
    """Where a relation fails: values of the letters and of both sides. `confirm` repeats it at fifty digits."""

    values: dict[str, Any]
    left: Any
    right: Any
    confirm: Callable[[], Comparison] | None = None


@dataclass(frozen=True)
class Comparison:
    outcome: Outcome
    reason: str = ""
    witness: Witness | None = None
    models: int = 0
    assumed: dict[str, Letter] = field(default_factory=dict)
    shown: tuple[Scope, Node] | None = None  # what vanishes, where that is how it was found to hold
    hopeless: bool = False  # whether no other types of unknown letters could mend it


def witness_values(sampler: Sampler, sample: Sample) -> dict[str, Any]:
    """The values a person needs to repeat the evaluation."""
    out: dict[str, Any] = {k: v for k, v in sample.env.bound.items() if isinstance(v, int)}
    for letter in letters_in(sampler.scope, sampler.nodes, sample.model):
        for key, value in {**sample.model._drawn, **sample.model.fixed}.items():
            if key[0] == letter.name and len(out) < 12:
                name = letter.name.replace(".", "_") + ("" if not key[1] else "_" + ",".join(map(str, key[1])))
                out[name] = plain(value)
    return out


def plain(value: Value) -> Any:
    """A value as JSON can hold it, rounded for people."""
    if is_array(value):
        rows = [[_round(x) for x in row] for row in value.tolist()]
        return [row[0] for row in rows] if value.shape[1] == 1 else rows
    return _round(value)


def _round(x: Any) -> float:
    number = complex(x).real
    return float(f"{number:.5g}")

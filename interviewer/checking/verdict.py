"""The verdict on one line: a plain value, the same in the terminal, the JSON and the tests."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["verified", "refuted", "given", "undecided"]
Method = Literal["symbolic", "numeric", "none"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the algebra says of one candidate line.

    `message` is one line for a person. `counterexample` maps names to values at which a refuted line fails.
    `diagnosis` is a short phrase ("right up to the sign") when one small repair explains a refuted line; the interviewer
    probes with it and never says it. `reading` shows how the line was read, in Unicode. `ms` is the time spent.
    `also` are the key steps that other equations of the same line reach: `∂L/∂W = …, ∂L/∂b = …` reaches two.
    """

    verdict: Outcome
    method: Method = "none"
    milestone: str | None = None
    message: str = ""
    counterexample: dict[str, Any] | None = None
    diagnosis: str | None = None
    reading: str | None = None
    ms: float = 0.0
    also: tuple[str, ...] = ()

    @property
    def milestones(self) -> tuple[str, ...]:
        """Every key step the line reaches; the one a refuted line aims at."""
        return (*((self.milestone,) if self.milestone else ()), *self.also)

    def as_row(self) -> dict[str, Any]:
        """The fields as the `check --jsonl` contract names them."""
        return asdict(self)

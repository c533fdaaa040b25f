"""The graded report: one model for the terminal, the JSON and the HTML page."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["full", "partial", "none", "not-asked"]
Recommendation = Literal["strong-hire", "hire", "lean-no-hire", "no-hire"]


class Plain(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class StepReport(Plain):
    """One formula line of the candidate with its verdict. `line` counts from 1 in the transcript file.

    `carried` marks a line that would be right if an earlier refuted one were: the mistake is said, not counted again.
    `also` are key steps that the line reaches beside `milestone`.
    """

    line: int
    text: str
    verdict: Literal["verified", "refuted", "given", "undecided"]
    method: str
    milestone: str | None = None
    message: str = ""
    counterexample: dict[str, Any] | None = None
    diagnosis: str | None = None
    carried: bool = False
    also: tuple[str, ...] = ()


class MilestoneReport(Plain):
    """A key step; `line` is where it was reached, or where the last attempt at it failed."""

    id: str
    status: Literal["reached", "wrong", "missing"]
    line: int | None = None


class PointReport(Plain):
    """An assessment point. Every quote in `evidence` stands verbatim in the candidate's own turns; `missing` are the
    claims not met, `weight` is its share among the points asked, `tokens` what a model took to judge it."""

    id: str
    level: Level
    evidence: list[str] = []
    rationale: str = ""
    missing: list[str] = []
    judge: str = "builtin"
    weight: float = 1.0
    tokens: int = 0


class MotivationReport(Plain):
    """Why a key step is taken, for one that was asked about: what was said of it. It stands outside the score."""

    milestone: str
    level: Literal["full", "partial", "none"]
    evidence: list[str] = []
    rationale: str = ""
    missing: list[str] = []
    judge: str = "builtin"
    tokens: int = 0


class Practice(Plain):
    """Something to practise: a key step, a point, or another derivation that connects; `worth` is what it could add to
    this report's score."""

    derivation: str
    kind: Literal["milestone", "point", "connection"]
    about: str
    title: str
    why: str
    exercise: str
    worth: float = 0.0


class Report(Plain):
    """The report by the contract's schema 1. `score` follows from the other fields: see `scoring`. `practice_next` is
    `practice` in a line each."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    file: str | None = None
    derivation: str
    candidate: str | None = None
    steps: list[StepReport] = []
    milestones: list[MilestoneReport] = []
    points: list[PointReport] = []
    motivations: list[MotivationReport] = []
    hints: int = 0
    score: int = 0
    recommendation: Recommendation = "no-hire"
    judge: str = "builtin"
    tokens: int = 0
    summary: str = ""
    practice_next: list[str] = []
    practice: list[Practice] = []

    def as_row(self) -> dict[str, Any]:
        """The fields as the JSON report names them; plain values only."""
        return self.model_dump(mode="json", by_alias=True)

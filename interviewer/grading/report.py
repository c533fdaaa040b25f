"""The graded report: one model for the terminal, the JSON and the HTML page."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["full", "partial", "none", "not-asked"]
Recommendation = Literal["strong-hire", "hire", "lean-no-hire", "no-hire"]


class Plain(BaseModel):
    model_config = ConfigDict(frozen=True)


class StepReport(Plain):
    """One formula line of the candidate with its verdict. `line` counts from 1 in the transcript file."""

    line: int
    text: str
    verdict: Literal["verified", "refuted", "given", "undecided"]
    method: str
    milestone: str | None = None
    message: str = ""
    counterexample: dict[str, Any] | None = None
    diagnosis: str | None = None


class MilestoneReport(Plain):
    id: str
    status: Literal["reached", "wrong", "missing"]
    line: int | None = None


class PointReport(Plain):
    """An assessment point. Every quote in `evidence` stands verbatim in the candidate's own turns."""

    id: str
    level: Level
    evidence: list[str] = []
    rationale: str = ""
    judge: str = "builtin"


class Report(Plain):
    """The report by the contract's schema 1."""

    schema_: Literal[1] = 1
    file: str | None = None
    derivation: str
    candidate: str | None = None
    steps: list[StepReport] = []
    milestones: list[MilestoneReport] = []
    points: list[PointReport] = []
    hints: int = 0
    score: int = 0
    recommendation: Recommendation = "no-hire"
    judge: str = "builtin"
    summary: str = ""
    practice_next: list[str] = []

"""A written-out interview for the screens: no clock, no checker, no chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from interviewer.agent.commands import HistoryRow
from interviewer.agent.plan import PlanItem
from interviewer.agent.view import InterviewView, Line, MilestoneView, Piece, PointView, Turn
from interviewer.checking.verdict import Verdict
from interviewer.grading.report import MilestoneReport, PointReport, Report, StepReport

LAGRANGIAN = "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
SLIP = "L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
PRIMAL = r"\min_{w,b} ½‖w‖² s.t. y_i(w^T x_i + b) >= 1"
STATIONARY = r"\frac{\partial L}{\partial w} = w - \sum_i \alpha_i y_i x_i = 0"
VALUES = {"w": [0.82, -1.31], "b": 0.4, "α": [1.2, 0.7, 2.1], "y": [1, -1, 1], "left": 2.646, "right": -1.0989}

GOOD = Verdict("verified", "symbolic", "lagrangian", "follows")
GIVEN = Verdict("given", "none", "primal", "the problem's program")
BAD = Verdict(
    "refuted",
    "numeric",
    "lagrangian",
    "does not hold: left 2.646, right -1.0989 — the sign of one term",
    VALUES,
    "the sign of one term",
)
UNCLEAR = Verdict("undecided", message="the name 'q' is not known here; introduce it with “let q = …”")

TURNS = (
    Turn(1, "interviewer", "Take a seat. Derive the dual problem of the hard-margin support vector machine.\n\n"
         "Training data (x_i, y_i), i = 1…n, with x_i ∈ ℝ^d and y_i ∈ {−1, +1}, are linearly separable.", "pose"),
    Turn(2, "candidate", "…", lines=(
        Line("We minimise the squared norm because the margin is inversely proportional to it.", None, False),
        Line(PRIMAL, GIVEN), Line(SLIP, BAD)), at=95.0),
    Turn(3, "interviewer", "With w = (0.82, −1.31) your left side is 2.646. What does the right side give?", "probe", at=97.0),
    Turn(4, "candidate", "…", lines=(Line(LAGRANGIAN, GOOD),), at=140.0),
    Turn(5, "interviewer", "Why do we introduce multipliers at all?", "ask-why", at=142.0),
)  # fmt: skip

VIEW = InterviewView(
    id="scene", derivation="svm-dual", title="The dual of the support vector machine", mode="practice",
    elapsed=604.0, limit=840.0, paused=False,
    milestones=(
        MilestoneView("primal", "The primal problem", "reached"), MilestoneView("lagrangian", "The Lagrangian", "reached"),
        MilestoneView("stationarity-w", "Stationarity in w", "wrong"), MilestoneView("stationarity-b", "Stationarity in b", "stated"),
        MilestoneView("dual", "The dual problem"),
    ),
    points=(
        PointView("kkt-conditions", "The KKT conditions", "full"), PointView("support-vectors", "Support vectors", "partial"),
        PointView("why-dual", "Why the dual", "none"), PointView("soft-margin", "The soft margin"),
    ),
    hints_used=1, turns=TURNS, done=False,
)  # fmt: skip

REPORT = Report(
    derivation="svm-dual",
    steps=[
        StepReport(line=4, text=PRIMAL, verdict="given", method="none", milestone="primal", message="the problem's program"),
        StepReport(line=5, text=SLIP, verdict="refuted", method="numeric", milestone="lagrangian", message=BAD.message, counterexample=VALUES),
        StepReport(line=9, text=LAGRANGIAN, verdict="verified", method="symbolic", milestone="lagrangian", message="follows"),
    ],
    milestones=[
        MilestoneReport(id="primal", status="reached", line=4), MilestoneReport(id="lagrangian", status="reached", line=9),
        MilestoneReport(id="stationarity-w", status="missing"), MilestoneReport(id="stationarity-b", status="missing"),
        MilestoneReport(id="dual", status="missing"),
    ],
    points=[
        PointReport(id="kkt-conditions", level="full", evidence=["either the multiplier is zero or the constraint is tight"],
                    rationale="complementary slackness named and explained"),
        PointReport(id="support-vectors", level="partial", evidence=["only points on the margin have α > 0"], rationale="one of two claims"),
        PointReport(id="why-dual", level="none", rationale="no claim met"),
        PointReport(id="soft-margin", level="not-asked", rationale="not asked"),
    ],
    hints=1, score=64, recommendation="lean-no-hire", summary="2 of 5 key steps reached.",
    practice_next=["Stationarity in w: differentiate ½‖w‖² first.", "Why the dual: kernels."],
)  # fmt: skip


def past() -> list[HistoryRow]:
    """Six interviews over three derivations, the latest first."""
    rows = [
        ("svm-dual", 64, "lean-no-hire", {"kkt-conditions": "full", "support-vectors": "partial", "why-dual": "none"}),
        (
            "kl-divergence",
            88,
            "strong-hire",
            {"asymmetry": "full", "forward-vs-reverse": "full", "js-divergence": "partial"},
        ),
        ("em-algorithm", None, None, {}),
        ("svm-dual", 41, "no-hire", {"kkt-conditions": "partial"}),
        ("linear-regression", 73, "hire", {"ridge": "full", "invertibility": "partial"}),
        ("kl-divergence", 70, "hire", {"asymmetry": "partial"}),
    ]
    return [
        HistoryRow(f"id{k}", f"2026-03-{20 - k:02d}T18:30:00+00:00", name, "practice", None, None, 12.5, score, word, points)
        for k, (name, score, word, points) in enumerate(rows)
    ]  # fmt: skip


def plan() -> list[PlanItem]:
    """The shipped derivations in the catalogue's order."""
    from derivations import catalogue

    return [PlanItem(d.id, d.title, None, 0.5, "not tried yet") for d in catalogue().values()]


@dataclass
class Scene:
    """Stands for an interview: shows a view, keeps what is asked of it, answers with what the test wrote down."""

    view: InterviewView = VIEW
    report: Report = REPORT
    pieces: list[Piece] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def state(self) -> InterviewView:
        return self.view

    def stream(self, event: str, text: str = "") -> Iterator[Piece]:
        self.asked.append((event, text))
        yield from self.pieces

    def tick(self) -> list[Turn]:
        return []

    def silence(self, seconds: float) -> list[Turn]:
        return []

    def pause(self) -> None:
        self.view = replace(self.view, paused=True)

    def resume_clock(self) -> None:
        self.view = replace(self.view, paused=False)

    def finish(self) -> Report:
        return self.report

    def transcript(self) -> Any:
        return None

    def close(self) -> None:
        self.asked.append(("close", ""))

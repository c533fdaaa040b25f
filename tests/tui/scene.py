"""A written-out interview for the screens: no clock, no checker, no chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from derivations import Connection, Derivation, Milestone
from interviewer.agent.commands import HistoryRow
from interviewer.agent.plan import PlanItem
from interviewer.agent.view import InterviewView, Line, MilestoneView, Piece, PointView, Turn
from interviewer.checking.verdict import Verdict
from interviewer.grading.report import MilestoneReport, PointReport, Report, StepReport
from rubrics import Claim, Point, Rubric
from tui.library import Library

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
    """The scene's derivations in their own order."""
    return [PlanItem(d.id, d.title, None, 0.5, "not tried yet, and asked often") for d in LIBRARY.derivations.values()]


def _derivation(
    name: str, title: str, statement: str, steps: dict[str, tuple[str, str]], to: tuple[str, ...]
) -> Derivation:
    return Derivation(
        id=name, title=title, frequency=7, level="advanced", minutes=14, statement=statement, opening=["Derive it."], approach="-",
        milestones=[
            Milestone(id=step, title=words, formulas=[formula], motivation="-", why=["Why?"], hints=("a", "b", "c"))
            for step, (words, formula) in steps.items()
        ],
        connections=[Connection(to=other, text="Both lead to the same kind of optimum.", question="Which?") for other in to],
    )  # fmt: skip


def _rubric(name: str, points: dict[str, str]) -> Rubric:
    claim = Claim(id="c", text="a claim")
    answer = "What a full answer says, in one sentence or two, with a multiplier α_i > 0 only on the margin."
    return Rubric(
        derivation=name,
        points=[
            Point(
                id=p,
                title=title,
                questions=["?", "??"],
                deeper=["?"],
                simpler=["?"],
                claims=[claim],
                full=1,
                answer=answer,
            )
            for p, title in points.items()
        ],
    )


LIBRARY = Library(
    {d.id: d for d in (
        _derivation("svm-dual", "The dual of the support vector machine",
            "Training data (x_i, y_i), i = 1…n, are linearly separable. The hard-margin machine minimises ½‖w‖² over w and b"
            " subject to y_i(w^Tx_i + b) ≥ 1. With multipliers α_i ≥ 0, derive its Lagrangian dual.",
            {"primal": ("The primal problem", PRIMAL), "lagrangian": ("The Lagrangian", LAGRANGIAN),
             "stationarity-w": ("Stationarity in w", "∂L/∂w = w − Σᵢ αᵢ yᵢ xᵢ = 0"),
             "stationarity-b": ("Stationarity in b", "∂L/∂b = −Σᵢ αᵢ yᵢ = 0"),
             "dual": ("The dual problem", "max_α Σᵢ αᵢ − ½ Σᵢ Σⱼ αᵢ αⱼ yᵢ yⱼ xᵢᵀxⱼ s.t. αᵢ ≥ 0, Σᵢ αᵢ yᵢ = 0")},
            ("linear-regression", "kl-divergence")),
        _derivation("kl-divergence", "The Kullback–Leibler divergence", "Show that KL(p ‖ q) is never negative.",
            {"definition": ("The definition", "KL(p‖q) = Σₓ p(x) log(p(x)/q(x))")}, ("em-algorithm",)),
        _derivation("em-algorithm", "The EM algorithm", "Maximise log p(X; θ) with latent Z.",
            {"e-step": ("The E-step", "q(Z) = p(Z|X;θ)")}, ("kl-divergence", "svm-dual")),
        _derivation("linear-regression", "Least squares and the normal equations", "Minimise ‖y − Xw‖².",
            {"solution": ("The solution", "w = (XᵀX)⁻¹Xᵀy")}, ()),
    )},
    {r.derivation: r for r in (
        _rubric("svm-dual", {"kkt-conditions": "The KKT conditions", "support-vectors": "Support vectors",
                             "why-dual": "Why the dual", "soft-margin": "The soft margin"}),
        _rubric("kl-divergence", {"asymmetry": "Asymmetry", "forward-vs-reverse": "Forward and reverse", "js-divergence": "Jensen–Shannon"}),
        _rubric("em-algorithm", {"monotonicity": "It never gets worse", "gmm-em": "Gaussian mixtures"}),
        _rubric("linear-regression", {"invertibility": "Invertibility", "ridge": "Ridge regression"}),
    )},
    frozenset({"linear-regression"}),
)  # fmt: skip


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

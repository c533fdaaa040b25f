"""What to practise next: the most to gain first, why, and an exercise from the rubric and the catalogue."""

from __future__ import annotations

import pytest

from derivations import catalogue
from interviewer.grading.practice import MOST, practise
from interviewer.grading.rendering import RENDERERS
from interviewer.grading.report import MilestoneReport, PointReport, Report, StepReport
from interviewer.grading.scoring import score_of
from interviewer.grading.typesetting import as_latex, typeset
from rubrics import rubric

SVM = catalogue()["svm-dual"]
POINTS = rubric("svm-dual").points
NAMES = [m.id for m in SVM.milestones]
SLIP = StepReport(
    line=7, text="w = -Σ α_i y_i x_i", verdict="refuted", method="numeric", milestone="stationarity-w",
    diagnosis="the sign", counterexample={"b": 1.5, "α": 2.0},
)  # fmt: skip


def milestones(**status: str) -> list[MilestoneReport]:
    found = {name: status.get(name.replace("-", "_"), "reached") for name in NAMES}
    return [MilestoneReport(id=n, status=s, line=None if s == "missing" else 7) for n, s in found.items()]  # ty: ignore


def points(*levels: str) -> list[PointReport]:
    return [
        PointReport(id=p.id, level=level, missing=[p.claims[-1].text] if level == "partial" else [])  # ty: ignore
        for p, level in zip(POINTS, levels, strict=True)
    ]


def test_a_wrong_step_names_its_line_its_slip_and_values_to_try_and_gives_little_away():
    (one,) = practise(SVM, POINTS, [SLIP], milestones(stationarity_w="wrong", dual="missing", primal="missing"), [])[:1]
    assert (one.kind, one.about) == ("milestone", "stationarity-w")
    assert "line 7" in one.why
    assert "the sign" in one.why
    assert "b = 1.5, α = 2" in one.exercise
    assert SVM.milestone("stationarity-w").hints[0] in one.exercise
    assert SVM.milestone("stationarity-w").hints[2] not in one.exercise


def test_a_failed_point_is_asked_more_simply_and_half_an_answer_is_taken_deeper():
    found = practise(SVM, POINTS, [], milestones(), points("none", "partial", "full", "not-asked"))
    failed, half, bridge = found
    assert POINTS[0].simpler[0] in failed.exercise
    assert POINTS[1].deeper[0] in half.exercise
    assert POINTS[1].claims[-1].text in half.why
    assert bridge.kind == "connection"
    assert bridge.derivation in catalogue()


@pytest.mark.parametrize("levels", [("none", "partial", "full", "not-asked"), ("not-asked",) * 4])
def test_what_an_exercise_is_worth_is_what_it_adds_to_the_score(levels):
    shown, steps = points(*levels), milestones(dual="missing")
    base = score_of(steps, shown, 0, [])
    for one in practise(SVM, POINTS, [], steps, shown):
        if one.kind == "milestone":
            better = score_of(milestones(), shown, 0, [])
        elif one.kind == "point":
            better = score_of(
                steps, [p.model_copy(update={"level": "full"}) if p.id == one.about else p for p in shown], 0, []
            )
        else:
            continue
        assert better - base == pytest.approx(one.worth, abs=1.0)


def test_there_are_never_more_than_one_practises_and_the_most_to_gain_comes_first():
    found = practise(
        SVM, POINTS, [], milestones(**{n.replace("-", "_"): "missing" for n in NAMES}), points(*["none"] * 4)
    )
    assert len(found) <= MOST
    assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)


def test_a_flawless_interview_leads_on():
    (bridge,) = practise(SVM, POINTS, [], milestones(), points(*["full"] * 4))
    assert bridge.kind == "connection"
    report = Report(derivation="svm-dual", practice=[bridge])
    for name in ("text", "markdown", "html"):
        assert bridge.title in RENDERERS[name](report)


@pytest.mark.parametrize(
    ("typed", "latex"),
    [
        ("w = (XᵀX + λI)⁻¹Xᵀy", "w = (X^{T}X + λI)^{-1}X^{T}y"),
        ("sum_i alpha_i y_i = 0", r"\sum _{i} \alpha _{i} y_{i} = 0"),
        ("√ᾱ_t x_0", r"\sqrt{ᾱ_{t}} x_{0}"),
        ("½‖w‖²", r"\tfrac{1}{2}\| w\| ^{2}"),
        ("the gradient vanishes here", ""),
    ],
)
def test_a_line_is_typeset_however_it_was_typed(typed, latex):
    assert as_latex(typed) == latex
    assert ("<math" in typeset(typed)) == bool(latex)


@pytest.mark.parametrize(
    "hostile", ["\\" * 3_000, "{" * 500, "^_^_" * 300, "<script>alert(1)</script>", "\\frac{", "\x1b[2J√("]
)
def test_whatever_was_typed_comes_out_harmless(hostile):
    shown = typeset(hostile)
    assert "<script" not in shown
    assert "\x1b" not in shown

"""What report and history show, from plain values: time, heat map, connections, charts, one's own text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.report import MotivationReport
from tests.tui import scene
from tui import report_data
from tui.connections import connection_map, links_of
from tui.heatmap import heat_map
from tui.past import heat_of, last_scores, scores_of
from tui.saving import free_name
from tui.screens.report import ReportScreen
from tui.timing import reached_at, timeline, times
from tui.trend import chart, sparkline

SVM = scene.LIBRARY.derivations["svm-dual"]


def test_a_key_step_counts_from_the_first_line_that_holds():
    assert reached_at(scene.TURNS) == {"primal": 95.0, "lagrangian": 140.0}
    rows = times({m.id: m.title for m in SVM.milestones}, scene.TURNS)
    assert [(row.at, row.took) for row in rows[:3]] == [(95.0, 95.0), (140.0, 45.0), (None, None)]


def test_the_time_line_says_when_and_how_long():
    text = str(timeline(times({m.id: m.title for m in SVM.milestones}, scene.TURNS), 200.0, 80))
    assert "01:35" in text
    assert "+00:45" in text
    assert text.count("not reached") == 3


def test_ones_own_text_stands_in_order_with_the_model_answer_beside_the_first_try():
    shown = report_data.written(scene.REPORT, scene.TURNS, SVM)
    assert [item.step.verdict if item.step else "prose" for item in shown] == ["prose", "given", "refuted", "verified"]
    assert [bool(item.model) for item in shown] == [False, True, True, False]


def test_a_report_without_its_turns_still_shows_every_step():
    assert [item.step for item in report_data.written(scene.REPORT, (), SVM)] == scene.REPORT.steps


def test_what_was_not_reached_comes_with_its_model_answer():
    shown = report_data.written(scene.REPORT, scene.TURNS, SVM)
    assert [title for title, _ in report_data.missing(scene.REPORT, SVM, shown)] == [
        "Stationarity in w",
        "Stationarity in b",
        "The dual problem",
    ]


def test_the_heat_map_keeps_the_last_level_shown_in_a_point():
    rows = heat_of(scene.LIBRARY, scene.past(), "svm-dual")
    svm, kl, em, _ = rows
    assert [level for _, level in svm.points] == ["full", "partial", "none", None]
    assert (svm.score, svm.here) == (64, True)
    assert [level for _, level in kl.points] == ["full", "full", "partial"]
    assert em.score is None


def test_the_heat_map_speaks_without_colour_and_fits_its_width():
    for width in (34, 72, 140):
        lines = str(heat_map(heat_of(scene.LIBRARY, scene.past()), width)).split("\n")
        assert all(len(line) <= width for line in lines[:4])
        assert any("●" in line and "◐" in line and "○" in line for line in lines[:4])


def test_connections_are_shown_from_both_ends():
    links = links_of("svm-dual", scene.LIBRARY.derivations)
    assert [(link.other, link.incoming) for link in links] == [
        ("linear-regression", False),
        ("kl-divergence", False),
        ("em-algorithm", True),
    ]
    text = str(connection_map("svm-dual", scene.LIBRARY.derivations, {"kl-divergence": 88}, 80))
    assert "88/100" in text
    assert text.count("not tried yet") == 3


def test_scores_are_told_from_the_oldest_on():
    assert scores_of(scene.past(), "svm-dual") == [41, 64]
    assert last_scores(scene.past()) == {"svm-dual": 64, "kl-divergence": 88, "linear-regression": 73}


@given(st.lists(st.integers(0, 100), max_size=80), st.integers(24, 160), st.integers(4, 20))
def test_a_chart_has_its_size_whatever_the_scores(scores, width, height):
    lines = str(chart(scores, width, height)).split("\n")
    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    assert len(sparkline(scores)) == len(scores)


def test_nothing_that_exists_is_overwritten(tmp_path):
    (tmp_path / "report.md").touch()
    (tmp_path / "report-2.md").touch()
    assert free_name(tmp_path, "report", "md").name == "report-3.md"


def test_motivations_that_were_asked_stand_on_the_report_screen_outside_the_score():
    reason = MotivationReport(
        milestone="primal", level="full", evidence=["so that the margin is wide"], rationale="said: why"
    )
    shown = str(ReportScreen(scene.REPORT.model_copy(update={"motivations": [reason]}), scene.TURNS)._points(80))
    assert "MOTIVATIONS (OUTSIDE THE SCORE)" in shown
    assert "“so that the margin is wide”" in shown
    assert "MOTIVATIONS" not in str(ReportScreen(scene.REPORT, scene.TURNS)._points(80))

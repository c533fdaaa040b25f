"""The history's plot: by derivation, by point, and one derivation as a chart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from interviewer.agent.commands import HistoryRow
from interviewer.agent.progress import chart, plot, progress
from interviewer.agent.store import Record, Store
from interviewer.grading.report import PointReport, Report

ROOT = Path(__file__).parents[2]


def row(day: int, score: int | None, derivation: str = "svm-dual", **points: str) -> HistoryRow:
    return HistoryRow(
        id=f"i{day}",
        started=f"2030-03-{day:02}T10:00:00+00:00",
        derivation=derivation,
        mode="practice",
        candidate=None,
        round_id=None,
        minutes=12.0,
        score=score,
        recommendation="hire" if score else None,
        points=points,
    )


ROWS = [
    row(9, 90, kkt="full", dual="full"),
    row(2, 30, kkt="none"),
    row(5, 61, kkt="partial", dual="not-asked"),
    row(6, 75, "em-algorithm"),
    row(7, None, "em-algorithm"),
]


def test_progress_is_told_by_derivation_and_point_in_the_order_of_time():
    svm, em = progress(ROWS)
    assert (svm.derivation, svm.scores) == ("svm-dual", (30, 61, 90))
    assert svm.points == {"kkt": ("none", "partial", "full"), "dual": ("", "", "full")}
    assert em.scores == (75,)


def test_the_plot_shows_a_strip_of_scores_and_one_of_levels_for_each_point():
    _, svm, kkt, dual, em = plot(progress(ROWS)).splitlines()
    assert svm.split() == ["svm-dual", "▃▅█", "30", "→", "90,", "best", "90"]
    assert kkt.split() == ["kkt", "○◐●"]
    assert dual.split() == ["dual", "··●"]
    assert em.split() == ["em-algorithm", "▆", "75"]


def test_the_chart_is_as_high_as_the_scores():
    lines = chart(progress(ROWS)[0]).splitlines()
    columns = [[line[7 + 3 * n] if len(line) > 7 + 3 * n else " " for line in lines[1:-2]] for n in range(3)]
    heights = [sum(cell != " " for cell in column) for column in columns]
    assert heights == [3, 5, 8]
    assert lines[-1].split() == ["30", "61", "90"]


def test_without_a_finished_interview_it_says_how_to_begin():
    assert "interviewer" in plot(progress([row(1, None)]))


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INTERVIEWER_HOME": str(home)}
    call = [sys.executable, "-m", "interviewer.cli", *arguments]
    return subprocess.run(call, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def test_history_and_plan_on_the_command_line(tmp_path):
    store = Store(tmp_path / "interviews.db")
    report = Report(derivation="svm-dual", score=42, points=[PointReport(id="why-dual", level="none")])
    store.create(Record("abc", "svm-dual", "practice", "builtin", None, None, "2030-03-01T10:00:00+00:00", 600.0, None))
    store.save_report("abc", report.model_dump_json(by_alias=True))
    shown = command(tmp_path, "history", "--derivation", "svm-dual")
    assert shown.returncode == 0, shown.stderr
    assert "abc" in shown.stdout
    assert "42/100" in shown.stdout
    assert "○" in shown.stdout
    first = command(tmp_path, "plan").stdout.splitlines()
    assert len(first) == 10
    assert any("look at why-dual" in line for line in first)


def test_an_empty_store_and_an_unreadable_one(tmp_path):
    assert "No finished interview yet" in command(tmp_path, "history").stdout
    (tmp_path / "interviews.db").write_bytes(b"no database at all " * 100)
    broken = command(tmp_path, "history")
    assert broken.returncode == 1
    assert "move it away" in broken.stderr
    assert "Traceback" not in broken.stderr
